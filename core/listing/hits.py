"""Cards that have what a search wants, and how good each of them is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from core.catalog.search import folded
from core.listing.models import Card, card_id
from core.listing.rack import Rack
from core.listing.rows import CREATED, FACETS, NAME, SLUG, SOLD, Row, rows_from, sharing_facets
from core.listing.wants import Want, clause_of

MOST_HITS = 480
"""Twenty pages: of more hits the best sold are taken."""
MOST_LOOKED_AT = 5_000
"""So many are taken where filters or another order are applied to them."""
TERMS = [("market", 1), ("locale", 1), ("terms", 1), ("sold", -1), ("slug", 1)]
IN_NAME, IN_BRAND, ELSEWHERE = range(3)
WHOLE, BEGINNING, MISTAKEN = range(3)


@dataclass(frozen=True)
class Hits:
    """What was found, each with its rank (the lowest is the best), and whether that is all there is."""

    rows: tuple[Row, ...] = ()
    ranks: Mapping[str, Any] | None = None
    complete: bool = True

    @property
    def rack(self) -> Rack:
        return Rack(self.rows, self.ranks)

    def and_then(self, others: "Hits") -> "Hits":
        """These, and behind them those of the others that are not among these."""
        ranks = dict(self.ranks or {})
        more = [row for row in others.rows if row[SLUG] not in ranks]
        found = (*self.rows, *more)
        return Hits(found, {**(others.ranks or {}), **ranks}, self.complete and others.complete)


@dataclass(frozen=True)
class Search:
    """What is wanted of cards, and how that came to be: as typed, completed, or corrected."""

    wants: Sequence[Want]
    how: int
    market: str
    locale: str
    counts: Mapping[str, int]

    def hits(self, most: int = MOST_HITS) -> Hits:
        """The cards that have it all, at most so many, the best sold first.

        That is the order of the index: none is read that is not answered.
        """
        found = Card._get_collection().find(
            {"market": self.market, "locale": self.locale, **clause_of(self.wants, self.counts)},
            {"_id": 0, "row": 1},
            hint=TERMS,
            sort=[("sold", -1), ("slug", 1)],
            limit=most,
            batch_size=most,
        )
        rows = sharing_facets(rows_from(card["row"] for card in found))
        return Hits(tuple(rows), self._ranks(rows), complete=len(rows) < most)

    def words_of(self, slug: str) -> str:
        """The query in the words of that card."""
        name = card_id(slug, self.market, self.locale)
        card = Card._get_collection().find_one({"_id": name}, {"terms": 1}) or {"terms": []}
        terms = frozenset(card["terms"])
        return " ".join(want.met_by(terms) for want in self.wants)

    def _ranks(self, rows: Iterable[Row]) -> dict[str, list[int]]:
        """Whole words before beginnings before mistakes; names before brands before the rest; sold; newest."""
        sought = [_sought(want, "" if self.how == BEGINNING else " ") for want in self.wants]
        return {
            row[SLUG]: [self.how, sum(_place_of(row, texts) for texts in sought), -row[SOLD], -row[CREATED]]
            for row in rows
        }


def _sought(want: Want, end: str) -> list[str]:
    """What to look for in a name; what was typed may be a beginning."""
    return list(dict.fromkeys((f" {want.typed}{end}", *(f" {' '.join(choice)} " for choice in want.choices))))


def _place_of(row: Row, texts: Sequence[str]) -> int:
    """Where the best of its choices stands."""
    name = f" {row[NAME]} "
    for text in texts:
        if text in name:
            return IN_NAME
    brand = _brand_of(row)
    return IN_BRAND if any(text in brand for text in texts) else ELSEWHERE


def _brand_of(row: Row) -> str:
    return next((_folded_brand(facet) for facet in row[FACETS] if facet.startswith("brand=")), " ")


@lru_cache(maxsize=4096)
def _folded_brand(facet: str) -> str:
    return f" {folded(facet.removeprefix('brand='))} "
