"""Cards that have what a search wants, and how good each of them is."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from core.catalog.search import folded
from core.listing.asked import RELEVANCE, Asked
from core.listing.models import Card, card_id
from core.listing.rack import Rack
from core.listing.rows import CREATED, FACETS, NAME, SLUG, SOLD, Row, rows_from
from core.listing.wants import Want, clause_of

MOST_HITS = 480
"""Twenty pages. Of more hits the best sold are taken; filters and orders are applied before that."""
MOST_LOOKED_AT = 5_000
"""For filters and for other orders every hit has to be read: of more than these, the best sold are."""
TERMS = [("market", 1), ("locale", 1), ("terms", 1), ("sold", -1), ("slug", 1)]
BEST_SOLD = [("sold", -1), ("slug", 1)]
SHOWN = {"_id": 0, "row": 1}
ORDERS: Mapping[str, tuple[str, int]] = {
    "newest": ("created_at", -1),
    "price": ("price_minor", 1),
    "-price": ("price_minor", -1),
    "name": ("name_key", 1),
}
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

    @property
    def best(self) -> str:
        """The slug of the best of them."""
        ranks = self.ranks or {}
        return min(ranks, key=ranks.__getitem__)

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

    def hits(self, asked: Asked | None = None, sort: str = RELEVANCE) -> Hits:
        """The cards that have it all and that fit what was *asked*, at most MOST_HITS, the first in that order."""
        clause = {"market": self.market, "locale": self.locale, **clause_of(self.wants, self.counts)}
        narrowing = _narrowing(asked) if asked else []
        found = (
            _looked_through(clause, narrowing, sort) if narrowing or sort in ORDERS else _best_sold(clause)
        )
        rows = rows_from([card["row"] for card in found])
        return Hits(tuple(rows), self._ranks(rows), complete=len(rows) < MOST_HITS)

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


def _best_sold(clause: dict[str, Any]) -> Iterable[dict[str, Any]]:
    """In the order of the index: not one card is read that is not answered."""
    found: Iterable[dict[str, Any]] = Card._get_collection().find(
        clause, SHOWN, hint=TERMS, sort=BEST_SOLD, limit=MOST_HITS, batch_size=MOST_HITS
    )
    return found


def _looked_through(
    clause: dict[str, Any], narrowing: Sequence[dict[str, Any]], sort: str
) -> Iterable[dict[str, Any]]:
    """Of the best sold those that fit, in that order: no more cards are read than are looked at."""
    field, direction = ORDERS.get(sort, ("sold", -1))
    steps = [
        {"$match": clause},
        {"$sort": dict(BEST_SOLD)},
        {"$limit": MOST_LOOKED_AT},
        {"$match": {"$and": list(narrowing)} if narrowing else {}},
        {"$sort": {field: direction, "slug": 1}},
        {"$limit": MOST_HITS},
        {"$project": SHOWN},
    ]
    found: Iterable[dict[str, Any]] = Card._get_collection().aggregate(
        steps, hint=dict(TERMS), batchSize=MOST_HITS
    )
    return found


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


def _narrowing(asked: Asked) -> list[dict[str, Any]]:
    """What was asked for, as MongoDB is asked; a value is only ever compared as text."""
    clauses: list[dict[str, Any]] = [
        {"facets": {"$in": [f"{name}={value}" for value in sorted(values)]}}
        for name, values in asked.filters.items()
    ]
    bounds = {"$gte": asked.price_min, "$lte": asked.price_max}
    price = {operator: bound for operator, bound in bounds.items() if bound is not None}
    return [*clauses, *([{"price_minor": price}] if price else [])]


def without(asked: Asked, name: str) -> Asked:
    """The same question, but for that facet."""
    return replace(asked, filters={other: values for other, values in asked.filters.items() if other != name})
