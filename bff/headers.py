"""Headers that every answer carries (OWASP REST Security and HTTP Headers cheat sheets)."""

import hashlib
import re
from base64 import b64encode
from collections.abc import Iterable
from wsgiref.types import WSGIEnvironment

from flask import Flask, Response
from werkzeug.datastructures import Headers

from bff.context import asked

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}
DOCS_POLICY = (
    "default-src 'none'; script-src 'self' {scripts}; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'"
)
SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)
PRIVATE = "no-store"
VARY = ("Authorization", "X-Cart-Token", "X-Order-Token", "Cookie", "Origin", "Sec-Fetch-Site")
"""What a private answer depends on: said as well, for whoever stores what nobody may."""
TO_NOBODY_ELSE = {**ALWAYS, "Cache-Control": PRIVATE, "Vary": ", ".join(VARY)}
PLAIN = (200, 201, 202)
PLACES = frozenset({"Location", "Content-Location"})


class Answer(Response):
    """An answer with the headers that every answer carries."""

    def get_wsgi_response(
        self, environ: WSGIEnvironment
    ) -> tuple[Iterable[bytes], str, list[tuple[str, str]]]:
        _see_who_may_keep(self)
        own = list(self.get_wsgi_headers(environ))
        names = {name for name, _ in own}
        always = ALWAYS if "Cache-Control" in names else TO_NOBODY_ELSE
        rest = [(name, value) for name, value in always.items() if name not in names]
        return self.get_app_iter(environ), self.status, own + rest

    def get_wsgi_headers(self, environ: WSGIEnvironment) -> Headers:
        """Werkzeug makes a copy, to look for places and lengths that are to be mended in it. Here are mostly none."""
        names = {name for name, _ in self.headers}
        if self.status_code in PLAIN and "Content-Length" in names and PLACES.isdisjoint(names):
            return self.headers
        return super().get_wsgi_headers(environ)


def register(app: Flask) -> None:
    app.response_class = Answer
    app.after_request(_let_docs_run)


def _let_docs_run(response: Response) -> Response:
    if asked().path == "/docs":
        scripts = " ".join(_own_scripts(response.get_data(as_text=True)))
        response.headers["Content-Security-Policy"] = DOCS_POLICY.format(scripts=scripts)
    return response


def _see_who_may_keep(response: Response) -> None:
    """What says already that nobody may, or depends on something, depends on all that a private answer does."""
    names = {name for name, _ in response.headers}
    if "Cache-Control" not in names and "Vary" not in names:
        return
    if PRIVATE in response.headers.setdefault("Cache-Control", PRIVATE):
        response.vary.update(VARY)


def _own_scripts(page: str) -> list[str]:
    """The hashes of the scripts that stand in the page itself (CSP 3, 6.7.2.3): no other is run."""
    digests = (hashlib.sha256(script.encode()).digest() for script in SCRIPT.findall(page))
    return [f"'sha256-{b64encode(digest).decode()}'" for digest in digests]
