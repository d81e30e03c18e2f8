"""What one piece costs. The one function that pages, offers and carts ask, so that they cannot disagree."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.catalog.models import Product, Variant
from core.catalog.timeline import Period, lowest_before, periods, position, price_at


@dataclass(frozen=True, slots=True)
class Price:
    """What one piece costs, in minor units of its market's currency.

    `compare_at_minor` is there only where it is higher: the price is reduced then, and
    `lowest_30_days_minor` is the lowest that applied in the 30 days before that, if any did.
    """

    minor: int
    compare_at_minor: int | None = None
    lowest_30_days_minor: int | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """From so many pieces on, one of them costs this."""

    from_quantity: int
    minor: int


def price_of(
    variant: Variant, market: str, at: datetime, quantity: int = 1, group: str | None = None
) -> Price:
    """The lowest of what applies to that many pieces for that customer group at that moment.

    Raises KeyError where the market has no price for it: ask `sellable` first.
    """
    facts = stored(variant)
    known = _known(facts, market, at)
    index = position(known, at)
    listed = known[index]
    minor = min([listed.minor, *_tiers(facts, market, quantity, group)])
    compared = listed.compare_at_minor if listed.reduced else None
    return Price(minor, compared, lowest_before(known, index))


def steps_of(variant: Variant, market: str, at: datetime, group: str | None = None) -> list[Step]:
    """The quantities from which on one piece costs less than before, and what it costs then."""
    tiers = stored(variant)["tiers"].get(market, ())
    offered = {tier["from_quantity"] for tier in tiers if _open_to(tier, group)}
    found: list[Step] = []
    if not offered:
        return found
    cheapest = price_of(variant, market, at, 1, group).minor
    for quantity in sorted(offered - {1}):
        minor = price_of(variant, market, at, quantity, group).minor
        if minor < cheapest:
            found.append(Step(quantity, minor))
            cheapest = minor
    return found


def prices_in(product: Product, market: str, at: datetime) -> list[Price]:
    """The price of one piece of each of its variants that are sold there, in their order."""
    return [price_of(variant, market, at) for variant in product.variants_in(market)]


def stored(variant: Variant) -> Mapping[str, Any]:
    """A variant as it is stored, for the timeline. MongoEngine's own access costs ten times the reckoning."""
    facts: Mapping[str, Any] = variant._data
    return facts


def _known(variant: Mapping[str, Any], market: str, at: datetime) -> list[Period]:
    if variant["schedule"] or variant["past"].get(market):
        return periods(variant, market)
    return [price_at(variant, market, at)]


def _tiers(variant: Mapping[str, Any], market: str, quantity: int, group: str | None) -> Iterator[int]:
    for tier in variant["tiers"].get(market, ()):
        if tier["from_quantity"] <= quantity and _open_to(tier, group):
            yield tier["minor"]


def _open_to(tier: Mapping[str, Any], group: str | None) -> bool:
    return tier.get("group") in (None, group)
