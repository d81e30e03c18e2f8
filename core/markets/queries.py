"""Markets are few and change at deploys: every process keeps them for a few seconds."""

import time
from dataclasses import dataclass, field

from core.documents import found
from core.markets.errors import NoMarkets, UnknownLocale, UnknownLocation, UnknownMarket
from core.markets.models import Location, Market

FRESH_SECONDS = 5.0


@dataclass
class _Kept:
    at: float = 0.0
    markets: dict[str, Market] = field(default_factory=dict)


_kept = _Kept()


def markets() -> dict[str, Market]:
    """Every market by code, the shop's order; at most five seconds old. Raises NoMarkets."""
    if time.monotonic() - _kept.at > FRESH_SECONDS or not _kept.markets:
        known = sorted(found(Market, {}), key=lambda market: (market.position, market.code))
        _kept.markets = {market.code: market for market in known}
        _kept.at = time.monotonic()
    if not _kept.markets:
        raise NoMarkets
    return _kept.markets


def known_markets() -> dict[str, Market]:
    """As *markets*, for staff: none at all in a shop that is still to be set up."""
    try:
        return markets()
    except NoMarkets:
        return {}


def places() -> int:
    """In how many markets and languages something can be shown: each language once for each market that speaks it."""
    return sum(len(market.locales) for market in known_markets().values())


def known_locales() -> list[str]:
    """The languages of all markets, each once, the shop's first market first."""
    return list(dict.fromkeys(locale for market in known_markets().values() for locale in market.locales))


def forget() -> None:
    """Read them anew on the next call: after a change in this process."""
    _kept.markets = {}


def market_named(code: str | None) -> Market:
    """That market; the first one for None. Raises UnknownMarket."""
    known = markets()
    if code is None:
        return next(iter(known.values()))
    if code not in known:
        raise UnknownMarket(code)
    return known[code]


def locale_of(market: Market, locale: str | None) -> str:
    """That locale if the market has it; its first one for None. Raises UnknownLocale."""
    if locale is None:
        return market.locales[0]
    if locale not in market.locales:
        raise UnknownLocale(locale, market.locales)
    return locale


def locations() -> list[Location]:
    """Every stock location, by code."""
    return list(Location.objects.order_by("code"))


def location_named(code: str) -> Location:
    """That stock location. Raises UnknownLocation."""
    location: Location | None = Location.objects(code=code).first()
    if location is None:
        raise UnknownLocation(code)
    return location
