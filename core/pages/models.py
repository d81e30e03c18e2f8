from datetime import datetime, timedelta
from typing import Any

from mongoengine import (
    BinaryField,
    BooleanField,
    DateTimeField,
    DictField,
    Document,
    IntField,
    ListField,
    StringField,
)

from core.documents import collection, expires

FORMAT = 3
"""Goes up when a builder answers differently for the same data: pages of another format are built anew."""
KEEP_GONE = timedelta(days=1)
KEEP_TURNS = timedelta(minutes=1)
KEEP_DONE = timedelta(days=30)


class Page(Document):
    """A public page's answer, ready to be sent: the bytes, and everything they were built from."""

    id: str = StringField(primary_key=True)
    kind: str = StringField(required=True)
    key: str = StringField()
    """The address in that language."""
    market: str = StringField(required=True)
    locale: str = StringField(required=True)
    subject: str = StringField(required=True)
    """What it is about (`product:harbour-mug`): the same in every market and language."""
    body: bytes = BinaryField(required=True)
    etag: str = StringField(required=True)
    tags: list[str] = ListField(StringField())
    cache_tag: str = StringField()
    """The tags as the header carries them."""
    indexed: bool = BooleanField(required=True)
    """Whether search engines are to list it."""
    name: str | None = StringField()
    """What a shelf is called, for those who look for one."""
    beginnings: list[str] = ListField(StringField(), default=None)
    """Of the words of its name; only where there is a name, and something on the shelf."""
    count: int = IntField()
    """How many products are on the shelf."""
    version: int = IntField(required=True)
    format: int = IntField(required=True, default=FORMAT)
    built_at: datetime = DateTimeField(required=True)
    changed_at: datetime = DateTimeField(required=True)
    """When what it shows was last different."""
    gone_at: datetime | None = DateTimeField()
    """When it was withdrawn. Only its version is left then, until no build can be under way that began before."""

    meta = collection(
        "pages",
        expires("gone_at", int(KEEP_GONE.total_seconds())),
        "tags",
        "subject",
        ("kind", "market", "locale", "key", "changed_at"),
        ("kind", "subject", "market", "locale", "key", "changed_at", "indexed"),
        {
            "fields": ["market", "locale", "beginnings", "-count"],
            "partialFilterExpression": {"beginnings": {"$exists": True}},
        },
    )


class BuildTurn(Document):
    """Who builds a page that somebody waits for; without one, nobody does. Its id is the page's."""

    id: str = StringField(primary_key=True)
    holder: str = StringField(required=True)
    ends_at: datetime = DateTimeField(required=True)
    """When it is taken for dead."""

    meta = collection("build_turns", expires("ends_at", int(KEEP_TURNS.total_seconds())))


class Build(Document):
    """A build of everything: what is left of it. Any number of processes may work on its parts."""

    id: int = IntField(primary_key=True)
    """Its version: at the end nothing is older."""
    phase: str = StringField(required=True, choices=("cards", "pages", "done"))
    left: list[str] = ListField(StringField())
    """The parts of this phase that are still to do."""
    told: bool = BooleanField(required=True)
    """Whether the jobs work on it; else whoever began it does."""
    started_at: datetime = DateTimeField(required=True)
    done_at: datetime | None = DateTimeField()

    meta = collection("builds", expires("done_at", int(KEEP_DONE.total_seconds())))


class BuildPart(Document):
    """A stretch of the catalogue, in the order of handles, and how far it has been built."""

    id: str = StringField(primary_key=True)
    build: int = IntField(required=True)
    phase: str = StringField(required=True)
    first: str = StringField()
    """The handle that it begins behind."""
    last: str | None = StringField()
    """The handle that it ends with; None at the end of the catalogue."""
    reached: str = StringField()
    done: int = IntField(default=0)

    meta = collection("build_parts", "build")


class Sitemap(Document):
    """How a market's sitemap falls into parts. `kinds` maps each to `{starts, urls}`: the subject that each part
    begins with, and how many addresses there were.
    """

    id: str = StringField(primary_key=True)
    kinds: dict[str, dict[str, Any]] = DictField()
    version: int = IntField(required=True)
    """The version that pages had when it was planned."""
    planned_at: datetime = DateTimeField(required=True)

    meta = collection("sitemaps")


def page_id(kind: str, key: str, market: str, locale: str) -> str:
    return f"{kind}|{key}|{market}|{locale}"
