from dataclasses import dataclass
from typing import Protocol

from core.errors import Unavailable
from core.listing.asked import Asked, Listing


class SearchAway(Unavailable):
    code = "search-away"
    title = "The search does not answer"


@dataclass(frozen=True)
class SearchQuery:
    """What a shopper looks for, in which market and language, and how the list of it is to be."""

    text: str
    market: str
    locale: str
    asked: Asked
    version: int | None = None
    """The shop's pages as they are now: what was found under it some seconds ago is good enough."""


@dataclass(frozen=True)
class SearchHits:
    """One page of what was found. *did_you_mean* is what was really looked for, when that is something else."""

    listing: Listing
    did_you_mean: str | None = None


@dataclass(frozen=True)
class Suggestions:
    """What may be meant by a beginning: products by slug, and whole queries."""

    products: tuple[str, ...] = ()
    queries: tuple[str, ...] = ()


class SearchBackend(Protocol):
    """What the shop needs from whoever searches its goods."""

    def search(self, query: SearchQuery) -> SearchHits:
        """The page of hits that was asked for, the best first unless another order was.

        Raises UnknownFacet, UnknownSort, BadCursor, SearchAway.
        """
        ...

    def suggest(self, text: str, market: str, locale: str) -> Suggestions:
        """What somebody may be about to write, within milliseconds. Raises SearchAway."""
        ...
