"""The token that the forms of a session carry, whichever page they are on."""

import secrets

from flask import g, session

from admin.context import shop
from core.seals import is_sealed, seal

NAME = "csrf_token"


def renew() -> None:
    """What is shown from now on has the token of the session as it is now: another one, where that has begun anew."""
    session.setdefault(NAME, secrets.token_urlsafe(32))
    setattr(g, NAME, seal(shop().settings.console_ring, _said()))


def is_good(token: str) -> bool:
    """Whether a page of this session has that token, also one that was shown before the secret was replaced."""
    return is_sealed(shop().settings.console_ring, _said(), token)


def _said() -> str:
    return f"form of the console|{session.get(NAME)}"
