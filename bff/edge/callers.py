"""From where somebody asks. The storefront's server asks for all shoppers from one address, and names each."""

import hmac
from functools import lru_cache
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network
from typing import NamedTuple

from flask import Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from bff.context import asked, header, shop
from core.settings import Settings

STOREFRONT_HEADER, SHOPPER_HEADER = "X-Storefront-Key", "X-Shopper-Address"
HOME_PREFIX = 64
"""So much of an IPv6 address is a household's or a machine's own: it can take a new one inside for every request."""


class Place(NamedTuple):
    """Where a caller is: an IPv4 address or an IPv6 network; *is_public*: somewhere on the internet."""

    name: str
    is_public: bool


NOWHERE = Place("unknown", is_public=False)


def register(app: Flask, settings: Settings) -> None:
    """Believe as many entries of `X-Forwarded-For`, from its end, as there are proxies of our own, and no more."""
    if settings.proxy_hops:
        app.wsgi_app = ProxyFix(  # type: ignore[method-assign]  # Flask's own way
            app.wsgi_app, x_for=settings.proxy_hops, x_proto=0
        )


def place_of_caller() -> Place | None:
    """Where the shopper is. None for a storefront that has proved itself and names nobody: it asks for everybody.

    A name of anybody who has proved nothing is not looked at. What is no address stands for one place.
    """
    if not _is_storefront():
        return place_called(asked().remote_addr or "")
    named = header(SHOPPER_HEADER)
    return None if named is None else place_called(named)


@lru_cache(maxsize=1024)
def place_called(text: str) -> Place:
    try:
        address = ip_address(text.strip())
    except ValueError:
        return NOWHERE
    if isinstance(address, IPv6Address) and address.ipv4_mapped is None:
        return Place(str(ip_network((address, HOME_PREFIX), strict=False)), address.is_global)
    plain = address if isinstance(address, IPv4Address) else address.ipv4_mapped
    return Place(str(plain), address.is_global if plain is None else plain.is_global)


def _is_storefront() -> bool:
    given = header(STOREFRONT_HEADER)
    if given is None:
        return False
    keys = shop().settings.storefront_key_ring
    return any(hmac.compare_digest(key.encode(), given.encode()) for key in keys)
