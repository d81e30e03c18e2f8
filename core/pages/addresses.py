"""Where every public page is: for static builds and search engines. Read off the kept pages, never off the goods."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.cursors import BadCursor
from core.pages.errors import UnknownPageType
from core.pages.models import Page
from core.storefront.paths import ROOTS, path_of

PAGE_SIZE = 1_000
Row = Mapping[str, Any]


@dataclass(frozen=True)
class Address:
    """A page that there is: what its path ends with, its path, when what it shows was last different."""

    slug: str
    path: str
    changed_at: datetime


def checked_type(kind: str, known: Mapping[str, str] = ROOTS) -> str:
    """That type of page. Raises UnknownPageType."""
    if kind not in known:
        raise UnknownPageType(kind, known)
    return kind


def addresses(
    kind: str, market: str, locale: str, *, after: str | None = None
) -> tuple[list[Address], str | None]:
    """A thousand addresses of that kind in their order, and the cursor of the next ones; None at the end.

    One read of an index that holds all of it, from where the last one ended: it takes as long at the end of a
    large shop as at the start of a small one. Raises UnknownPageType, BadCursor.
    """
    wanted = {
        "kind": checked_type(kind),
        "market": market,
        "locale": locale,
        "key": {"$gt": _key(kind, after)},
    }
    fields = {"_id": 0, "key": 1, "changed_at": 1}
    cursor = Page._get_collection().find(wanted, fields, batch_size=PAGE_SIZE + 2)
    found = list(cursor.sort("key", 1).limit(PAGE_SIZE + 1))
    rows = [Address(row["key"], path_of(kind, row["key"]), row["changed_at"]) for row in found[:PAGE_SIZE]]
    return rows, _cursor(kind, rows[-1].slug) if len(found) > PAGE_SIZE else None


def every_address(kind: str, market: str, locale: str) -> Iterator[Address]:
    """All of them, a thousand at a time: pages that come and go meanwhile neither repeat nor hide others."""
    after = None
    while True:
        rows, after = addresses(kind, market, locale, after=after)
        yield from rows
        if after is None:
            return


def _cursor(kind: str, key: str) -> str:
    return urlsafe_b64encode(f"{kind} {key}".encode()).decode().rstrip("=")


def _key(kind: str, cursor: str | None) -> str:
    """The key that a cursor names. Raises BadCursor for one of another type, or of somebody else."""
    if cursor is None:
        return ""
    try:
        named, _, key = urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)).decode().partition(" ")
    except ValueError:
        named, key = "", ""
    if named != kind or not key:
        raise BadCursor
    return key
