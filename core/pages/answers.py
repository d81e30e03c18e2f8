"""The bytes of an answer."""

import hashlib
from dataclasses import dataclass
from datetime import datetime

import orjson

from core import clock
from core.pages.builders.context import Building, Data


@dataclass(frozen=True)
class Answer:
    """A page as it is sent."""

    body: bytes
    etag: str
    tags: tuple[str, ...]
    version: int

    @property
    def cache_tag(self) -> str:
        """The tags as the header carries them."""
        return ",".join(self.tags)


@dataclass(frozen=True, slots=True)
class Draft:
    """A page that is built, but for the time at which what it shows was last different."""

    shown: bytes
    etag: str
    meta: Data

    def sealed(self, updated_at: datetime) -> Answer:
        """The answer, when what it shows has been the same since then."""
        meta = {**self.meta, "updatedAt": clock.rfc3339(updated_at)}
        body = b'{"data":' + self.shown + b',"meta":' + orjson.dumps(meta) + b"}"
        return Answer(body, self.etag, tuple(meta["tags"]), meta["version"])


def answer_of(data: Data, building: Building, version: int) -> Answer:
    """An answer that is not kept: it was never any different."""
    return draft_of(data, building, version).sealed(clock.now())


def draft_of(data: Data, building: Building, version: int) -> Draft:
    """Its ETag is made of what it shows and of its tags: a rebuild that changes neither keeps it, though version and
    time in it differ, so it is a weak one (RFC 9110, section 8.8.1).
    """
    tags = building.all_tags()
    shown = orjson.dumps(data)
    etag = hashlib.blake2b(shown, digest_size=16)
    etag.update(orjson.dumps([building.degraded, tags]))
    meta = {
        "tags": tags,
        "version": version,
        "degraded": building.degraded,
        "market": building.market.code,
        "locale": building.locale,
        "builtAt": clock.rfc3339(clock.now()),
    }
    return Draft(shown, etag.hexdigest(), meta)
