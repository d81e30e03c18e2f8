"""Narrowing a rack and counting it: each facet is counted as if nothing were chosen of it (multi-select)."""

from functools import reduce
from operator import and_

from core.listing.asked import Asked, Facet, FacetValue, Filters
from core.listing.errors import UnknownFacet
from core.listing.rack import Cards, Rack

MOST_VALUES = 100
PRICE = ""
"""The price narrows like a facet; no facet has an empty name."""


class Narrowed:
    """The cards of a rack that somebody has asked for."""

    def __init__(self, rack: Rack, asked: Asked) -> None:
        self.rack = rack
        self.asked = asked
        self._by = {name: rack.having(name, values) for name, values in asked.filters.items()}
        if asked.price_min is not None or asked.price_max is not None:
            self._by[PRICE] = rack.costing(asked.price_min, asked.price_max)
        self.cards = self.without(None)

    def without(self, name: str | None) -> Cards:
        """The cards that fit everything that was asked for but of that facet."""
        return reduce(and_, (cards for by, cards in self._by.items() if by != name), self.rack.everything)

    def facets(self) -> tuple[Facet, ...]:
        """Every facet of the rack with its values; one that nobody would find is left out unless it is chosen."""
        narrowed = bool(self._by)
        counts = {name: self._counts(name) for name in self.rack.shares} if narrowed else self.rack.counts()
        found = [_facet(name, counts[name], self.asked.filters) for name in sorted(counts, key=str.casefold)]
        return tuple(facet for facet in found if facet.values)

    def prices(self) -> tuple[int, int] | None:
        return self.rack.prices_of(self.without(PRICE))

    def _counts(self, name: str) -> dict[str, int]:
        among = self.without(name)
        return {value: (cards & among).bit_count() for value, cards in self.rack.shares[name].items()}


def check_names(filters: Filters, known: object) -> None:
    """Raises UnknownFacet for a name that nothing there has: most likely somebody has mistyped it."""
    for name in filters:
        if name not in known:  # type: ignore[operator]  # a mapping or a set
            raise UnknownFacet(name)


def _facet(name: str, counts: dict[str, int], filters: Filters) -> Facet:
    """The chosen values, and the most frequent of the others; the most frequent first. A value that is chosen and
    that nothing has is among them, so that a shopper can take it back.
    """
    chosen = filters.get(name, frozenset())
    wanted = [(value, count) for value, count in counts.items() if count and value not in chosen]
    wanted += [(value, counts.get(value, 0)) for value in chosen]
    wanted.sort(key=lambda item: (-item[1], item[0]))
    shown = [item for place, item in enumerate(wanted) if place < MOST_VALUES or item[0] in chosen]
    return Facet(name, tuple(FacetValue(value, count, value in chosen) for value, count in shown))
