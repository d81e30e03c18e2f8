"""Where a list was left: the sort key and slug of the last card, signed for the very list it belongs to."""

import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from typing import Any

import orjson

from core.cursors import BadCursor
from core.settings import settings

SIGNED = 16
"""Bytes of the signature, of HMAC-SHA-256: it keeps cursors where they belong, no secret hangs on it."""


@dataclass(frozen=True)
class Place:
    """The last card that was shown."""

    key: Any
    slug: str


def cursor_of(place: Place, bound: str) -> str:
    """The place as text. *bound* names the list: its scope, market, language, order and filters."""
    inside = orjson.dumps([place.key, place.slug])
    return (
        urlsafe_b64encode(_signature(inside, bound, settings().secret_ring.newest) + inside)
        .decode()
        .rstrip("=")
    )


def place_of(cursor: str | None, bound: str) -> Place | None:
    """The place that a cursor names. Raises BadCursor for what is none, or another list's."""
    if cursor is None:
        return None
    try:
        raw = urlsafe_b64decode(cursor.encode("ascii") + b"=" * (-len(cursor) % 4))
        key, slug = orjson.loads(raw[SIGNED:])
    except (ValueError, TypeError):
        raise _refusal() from None
    good = (_signature(raw[SIGNED:], bound, generation) for generation in settings().secret_ring)
    if not any(hmac.compare_digest(one, raw[:SIGNED]) for one in good):
        raise _refusal()
    return Place(key, str(slug))


def _refusal() -> BadCursor:
    return BadCursor("Use the cursor of an answer with the same filters and order, as it was.")


def _signature(inside: bytes, bound: str, secret: str) -> bytes:
    return hmac.digest(secret.encode(), b"cursor\0" + inside + b"\0" + bound.encode(), "sha256")[:SIGNED]
