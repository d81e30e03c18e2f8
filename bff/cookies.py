"""Tokens in cookies, for a storefront whose browser reaches the shop under the storefront's own address.

The one place where the BFF reads and sets cookies. What they may be used for is in `bff/same_origin.py`.
"""

from collections.abc import Mapping

from flask import Response, after_this_request

from bff.context import asked, header, shop
from bff.headers import PRIVATE
from bff.same_origin import csrf_token
from core.customers.sessions import SignIn
from core.errors import Invalid

ACCESS, REFRESH, CSRF = (f"__Host-quayside-{name}" for name in ("access", "refresh", "csrf"))
WISH = "X-Tokens-In"
DEVICE = "__Host-quayside-device"
"""Of a browser on which somebody has signed in (bff/edge/devices.py): it opens nothing, and outlives the sign-in."""
BODY, COOKIES = "body", "cookies"
PARAMETER = {
    "in": "header",
    "name": WISH,
    "required": False,
    "schema": {"type": "string", "enum": [BODY, COOKIES], "default": BODY},
    "description": "Where the tokens of the answer are: in its body, or in `__Host-` cookies that no script reads.",
}
DAY_SECONDS = 24 * 3600
NONE: Mapping[str, str] = {}


def wished_for() -> bool:
    """Whether the caller would have the tokens of the answer in cookies."""
    return header(WISH) == COOKIES


def wanted() -> bool:
    """The same, where there will be tokens. Raises Invalid for a wish that nobody knows."""
    if header(WISH) not in (None, BODY, COOKIES):
        raise Invalid(f"It is {BODY} or {COOKIES}.", field=WISH)
    return wished_for()


def _sent() -> Mapping[str, str]:
    request = asked()
    return request.cookies if "HTTP_COOKIE" in request.environ else NONE


def shown() -> bool:
    """Whether the request brings one of ours, good or not."""
    sent = _sent()
    return any(name in sent for name in (ACCESS, REFRESH, CSRF))


def access() -> str | None:
    return _sent().get(ACCESS)


def refresh() -> str | None:
    return _sent().get(REFRESH)


def give(sign_in: SignIn, access_token: str) -> None:
    """Set the cookies of a sign-in on the answer to this request. The one that is no secret is read by scripts."""
    settings = shop().settings
    idle = settings.refresh_idle_days * DAY_SECONDS
    _set(
        {
            ACCESS: (access_token, settings.access_token_seconds),
            REFRESH: (sign_in.refresh_token, idle),
            CSRF: (csrf_token(sign_in.session_id), idle),
        }
    )


def device() -> str | None:
    return _sent().get(DEVICE)


def give_device(token: str, seconds: int) -> None:
    _set({DEVICE: (token, seconds)})


def clear() -> None:
    """Have the browser forget them."""
    _set(dict.fromkeys((ACCESS, REFRESH, CSRF), ("", 0)))


def _set(values: dict[str, tuple[str, int]]) -> None:
    """Each with its seconds. `__Host-` binds them to one host and to TLS; browsers take them from localhost too."""

    @after_this_request
    def add(response: Response) -> Response:
        response.headers["Cache-Control"] = PRIVATE
        for name, (value, seconds) in values.items():
            response.set_cookie(
                name, value, max_age=seconds, path="/", secure=True, httponly=name != CSRF, samesite="Lax"
            )
        return response
