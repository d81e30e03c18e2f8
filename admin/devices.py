"""Devices on which a member of staff has been in before (core/devices.py): strangers' guesses do not lock those."""

from flask import Flask, current_app, g, request
from werkzeug import Response

from admin.context import shop
from core.devices import LASTS, device_named, device_token
from core.mailboxes import folded

PURPOSE = "device of staff"


def register(app: Flask) -> None:
    app.after_request(_remember)


def known_device(email: str) -> str | None:
    """The name of the device at hand, if that member has been in on it."""
    token = request.cookies.get(_cookie(), "")
    return device_named(token, folded(email), secret=shop().settings.console_ring, purpose=PURPOSE)


def is_in(email: str) -> None:
    """That member has shown all there is to show on this device: its browser is told so with the answer."""
    g.device_of = email


def _remember(response: Response) -> Response:
    if email := g.get("device_of"):
        response.set_cookie(
            _cookie(),
            device_token(folded(email), secret=shop().settings.console_ring, purpose=PURPOSE),
            max_age=LASTS,
            secure=current_app.config["SESSION_COOKIE_SECURE"],
            httponly=True,
            samesite="Strict",
        )
    return response


def _cookie() -> str:
    return f"{current_app.config['SESSION_COOKIE_NAME']}-device"
