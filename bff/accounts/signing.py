"""What somebody who signs in is answered."""

from typing import Any

from flask import g, request

from bff import cookies, same_origin
from bff.accounts.shapes import customer_shape
from bff.context import shop
from bff.identity import access_token
from core.customers.errors import NotSignedIn
from core.customers.services import sign_in
from core.customers.sessions import Lasting, SignIn, session_of

Body = dict[str, Any]


def started(email: str, password: str) -> Body:
    """Sign in on the device that asks. Raises NotSignedIn."""
    in_cookies = cookies.wanted()
    return signed_in(sign_in(email, password, lasts=lasting(), device=device()), in_cookies=in_cookies)


def signed_in(sign_in: SignIn, *, in_cookies: bool) -> Body:
    """The answer, with the tokens in it, or in cookies instead."""
    token, g.signed_in = access_token(sign_in), sign_in.customer.id
    answer = {
        "expires_in": shop().settings.access_token_seconds,
        "customer": customer_shape(sign_in.customer),
    }
    if in_cookies:
        cookies.give(sign_in, token)
        return answer
    return {**answer, "access_token": token, "refresh_token": sign_in.refresh_token}


def refresh_token(body: Body) -> str:
    """The one in the body, else the one in a cookie, with the token of its session. Raises NotSignedIn."""
    if not from_cookie(body):
        given: str = body["refresh_token"]
        return given
    token = cookies.refresh()
    if token is None:
        raise NotSignedIn("Send a refresh token.")
    session_id = session_of(token)
    if session_id is not None:
        same_origin.see_csrf_token(session_id)
    return token


def from_cookie(body: Body) -> bool:
    """Whether the refresh token is in a cookie, if there is one at all."""
    return "refresh_token" not in body


def lasting() -> Lasting:
    settings = shop().settings
    return Lasting(settings.refresh_token_days, settings.refresh_idle_days)


def device() -> str:
    """What the device says of itself; a storefront hands on what its visitor's browser sent."""
    return request.headers.get("User-Agent", "")
