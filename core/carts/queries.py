from collections.abc import Mapping
from dataclasses import dataclass

from core import clock
from core.carts.errors import CartNotFound
from core.carts.models import Cart, cart_id
from core.catalog.queries import Sellable, sellable_now
from core.inventory.queries import availability
from core.markets.models import Market
from core.pricing.queries import priced_line
from core.pricing.quote import DeliveryPrice, Quote, quote_of


@dataclass(frozen=True)
class CartWarning:
    """Something the shopper should know: a stable code and the SKU it is about."""

    code: str
    sku: str
    detail: str


def cart_of(token: str) -> Cart:
    """The open cart of that token. Raises CartNotFound."""
    cart: Cart | None = Cart.objects.open().filter(id=cart_id(token), expires_at__gt=clock.now()).first()
    if cart is None:
        raise CartNotFound
    return cart


def any_cart_of(token: str) -> Cart:
    """The cart of that token, whether it is still open or has become an order. Raises CartNotFound."""
    cart: Cart | None = Cart.objects(id=cart_id(token)).first()
    if cart is None:
        raise CartNotFound
    return cart


def priced(cart: Cart, market: Market, delivery: DeliveryPrice | None) -> Quote:
    """Quantities from the cart, prices from the catalogue as it is now; what is no longer sold is left out."""
    goods = sellable_now(cart.quantities, market.code)
    lines = [priced_line(goods[line.sku], line.quantity, market) for line in cart.lines if line.sku in goods]
    return quote_of(lines, currency=market.currency, tax_included=market.tax_included, delivery=delivery)


def warnings(cart: Cart, market: Market) -> list[CartWarning]:
    """What stands between this cart and an order: goods that are gone, or fewer than wanted."""
    goods = sellable_now(cart.quantities, market.code)
    free = availability(cart.quantities, market.locations)
    found = [_warning(line.sku, line.quantity, goods, free) for line in cart.lines]
    return [warning for warning in found if warning]


def _warning(
    sku: str, quantity: int, goods: Mapping[str, Sellable], free: Mapping[str, int]
) -> CartWarning | None:
    if sku not in goods:
        return CartWarning("not-sold", sku, f"{sku} is not sold here any more.")
    if free[sku] <= 0:
        return CartWarning("sold-out", sku, f"{sku} is sold out.")
    if free[sku] < quantity:
        return CartWarning("low-stock", sku, f"Only {free[sku]} of {sku} are left.")
    return None
