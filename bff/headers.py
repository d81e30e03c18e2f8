"""Headers that every answer carries (OWASP REST Security and HTTP Headers cheat sheets)."""

from flask import Flask, Response, request

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Content-Security-Policy": "default-src 'none'; frame-ancestors 'none'",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
}
DOCS_POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'"
)
PRIVATE = "no-store"
VARY = ("Authorization", "X-Cart-Token", "X-Order-Token", "Cookie", "Origin", "Sec-Fetch-Site")
"""What a private answer depends on: said as well, for whoever stores what nobody may."""


def register(app: Flask) -> None:
    app.after_request(_add)


def _add(response: Response) -> Response:
    response.headers.extend(ALWAYS)
    if request.path == "/docs":
        response.headers["Content-Security-Policy"] = DOCS_POLICY
    control = response.headers.get("Cache-Control")
    if control is None:
        response.headers["Cache-Control"] = control = PRIVATE
    if PRIVATE in control:
        _vary(response)
    return response


def _vary(response: Response) -> None:
    if "Vary" in response.headers:
        response.vary.update(VARY)
    else:
        response.headers["Vary"] = ", ".join(VARY)
