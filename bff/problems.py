"""Every error answer is a problem document (RFC 9457). The one table from kinds of refusal to statuses."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, NamedTuple

import orjson
from flask import Flask, Response
from flask_smorest import Api
from marshmallow import INCLUDE, Schema, fields
from werkzeug.exceptions import HTTPException

from core import log
from core.content.errors import BadContentSignature
from core.customers.errors import NotSignedIn
from core.db import DATABASE_TROUBLE
from core.errors import Conflict, Forbidden, Invalid, NotFound, ShopError, Unavailable
from core.idempotency.errors import BadKey, KeyReused
from core.keys.errors import KeyNotGood
from core.payments.errors import BadSignature

CONTENT_TYPE = "application/problem+json"
STATUS: Mapping[type[ShopError], int] = {
    BadKey: 400,
    BadSignature: 400,
    BadContentSignature: 400,
    KeyReused: 422,
    NotSignedIn: 401,
    KeyNotGood: 401,
    NotFound: 404,
    Conflict: 409,
    Invalid: 422,
    Forbidden: 403,
    Unavailable: 503,
}
NAMED: Mapping[int, tuple[str, str]] = {
    413: ("content-too-large", "Content Too Large"),
    422: (Invalid.code, Invalid.title),
}
"""Statuses whose phrase differs between Pythons, and what a schema refuses: named like what the shop refuses."""
OF_HTTP = {"Allow", "Retry-After", "WWW-Authenticate"}
"""What HTTP wants said beside a status (RFC 9110), as werkzeug says it."""
RETRY_SECONDS = 3
MOST_FAULTS = 20


class FaultSchema(Schema):
    field = fields.String(required=True, metadata={"description": "Path of the value, as it was sent."})
    detail = fields.String(required=True)


class ProblemSchema(Schema):
    """RFC 9457 problem details; a type may add members of its own."""

    class Meta:
        unknown = INCLUDE

    type = fields.String(required=True, metadata={"example": "/problems/out-of-stock"})
    title = fields.String(required=True)
    status = fields.Integer(required=True)
    detail = fields.String(required=True)
    errors = fields.List(fields.Nested(FaultSchema))


class ProblemKind(NamedTuple):
    """A problem type and the status that it comes with, as the document says them."""

    status: int
    code: str
    title: str


DATABASE_AWAY = ProblemKind(503, "database-away", "The shop cannot reach its data")


class ProblemApi(Api):
    """flask-smorest, with its own errors as problem documents too."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None

    def handle_http_exception(self, error: HTTPException) -> Response:
        """What Flask, werkzeug and the schemas refuse."""
        body, status, headers = super().handle_http_exception(error)
        extra: dict[str, Any] = (
            {"errors": faults_of(body["errors"])[:MOST_FAULTS]} if body.get("errors") else {}
        )
        detail = body.get("message") or _first_detail(extra)
        answer = problem(*named(int(status)), detail, **extra)
        answer.headers.extend(headers or {})
        answer.headers.extend([(name, value) for name, value in error.get_headers() if name in OF_HTTP])
        return answer


def named(status: int) -> ProblemKind:
    """The problem of a status that Flask or a schema has chosen."""
    if status in NAMED:
        return ProblemKind(status, *NAMED[status])
    phrase = HTTPStatus(status).phrase
    return ProblemKind(status, phrase.lower().replace(" ", "-"), phrase)


def kind_of(error: type[ShopError]) -> ProblemKind:
    """The problem that a refusal of that class is."""
    status = next(status for kind, status in STATUS.items() if issubclass(error, kind))
    return ProblemKind(status, error.code, error.title)


def faults_of(messages: Mapping[str, Any]) -> list[dict[str, str]]:
    """Marshmallow's nested messages as a flat list of fields and what is wrong with them."""
    return [
        {"field": path, "detail": detail}
        for location in messages.values()
        for path, detail in _flat(location, ())
    ]


def problem(status: int, code: str, title: str, detail: str | None, **extra: object) -> Response:
    """One problem document; *extra* become members of it."""
    body = {"type": f"/problems/{code}", "title": title, "status": status, "detail": detail or title, **extra}
    answer = Response(orjson.dumps(body), status, content_type=CONTENT_TYPE)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def shop_error(error: ShopError) -> Response:
    kind = kind_of(type(error))
    answer = problem(kind.status, kind.code, kind.title, str(error), **error.extra)
    if isinstance(error, NotSignedIn | KeyNotGood):
        answer.headers["WWW-Authenticate"] = "Bearer"
    if isinstance(error, Unavailable):
        answer.headers["Retry-After"] = str(error.retry_after)
    return answer


def database_error(error: Exception) -> Response:
    """MongoDB is away, or too slow: nothing is half done, and trying again is right."""
    log.get(__name__).error("database_error", fault=f"{type(error).__name__}: {error}"[:300])
    answer = problem(*DATABASE_AWAY, "Try again in a moment.")
    answer.headers["Retry-After"] = str(RETRY_SECONDS)
    return answer


def register(app: Flask) -> None:
    app.register_error_handler(ShopError, shop_error)
    for trouble in DATABASE_TROUBLE:
        app.register_error_handler(trouble, database_error)
    app.register_error_handler(RecursionError, _too_deep)


def _too_deep(_error: RecursionError) -> Response:
    return problem(400, "bad-request", "Bad Request", "The JSON is nested too deeply.")


def _flat(messages: Any, path: tuple[str, ...]) -> list[tuple[str, str]]:
    if isinstance(messages, Mapping):
        return [
            found
            for key, value in messages.items()
            for found in _flat(value, path if key == "_schema" else (*path, str(key)))
        ]
    details = messages if isinstance(messages, list) else [messages]
    return [(".".join(path) or "(body)", str(detail)) for detail in details]


def _first_detail(extra: Mapping[str, Any]) -> str | None:
    faults = extra.get("errors") or []
    return f"{faults[0]['field']}: {faults[0]['detail']}" if faults else None
