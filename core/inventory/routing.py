"""From which locations an order is served, and in which order: the rule that its market has chosen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

from core.inventory.queries import stock_levels
from core.markets.models import Market
from core.markets.queries import locations as all_locations

MOST_COMPARED = 8
"""Of more locations than that, only so many are tried together for the fewest parcels: the market's first."""


@dataclass(frozen=True)
class Destination:
    """Where the goods are to go."""

    country: str
    region: str | None = None


def route(market: Market, pieces: Mapping[str, int], to: Destination) -> list[str]:
    """The market's locations in the order in which they are to be drawn on for these pieces.

    It only says where to look first: whatever is read here may be sold a moment later, and `take` goes on to the
    next location.
    """
    return RULES[market.routing](market.locations, pieces, to)


def by_priority(locations: Sequence[str], _pieces: Mapping[str, int], _to: Destination) -> list[str]:
    """As the market lists them."""
    return list(locations)


def nearest(locations: Sequence[str], _pieces: Mapping[str, int], to: Destination) -> list[str]:
    """Those of the same region first, then those of the same country; among equals as the market lists them."""
    places = {place.code: place for place in all_locations()}

    def distance(code: str) -> int:
        place = places.get(code)
        if place is None or place.country != to.country:
            return 2
        return 0 if to.region and place.region == to.region else 1

    return sorted(locations, key=distance)


def fewest_parcels(locations: Sequence[str], pieces: Mapping[str, int], _to: Destination) -> list[str]:
    """The smallest group of locations that has everything first; among equals as the market lists them."""
    stock = stock_levels(pieces)
    compared = locations[:MOST_COMPARED]
    groups = (group for size in range(1, len(compared) + 1) for group in combinations(compared, size))
    enough = (group for group in groups if all(stock[sku].free_at(group) >= n for sku, n in pieces.items()))
    first = next(enough, ())
    return [*first, *(code for code in locations if code not in first)]


RULES: Mapping[str, Callable[[Sequence[str], Mapping[str, int], Destination], list[str]]] = {
    "priority": by_priority,
    "nearest": nearest,
    "fewest-parcels": fewest_parcels,
}
