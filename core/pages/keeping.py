"""Putting built pages away, all of a batch at once, and never over a newer one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import DeleteOne, UpdateOne
from pymongo.errors import BulkWriteError

from core import clock
from core.catalog.search import LONGEST_BEGINNING, beginnings, folded_words
from core.pages.answers import Answer
from core.pages.builders.context import Shelf
from core.pages.models import FORMAT, Page
from core.pages.wanted import Wanted

SHELVED = ("name", "beginnings", "count")
DUPLICATE = 11000
"""MongoDB: an upsert found the page in a newer version, which its filter had ruled out."""


@dataclass(frozen=True, slots=True)
class Built:
    """A page that is ready to be kept."""

    wanted: Wanted
    subject: str
    answer: Answer
    indexed: bool
    shelf: Shelf | None = None


def keep(built: Sequence[Built], gone: Sequence[Wanted], version: int) -> None:
    """Keep these and forget those, each unless a newer build has been there already."""
    known = {
        row["_id"]: (row["etag"], row["changed_at"])
        for row in Page.objects(id__in=[page.wanted.id for page in built])
        .only("etag", "changed_at")
        .as_pymongo()
    }
    now = clock.now()
    writes: list[UpdateOne | DeleteOne] = [
        UpdateOne(
            {"_id": page.wanted.id, "version": {"$lt": version}},
            _change(page, known.get(page.wanted.id), now),
            upsert=True,
        )
        for page in built
    ]
    writes += [DeleteOne({"_id": page.id, "version": {"$lt": version}}) for page in gone]
    if writes:
        _write(writes)


def _change(page: Built, known: tuple[str, datetime] | None, now: datetime) -> dict[str, Any]:
    facts = _facts(page, known, now)
    gone = {name: "" for name in SHELVED if name not in facts}
    return {"$set": facts, **({"$unset": gone} if gone else {})}


def _facts(page: Built, known: tuple[str, datetime] | None, now: datetime) -> dict[str, Any]:
    wanted, answer = page.wanted, page.answer
    unchanged = known is not None and known[0] == answer.etag
    return {
        "kind": wanted.kind,
        "key": wanted.key,
        "market": wanted.market,
        "locale": wanted.locale,
        "subject": page.subject,
        "body": answer.body,
        "etag": answer.etag,
        "tags": list(answer.tags),
        "cache_tag": answer.cache_tag,
        "indexed": page.indexed,
        "version": answer.version,
        "format": FORMAT,
        "built_at": now,
        "changed_at": known[1] if known and unchanged else now,
        **_called(page.shelf),
    }


def _called(shelf: Shelf | None) -> dict[str, Any]:
    """What a shelf is found by; nothing where there is none, or nothing on it."""
    if shelf is None or not shelf.count:
        return {}
    return {
        "name": shelf.name,
        "beginnings": beginnings([word[:LONGEST_BEGINNING] for word in folded_words(shelf.name)]),
        "count": shelf.count,
    }


def _write(writes: Sequence[UpdateOne | DeleteOne]) -> None:
    try:
        Page._get_collection().bulk_write(list(writes), ordered=False)
    except BulkWriteError as error:
        if any(fault["code"] != DUPLICATE for fault in error.details["writeErrors"]):
            raise
