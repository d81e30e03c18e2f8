"""The console's session as its browser keeps it: sealed, so that it is neither altered nor read there."""

from typing import Any

from flask import Flask
from flask.sessions import SecureCookieSessionInterface, session_json_serializer
from itsdangerous import BadSignature

from admin.context import KEY
from core.bootstrap import Shop
from core.seals import Box, SealBroken


class SealedSessions(SecureCookieSessionInterface):
    """Flask's own, but that they are closed with AES-256-GCM where Flask would sign them with HMAC-SHA-1."""

    def get_signing_serializer(self, app: Flask) -> Any:
        shop: Shop = app.extensions[KEY]
        return _Sealer(Box(shop.settings.console_ring, "session of the console"))


class _Sealer:
    """What Flask asks of a serializer."""

    def __init__(self, box: Box) -> None:
        self._box = box

    def dumps(self, session: dict[str, Any]) -> str:
        return self._box.write(session_json_serializer.dumps(session).encode())

    def loads(self, cookie: str, **_limits: object) -> Any:
        """How old it may be is said inside (admin/identity.py). Raises BadSignature, to Flask as none."""
        try:
            return session_json_serializer.loads(self._box.read(cookie).decode())
        except SealBroken:
            raise BadSignature("not of this console") from None
