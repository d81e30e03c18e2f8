"""The bytes of an answer."""

import hashlib
from dataclasses import dataclass

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


def answer_of(data: Data, building: Building, version: int) -> Answer:
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
    body = b'{"data":' + shown + b',"meta":' + orjson.dumps(meta) + b"}"
    return Answer(body, etag.hexdigest(), tuple(tags), version)
