"""Public answers that are made when they are asked for, with the headers of ready ones."""

import hashlib
from typing import Any

import orjson
from flask import Response

from bff.caching import PAGE, page_response
from core.pages.answers import Answer

PLACES = "public, max-age=0, s-maxage=600, stale-while-revalidate=86400"
"""Lists of addresses: what has just come or gone may be missing from them for some minutes."""


def public_answer(data: Any, tags: list[str], cache: str = PAGE, **meta: object) -> Response:
    """`{data, meta}`; the ETag is made of *data* alone, so that it stays while nothing in it changes."""
    shown = orjson.dumps(data)
    body = orjson.dumps({"data": orjson.Fragment(shown), "meta": {"tags": tags, **meta}})
    return page_response(Answer(body, etag_of(shown), tuple(tags), 0), cache)


def etag_of(shown: bytes) -> str:
    return hashlib.blake2b(shown, digest_size=16).hexdigest()
