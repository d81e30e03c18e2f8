from datetime import datetime, timedelta
from typing import Any

import orjson
from mongoengine import (
    BinaryField,
    BooleanField,
    DateTimeField,
    DictField,
    Document,
    IntField,
    ListField,
    QuerySet,
    StringField,
)

from core.documents import collection, expires

KEEP_COMPARISONS = timedelta(days=90)


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
    created_at: datetime | None = DateTimeField()
    body: bytes = BinaryField(required=True)
    seen_in: datetime | None = DateTimeField()
    """The full sync that showed it last, by when that began."""

    compared_in: datetime | None = DateTimeField()
    """The full comparison that its source delivered it in last, by when that began."""

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
    skus: list[str] | None = ListField(StringField(), default=None)
    """What it says it is about, where that is a product."""

    meta = collection(
        "content_entries",
        ("role", "slug"),
        ("role", "-sort_key"),
        ("compared_in", "id"),
        {"fields": ["skus"], "sparse": True},
        queryset=ContentQuerySet,
    )


class ContentAsset(Mirrored):
    """A published file, mostly a picture."""

    meta = collection("content_assets", ("compared_in", "id"))


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
    bytes: int = IntField(default=0)
    """Of its body, so that no more is shown at once than a transaction has time for."""

    meta = collection("content_set_aside", "bytes")


class ContentComparison(Document):
    """One full comparison: how far it has come, what it has found, and whether that is repaired.

    `counts` has a number for each kind of finding, `examples` up to a hundred of each.
    """

    repair: bool = BooleanField(required=True)
    part: str = StringField(required=True, default="filing")
    place: str | None = StringField()
    """From where the next step of this part goes on."""
    past: str | None = StringField()
    """`kind:id` of the last suspect of that page which was looked at, where one step had no time for all of them."""
    step: int = IntField(required=True, default=0)
    page_size: int = IntField(required=True)
    looked_at: int = IntField(required=True, default=0)
    """Entries and assets, each once for its filing and once beside the source."""
    counts: dict[str, int] = DictField(IntField())
    examples: list[dict[str, str]] = ListField(DictField(StringField()))
    started_at: datetime = DateTimeField(required=True)
    finished_at: datetime | None = DateTimeField()

    meta = collection("content_comparisons", expires("started_at", int(KEEP_COMPARISONS.total_seconds())))
