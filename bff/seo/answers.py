"""Public answers that are made when they are asked for, with the headers of ready ones."""

import hashlib
from typing import Any

import orjson
from flask import Response

from bff.caching import PAGE, page_response
from core.pages.services import Answer


def public_answer(data: Any, tags: list[str], cache: str = PAGE, **meta: object) -> Response:
    """`{data, meta}`; the ETag is made of *data* alone, so that it stays while nothing in it changes."""
    shown = orjson.dumps(data)
    etag = hashlib.blake2b(shown, digest_size=16).hexdigest()
    body = orjson.dumps({"data": orjson.Fragment(shown), "meta": {"tags": tags, **meta}})
    return page_response(Answer(body, etag, tuple(tags), 0), cache)
