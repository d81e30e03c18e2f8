"""What time alone changes in a product: prices that begin and end, where it is shown, what it still counts as."""

import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from pymongo import UpdateOne

from core import clock
from core.catalog.events import CatalogueLoaded, ManyTimesDue, ProductsChanged, ProductTimesDue
from core.catalog.models import Collection, PriceHistory, Product
from core.catalog.rules import ages, memberships
from core.catalog.timeline import LOOK_BACK, Facts, Period, horizon, periods, planned
from core.db import transactional
from core.outbox.queries import under_way
from core.outbox.services import announce, announce_alone

BATCH = 100
MANY = 1_000
"""Of more products everything is built anew, once: that costs less than telling of each of them."""
BUDGET_SECONDS = 12.0
SKEW = timedelta(seconds=2)
"""How far apart the clocks of two processes may be. A moment has come when it has come for all of them."""
Stored = dict[str, Any]


def times_due() -> bool:
    """Whether there is a product whose time has come, and nobody at work on that: two looks at indexes."""
    due = Product.objects(next_change_at__lte=clock.now() - SKEW).only("slug").first()
    return due is not None and not under_way(ProductTimesDue, ManyTimesDue)


def apply_times(*, seconds: float = BUDGET_SECONDS) -> None:
    """Let time do to every product what it is time for, tell of it, and note when it will be time again.

    What was missed while nobody asked is made up for, with the moments at which it should have been. For more than
    a thousand at once it is announced as a work of its own. When the time is up, the rest is announced and goes on
    in another job. Safe to repeat, and twice at once.
    """
    if _due_now() > MANY:
        announce_alone(ManyTimesDue())
        return
    end = time.monotonic() + seconds
    while _apply_some() == BATCH:
        if time.monotonic() > end:
            announce_alone(ProductTimesDue())
            return


def apply_many_times(applied: int, *, seconds: float = BUDGET_SECONDS) -> None:
    """The same, told of in the end and all together: everything is built anew then. So many were *applied* before.

    Whoever dies on the way is not missed: the announcement of this work stands until all of it is done.
    """
    end = time.monotonic() + seconds
    while some := _apply_some(told=False):
        applied += some
        if time.monotonic() > end:
            announce_alone(ManyTimesDue(applied))
            return
    announce_alone(CatalogueLoaded(applied))


def _due_now() -> int:
    """How many products it is time for; no more than one too many are counted."""
    due = Product.objects(next_change_at__lte=clock.now() - SKEW).limit(MANY + 1)
    return int(due.count(with_limit_and_skip=True))


@transactional
def _apply_some(*, told: bool = True) -> int:
    """How many products that were, at most BATCH."""
    now, collections = clock.now(), list(Collection.objects)
    products = Product._get_collection()
    due = list(products.find({"next_change_at": {"$lte": now - SKEW}}).sort("next_change_at", 1).limit(BATCH))
    before = {slug for product in due for slug in product["collections"]}
    ended = [row for product in due for row in settle(product, now)]
    for product in due:
        derive(product, collections, now)
    rewrite(due, "variants")
    keep_history(ended)
    if told:
        tell_together(due, left=before)
    return len(due)


def tell_together(
    products: Sequence[Facts], *, left: Iterable[str] = (), shelves: Iterable[str] = ()
) -> None:
    """These changed; *left* are collections, *shelves* shelves that they may have stood on before."""
    if products:
        stand = {*shelves, *(shelf for product in products for shelf in product["shelves"])}
        belong = {*left, *(slug for product in products for slug in product["collections"])}
        announce(ProductsChanged([product["slug"] for product in products], sorted(stand), sorted(belong)))


def rewrite(products: Sequence[Facts], *names: str) -> None:
    """Write those members of each of them, and what `derive` sets."""
    if products:
        Product._get_collection().bulk_write(
            [UpdateOne({"_id": product["_id"]}, _written(product, names)) for product in products]
        )


def derive(product: Stored, collections: Sequence[Collection], now: datetime) -> None:
    """Set what follows from its facts, the collections there are and the time."""
    product["collections"] = memberships(product, collections, now)
    product["next_change_at"] = next_change(product, ages(collections), now - SKEW)


