"""Headers that every answer carries (OWASP REST Security and HTTP Headers cheat sheets)."""

import hashlib
import re
from base64 import b64encode

from flask import Flask, Response

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


def register(app: Flask) -> None:
    app.after_request(_add)


def _add(response: Response) -> Response:
    response.headers.extend(ALWAYS)
    if asked().path == "/docs":
        scripts = " ".join(_own_scripts(response.get_data(as_text=True)))
        response.headers["Content-Security-Policy"] = DOCS_POLICY.format(scripts=scripts)
    control = response.headers.get("Cache-Control")
    if control is None:
        response.headers["Cache-Control"] = control = PRIVATE
    if PRIVATE in control:
        _vary(response)
    return response


def _own_scripts(page: str) -> list[str]:
    """The hashes of the scripts that stand in the page itself (CSP 3, 6.7.2.3): no other is run."""
    digests = (hashlib.sha256(script.encode()).digest() for script in SCRIPT.findall(page))
    return [f"'sha256-{b64encode(digest).decode()}'" for digest in digests]


def _vary(response: Response) -> None:
    if "Vary" in response.headers:
        response.vary.update(VARY)
    else:
        response.headers["Vary"] = ", ".join(VARY)
