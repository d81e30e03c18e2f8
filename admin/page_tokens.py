"""The token that the forms of a session carry, whichever page they are on."""

import secrets

from flask import current_app, g, session

from core.seals import seal

NAME = "csrf_token"


def renew() -> None:
    """What is shown from now on has the token of the session as it is now: another one, where that has begun anew."""
    held = session.setdefault(NAME, secrets.token_urlsafe(32))
    setattr(g, NAME, seal(str(current_app.secret_key), f"form of the console|{held}"))
