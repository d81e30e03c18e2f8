"""Devices on which a customer has signed in before (core/devices.py)."""

from bff.context import shop
from core.devices import LASTS, device_named, device_token

__all__ = ["HEADER", "LASTS", "device_of", "token_for"]

HEADER = "X-Device-Token"
PURPOSE = "device"


def token_for(mailbox: str) -> str:
    """A token for a device that has just signed in with that (folded) address."""
    return device_token(mailbox, secret=shop().settings.secret_ring, purpose=PURPOSE)


def device_of(token: str, mailbox: str) -> str | None:
    """The name of the device, if somebody has signed in on it with that address in the last 180 days."""
    return device_named(token, mailbox, secret=shop().settings.secret_ring, purpose=PURPOSE)
