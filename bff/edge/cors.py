"""Pages of other origins may ask from a browser only if their origin is listed, letter by letter.

The list is `SHOP_CORS_ORIGINS`. This stands outermost, so that ready pages have it too, and only where there is a
list. Who is not on it is answered as ever, without a word that a browser would take for leave.
"""

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from wsgiref.types import StartResponse, WSGIApplication, WSGIEnvironment

from bff import tracing
from bff.headers import ALWAYS

SENT = (
    *("Authorization", "Content-Type", "Idempotency-Key", "If-None-Match"),
    *("X-Cart-Token", "X-CSRF-Token", "X-Device-Token", "X-Order-Token", "X-Preview-Token", "X-Request-Id"),
)
SHOWN = (
    *("ETag", "Idempotent-Replayed", "Location", "Retry-After", "Server-Timing"),
    *("X-Device-Token", "X-Request-Id"),
)
METHODS = ("GET", "POST", "PUT", "PATCH", "DELETE")
KEPT_SECONDS = 600


@dataclass(frozen=True, slots=True)
class Cors:
    """Wraps the WSGI application that answers."""

    app: WSGIApplication
    origins: frozenset[str]

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        origin = environ.get("HTTP_ORIGIN")
        trusted = origin if origin in self.origins else None
        if _is_preflight(environ):
            return _preflight(environ, start, trusted)
        return self.app(environ, _telling(start, trusted))


def _telling(start: StartResponse, origin: str | None) -> Callable[..., Any]:
    def told(status: str, headers: list[tuple[str, str]], *more: Any) -> Any:
        return start(status, [*_varying(headers), *_leave(origin)], *more)

    return told


def _varying(headers: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """The headers, saying of whoever asks for which origin that it matters, once."""
    vary = [value for name, value in headers if name.lower() == "vary"]
    if any("origin" in value.lower() for value in vary):
        return headers
    rest = [(name, value) for name, value in headers if name.lower() != "vary"]
    return [*rest, ("Vary", ", ".join([*vary, "Origin"]))]


def _leave(origin: str | None) -> list[tuple[str, str]]:
    if origin is None:
        return []
    return [
        ("Access-Control-Allow-Origin", origin),
        ("Access-Control-Allow-Credentials", "true"),
        ("Access-Control-Expose-Headers", ", ".join(SHOWN)),
    ]


def _is_preflight(environ: WSGIEnvironment) -> bool:
    asks = "HTTP_ORIGIN" in environ and "HTTP_ACCESS_CONTROL_REQUEST_METHOD" in environ
    return asks and environ["REQUEST_METHOD"] == "OPTIONS"


def _preflight(environ: WSGIEnvironment, start: StartResponse, origin: str | None) -> Iterable[bytes]:
    """Nothing is looked at but the origin: what it may do there, is said when it does it."""
    began, given = time.perf_counter(), environ.get("HTTP_X_REQUEST_ID")
    request = tracing.Request(given, "OPTIONS", "(preflight)", environ["PATH_INFO"], began)
    rights = [
        ("Access-Control-Allow-Methods", ", ".join(METHODS)),
        ("Access-Control-Allow-Headers", ", ".join(SENT)),
        ("Access-Control-Max-Age", str(KEPT_SECONDS)),
    ]
    start(
        "204 NO CONTENT",
        [
            ("Vary", "Origin, Access-Control-Request-Method, Access-Control-Request-Headers"),
            ("Cache-Control", "no-store"),
            (tracing.HEADER, request.id),
            *ALWAYS.items(),
            *(_leave(origin) + rights if origin else []),
        ],
    )
    request.answered(204)
    return []
