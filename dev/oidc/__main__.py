"""`python -m dev.oidc`: signs anybody in as whoever they say they are. For this machine alone."""

import argparse
import contextlib
import signal
from types import FrameType

from werkzeug.serving import make_server

from dev.oidc.app import create_app
from dev.oidc.provider import Client, Provider
from dev.ports import LOOPBACK


def main() -> None:
    """Serve until SIGTERM or Ctrl-C."""
    options = _options()
    client = Client(options.client_id, options.client_secret, tuple(options.redirect_url))
    provider = Provider(client)
    server = make_server(LOOPBACK, options.port, create_app(provider), threaded=True)
    provider.origin = f"http://{LOOPBACK}:{server.server_port}"
    signal.signal(signal.SIGTERM, _leave)
    print(f"LISTENING {provider.origin}", flush=True)
    with contextlib.suppress(KeyboardInterrupt):
        server.serve_forever()


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser("python -m dev.oidc", description=__doc__)
    parser.add_argument("--port", type=int, default=8470, help="default %(default)s; 0: a free one")
    parser.add_argument("--client-id", default="quayside", help="default %(default)s")
    parser.add_argument("--client-secret", help="left out: a public client, with PKCE alone")
    parser.add_argument("--redirect-url", action="append", required=True, metavar="URL", help="may repeat")
    return parser.parse_args()


def _leave(_signal: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


if __name__ == "__main__":
    main()
