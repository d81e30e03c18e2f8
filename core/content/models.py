from datetime import datetime
from typing import Any

import orjson
from mongoengine import (
    BinaryField,
    BooleanField,
    DateTimeField,
    DictField,
    Document,
    IntField,
    QuerySet,
    StringField,
)

from core.documents import collection


class ContentQuerySet(QuerySet):
    def of_role(self, role: str) -> "ContentQuerySet":
        found: ContentQuerySet = self.filter(role=role)
        return found


class Mirrored(Document):
    """Our copy of one thing in Contentful. `body` is its fields as JSON, `{field: {locale: value}}`.

    Kept as bytes, because field names inside JSON fields may hold what MongoDB's names may not.
    """

    id: str = StringField(primary_key=True)
    revision: int = IntField(required=True)
    updated_at: datetime = DateTimeField(required=True)
    body: bytes = BinaryField(required=True)
    seen_in: datetime | None = DateTimeField()
    """The full sync that showed it last, by when that began."""

    meta = {"abstract": True}  # MongoEngine reads it

    @property
    def fields(self) -> dict[str, dict[str, Any]]:
        found: dict[str, dict[str, Any]] = orjson.loads(self.body)
        return found


class ContentEntry(Mirrored):
    """A published entry. `role` is what the shop uses it for, `slug` the name it is found by."""

    content_type: str = StringField(required=True)
    role: str = StringField(required=True)
    slug: str | None = StringField()
    sort_key: str | None = StringField()

    meta = collection("content_entries", ("role", "slug"), ("role", "-sort_key"), queryset=ContentQuerySet)


class ContentAsset(Mirrored):
    """A published file, mostly a picture."""

    meta = collection("content_assets")


class ContentLocale(Document):
    """A language of the space, and the one that stands in where it has no words."""

    code: str = StringField(primary_key=True)
    fallback: str | None = StringField()
    default: bool = BooleanField(default=False)

    meta = collection("content_locales")


class SyncCursor(Document):
    """How far the mirror has read: the token to go on with, written with the page that it came from."""

    id: str = StringField(primary_key=True)
    token: str | None = StringField()
    complete: bool = BooleanField(required=True, default=False)
    """Whether the last page was reached; else the token goes on inside an unfinished sync."""
    full_since: datetime | None = DateTimeField()
    """When the full sync that is under way began: what it does not show is gone from the source."""
    filled: bool = BooleanField(required=True, default=False)
    """Whether the mirror was whole once. From then on a sync of several pages shows nothing before its last one."""
    page_size: int | None = IntField()
    """Things on a page of a full sync, where the usual number made an answer too large."""
    asked_at: datetime | None = DateTimeField()
    """When the source was last asked by a sync that came to its end: what was published before is here."""
    synced_at: datetime = DateTimeField(required=True)

    meta = collection("content_cursor")


class SetAside(Document):
    """A change that waits for the last page of its sync: the row to be, or None for what is to be gone."""

    id: str = StringField(primary_key=True)
    kind: str = StringField(required=True)
    thing: str = StringField(required=True)
    row: dict[str, Any] | None = DictField(default=None)

    meta = collection("content_set_aside")
