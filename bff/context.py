from collections.abc import Mapping
from functools import cache
from typing import Any

from flask import Request, current_app
from flask.globals import _cv_request

from core.bootstrap import Shop
from core.markets.models import Market
from core.markets.queries import locale_of, market_named

KEY = "quayside"


def shop() -> Shop:
    """The shop that the app at hand was made with."""
    found: Shop = current_app.extensions[KEY]
    return found


def asked() -> Request:
    """The request at hand itself: Flask's `request` looks it up anew for every word of it."""
    return _cv_request.get().request


def header(name: str) -> str | None:
    """What the request at hand says under that name. To ask werkzeug for one that is not there costs an exception."""
    said: str | None = asked().environ.get(_as_wsgi_has_it(name))
    return said


@cache
def _as_wsgi_has_it(name: str) -> str:
    return f"HTTP_{name.upper().replace('-', '_')}"


def whom(query: Mapping[str, Any]) -> tuple[Market, str]:
    """For whom a public answer is: the market and language asked for, or the first ones.

    Raises UnknownMarket, UnknownLocale.
    """
    market = market_named(query.get("market"))
    return market, locale_of(market, query.get("locale"))
