"""Asking an outside provider for tax: once per question, and never in vain for long."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from core import clock, log
from core.db import outside_call
from core.documents import first, glimpsed
from core.tax.errors import TaxProviderAway, TaxRefused
from core.tax.models import TaxQuote
from core.tax.ports import TaxAnswer, TaxProvider, TaxQuestion, ToldTax

DELIVERY = "(delivery)"
"""Among the names of an answer, the delivery: no SKU is called so."""
FRESH = timedelta(hours=24)
"""How long an answer stands: as long as an attempt to pay may go on (`core.checkout.collecting`), and more."""
ESTIMATED = timedelta(minutes=5)
"""How long own rates stand in for an answer that did not come: meanwhile nobody waits for it again."""


def kept_quote(provider: str, question: TaxQuestion) -> TaxQuote | None:
    """What is known of that question; one read, and nobody outside is asked."""
    return first(TaxQuote, {"_id": _name(provider, question), "expires_at": {"$gt": clock.now()}})


@outside_call
def tax_quote(provider: str, question: TaxQuestion, service: TaxProvider | None) -> TaxQuote:
    """What the provider says of that question: as it said before, or asked now.

    When it is away, slow, refuses or is not set up, what comes is estimated: it says nothing, and is written to the
    log. Of two who ask the same at once both get the answer that was written first.
    """
    return kept_quote(provider, question) or _keep(provider, question, _asked(provider, question, service))


def _asked(provider: str, question: TaxQuestion, service: TaxProvider | None) -> TaxAnswer | None:
    if service is None:
        log.get(__name__).error("tax_provider_not_set_up", provider=provider)
        return None
    try:
        return _whole(service.reckon(question), question)
    except (TaxProviderAway, TaxRefused) as fault:
        log.get(__name__).error("tax_estimated", provider=provider, reason=fault.code, detail=str(fault))
        return None


def _whole(answer: TaxAnswer, question: TaxQuestion) -> TaxAnswer:
    """Raises TaxRefused for an answer that leaves something out, or that nobody could owe."""
    costs = {item.name: item.minor for item in question.items}
    costs |= {DELIVERY: question.delivery_minor} if question.delivery_minor is not None else {}
    told = _told(answer)
    if told.keys() != costs.keys() or any(not 0 <= tax.minor <= costs[name] for name, tax in told.items()):
        raise TaxRefused("The tax service has not answered what it was asked.")
    return answer


def _keep(provider: str, question: TaxQuestion, answer: TaxAnswer | None) -> TaxQuote:
    now = clock.now()
    facts = {
        "provider": provider,
        "ref": answer.ref if answer else None,
        "taxes": _taxes(answer) if answer else [],
        "estimated": answer is None,
        "expires_at": now + (FRESH if answer else ESTIMATED),
    }
    stands = {"$gt": ["$expires_at", now]}
    kept = {name: {"$cond": [stands, f"${name}", {"$literal": fact}]} for name, fact in facts.items()}
    row: Mapping[str, Any] = TaxQuote._get_collection().find_one_and_update(
        {"_id": _name(provider, question)}, [{"$set": kept}], upsert=True, return_document=True
    )
    return glimpsed(TaxQuote, row)


def _taxes(answer: TaxAnswer) -> list[dict[str, Any]]:
    return [{"name": name, **asdict(tax)} for name, tax in _told(answer).items()]


def _told(answer: TaxAnswer) -> Mapping[str, ToldTax]:
    return {**answer.items, **({DELIVERY: answer.delivery} if answer.delivery else {})}


def _name(provider: str, question: TaxQuestion) -> str:
    asked = json.dumps([provider, asdict(question)], sort_keys=True)
    return hashlib.sha256(asked.encode()).hexdigest()
