"""The process: arguments, the first line on stdout, one thread per connection, one line of log per call."""

import argparse
import contextlib
import sys
import time
from pathlib import Path
from typing import Any

from werkzeug.serving import WSGIRequestHandler, make_server

from dev.stripe.app import create_app
from dev.stripe.journal import DamagedJournal
from dev.stripe.stand_in import Options, StandIn

HOST = "127.0.0.1"
PORT = 8430


def main() -> None:
    """Serve until Ctrl-C or a signal."""
    parser = _parser()
    port, options = _read(parser)
    try:
        stand_in = StandIn(options)
    except (DamagedJournal, OSError) as error:
        parser.exit(1, f"stripe: {error}\n")
    serve(stand_in, port)


def serve(stand_in: StandIn, port: int) -> None:
    server = make_server(HOST, port, create_app(stand_in), threaded=True, request_handler=Quiet)
    origin = f"http://{HOST}:{server.server_port}"
    stand_in.start(origin)
    print(f"LISTENING {origin}", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()
    stand_in.stop()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("python -m dev.stripe", description="A local stand-in for Stripe.")
    parser.add_argument("--port", type=int, default=PORT, help=f"default {PORT}; 0 takes a free one")
    parser.add_argument(
        "--webhook-url", action="append", default=[], metavar="URL", help="where events go; may repeat"
    )
    parser.add_argument(
        "--webhook-secret",
        action="append",
        default=[],
        metavar="WHSEC",
        help="signs them; two while one is being rotated",
    )
    parser.add_argument("--data", type=Path, metavar="FILE", help="keep the state here, over restarts")
    parser.add_argument(
        "--contracts", type=Path, metavar="DIR", help="check every exchange against the schemas in DIR"
    )
    return parser


def _read(parser: argparse.ArgumentParser) -> tuple[int, Options]:
    given = parser.parse_args()
    if given.webhook_url and not given.webhook_secret:
        parser.error("--webhook-url needs --webhook-secret: events are always signed")
    for url in given.webhook_url:
        if not url.startswith(("http://", "https://")):
            parser.error(f"--webhook-url: {url!r} is not a web address")
    secrets = tuple(given.webhook_secret)
    return given.port, Options(tuple(given.webhook_url), secrets, given.data, given.contracts)


class Quiet(WSGIRequestHandler):
    """One line per call, on stderr: method, path, status, milliseconds."""

    _began = 0.0

    def parse_request(self) -> bool:
        self._began = time.perf_counter()
        return super().parse_request()

    def connection_dropped(self, error: BaseException, environ: Any = None) -> None:  # noqa: ARG002 - the base's
        """Also on order: without this, a client that keeps connections alive would wait for ever."""
        self.close_connection = True

    def log_request(self, code: int | str = "-", size: int | str = "-") -> None:  # noqa: ARG002 - the base's
        taken = (time.perf_counter() - self._began) * 1000
        path = self.path.partition("?")[0]  # the query may hold a client secret
        print(f"stripe: {self.command} {path} {code} {taken:.0f} ms", file=sys.stderr)

    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - the base's
        if type == "error":
            print(f"stripe: {message % args if args else message}", file=sys.stderr)
