"""What somebody who signs in is answered."""

from typing import Any

from flask import request

from bff.accounts.shapes import customer_shape
from bff.context import shop
from bff.identity import access_token
from core.customers.services import sign_in
from core.customers.sessions import Lasting, SignIn

Body = dict[str, Any]


def started(email: str, password: str) -> Body:
    """Sign in on the device that asks. Raises NotSignedIn."""
    return signed_in(sign_in(email, password, lasts=lasting(), device=device()))


def signed_in(sign_in: SignIn) -> Body:
    return {
        "access_token": access_token(sign_in),
        "expires_in": shop().settings.access_token_seconds,
        "refresh_token": sign_in.refresh_token,
        "customer": customer_shape(sign_in.customer),
    }


def lasting() -> Lasting:
    settings = shop().settings
    return Lasting(settings.refresh_token_days, settings.refresh_idle_days)


def device() -> str:
    """What the device says of itself; a storefront hands on what its visitor's browser sent."""
    return request.headers.get("User-Agent", "")
