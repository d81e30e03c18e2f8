"""What every answer looks like: JSON in Contentful's media type, and Contentful's error shape.

Sources: developers/docs/references/errors and references/content-delivery-api of Contentful's documentation,
and the recorded answers in `../shared/data/contentful/recorded`.
"""

from typing import Any
from uuid import uuid4

import orjson
from flask import Response, g

Json = dict[str, Any]

DELIVERY_TYPE = "application/vnd.contentful.delivery.v1+json"
LARGEST_ANSWER_BYTES = 7_340_032  # Contentful's own limit (technical limits: 7 MB)
NOT_FOUND = "The resource could not be found."
INVALID_QUERY = (
    "The query you sent was invalid. "
    "Probably a filter or ordering specification is not applicable to the type of a field."
)


class Refused(Exception):
    """A request that gets an error answer: `{sys: {type: "Error", id}, message, details?, requestId}`."""

    def __init__(self, status: int, id_: str, message: str, details: Json | None = None) -> None:
        super().__init__(message)
        self.status = status
        self.id = id_
        self.message = message
        self.details = details


def bad_request(message: str) -> Refused:
    return Refused(400, "BadRequest", message)


def invalid_query(**error: Any) -> Refused:
    """The error of a filter, an order or a content type that does not fit; *error* says which."""
    return Refused(400, "InvalidQuery", INVALID_QUERY, {"errors": [error]})


def not_found(**details: Any) -> Refused:
    return Refused(404, "NotFound", NOT_FOUND, details)


def invalid_value(path: list[str], problem: str) -> Refused:
    """The error of a value in a body; the message starts with the name of the field at fault."""
    error = {"name": "invalid", "path": path, "details": problem}
    return Refused(422, "ValidationFailed", f"{'.'.join(path)} {problem}", {"errors": [error]})


def request_id() -> str:
    """One id for the whole request: in the header, in an error's body, in the log."""
    if "request_id" not in g:
        g.request_id = uuid4().hex
    return str(g.request_id)


def json_answer(body: Any, status: int = 200, media_type: str = "application/json") -> Response:
    return Response(orjson.dumps(body), status, content_type=media_type)


def delivery_answer(body: Json) -> Response:
    """The answer of a reading endpoint; raises Refused for what Contentful itself would find too large."""
    answer = json_answer(body, media_type=DELIVERY_TYPE)
    if len(answer.get_data()) > LARGEST_ANSWER_BYTES:
        raise bad_request(f"Response size too big. Maximum allowed response size: {LARGEST_ANSWER_BYTES}B.")
    answer.add_etag()
    return answer


def error_answer(refused: Refused) -> Response:
    body: Json = {"sys": {"type": "Error", "id": refused.id}, "message": refused.message}
    if refused.details is not None:
        body["details"] = refused.details
    body["requestId"] = request_id()
    return json_answer(body, refused.status, DELIVERY_TYPE)
