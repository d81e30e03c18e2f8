"""Lists of cards."""

from dataclasses import dataclass
from datetime import datetime

from mongoengine import Q

from core.catalog.queries import Place
from core.listing.materials import Shown
from core.listing.models import Card
from core.markets.models import Market


@dataclass(frozen=True, slots=True)
class Listed(Shown):
    """A card with its place in the list."""

    created_at: datetime


def cards_on(
    shelf: str, market: Market, locale: str, *, limit: int, after: Place | None = None
) -> list[Listed]:
    """The newest cards of a shelf, from the one after that place."""
    found = Card.objects.on(shelf, market.code, locale)
    if after is not None:
        older = Q(created_at__lt=after.created_at)
        found = found.filter(older | Q(created_at=after.created_at, slug__gt=after.slug))
    rows = found.newest().limit(limit).only("slug", "body", "created_at").as_pymongo()
    return [Listed(row["slug"], row["body"], row["created_at"]) for row in rows]
