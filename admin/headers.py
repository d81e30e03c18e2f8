"""Headers that every answer carries (OWASP HTTP Headers cheat sheet), and the policy that no page script escapes."""

import hashlib
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from flask import Flask, Response, g, request, url_for

from admin.context import shop
from admin.identity import IDLE, LEAVE

PICTURES = ("https://images.ctfassets.net", "https://downloads.ctfassets.net")
"""Where Contentful keeps what editors upload."""

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=()",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Robots-Tag": "noindex, nofollow",
}
FILES = ("static", "admin.static")
FILES_KEPT = "public, max-age=3600"
CLEARED_AFTER = int(IDLE.total_seconds()) + 5
"""Seconds after which a page that nobody has touched gives way to the way in: its session is over by then."""


def nonce() -> str:
    """The word of this answer that its own scripts and styles carry."""
    if "csp_nonce" not in g:
        g.csp_nonce = secrets.token_urlsafe(16)
    return str(g.csp_nonce)


def picture_hosts() -> tuple[str, ...]:
    """The only places that pictures may come from: Contentful's, or the stand-in that is set up for it."""
    address = urlsplit(shop().settings.contentful_api_base)
    if address.hostname is None or address.hostname.endswith(".contentful.com"):
        return PICTURES
    return (*PICTURES, f"{address.scheme}://{address.netloc}")


def register(app: Flask) -> None:
    app.after_request(_add)
    made_of = fingerprint(Path(app.static_folder or ""))

    @app.url_defaults
    def named(endpoint: str, values: dict[str, Any]) -> None:
        """What browsers keep for an hour has another address as soon as it is another file."""
        if endpoint == "static":
            values.setdefault("v", made_of)


def fingerprint(folder: Path) -> str:
    """A word for what is in these files: another one as soon as a byte is."""
    found = hashlib.sha256()
    for file in sorted(folder.iterdir()):
        found.update(file.read_bytes())
    return found.hexdigest()[:12]


def _add(response: Response) -> Response:
    for name, value in ALWAYS.items():
        response.headers.setdefault(name, value)
    response.headers["Content-Security-Policy"] = _policy()
    response.headers["Cache-Control"] = FILES_KEPT if request.endpoint in FILES else "no-store"
    if request.endpoint == LEAVE:
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
    elif g.get("member") and response.mimetype == "text/html":
        response.headers["Refresh"] = f"{CLEARED_AFTER}; url={url_for('sign_in.form')}"
    return response


def _policy() -> str:
    own = f"'self' 'nonce-{nonce()}'"
    rules = {
        "default-src": "'none'",
        "script-src": own,
        "style-src": own,
        "img-src": " ".join(("'self'", "data:", *picture_hosts())),
        "connect-src": "'self'",
        "form-action": "'self'",
        "base-uri": "'none'",
        "object-src": "'none'",
        "frame-ancestors": "'none'",
    }
    return "; ".join(f"{name} {value}" for name, value in rules.items())
