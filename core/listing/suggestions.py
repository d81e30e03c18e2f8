"""What somebody may be about to write, from the beginning of it."""

from collections.abc import Sequence

from core.catalog.search import SHORTEST_BEGINNING
from core.listing.hits import TERMS
from core.listing.models import Card
from core.listing.ports import Suggestions
from core.listing.vocabulary import endings, meant
from core.listing.wants import Want, clause_of

PRODUCTS, QUERIES = 5, 5
LOOKED_AT = 20


def suggestions_for(words: Sequence[str], market: str, locale: str) -> Suggestions:
    """Products and queries for words of which the last one may not be finished."""
    if not words or len(words[-1]) < SHORTEST_BEGINNING:
        return Suggestions()
    *before, last = words
    ends = endings(last, market, locale, limit=LOOKED_AT) or meant(last, market, locale)
    return Suggestions(
        products=tuple(_products(before, ends, market, locale)),
        queries=tuple(" ".join([*before, end]) for end in ends[:QUERIES]),
    )


def _products(before: Sequence[str], ends: Sequence[str], market: str, locale: str) -> list[str]:
    if not ends:
        return []
    wants = [Want(word, ((word,),)) for word in before] + [Want(ends[0], tuple((end,) for end in ends))]
    found = Card._get_collection().find(
        {"market": market, "locale": locale, **clause_of(wants, {})},
        {"_id": 0, "slug": 1},
        hint=TERMS,
        sort=[("sold", -1), ("slug", 1)],
        limit=PRODUCTS,
    )
    return [card["slug"] for card in found]
