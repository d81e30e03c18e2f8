"""An entry or an asset as editors have it: what is published, what is only a draft."""

from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any, Self

from dev.contentful.answers import Json

ENTRY = "Entry"
ASSET = "Asset"
LONG_AGO = "1970-01-01T00:00:00.000Z"

Key = tuple[str, str]  # ("Entry" or "Asset", id)


class Audience(StrEnum):
    """Who reads: the Delivery API sees what is published, the Preview API what editors see."""

    DELIVERY = "delivery"
    PREVIEW = "preview"


@dataclass(frozen=True, kw_only=True)
class Entity:
    """One state of one entry or asset. A change makes a new one, so a reader needs no lock and no copy.

    `fields` and `published` are keyed by field, then by locale; nobody changes them in place.
    Times are Contentful's strings: UTC with milliseconds.
    """

    type: str
    id: str
    content_type: str | None
    created_at: str
    updated_at: str
    version: int
    fields: Json
    metadata: Json
    revision: int = 0
    published: Json | None = None
    published_at: str | None = None
    published_version: int | None = None
    archived_at: str | None = None

    @property
    def key(self) -> Key:
        return self.type, self.id

    @property
    def status(self) -> str:
        """`archived`, `draft`, `published`, or `changed`: published, with a newer draft."""
        if self.archived_at:
            return "archived"
        if self.published is None:
            return "draft"
        return "published" if self.published_version == self.version - 1 else "changed"

    def fields_for(self, audience: Audience) -> Json | None:
        """The fields this audience may see, or None when it may not see the entity at all."""
        if self.archived_at:
            return None
        return self.published if audience is Audience.DELIVERY else self.fields

    def edition(self, audience: Audience) -> tuple[Any, ...] | None:
        """What tells two states apart for this audience; None when it sees neither."""
        if self.fields_for(audience) is None:
            return None
        return (self.published_version, self.revision) if audience is Audience.DELIVERY else (self.version,)

    def edit(self, fields: Json, at: str) -> Self:
        return replace(self, fields=fields, version=self.version + 1, updated_at=at)

    def publish(self, at: str) -> Self:
        return replace(
            self,
            published=self.fields,
            published_at=at,
            published_version=self.version,
            revision=self.revision + 1,
            version=self.version + 1,
            updated_at=at,
        )

    def unpublish(self, at: str) -> Self:
        return replace(
            self,
            published=None,
            published_at=None,
            published_version=None,
            version=self.version + 1,
            updated_at=at,
        )

    def archive(self, at: str) -> Self:
        return replace(self.unpublish(at), archived_at=at)

    def unarchive(self, at: str) -> Self:
        return replace(self, archived_at=None, version=self.version + 1, updated_at=at)

    def as_json(self) -> Json:
        return asdict(self)


def from_export(raw: Json) -> Entity:
    """The entity that one item of an export's `entries` or `assets` stands for.

    Without `publishedVersion` it is a draft. An export holds one set of fields only, so what was published
    before a newer draft is not known: both audiences get the same fields.
    """
    sys = raw["sys"]
    published_version = sys.get("publishedVersion")
    fields = raw.get("fields") or {}
    return Entity(
        type=sys["type"],
        id=sys["id"],
        content_type=_linked_id(sys.get("contentType")),
        created_at=sys.get("createdAt", LONG_AGO),
        updated_at=sys.get("updatedAt", LONG_AGO),
        version=sys.get("version", (published_version or 0) + 1),
        fields=fields,
        metadata={"tags": [], "concepts": [], **(raw.get("metadata") or {})},
        revision=sys.get("publishedCounter", 1 if published_version else 0),
        published=fields if published_version else None,
        published_at=sys.get("publishedAt", sys.get("updatedAt", LONG_AGO)) if published_version else None,
        published_version=published_version,
        archived_at=sys.get("archivedAt"),
    )


def _linked_id(link: Json | None) -> str | None:
    return link["sys"]["id"] if link else None


def now() -> str:
    """The present as Contentful writes it: `2026-11-23T08:30:00.123Z`."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
