from collections.abc import Sequence
from typing import Any, NamedTuple

from core.catalog.search import LONGEST_BEGINNING, folded_words
from core.listing.versions import current_version, next_version
from core.pages.answers import Answer
from core.pages.errors import VersionUnknown
from core.pages.models import FORMAT, Page, page_id
from core.pages.services import build, check_there
from core.pages.turns import built_once
from core.rows import read_by_id

MOST_LOOKED_AT = 20
SENT = {"body": 1, "etag": 1, "cache_tag": 1, "version": 1, "format": 1}


class Ready(NamedTuple):
    """A page as it is sent, as it was prepared."""

    body: bytes
    etag: str
    cache_tag: str


def ready_page(kind: str, key: str, market: str, locale: str, min_version: int) -> Ready | None:
    """The page if it is there in that version or a newer one: one read of ready bytes, tried once."""
    kept = read_by_id(Page._get_collection_name(), page_id(kind, key, market, locale), SENT)
    if kept is None or kept["format"] != FORMAT or kept["version"] < min_version:
        return None
    return Ready(kept["body"], kept["etag"], kept["cache_tag"])


def page(kind: str, key: str, market: str, locale: str, *, min_version: int = 0) -> Answer:
    """The page as it was prepared: one read of ready bytes. Raises the NotFound of its kind.

    A page that nobody has prepared yet, or only in an older version than asked for, is built now: once, whoever
    else asks meanwhile. Raises VersionUnknown for a version that no build has reached, PageUnderWay.
    """
    name = page_id(kind, key, market, locale)
    if ready := _kept(name, min_version):
        return ready
    if min_version > current_version():
        raise VersionUnknown(min_version)
    check_there(kind, key, market, locale)
    return built_once(
        name, lambda: _kept(name, min_version), lambda: build(kind, key, market, locale, _version_for(name))
    )


def _kept(name: str, min_version: int) -> Answer | None:
    wanted = {"_id": name, "format": FORMAT, "version": {"$gte": min_version}}
    kept = Page._get_collection().find_one(wanted, {"body": 1, "etag": 1, "tags": 1, "version": 1})
    return Answer(kept["body"], kept["etag"], tuple(kept["tags"]), kept["version"]) if kept else None


def _version_for(name: str) -> int:
    """The newest version there is: who asks for a page draws none, so that nobody can ask in vain for a newer one.

    Only a page that an older release has built must get a version of its own, or the old one would stay.
    """
    outdated = Page._get_collection().find_one(
        {"_id": name, "gone_at": None, "format": {"$ne": FORMAT}}, {"_id": 1}
    )
    return next_version() if outdated else current_version()


def shelves_called(words: Sequence[str], market: str, locale: str, *, limit: int) -> list[dict[str, Any]]:
    """Categories and collections with those words in their names, of which the last may be a beginning.

    Name, kind, address and number of products of each, the fullest first. One read.
    """
    *before, last = words
    found = Page._get_collection().find(
        {"market": market, "locale": locale, "beginnings": last[:LONGEST_BEGINNING]},
        {"_id": 0, "kind": 1, "key": 1, "name": 1, "count": 1},
        sort=[("count", -1)],
        limit=MOST_LOOKED_AT,
    )
    fitting = [shelf for shelf in found if set(before) <= set(folded_words(shelf["name"]))]
    return fitting[:limit]
