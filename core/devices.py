"""Devices on which somebody has signed in before, so that strangers who guess cannot keep an account's owner out.

After "Slow Down Online Guessing Attacks with Device Cookies" (OWASP): the token says that its device has been let
into that account once. It opens nothing; it only has an allowance of its own. Nothing is kept of it.
"""

import re
import secrets
from datetime import timedelta

from core import clock
from core.key_ring import KeyRing
from core.seals import is_sealed, seal

LASTS = timedelta(days=180)
LONGEST = 200
PARTS = 3
NAME = re.compile(r"[A-Za-z0-9_-]{16}")


def device_token(mailbox: str, *, secret: KeyRing, purpose: str) -> str:
    """A token for a device that has just been let in with that (folded) address."""
    name, until = secrets.token_urlsafe(12), str(int((clock.now() + LASTS).timestamp()))
    return f"{name}.{until}.{seal(secret, _said(purpose, name, until, mailbox))}"


def device_named(token: str, mailbox: str, *, secret: KeyRing, purpose: str) -> str | None:
    """The name of the device, if somebody was let in on it with that address in the last 180 days."""
    parts = token.split(".") if len(token) <= LONGEST and token.isascii() else []
    if len(parts) != PARTS:
        return None
    name, until, given = parts
    if not NAME.fullmatch(name) or not until.isdigit():
        return None  # what is sealed has no other parts than these: a mailbox may hold a bar
    good = is_sealed(secret, _said(purpose, name, until, mailbox), given)
    return name if good and int(until) > clock.now().timestamp() else None


def _said(purpose: str, name: str, until: str, mailbox: str) -> str:
    return f"{purpose}|{name}|{until}|{mailbox}"
