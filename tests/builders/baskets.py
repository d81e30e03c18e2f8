"""Carts, from the first line to one that lacks nothing but the payment."""

from collections.abc import Mapping
from typing import Any

from core.addresses import Address
from core.carts.models import Cart
from core.carts.queries import any_cart_of
from core.carts.services import choose_delivery, fill, open_basket, set_addresses, set_email
from core.catalog.models import Product
from core.inventory.queries import availability
from core.markets.models import Market
from core.markets.queries import locale_of, market_named
from tests.builders import goods as shelf

ADDRESS_US = {
    "name": "Ada Byron",
    "line1": "1 Quay Street",
    "city": "Reno",
    "region": "NV",
    "postal_code": "89501",
    "country": "US",
}
ADDRESS_DE = {
    "name": "Ada Byron",
    "line1": "Am Hafen 1",
    "city": "Hamburg",
    "postal_code": "20457",
    "country": "DE",
}
BY_MARKET = {
    "us": ADDRESS_US,
    "eu": ADDRESS_DE,
    "jp": {**ADDRESS_US, "country": "JP"},
    "kw": {**ADDRESS_US, "country": "KW"},
}
CART_DAYS = 60


def address(market: str = "us", **changes: Any) -> Address:
    """Where somebody of that market lives."""
    return Address(**{**BY_MARKET[market], **changes})


def cart_with_token(
    quantities: Mapping[str, int] | None = None,
    *,
    market: str = "us",
    locale: str | None = None,
    customer_id: str | None = None,
) -> tuple[Cart, str]:
    """An open cart with those lines, and its token. What the shop lacks for it, it gets: markets and goods."""
    wanted = dict(quantities or {})
    _provide(wanted, market)
    found = market_named(market)
    opened, token = open_basket(found, locale_of(found, locale), days=CART_DAYS, customer_id=customer_id)
    if wanted:
        fill(opened.cart.id, wanted)
    return any_cart_of(token), token


def cart(quantities: Mapping[str, int] | None = None, **facts: Any) -> Cart:
    """As *cart_with_token*, without the token."""
    return cart_with_token(quantities, **facts)[0]


def ready_cart(
    quantities: Mapping[str, int] | None = None,
    *,
    market: str = "us",
    email: str = "ada@example.com",
    delivery: str | None = None,
    **facts: Any,
) -> Cart:
    """A cart that lacks nothing but the payment; its goods are on the shelf."""
    wanted = dict(quantities or {"MUG-SAND": 1})
    opened = cart(wanted, market=market, **facts)
    _stock_up(wanted, market)
    set_email(opened.id, email)
    set_addresses(opened.id, address(market), None, market_named(market).countries)
    choose_delivery(opened.id, delivery or f"{market}-standard")
    return fresh(opened)


def fresh(known: Cart) -> Cart:
    """The cart as it is now, open or closed."""
    found: Cart = Cart.objects(id=known.id).get()
    return found


def _provide(quantities: Mapping[str, int], market: str) -> None:
    if not Market.objects(code=market).first():
        shelf.markets()
    for sku in shelf.missing(list(quantities)):
        shelf.goods(sku)


def _stock_up(quantities: Mapping[str, int], market: str) -> None:
    """Deliver what nobody has ever delivered: a shelf that a test has filled, or emptied, stays as it is."""
    locations = market_named(market).locations
    free = availability(quantities, locations)
    for sku, quantity in quantities.items():
        if free[sku] < quantity and not _known(sku):
            shelf.stock(sku, quantity, at=locations[0])


def _known(sku: str) -> bool:
    """Whether it has ever been in stock, or has no stock of its own."""
    from core.inventory.models import StockItem

    bundles = Product.objects(
        __raw__={"variants": {"$elemMatch": {"sku": sku, "components.0": {"$exists": True}}}}
    )
    return (StockItem.objects.of([sku]).first() or bundles.first()) is not None
