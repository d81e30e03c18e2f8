from collections.abc import Sequence
from dataclasses import dataclass

from core.listing.asked import RELEVANCE, SORTS, Asked, Listing
from core.listing.facets import check_names
from core.listing.lists import listing_of
from core.listing.materials import NEIGHBOURS
from core.listing.models import EVERYTHING, Card
from core.listing.rack import Rack
from core.listing.racks import EVERYTHING_RACKS, RACKS
from core.listing.rows import SLUG, Row, rows_from, sharing_facets
from core.listing.versions import current_version

BATCH = 10_000


@dataclass(frozen=True)
class Scope:
    """What a list is about: a shelf with everything below it, or a collection; in one market and language.

    *by_hand* is the order that somebody gave a collection, as slugs; None where nobody has.
    """

    kind: str
    slug: str
    market: str
    locale: str
    by_hand: tuple[str, ...] | None = None

    @property
    def name(self) -> str:
        return f"{self.kind}|{self.slug}|{self.market}|{self.locale}"

    @property
    def sorts(self) -> tuple[str, ...]:
        """The orders it can be had in, its own first."""
        return (RELEVANCE, *SORTS) if self.by_hand is not None else SORTS


def shelf(slug: str, market: str, locale: str) -> Scope:
    return Scope("shelves", slug, market, locale)


def collection(slug: str, market: str, locale: str, by_hand: Sequence[str] | None = None) -> Scope:
    return Scope("collections", slug, market, locale, None if by_hand is None else tuple(by_hand))


def listed(scope: Scope, asked: Asked, *, stamp: int | None = None) -> Listing:
    """One page of a shelf or a collection, with what it can be narrowed by.

    *stamp* is a number that changes whenever the scope's cards do: cards that were read under it are used again.
    Without one they are read now, which takes one look through an index.
    Raises UnknownFacet, UnknownSort, BadCursor.
    """
    kept_as = f"{scope.name}|{'by hand' if scope.by_hand is not None else 'by rule'}"
    return _listed(RACKS.kept(kept_as, stamp, lambda: rack_of(scope)), scope, asked)


def everything_listed(market: str, locale: str, asked: Asked, version: int = 0) -> tuple[Listing, int]:
    """One page of all products, and the version it has seen: *version* or a newer one.

    Nobody waits until a large shop is looked through again, unless it is that version that keeps them waiting.
    Raises UnknownFacet, UnknownSort, BadCursor.
    """
    scope = shelf(EVERYTHING, market, locale)

    def read() -> Rack:
        seen = current_version()
        return Rack(_rows_of(scope), version=seen)

    rack = EVERYTHING_RACKS.recent(scope.name, read, version=version)
    return _listed(rack, scope, asked), rack.version


def _listed(rack: Rack, scope: Scope, asked: Asked) -> Listing:
    if asked.filters:
        check_names(asked.filters, rack.shares)
    return listing_of(rack, asked, sorts=scope.sorts, name=scope.name)


def rack_of(scope: Scope) -> Rack:
    """The cards of a scope as they are now."""
    rows = _rows_of(scope)
    if scope.by_hand is None:
        return Rack(rows)
    given = {slug: place for place, slug in enumerate(scope.by_hand)}
    return Rack(rows, {row[SLUG]: given.get(row[SLUG], len(given)) for row in rows}, by_hand=True)


def _rows_of(scope: Scope) -> list[Row]:
    found = Card._get_collection().find(
        {"market": scope.market, "locale": scope.locale, scope.kind: scope.slug},
        {"_id": 0, "row": 1},
        batch_size=BATCH,
        hint=[("market", 1), ("locale", 1), (scope.kind, 1), ("row", 1)],
    )
    return sharing_facets(rows_from(card["row"] for card in found))


def best_selling(market: str, locale: str, *, limit: int) -> list[str]:
    """The slugs of what is sold most."""
    found = Card.objects.on(EVERYTHING, market, locale).order_by("-sold", "slug").limit(limit)
    return [str(slug) for slug in found.scalar("slug")]


def count_on(slug: str, market: str, locale: str) -> int:
    """How many products stand on a shelf or below it."""
    return int(Card.objects.on(slug, market, locale).count())


def before(cards: Sequence[str]) -> set[str]:
    """The products whose pages show one of those cards because it follows them on the shelf, by slug."""
    found = Card.objects(id__in=list(cards)).only("slug", "category", "market", "locale")
    return {slug for card in found for slug in _before(card)}


def _before(card: Card) -> list[str]:
    shelved = Card.objects.on(card.category, card.market, card.locale).order_by("-slug")
    slugs = list(shelved.filter(slug__lt=card.slug).limit(NEIGHBOURS).scalar("slug"))
    if len(slugs) < NEIGHBOURS:
        slugs += shelved.filter(slug__gt=card.slug).limit(NEIGHBOURS - len(slugs)).scalar("slug")
    return slugs
