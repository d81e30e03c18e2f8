"""Putting built pages away, all of a batch at once, and never over a newer one."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from pymongo import UpdateOne
from pymongo.errors import BulkWriteError

from core import clock
from core.catalog.search import LONGEST_BEGINNING, beginnings, folded_words
from core.pages.answers import Answer, Draft
from core.pages.builders.context import Shelf
from core.pages.models import FORMAT, Page
from core.pages.wanted import Wanted

SHELVED = ("name", "beginnings", "count")
WITHDRAWN = (
    "kind",
    "key",
    "market",
    "locale",
    "subject",
    "body",
    "etag",
    "cache_tag",
    "indexed",
    "built_at",
    "changed_at",
)
"""What is taken from a page that is withdrawn: nothing finds it by any of these."""
DUPLICATE = 11000
"""MongoDB: an upsert found the page in a newer version, which its filter had ruled out."""


@dataclass(frozen=True, slots=True)
class Built:
    """A page that is ready to be kept."""

    wanted: Wanted
    subject: str
    draft: Draft
    indexed: bool
    shelf: Shelf | None = None


def keep(built: Sequence[Built], gone: Sequence[Wanted], version: int) -> list[Answer]:
    """Keep these and forget those, each unless a newer build has been there already; the answers, in their order."""
    known = {
        row["_id"]: (row["etag"], row["changed_at"])
        for row in Page.objects(id__in=[page.wanted.id for page in built], gone_at=None)
        .only("etag", "changed_at")
        .as_pymongo()
    }
    now = clock.now()
    facts = [_facts(page, _changed_at(page, known, now), now) for page in built]
    writes = [
        UpdateOne({"_id": page.wanted.id, "version": {"$lt": version}}, _change(row), upsert=True)
        for page, row in zip(built, facts, strict=True)
    ]
    writes += [
        UpdateOne({"_id": page.id, "version": {"$lt": version}}, _withdrawn(version, now)) for page in gone
    ]
    if writes:
        _write(writes)
    return [Answer(row["body"], row["etag"], tuple(row["tags"]), row["version"]) for row in facts]


def _withdrawn(version: int, now: datetime) -> dict[str, Any]:
    """What stays of a page is its version, for a while: a build that began earlier cannot bring it back."""
    everything = dict.fromkeys((*WITHDRAWN, *SHELVED), "")
    return {"$set": {"version": version, "format": 0, "tags": [], "gone_at": now}, "$unset": everything}


def _changed_at(page: Built, known: Mapping[str, tuple[str, datetime]], now: datetime) -> datetime:
    """When what the page shows was last different: now, unless it is what was kept."""
    etag, since = known.get(page.wanted.id, ("", now))
    return since if etag == page.draft.etag else now


def _change(facts: dict[str, Any]) -> dict[str, Any]:
    gone = {name: "" for name in (*SHELVED, "gone_at") if name not in facts}
    return {"$set": facts, **({"$unset": gone} if gone else {})}


def _facts(page: Built, changed_at: datetime, now: datetime) -> dict[str, Any]:
    wanted, answer = page.wanted, page.draft.sealed(changed_at)
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
        "changed_at": changed_at,
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


def _write(writes: Sequence[UpdateOne]) -> None:
    try:
        Page._get_collection().bulk_write(list(writes), ordered=False)
    except BulkWriteError as error:
        if any(fault["code"] != DUPLICATE for fault in error.details["writeErrors"]):
            raise
