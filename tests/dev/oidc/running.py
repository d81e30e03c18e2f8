"""The stand-in for a provider of OpenID Connect, serving real HTTP from a thread of the tests."""

import threading
from typing import Any, Self
from urllib.parse import parse_qs, urlsplit

import requests
from werkzeug.serving import WSGIRequestHandler, make_server

from core.openid import OpenIdSettings
from dev.oidc.app import create_app
from dev.oidc.mood import Mood
from dev.oidc.provider import Client, Provider

REDIRECT = "https://storefront.example/account/sign-in/local"
SECRET = "a secret: of the/tests & nobody"
CLIENT = "quayside tests"
SECONDS = 10


class Silent(WSGIRequestHandler):
    def log(self, type: str, message: str, *args: Any) -> None:  # noqa: A002 - the base's
        """Nothing is told of what the tests ask."""


class RunningProvider:
    """On a free port, with the moods of `provider` at hand; entering it starts, leaving it ends it."""

    def __init__(self, secret: str | None = SECRET) -> None:
        self.secret = secret
        self.provider = Provider(Client(CLIENT, secret, (REDIRECT,)))
        self._key = self.provider.keys[0]
        self._server = make_server(
            "127.0.0.1", 0, create_app(self.provider), threaded=True, request_handler=Silent
        )
        self.url = self.provider.origin = f"http://127.0.0.1:{self._server.server_port}"
        self._thread = threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01})

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()

    def reset(self) -> None:
        """As it was when it began."""
        self.be()
        self.provider.keys = [self._key]
        self.provider.calls.clear()

    def be(self, **mood: Any) -> None:
        self.provider.mood = Mood(**mood)

    def told(self, **more: Any) -> OpenIdSettings:
        """How the shop's settings name it."""
        facts = {"name": "local", "issuer": self.url, "client_id": CLIENT, "client_secret": self.secret}
        return OpenIdSettings(**{**facts, "redirect_url": REDIRECT, **more})

    def signed_in(self, url: str, email: str = "ada@example.com", **form: str) -> dict[str, str]:
        """What somebody brings back who follows *url* and signs in; with `verified=""` no address is proved."""
        told = {"email": email, "verified": "yes", **form}
        answer = requests.post(url, data=told, allow_redirects=False, timeout=SECONDS)
        assert answer.status_code == 302, answer.text
        where = answer.headers["Location"]
        assert where.startswith(f"{REDIRECT}?")
        return {name: values[0] for name, values in parse_qs(urlsplit(where).query).items()}
