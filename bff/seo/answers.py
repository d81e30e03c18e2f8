"""Public answers that are made when they are asked for, with the headers of ready ones."""

import hashlib
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Any

import orjson
from flask import Response, g, request

from bff.caching import PAGE, has, page_response, timing
from core.pages.answers import Answer

PLACES = "public, max-age=0, s-maxage=600, stale-while-revalidate=86400"
"""Lists of addresses: what has just come or gone may be missing from them for some minutes."""

SENT_AT_ONCE = 64 * 1024


def public_answer(data: Any, tags: list[str], cache: str = PAGE, **meta: object) -> Response:
    """`{data, meta}`; the ETag is made of *data* alone, so that it stays while nothing in it changes."""
    shown = orjson.dumps(data)
    body = orjson.dumps({"data": orjson.Fragment(shown), "meta": {"tags": tags, **meta}})
    return page_response(Answer(body, etag_of(shown), tuple(tags), 0), cache)


def streamed(pieces: Iterable[bytes], etag: str, tags: list[str], cache: str, content_type: str) -> Response:
    """An answer that is sent while it is read, some 64 kB at a time: as little memory for many pieces as for few.

    It is begun before this returns, so that what cannot be read at all is a problem; what fails later ends the
    connection, and no client takes it for whole. Who has it already is told so before a piece is read.
    """
    if has(etag, request.headers.get("If-None-Match")):
        response = Response(status=304)
    else:
        parts = _gathered(pieces)
        response = Response(chain([next(parts, b"")], parts), content_type=content_type)
    response.headers["ETag"] = f'W/"{etag}"'
    response.headers["Cache-Control"] = cache
    response.headers["Cache-Tag"] = ",".join(tags)
    response.headers["Server-Timing"] = timing(g.started)
    return response


def _gathered(pieces: Iterable[bytes]) -> Iterator[bytes]:
    held: list[bytes] = []
    size = 0
    for piece in pieces:
        held.append(piece)
        size += len(piece)
        if size >= SENT_AT_ONCE:
            yield b"".join(held)
            held, size = [], 0
    yield b"".join(held)


def etag_of(shown: bytes) -> str:
    return hashlib.blake2b(shown, digest_size=16).hexdigest()
