"""The cards of a list, laid out so that they can be counted, narrowed and sorted in memory.

A set of cards is one whole number: bit *n* stands for the *n*th card in the order of slugs. Narrowing is `&`,
counting is `bit_count`: a few microseconds, however large the shelf.
"""

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress
from typing import Any

from core.listing.asked import RELEVANCE
from core.listing.cursors import Place
from core.listing.rows import CREATED, FACETS, NAME, PRICE, SLUG, SOLD, Row

Cards = int
"""A set of cards."""


class Rack:
    """Cards by their place in the order of slugs.

    *ranks* says how relevant each is, the lowest first; *by_hand*: it is the place that somebody gave it, which
    says nothing once another one has been put before it. *version* had been drawn before the cards were read.
    """

    def __init__(
        self,
        rows: Iterable[Row],
        ranks: Mapping[str, Any] | None = None,
        *,
        by_hand: bool = False,
        version: int = 0,
    ) -> None:
        self.version = version
        self.rows = sorted(rows, key=lambda row: row[SLUG])
        self.slugs: list[str] = [row[SLUG] for row in self.rows]
        self.prices: list[int] = [row[PRICE] for row in self.rows]
        self.everything: Cards = (1 << len(self.rows)) - 1
        self._ranks = ranks or {}
        self._by_hand = by_hand
        self._sorted: dict[str, tuple[list[Any], list[int]]] = {}

    @cached_property
    def shares(self) -> dict[str, dict[str, Cards]]:
        """For each facet, for each of its values: the cards that have it."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, row in enumerate(self.rows):
            for facet in row[FACETS]:
                places[facet].append(place)
        found: dict[str, dict[str, Cards]] = defaultdict(dict)
        for facet, held in places.items():
            name, _, value = facet.partition("=")
            found[name][value] = self._set_of(held)
        return dict(found)

    def counts(self) -> dict[str, dict[str, int]]:
        """How many cards have each value of each facet, among all of them."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for facet, count in Counter(chain.from_iterable(row[FACETS] for row in self.rows)).items():
            name, _, value = facet.partition("=")
            found[name][value] = count
        return dict(found)

    def having(self, name: str, values: Iterable[str]) -> Cards:
        """The cards that have one of those values."""
        shares, found = self.shares.get(name, {}), 0
        for value in values:
            found |= shares.get(value, 0)
        return found

    def costing(self, low: int | None, high: int | None) -> Cards:
        """The cards whose lowest price is within those bounds, bounds included."""
        least, most = low or 0, high if high is not None else max(self.prices, default=0)
        return self._set_of([place for place, price in enumerate(self.prices) if least <= price <= most])

    def prices_of(self, cards: Cards) -> tuple[int, int] | None:
        """The lowest and the highest price among those cards."""
        prices = self.prices if cards == self.everything else list(compress(self.prices, self._flags(cards)))
        return (min(prices), max(prices)) if prices else None

    def page(self, cards: Cards, sort: str, after: Place | None, limit: int) -> list[str]:
        """The slugs of the next *limit* of those cards in that order, from the one after *after*."""
        keys, order = self._in_order(sort)
        rest = order[self._start(sort, keys, order, after) :]
        if cards != self.everything:
            flags = self._flags(cards)
            rest = list(compress(rest, map(flags.__getitem__, rest)))
        return [self.slugs[place] for place in rest[:limit]]

    def key(self, slug: str, sort: str) -> Any:
        """What that card is sorted by."""
        return self._in_order(sort)[0][bisect_left(self.slugs, slug)]

    def _start(self, sort: str, keys: Sequence[Any], order: list[int], after: Place | None) -> int:
        if after is None:
            return 0
        key = after.key
        if sort == RELEVANCE and self._by_hand:
            key = self._ranks.get(after.slug, after.key)
        sought = (key, after.slug)
        return bisect_right(order, sought, key=lambda place: (keys[place], self.slugs[place]))

    def _in_order(self, sort: str) -> tuple[list[Any], list[int]]:
        if sort not in self._sorted:
            keys = self._keys(sort)
            self._sorted[sort] = keys, sorted(range(len(keys)), key=keys.__getitem__)
        return self._sorted[sort]

    def _keys(self, sort: str) -> list[Any]:
        if sort == RELEVANCE:
            return [self._ranks[slug] for slug in self.slugs]
        if sort == "name":
            return [row[NAME] for row in self.rows]
        column, sign = {"price": (PRICE, 1), "-price": (PRICE, -1), "best-selling": (SOLD, -1)}.get(
            sort, (CREATED, -1)
        )
        return [sign * row[column] for row in self.rows]

    def _set_of(self, places: Iterable[int]) -> Cards:
        bits = bytearray(len(self.rows) // 8 + 1)
        for place in places:
            bits[place >> 3] |= 1 << (place & 7)
        return int.from_bytes(bits, "little")

    def _flags(self, cards: Cards) -> list[int]:
        """One number per card: 1 for those in the set."""
        digits = f"{cards:0{len(self.rows)}b}".encode()[::-1]
        return list(digits.translate(_DIGITS))


_DIGITS = bytes.maketrans(b"01", b"\x00\x01")
