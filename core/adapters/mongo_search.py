"""Search as far as MongoDB goes: an index of words and of pairs of words, the shop's vocabulary, synonyms."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import reduce, wraps
from typing import ParamSpec, TypeVar

import pymongo
from pymongo.errors import PyMongoError

from core.catalog.search import query_words
from core.listing.asked import RELEVANCE, SORTS
from core.listing.facets import check_names
from core.listing.hits import BEGINNING, MISTAKEN, MOST_LOOKED_AT, WHOLE, Hits, Search
from core.listing.lists import known_sort, listing_of
from core.listing.ports import SearchAway, SearchHits, SearchQuery, Suggestions
from core.listing.rack import Rack
from core.listing.racks import MOST_HITS_KEPT, Racks
from core.listing.suggestions import suggestions_for
from core.listing.synonyms import synonyms_of
from core.listing.vocabulary import counts_of, endings, facet_names, meant
from core.listing.wants import Want, wants_of, widened

P = ParamSpec("P")
R = TypeVar("R")

ORDERS = (RELEVANCE, *SORTS)
SECONDS = 2.0
"""For all reads of one search together; each tells MongoDB how much of it is left (`maxTimeMS`)."""
FEW = 24
"""With fewer hits than a page has, words are taken for beginnings too."""
FEW_ENDINGS, MANY_ENDINGS = 12, 40
"""How many words a beginning may become: of several words in a query each has fewer, so that pairs stay few."""
OLDEST_MS = 60_000
"""How old what was found may be. A card whose page was made stale is found at once: the version is another one."""


@dataclass(frozen=True)
class Found:
    """What a query found, laid out to be counted and narrowed; what that was made of is not kept."""

    rack: Rack
    meant: str | None = None
    """The query as it was understood, if that is not how it was typed."""
    finding_more: tuple[Search, ...] = ()
    """The steps that would find more than these."""
    version: int = 0

    @property
    def slugs(self) -> list[str]:
        return self.rack.slugs

    def looked_into(self) -> "Found":
        """What the same steps find, as much as may be looked at."""
        if not self.finding_more:
            return self
        hits = (step.hits(MOST_LOOKED_AT) for step in self.finding_more)
        return Found(reduce(Hits.and_then, hits).rack)


NOTHING = Found(Rack(()))


def _in_time(search: Callable[P, R]) -> Callable[P, R]:
    """Give up after that: MongoDB stops working on it too. Raises SearchAway."""

    @wraps(search)
    def bounded(*args: P.args, **kwargs: P.kwargs) -> R:
        try:
            with pymongo.timeout(SECONDS):
                return search(*args, **kwargs)
        except PyMongoError as error:
            if not error.timeout:
                raise
            raise SearchAway(f"This search is not done within {SECONDS:g} s.") from error

    return bounded


class MongoSearch:
    """The shop's own search; `core.listing.ports.SearchBackend` says what it promises.

    What many look for is looked up once in a minute, as long as no page of the shop becomes another one.
    """

    def __init__(self) -> None:
        self._kept = Racks[Found](MOST_HITS_KEPT, oldest_ms=OLDEST_MS)

    @_in_time
    def search(self, query: SearchQuery) -> SearchHits:
        if query.asked.filters:
            check_names(query.asked.filters, facet_names(query.market, query.locale))
        sort = known_sort(query.asked.sort, ORDERS)
        words = query_words(query.text)
        name = "|".join(("search", query.market, query.locale, *words))
        found = self._at_hand(name, query, lambda: _found(words, query.market, query.locale))
        looked_at = found
        if query.asked.narrows or sort != RELEVANCE:
            looked_at = self._at_hand(f"{name}|", query, found.looked_into)
        listing = listing_of(looked_at.rack, query.asked, sorts=ORDERS, name=name)
        return SearchHits(listing, found.meant)

    def _at_hand(self, name: str, query: SearchQuery, look_up: Callable[[], Found]) -> Found:
        return self._kept.kept(name, query.version, look_up)

    @_in_time
    def suggest(self, text: str, market: str, locale: str) -> Suggestions:
        return suggestions_for(query_words(text), market, locale)


def _found(words: Sequence[str], market: str, locale: str) -> Found:
    """Whole words and what they stand for; beginnings where those find few; mistakes where nothing is found."""
    if not words:
        return NOTHING
    typed = wants_of(words, synonyms_of(words, locale))
    counts = counts_of(words, market, locale) if len(typed) > 2 else {}  # noqa: PLR2004  # a pair is looked up as it is
    whole = Search(typed, WHOLE, market, locale, counts)
    hits = whole.hits()
    if len(hits.rows) >= FEW:
        return _of((whole,), hits)
    completed = replace(whole, wants=_completed(typed, market, locale), how=BEGINNING)
    hits = hits.and_then(completed.hits())
    if hits.rows:
        return _of((whole, completed), hits)
    mended = replace(whole, wants=_mended(typed, market, locale), how=MISTAKEN)
    return _of((mended,), mended.hits())


def _of(steps: tuple[Search, ...], hits: Hits) -> Found:
    if not hits.rows:
        return NOTHING
    rack = hits.rack
    return Found(rack, _corrected(steps, rack), () if hits.complete else steps)


def _completed(wants: Sequence[Want], market: str, locale: str) -> list[Want]:
    limit = MANY_ENDINGS if len(wants) == 1 else FEW_ENDINGS
    return widened(wants, lambda word: endings(word, market, locale, limit=limit))


def _mended(wants: Sequence[Want], market: str, locale: str) -> list[Want]:
    """Words that nobody knows are taken for those that may have been meant; if all are known, each of them is."""
    known = {want.typed: endings(want.typed, market, locale, limit=FEW_ENDINGS) for want in wants}
    strange = {word for word, found in known.items() if not found} or set(known)
    return widened(
        wants, lambda word: (*known[word], *(meant(word, market, locale) if word in strange else ()))
    )


def _corrected(steps: Sequence[Search], rack: Rack) -> str | None:
    """The query as it was understood, if that is not how it was typed: in the words of the best hit."""
    if steps[0].how != MISTAKEN:
        return None
    (best,) = rack.page(rack.everything, RELEVANCE, None, 1)
    return steps[0].words_of(best)
