"""Every request has an id, which audit and outbox rows carry too, and one log line."""

import time
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from flask import Flask

from core import log
from core.masking import masked_text

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

HEADER = "X-Request-Id"
QUIET = ("/livez", "/readyz", "/static/")


class Traced:
    """The console with every request named: around all of Flask, so that refusals and faults are named too."""

    def __init__(self, console: "WSGIApplication") -> None:
        self._console = console

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> Iterable[bytes]:
        request_id = log.request_id(environ.get("HTTP_X_REQUEST_ID"))
        began = time.perf_counter()

        def start(status: str, headers: list[tuple[str, str]], *rest: Any) -> Any:
            _note(environ, status, time.perf_counter() - began)
            return start_response(status, [*headers, (HEADER, request_id)], *rest)

        with log.about(request_id=request_id):
            return self._console(environ, start)


def register(app: Flask) -> None:
    app.wsgi_app = Traced(app.wsgi_app)  # type: ignore[method-assign]  # how Flask is wrapped


def _note(environ: "WSGIEnvironment", status: str, seconds: float) -> None:
    path = environ.get("PATH_INFO", "")
    if not path.startswith(QUIET):
        log.get("request").info(
            "answered",
            method=environ.get("REQUEST_METHOD"),
            path=masked_text(path),
            status=int(status.split(" ", 1)[0]),
            ms=round(seconds * 1000, 2),
        )
