"""Devices on which somebody has signed in before, so that strangers who guess cannot keep an account's owner out.

After "Slow Down Online Guessing Attacks with Device Cookies" (OWASP): the token says that its device has known the
password of that account once. It opens nothing; it only has an allowance of its own.
"""

import secrets
from datetime import timedelta

from bff.context import shop
from core import clock
from core.seals import is_sealed, seal

HEADER = "X-Device-Token"
LASTS = timedelta(days=180)
LONGEST = 200
PARTS = 3


def token_for(mailbox: str) -> str:
    """A token for a device that has just signed in with that (folded) address. Nothing is kept of it."""
    name, until = secrets.token_urlsafe(12), str(int((clock.now() + LASTS).timestamp()))
    return f"{name}.{until}.{seal(shop().settings.secret_ring, _said(name, until, mailbox))}"


def device_of(token: str, mailbox: str) -> str | None:
    """The name of the device, if somebody has signed in on it with that address in the last 180 days."""
    parts = token.split(".") if len(token) <= LONGEST and token.isascii() else []
    if len(parts) != PARTS:
        return None
    name, until, given = parts
    good = is_sealed(shop().settings.secret_ring, _said(name, until, mailbox), given)
    return name if good and int(until) > clock.now().timestamp() else None


def _said(name: str, until: str, mailbox: str) -> str:
    return f"device|{name}|{until}|{mailbox}"
