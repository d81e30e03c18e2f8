"""`python -m dev.contentful`: serve until SIGTERM or Ctrl-C."""

import contextlib
import signal
import socket
import sys
from types import FrameType
from typing import NoReturn

from werkzeug.serving import BaseWSGIServer, WSGIRequestHandler, make_server

from dev.contentful.app import create_app
from dev.contentful.export import Export, load_export
from dev.contentful.options import read_options
from dev.contentful.wiring import Options, StandIn, wire
from dev.errors import CannotStart

LOOPBACK = "127.0.0.1"


class QuietHandler(WSGIRequestHandler):
    """The application logs its calls itself, once each."""

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:
        pass


def main() -> None:
    signal.signal(signal.SIGTERM, _interrupt)
    with contextlib.suppress(KeyboardInterrupt):
        try:
            options = read_options()
            serve(options, load_export(options.export))
        except CannotStart as error:
            sys.exit(f"error: {error}")


def serve(options: Options, export: Export) -> None:
    """Serve *export*; the first line on stdout is `LISTENING http://127.0.0.1:PORT`, when calls are taken."""
    listening = _listen(options.port)
    port = listening.getsockname()[1]
    wired = wire(options, export, port)
    server = make_server(
        LOOPBACK, port, create_app(wired), threaded=True, request_handler=QuietHandler, fd=listening.fileno()
    )
    wired.webhooks.start()
    print(f"LISTENING http://{LOOPBACK}:{port}", flush=True)
    _describe(wired, export)
    _run(server, wired)


def _run(server: BaseWSGIServer, wired: StandIn) -> None:
    try:
        server.serve_forever(poll_interval=0.1)
    finally:
        wired.webhooks.stop()


def _listen(port: int) -> socket.socket:
    listening = socket.socket()
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((LOOPBACK, port))
    except OSError as error:
        sys.exit(f"error: port {port} cannot be taken: {error.strerror}. Choose another one with --port.")
    listening.listen(128)
    return listening


def _describe(wired: StandIn, export: Export) -> None:
    home, items = wired.home, len(export.entities)
    print(
        f"space {home.space_id}, environment {home.environment}: {items} entries and assets", file=sys.stderr
    )


def _interrupt(_signal: int, _frame: FrameType | None) -> NoReturn:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
