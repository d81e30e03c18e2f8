"""What a cookie may be used for: requests of the storefront's own pages, and of nobody else's.

A browser sends a cookie whoever makes it ask. So a request that is known by one, or wants one, has to say that a page
of the storefront asks, and a write has to be JSON and to bring what only those pages can read (OWASP CSRF Prevention
cheat sheet; ASVS 3.5). A token that is sent on purpose, in a header or in the body, needs none of this.
"""

from urllib.parse import urlsplit

from flask import abort, request

from bff.context import shop
from core.errors import Forbidden
from core.seals import is_sealed, seal

CSRF_HEADER = "X-CSRF-Token"
READING = {"GET", "HEAD", "OPTIONS"}
JSON = "application/json"


class CrossSite(Forbidden):
    """The request does not come from a page of the storefront."""

    code = "cross-site"
    title = "That was not asked by a page of the storefront"


class WrongCsrfToken(Forbidden):
    """There is none, or it is another sign-in's."""

    code = "wrong-csrf-token"
    title = "That is not the token of this sign-in"


def see_origin() -> None:
    """Raises CrossSite unless a page of the storefront asks; a write that is not JSON is 415.

    `Sec-Fetch-Site` and `Origin` have to agree where both are sent; a write has to bring one of them.
    """
    site, origin = request.headers.get("Sec-Fetch-Site"), request.headers.get("Origin")
    reads = request.method in READING
    if site is not None and site != "same-origin" and not (reads and site == "none"):
        raise CrossSite(f"Sec-Fetch-Site is {site!r}.")
    if origin is not None and origin not in _origins():
        raise CrossSite("Origin is not the storefront's.")
    if reads:
        return
    if site is None and origin is None:
        raise CrossSite("Send Origin, or Sec-Fetch-Site, as the browser did.")
    if not _is_json():
        abort(415)


def csrf_token(session_id: str) -> str:
    """What the pages of the storefront send with a write of that session, and nobody else can know."""
    return seal(shop().settings.secret_ring, _said_of(session_id))


def see_csrf_token(session_id: str) -> None:
    """Raises WrongCsrfToken for a write without the token of that session."""
    given = request.headers.get(CSRF_HEADER, "")
    ring = shop().settings.secret_ring
    if request.method not in READING and not is_sealed(ring, _said_of(session_id), given):
        raise WrongCsrfToken(f"Send {CSRF_HEADER} with what its cookie says.")


def _said_of(session_id: str) -> str:
    return f"csrf:{session_id}"


def _origins() -> set[str]:
    """Scheme, host and port of every address of the storefront."""
    parts = (urlsplit(url) for url in shop().settings.storefront_urls)
    return {f"{part.scheme}://{part.netloc}".lower() for part in parts}


def _is_json() -> bool:
    """Whether the body is JSON; there may be none at all."""
    bodiless = not request.content_type and not request.content_length
    return bodiless or request.mimetype == JSON
