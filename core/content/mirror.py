"""Writing the mirror: rows of BSON in bulk, because a space has more entries than documents are cheap."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson
from pymongo import ReplaceOne

from core import log
from core.content.models import ContentAsset, ContentEntry, Mirrored
from core.content.ports import ContentPage, SourceItem
from core.content.roles import role_of, skus_of, slug_of, sort_key_of

LARGEST_BODY = 15 * 2**20
"""Bytes of an entry's fields. MongoDB takes documents of 16 MB; Contentful itself sends none of more than 7 MB."""

Row = dict[str, Any]
Kind = type[Mirrored]
KINDS: dict[str, Kind] = {"entry": ContentEntry, "asset": ContentAsset}


@dataclass(frozen=True)
class Change:
    """What a page makes of one kind of thing: rows that are to be there, ids that are to be gone."""

    kind: str
    rows: Sequence[Row]
    gone: Sequence[str]
    shown: Sequence[str]
    """Every id that the page shows, those we have in the same revision among them."""


@dataclass
class Told:
    """What has changed: (id, name) for each of its names; the name is empty where there is none."""

    changed: list[tuple[str, str]] = field(default_factory=list)
    removed: list[tuple[str, str]] = field(default_factory=list)

    @property
    def all(self) -> list[tuple[str, str]]:
        return self.changed + self.removed

    def __len__(self) -> int:
        """How many things that are."""
        return len({name for name, _ in self.changed}) + len({name for name, _ in self.removed})


def changes_in(page: ContentPage, default: str, since: datetime | None = None) -> list[Change]:
    """Entries and assets of a page as rows. One that is too large to keep is left out, and the log says so."""
    return [
        _change("entry", page.entries, page.deleted_entries, default, since),
        _change("asset", page.assets, page.deleted_assets, default, since),
    ]


def newer(rows: Iterable[Row], known: Mapping[str, int]) -> list[Row]:
    """The rows whose revision is above the one that is *known* of the same thing."""
    return [row for row in rows if row["revision"] > known.get(row["_id"], -1)]


def revisions(kind: str, ids: Iterable[str]) -> dict[str, int]:
    found = rows_at(kind, ids, "revision")
    return {row["_id"]: row["revision"] for row in found}


def rows_at(kind: str, ids: Iterable[str], *fields: str) -> Iterator[Row]:
    """The rows of those ids that are there, with those fields of them (default: all)."""
    wanted = list(ids)
    if not wanted:
        return iter(())
    return iter(KINDS[kind]._get_collection().find({"_id": {"$in": wanted}}, list(fields) or None))


def put(kind: str, rows: Sequence[Row], told: Told) -> None:
    """Make the mirror hold exactly these rows under their ids. What they were called before is told too."""
    if rows:
        told.changed += _other_names(kind, rows)
        replacing = [ReplaceOne({"_id": row["_id"]}, row, upsert=True) for row in rows]
        KINDS[kind]._get_collection().bulk_write(replacing, ordered=False)
    told.changed += [(row["_id"], name) for row in rows for name in names_in(row)]


def _other_names(kind: str, rows: Sequence[Row]) -> list[tuple[str, str]]:
    """The names under which those things were found until now and will not be any more."""
    now = {row["_id"]: names_in(row) for row in rows} if kind == "entry" else {}
    before = rows_at(kind, now, "role", "slug", "skus")
    return [(row["_id"], name) for row in before for name in names_in(row) if name not in now[row["_id"]]]


def remove(kind: str, ids: Iterable[str], told: Told) -> None:
    """Take those away that are there."""
    there = list(rows_at(kind, ids, "role", "slug", "skus"))
    if there:
        KINDS[kind]._get_collection().delete_many({"_id": {"$in": [row["_id"] for row in there]}})
    told.removed += [(row["_id"], name) for row in there for name in names_in(row)]


def mark_seen(kind: str, ids: Sequence[str], since: datetime) -> None:
    """Note that the full sync which began then has shown these."""
    if ids:
        KINDS[kind]._get_collection().update_many({"_id": {"$in": list(ids)}}, {"$set": {"seen_in": since}})


def unseen(kind: str, since: datetime) -> list[str]:
    """What the full sync which began then has not shown."""
    return [row["_id"] for row in KINDS[kind]._get_collection().find({"seen_in": {"$ne": since}}, ["_id"])]


def name_in(row: Mapping[str, Any]) -> str:
    return f"{row['role']}:{row['slug']}" if row.get("slug") else ""


def names_in(row: Mapping[str, Any]) -> list[str]:
    """All that pages may know it by: `role:slug`, and `sku:…` for each SKU; at least one, if it is empty."""
    return [name_in(row), *(f"sku:{sku}" for sku in row.get("skus") or [])]


def row_of(kind: str, item: SourceItem, default: str) -> Row | None:
    """An entry or asset as it is kept; None, and a line in the log, when it is too large for that."""
    body = body_of(item)
    if len(body) > LARGEST_BODY:
        log.get(__name__).warning("content_too_large", kind=kind, id=item.id, bytes=len(body))
        return None
    row: Row = {
        "_id": item.id,
        "revision": item.revision,
        "updated_at": datetime.fromisoformat(item.updated_at),
        "body": body,
    }
    if item.created_at:
        row["created_at"] = datetime.fromisoformat(item.created_at)
    return row | use_of(item.content_type, item.fields, default) if kind == "entry" else row


def body_of(item: SourceItem) -> bytes:
    return orjson.dumps(item.fields, default=float)  # an import's numbers are Decimals


def use_of(content_type: str | None, fields: Mapping[str, Mapping[str, Any]], default: str) -> Row:
    """What the shop uses an entry for, and what it is found by; without what it has not."""
    role = role_of(content_type, fields, default)
    found = {
        "content_type": content_type or "",
        "role": role,
        "slug": slug_of(fields, default),
        "sort_key": sort_key_of(fields, default),
        "skus": (role == "product" and skus_of(fields, default)) or None,
    }
    return {name: value for name, value in found.items() if value is not None}


def _change(
    kind: str, items: Sequence[SourceItem], gone: Sequence[str], default: str, since: datetime | None
) -> Change:
    newest: dict[str, SourceItem] = {}
    for item in items:
        if item.id not in newest or item.revision > newest[item.id].revision:
            newest[item.id] = item
    rows = [row for item in newest.values() if (row := row_of(kind, item, default))]
    if since:
        rows = [row | {"seen_in": since} for row in rows]
    return Change(kind, rows, gone, list(newest))
