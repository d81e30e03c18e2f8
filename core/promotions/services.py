"""Promotions are put from a file and switched on and off. Every change makes a new edition of all of them."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from core import clock
from core.audit.services import SYSTEM, record
from core.catalog.records import moment
from core.catalog.timeline import NEVER
from core.catalog.times import SKEW
from core.db import transactional
from core.errors import Invalid
from core.files import BadFile
from core.outbox.queries import under_way
from core.outbox.services import announce
from core.promotions.codes import folded
from core.promotions.entries import PromotionInFile
from core.promotions.events import CataloguePricesChanged, PromotionTimesDue
from core.promotions.models import Promotion, PromotionBook
from core.promotions.queries import BOOK, as_record, forget, promotion_named
from core.promotions.rules import Rule, rule_of
from core.promotions.uses import open_uses

Record = dict[str, Any]
MOST_PAST = 20
DECIDING = ("on", "gives", "when", "markets", "groups", "codes", "begins", "ends", "enabled")
"""Members of which a change makes it another promotion from now on."""


@transactional
def put_promotions(entries: Sequence[PromotionInFile], *, actor: str) -> int:
    """Make these promotions what the file says, all of them or none; others stay. Safe to repeat. How many.

    Raises BadFile (one that stands twice), Invalid (a code that another promotion has).
    """
    _check_once(entries)
    for entry in entries:
        new = _record(entry)
        _check_codes(new)
        _put(new, actor=actor)
    _next_edition()
    return len(entries)


@transactional
def switch(name: str, *, on: bool, actor: str) -> None:
    """Let a promotion apply, or apply no more; what it is stays. Raises PromotionNotFound."""
    promotion = promotion_named(name)
    if promotion.enabled == on:
        return
    _put({**as_record(promotion), "enabled": on}, actor=actor)
    _next_edition()


@transactional
def apply_times() -> None:
    """Tell of every promotion of the catalogue whose time has come, and note when it will be time again."""
    now = clock.now() - SKEW
    for promotion in Promotion.objects(next_change_at__lte=now):
        following = next_change(rule_of(as_record(promotion)), now)
        promotion.modify(**_following(following))
        _tell([rule_of(as_record(promotion))])


def times_due() -> bool:
    """Whether there is a promotion whose time has come, and nobody at work on that: two looks at indexes."""
    due = Promotion.objects(next_change_at__lte=clock.now() - SKEW).only("id").first()
    return due is not None and not under_way(PromotionTimesDue)


def next_change(rule: Rule, now: datetime) -> datetime | None:
    """The next moment after *now* at which time alone changes prices that pages show."""
    if not rule.in_catalogue or not rule.enabled:
        return None
    ends = [at for at in (rule.begins, rule.ends) if now < at < NEVER]
    return min(ends, default=None)


def _put(new: Record, *, actor: str) -> None:
    """Write it down; what it gave until now, if that is over, is kept for the lowest price of 30 days."""
    now = clock.now()
    kept = Promotion._get_collection().find_one({"_id": new["_id"]})
    old: Record = kept or {}
    same = bool(old) and all(old.get(name) == new.get(name) for name in DECIDING)
    past = [*old.get("past", ())] + ([] if same or not old else _ended(old, now))
    new = new | {
        "in_force_from": old.get("in_force_from", now) if same else now,
        "past": past[-MOST_PAST:],
        "changed_at": now,
    }
    new = {name: value for name, value in new.items() if value is not None and name != "next_change_at"}
    following = next_change(rule_of(new), now - SKEW)
    Promotion._get_collection().replace_one(
        {"_id": new["_id"]}, new | ({"next_change_at": following} if following else {}), upsert=True
    )
    open_uses(new["_id"], new.get("limit"))
    if actor != SYSTEM:
        record(actor, "put_promotion", f"promotion:{new['_id']}", enabled=new["enabled"], gives=new["gives"])
    if not same:
        _tell(rule_of(one) for one in (old, new) if one)


def _ended(old: Record, now: datetime) -> list[Record]:
    """What it gave until now, where pages showed it and its time had come."""
    rule = rule_of(old)
    if not rule.in_catalogue or not rule.enabled or rule.since >= now:
        return []
    over = min(now, rule.ends)
    return [
        {**{name: value for name, value in old.items() if name != "past"}, "begins": rule.since, "ends": over}
    ]


def _tell(rules: Iterable[Rule]) -> None:
    """Pages of the goods that those are on, old and new together, are to follow."""
    shown = [rule for rule in rules if rule.in_catalogue]
    if not shown:
        return
    everything = any(not rule.on.keys for rule in shown)
    keys = [] if everything else sorted({key for rule in shown for key in rule.on.keys})
    announce(CataloguePricesChanged(keys))


def _next_edition() -> None:
    PromotionBook._get_collection().update_one({"_id": BOOK}, {"$inc": {"edition": 1}}, upsert=True)
    forget()


def _following(at: datetime | None) -> Mapping[str, Any]:
    return {"unset__next_change_at": 1} if at is None else {"set__next_change_at": at}


def _check_once(entries: Sequence[PromotionInFile]) -> None:
    names = [entry.id for entry in entries]
    codes = [folded(code) for entry in entries for code in entry.codes]
    for said, field in ((names, "id"), (codes, "codes")):
        twice = next((one for one in said if said.count(one) > 1), None)
        if twice:
            raise BadFile(f"{twice} stands twice.", field=field)


def _check_codes(new: Record) -> None:
    other = Promotion._get_collection().find_one(
        {"codes": {"$in": new.get("codes") or []}, "_id": {"$ne": new["_id"]}}, {"codes": 1}
    )
    if other:
        shared = sorted({*other["codes"]} & {*new["codes"]})
        raise Invalid(f"{', '.join(shared)} belongs to promotion {other['_id']}.", field="codes")


def _record(entry: PromotionInFile) -> Record:
    """As it is stored: what says nothing is left out."""
    said = entry.model_dump(exclude_none=True, exclude={"id", "begins", "ends", "codes"})
    facts: Record = {
        **said,
        "_id": entry.id,
        "codes": sorted({folded(code) for code in entry.codes}) or None,
        "begins": moment(entry.begins),
        "ends": moment(entry.ends),
    }
    return {name: value for name, value in facts.items() if value is not None}
