"""Promotions, put as staff put them."""

from typing import Any

from core.files import record_of
from core.promotions.entries import PromotionInFile
from core.promotions.models import Promotion
from core.promotions.rules import Rule, rule_of
from core.promotions.services import _record, put_promotions
from tests.builders.people import STAFF


def promotion(name: str = "ten-off", **said: Any) -> Promotion:
    """A promotion as an entry of the file describes it: 10 % off everything, unless it says otherwise."""
    put_promotions([promotion_entry(name, **said)], actor=STAFF)
    found: Promotion = Promotion.objects(id=name).get()
    return found


def promotion_entry(name: str = "ten-off", **said: Any) -> PromotionInFile:
    facts = {"name": name.capitalize(), "gives": {"percentOff": 1_000}, **said, "id": name}
    return record_of(PromotionInFile, facts, where="the test")


def rule(name: str = "ten-off", **said: Any) -> Rule:
    """The same compiled, without a database."""
    return rule_of({"enabled": True, **_record(promotion_entry(name, **said))})