def next_change(product: Facts, days: Sequence[int], now: datetime) -> datetime | None:
    """The next moment after *now* at which time alone changes it, given the ages that some collection asks for."""
    return min((moment for moment in _moments(product, days) if moment > now), default=None)


def _moments(product: Facts, days: Sequence[int]) -> Iterator[datetime]:
    for variant in product["variants"]:
        for price in variant.get("schedule", ()):
            yield from (price["from"], price["until"])
    for shown in product["visible"].values():
        yield from shown.values()
    yield from (product["created_at"] + timedelta(days=age) for age in days)


def settle(product: Stored, now: datetime) -> list[Stored]:
    """Let the scheduled prices that have ended be past; what ended, as the history keeps it."""
    history: list[Stored] = []
    for variant in product["variants"]:
        for market in sorted({price["market"] for price in variant.get("schedule", ())}):
            ended = [period for period in planned(variant, market) if period.ends <= now]
            history += put_behind(variant, market, ended, now)
        if "schedule" in variant:
            variant["schedule"] = [price for price in variant["schedule"] if price["until"] > now]
    return history


def succeed(old: Facts, new: Stored, now: datetime) -> list[Stored]:
    """Let the variant *new* take the place of *old* from now on; the prices that end by that, for the history."""
    if old["prices"] == new.get("prices") and not old.get("schedule") and not new.get("schedule"):
        new |= {name: old[name] for name in ("past", "since") if name in old}
        return []
    history: list[Stored] = []
    for market in old["prices"]:
        known = list(planned(old, market))
        ended = [period for period in known if period.ends <= now]
        if not _same_plan(market, old, new, now) and known[len(ended)].begins < now:
            ended.append(replace(known[len(ended)], ends=now))
        if market in new.get("prices", {}):
            _inherit(market, old, new)
            history += put_behind(new, market, ended, now)
        else:
            history += [_kept(old["sku"], market, period) for period in ended]
    return history


def _same_plan(market: str, old: Facts, new: Facts, now: datetime) -> bool:
    same_price = old["prices"][market] == new.get("prices", {}).get(market)
    return same_price and _ahead(old, market, now) == _ahead(new, market, now)


def _ahead(variant: Facts, market: str, now: datetime) -> list[Facts]:
    return [
        price for price in variant.get("schedule", ()) if price["market"] == market and price["until"] > now
    ]


def _inherit(market: str, old: Facts, new: Stored) -> None:
    for name in ("past", "since"):
        kept = _without(new.get(name, {}), market)
        new[name] = kept | ({market: old[name][market]} if market in old.get(name, {}) else {})


def put_behind(variant: Stored, market: str, ended: Sequence[Period], now: datetime) -> list[Stored]:
    """Add periods that have ended to the variant's past, as far as that is needed; the same for the history."""
    past = [*variant.get("past", {}).get(market, ()), *(period.as_stored() for period in ended)]
    if ended:
        variant.setdefault("since", {})[market] = ended[-1].ends
    variant.setdefault("past", {})[market] = past
    limit = horizon(periods(variant, market), now)
    needed = [price for price in past if limit - price["until"] < LOOK_BACK]
    variant["past"] = _without(variant["past"], market) | ({market: needed} if needed else {})
    return [_kept(variant["sku"], market, period) for period in ended]


def keep_history(rows: Sequence[Stored]) -> None:
    """Write them once, however often they come."""
    if rows:
        PriceHistory._get_collection().bulk_write(
            [UpdateOne({"_id": row["_id"]}, {"$setOnInsert": row}, upsert=True) for row in rows]
        )


def _written(product: Facts, names: Sequence[str]) -> Stored:
    changed = {name: product[name] for name in (*names, "collections")}
    if product["next_change_at"] is None:
        return {"$set": changed, "$unset": {"next_change_at": ""}}
    return {"$set": {**changed, "next_change_at": product["next_change_at"]}}


def _without(markets: Mapping[str, Any], market: str) -> Stored:
    return {code: value for code, value in markets.items() if code != market}


def _kept(sku: str, market: str, period: Period) -> Stored:
    name = f"{sku}|{market}|{clock.rfc3339(period.begins)}"
    facts = {"_id": name, "sku": sku, "market": market, "minor": period.minor, "from_at": period.begins}
    if period.compare_at_minor is not None:
        facts["compare_at_minor"] = period.compare_at_minor
    return {**facts, "until": period.ends}
