"""The BFF of this process behind a real socket, living at whatever time a test says."""

import threading
from collections.abc import Callable, Iterable
from datetime import timedelta
from typing import Any, Self

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

from core import clock
from dev.ports import LOOPBACK


class Quiet(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002  # the base's name
        """Nothing is said."""


class Indoors:
    """Entering it serves; `later` is by how much its clock, and that of *now*, is ahead."""

    def __init__(self, app: Flask) -> None:
        self.later = timedelta()
        self._app = app
        self._server = make_server(LOOPBACK, 0, self._serve, threaded=True, request_handler=Quiet)
        self.url = f"http://{LOOPBACK}:{self._server.server_port}"

    def _serve(self, environ: Any, start_response: Callable[..., Any]) -> Iterable[bytes]:
        with clock.moved(self.later):
            return list(self._app(environ, start_response))

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
