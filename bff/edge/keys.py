"""Under which names a request is counted. Redis gets none of them: it gets a hash that only this shop can make."""

from collections.abc import Mapping

from flask import g

from bff import cookies
from bff.context import asked, header, shop
from bff.edge.callers import place_of_caller
from bff.edge.devices import HEADER, device_of
from bff.edge.flows import By
from bff.identity import CART_HEADER, ORDER_HEADER
from core.mailboxes import folded
from core.seals import seal

Keys = Mapping[By, str]
"""Whose names are missing, by those nobody counts."""
TOKENS = (CART_HEADER, ORDER_HEADER, "Authorization")


def keys_of_request() -> Keys:
    """All names of the request at hand. Raises what reading its body raises, such as 413."""
    mailbox, place = mailbox_named(), place_of_caller()
    names = {
        By.MAILBOX: mailbox,
        By.PLACE: place.name if place else None,
        By.INTERNET: place.name if place and place.is_public else None,
        By.DEVICE: _device(mailbox),
        By.CUSTOMER: g.who.customer_id if "who" in g else None,
        By.SESSION: session_named(),
        By.EVERYBODY: "everybody",
    }
    return {by: _hidden(by, name) for by, name in names.items() if name}


def mailbox_named() -> str | None:
    """The address that the body names, as the shop compares addresses."""
    request = asked()
    body = request.get_json(silent=True) if request.is_json else None
    email = body.get("email") if isinstance(body, dict) else None
    return folded(email) if isinstance(email, str) and email else None


def session_named() -> str | None:
    """The customer, where that is known already; else the token that is sent."""
    if "who" in g:
        return f"customer {g.who.customer_id}"
    tokens = (header(name) for name in TOKENS)
    return next((token for token in tokens if token is not None), cookies.access())


def _device(mailbox: str | None) -> str | None:
    token = header(HEADER) or cookies.device()
    return device_of(token, mailbox) if token and mailbox else None


def _hidden(by: By, name: str) -> str:
    return seal(shop().settings.secret_ring, f"counted|{by}|{name}")[:32]
