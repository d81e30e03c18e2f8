"""The cards of a list, laid out so that they can be counted, narrowed and sorted in memory.

A set of cards is one whole number: bit *n* stands for the *n*th card in the order of slugs. Narrowing is `&`,
counting is `bit_count`: a few microseconds, however large the shelf.
"""

from array import array
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import chain, compress, islice
from operator import itemgetter, neg
from typing import Any

from core.listing.asked import RELEVANCE
from core.listing.cursors import Place
from core.listing.rows import CREATED, FACETS, NAME, PRICE, SLUG, SOLD, Row

Cards = int
"""A set of cards."""
WHOLE_NUMBERS, PLACES = "q", "I"
"""How arrays hold them: a few bytes each, where a list of numbers takes forty."""


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
        in_order = sorted(rows, key=itemgetter(SLUG))
        self.version = version
        self.slugs: list[str] = [row[SLUG] for row in in_order]
        self.everything: Cards = (1 << len(in_order)) - 1
        self._names: list[str] = [row[NAME] for row in in_order]
        self._facets: list[list[str]] = [row[FACETS] for row in in_order]
        self._numbers = {
            column: array(WHOLE_NUMBERS, [row[column] for row in in_order])
            for column in (PRICE, CREATED, SOLD)
        }
        self._relevance = [ranks[slug] for slug in self.slugs] if ranks else []
        self._by_hand = ranks if by_hand else None
        self._sorted: dict[str, tuple[Sequence[Any], Sequence[int]]] = {}

    @cached_property
    def shares(self) -> dict[str, dict[str, Cards]]:
        """For each facet, for each of its values: the cards that have it."""
        places: dict[str, list[int]] = defaultdict(list)
        for place, facets in enumerate(self._facets):
            for facet in facets:
                places[facet].append(place)
        found: dict[str, dict[str, Cards]] = defaultdict(dict)
        for facet, held in places.items():
            name, _, value = facet.partition("=")
            found[name][value] = self._set_of(held)
        return dict(found)

    def counts(self) -> dict[str, dict[str, int]]:
        """How many cards have each value of each facet, among all of them."""
        found: dict[str, dict[str, int]] = defaultdict(dict)
        for facet, count in Counter(chain.from_iterable(self._facets)).items():
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
        prices, cheapest_first = self._in_order("price")
        start = bisect_left(cheapest_first, low or 0, key=prices.__getitem__)
        end = len(cheapest_first)
        if high is not None:
            end = bisect_right(cheapest_first, high, key=prices.__getitem__)
        return self._set_of(cheapest_first[start:end])

    def prices_of(self, cards: Cards) -> tuple[int, int] | None:
        """The lowest and the highest price among those cards."""
        if not cards:
            return None
        if cards == self.everything:
            return min(self._numbers[PRICE]), max(self._numbers[PRICE])
        prices, cheapest_first = self._in_order("price")
        lowest, highest = self._first(cards, cheapest_first), self._first(cards, cheapest_first[::-1])
        return prices[next(lowest)], prices[next(highest)]

    def page(self, cards: Cards, sort: str, after: Place | None, limit: int) -> list[str]:
        """The slugs of the next *limit* of those cards in that order, from the one after *after*."""
        keys, order = self._in_order(sort)
        rest = order[self._start(sort, keys, order, after) :]
        return [self.slugs[place] for place in islice(self._first(cards, rest), limit)]

    def key(self, slug: str, sort: str) -> Any:
        """What that card is sorted by."""
        return self._in_order(sort)[0][bisect_left(self.slugs, slug)]

    def _first(self, cards: Cards, order: Sequence[int]) -> Iterator[int]:
        """The places of those cards in that order, found only as far as somebody takes them."""
        if cards == self.everything:
            return iter(order)
        return compress(order, map(self._flags(cards).__getitem__, order))

    def _start(self, sort: str, keys: Sequence[Any], order: Sequence[int], after: Place | None) -> int:
        if after is None:
            return 0
        key = after.key
        if sort == RELEVANCE and self._by_hand:
            key = self._by_hand.get(after.slug, after.key)
        sought = (key, after.slug)
        return bisect_right(order, sought, key=lambda place: (keys[place], self.slugs[place]))

    def _in_order(self, sort: str) -> tuple[Sequence[Any], Sequence[int]]:
        if sort not in self._sorted:
            keys = self._keys(sort)
            self._sorted[sort] = keys, array(PLACES, sorted(range(len(keys)), key=keys.__getitem__))
        return self._sorted[sort]

    def _keys(self, sort: str) -> Sequence[Any]:
        if sort == RELEVANCE:
            return self._relevance
        if sort == "name":
            return self._names
        if sort == "price":
            return self._numbers[PRICE]
        column = {"-price": PRICE, "best-selling": SOLD}.get(sort, CREATED)
        return array(WHOLE_NUMBERS, map(neg, self._numbers[column]))

    def _set_of(self, places: Iterable[int]) -> Cards:
        digits = bytearray(b"0") * (len(self.slugs) + 1)
        for place in places:
            digits[place] = ONE
        digits.reverse()
        return int(digits, 2)

    def _flags(self, cards: Cards) -> bytes:
        """One number per card: 1 for those in the set."""
        return f"{cards:0{len(self.slugs)}b}".encode()[::-1].translate(_DIGITS)


ONE = ord("1")
_DIGITS = bytes.maketrans(b"01", b"\x00\x01")
