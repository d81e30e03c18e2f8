"""What one piece costs. The one function that pages, offers and carts ask, so that they cannot disagree."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from typing import Any

from core.catalog.models import Product, Variant
from core.catalog.sellable import keys_of
from core.catalog.timeline import (
    ALWAYS,
    LOOK_BACK,
    NEVER,
    Facts,
    Period,
    lowest_before,
    periods,
    position,
    price_at,
)
from core.pricing.trace import BASE, LIST, PROMOTION, Trace, TraceStep
from core.promotions.queries import book
from core.promotions.rules import Rule

MOST_KEPT = 4_096
SCHEDULE = "schedule"
"""What a trace calls the price of a period."""


@dataclass(frozen=True, slots=True)
class Price:
    """What one piece costs, in minor units of its market's currency.

    `compare_at_minor` is there only where it is higher: the price is reduced then, and
    `lowest_30_days_minor` is the lowest that applied in the 30 days before that, if any did.
    `trace` says how one piece came to cost that.
    """

    minor: int
    compare_at_minor: int | None = None
    lowest_30_days_minor: int | None = None
    trace: Trace = field(default=(), compare=False, repr=False)


@dataclass(frozen=True, slots=True)
class Step:
    """From so many pieces on, one of them costs this."""

    from_quantity: int
    minor: int


def price_of(
    variant: Variant,
    market: str,
    at: datetime,
    quantity: int = 1,
    group: str | None = None,
    *,
    product: Product | None = None,
) -> Price:
    """The lowest of what applies to that many pieces for that customer group at that moment.

    Promotions that need no basket are part of it, where the *product* is given that the variant belongs to.
    Raises KeyError where the market has no price for it: ask `sellable` first.
    """
    facts = stored(variant)
    rules = () if product is None else _promotions(product, facts, market)
    if not rules and not _varies(facts, market):
        only = facts["prices"][market]
        return _unvarying(facts["sku"], only["minor"], only.get("compare_at_minor"))
    known = _known(facts, market, at)
    index = position(known, at)
    listed = known[index]
    name, minor = SCHEDULE, listed.minor
    if facts["tiers"].get(market):
        name, minor = min(_listed(facts, market, minor, quantity, group), key=_by_price)
    base = facts["prices"][market]["minor"]
    trace: Trace = (TraceStep(BASE, facts["sku"], base),)
    if minor != base:
        trace = (*trace, TraceStep(LIST, name, minor - base))
    offer = _promoted(rules, facts, market, listed, at, Price(minor, trace=trace)) if rules else None
    if offer:
        return offer
    compared = listed.compare_at_minor if listed.reduced else None
    return Price(minor, compared, lowest_before(known, index), trace)


def steps_of(
    variant: Variant,
    market: str,
    at: datetime,
    group: str | None = None,
    *,
    product: Product | None = None,
) -> list[Step]:
    """The quantities from which on one piece costs less than before, and what it costs then."""
    tiers = stored(variant)["tiers"].get(market, ())
    offered = {tier["from_quantity"] for tier in tiers if _open_to(tier, group)}
    found: list[Step] = []
    if not offered:
        return found
    cheapest = price_of(variant, market, at, 1, group, product=product).minor
    for quantity in sorted(offered - {1}):
        minor = price_of(variant, market, at, quantity, group, product=product).minor
        if minor < cheapest:
            found.append(Step(quantity, minor))
            cheapest = minor
    return found


def prices_in(product: Product, market: str, at: datetime) -> list[Price]:
    """The price of one piece of each of its variants that are sold there, in their order."""
    return [price_of(variant, market, at, product=product) for variant in product.variants_in(market)]


def _promotions(product: Product, variant: Facts, market: str) -> list[Rule]:
    """The promotions of the catalogue that are, were or will be on it; none costs a look and nothing more."""
    shelf = book().catalogue(market)
    if not shelf.everywhere and not shelf.by_key:
        return []
    goods = keys_of(product._data, variant["sku"])
    found = {id(rule): rule for rule in shelf.about(goods) if rule.on.fits(goods, reduced=False)}
    return list(found.values())


def _promoted(
    rules: Sequence[Rule], variant: Facts, market: str, listed: Period, at: datetime, price: Price
) -> Price | None:
    """The lowest price that a promotion of the moment makes of *price*; None where none makes it lower."""
    open_now = [rule for rule in rules if rule.runs(at) and not (rule.on.full_price_only and listed.reduced)]
    best = min(open_now, key=lambda rule: (rule.price(price.minor, market), *rule.order), default=None)
    if best is None or (minor := best.price(price.minor, market)) >= price.minor:
        return None
    before = _lowest_until(max(best.since, best.begins), rules, variant, market)
    trace = (*price.trace, TraceStep(PROMOTION, best.id, minor - price.minor))
    return Price(minor, max(listed.compare_at_minor or 0, listed.minor), before, trace)


def _lowest_until(begins: datetime, rules: Sequence[Rule], variant: Facts, market: str) -> int | None:
    """The lowest price in the 30 days before a promotion began, other promotions of that time included."""
    earliest = begins - LOOK_BACK if begins > ALWAYS + LOOK_BACK else ALWAYS
    before = [one for one in periods(variant, market) if one.begins < begins and one.ends > earliest]
    others = [rule for rule in rules if rule.enabled and rule.since < begins and rule.ends > earliest]
    prices = [rule.price(period.minor, market) for period in before for rule in others]
    return min([*prices, *(period.minor for period in before)], default=None)


def stored(variant: Variant) -> Mapping[str, Any]:
    """A variant as it is stored, for the timeline. MongoEngine's own access costs ten times the reckoning."""
    facts: Mapping[str, Any] = variant._data
    return facts


def _varies(variant: Facts, market: str) -> bool:
    """Whether a time, a quantity or a group of customers may make another price of it."""
    return bool(variant["schedule"] or variant["past"].get(market) or variant["tiers"].get(market))


@lru_cache(MOST_KEPT)
def _unvarying(sku: str, minor: int, compare_at_minor: int | None) -> Price:
    """What everybody pays at any time. Most goods of most shops, so it is not made anew for each line."""
    reduced = Period(minor, compare_at_minor, ALWAYS, NEVER).reduced
    return Price(minor, compare_at_minor if reduced else None, None, (TraceStep(BASE, sku, minor),))


def _known(variant: Mapping[str, Any], market: str, at: datetime) -> list[Period]:
    if variant["schedule"] or variant["past"].get(market):
        return periods(variant, market)
    return [price_at(variant, market, at)]


def _listed(
    variant: Facts, market: str, minor: int, quantity: int, group: str | None
) -> Iterator[tuple[str, int]]:
    """Each price of a list that so many pieces reach, and what the list is called in a trace."""
    yield SCHEDULE, minor
    for tier in variant["tiers"].get(market, ()):
        if tier["from_quantity"] <= quantity and _open_to(tier, group):
            yield f"{tier.get('group') or 'tier'}:{tier['from_quantity']}", tier["minor"]


def _by_price(listed: tuple[str, int]) -> int:
    return listed[1]


def _open_to(tier: Mapping[str, Any], group: str | None) -> bool:
    return tier.get("group") in (None, group)
