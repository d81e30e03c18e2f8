"""One page of a rack: what every list of the shop answers with, whatever filled the rack."""

from core.listing.asked import Asked, Listing
from core.listing.cursors import Place, cursor_of, place_of
from core.listing.errors import UnknownSort
from core.listing.facets import Narrowed
from core.listing.rack import Rack


def listing_of(rack: Rack, asked: Asked, *, sorts: tuple[str, ...], name: str) -> Listing:
    """What was asked of a rack; its first sort is the one for who names none. *name* tells lists apart.

    Raises UnknownSort, BadCursor.
    """
    sort = known_sort(asked.sort, sorts)
    narrowed = Narrowed(rack, asked)
    bound = bound_to(name, sort, asked)
    found = rack.page(narrowed.cards, sort, place_of(asked.after, bound), asked.limit + 1)
    slugs = tuple(found[: asked.limit])
    more = len(found) > asked.limit
    return Listing(
        slugs=slugs,
        facets=narrowed.facets(),
        price=narrowed.prices(),
        total=narrowed.cards.bit_count(),
        next=cursor_of(Place(rack.key(slugs[-1], sort), slugs[-1]), bound) if more else None,
        sort=sort,
        sorts=sorts,
        limit=asked.limit,
    )


def bound_to(name: str, sort: str, asked: Asked) -> str:
    """What a cursor is signed for."""
    return f"{name}\n{sort}\n{asked.fingerprint()}"


def known_sort(sort: str | None, sorts: tuple[str, ...]) -> str:
    """That sort, or the list's own. Raises UnknownSort."""
    if sort is not None and sort not in sorts:
        raise UnknownSort(sort, sorts)
    return sort or sorts[0]
