from collections.abc import Mapping
from dataclasses import dataclass

from core import clock
from core.carts.errors import CartNotFound
from core.carts.models import Cart, cart_id
from core.catalog.queries import Sellable, sellable_now
from core.documents import first
from core.inventory.queries import availability_of
from core.markets.models import Market
from core.markets.queries import market_named
from core.pricing.queries import priced_line
from core.pricing.quote import DeliveryPrice, Quote, quote_of


@dataclass(frozen=True)
class CartWarning:
    """Something the shopper should know: a stable code and the SKU it is about."""

    code: str
    sku: str
    detail: str


@dataclass(frozen=True)
class Basket:
    """A cart with the goods it names, as the catalogue has them now; what is no longer sold is not among them."""

    cart: Cart
    market: Market
    goods: Mapping[str, Sellable]

    def quote(self, delivery: DeliveryPrice | None) -> Quote:
        """Quantities from the cart, prices from the catalogue."""
        lines = [
            priced_line(self.goods[line.sku], line.quantity, self.market)
            for line in self.cart.lines
            if line.sku in self.goods
        ]
        market = self.market
        return quote_of(lines, currency=market.currency, tax_included=market.tax_included, delivery=delivery)

    @property
    def weight_grams(self) -> int:
        quantities = self.cart.quantities
        return sum(goods.variant.weight_grams * quantities[sku] for sku, goods in self.goods.items())

    def warnings(self) -> list[CartWarning]:
        """What stands between this cart and an order: goods that are gone, or fewer than wanted."""
        variants = [goods.variant for goods in self.goods.values()]
        free = availability_of(variants, self.market.locations)
        found = (self._warning(line.sku, line.quantity, free) for line in self.cart.lines)
        return [warning for warning in found if warning]

    def _warning(self, sku: str, quantity: int, free: Mapping[str, int]) -> CartWarning | None:
        if sku not in self.goods:
            return CartWarning("not-sold", sku, f"{sku} is not sold here any more.")
        if free[sku] <= 0:
            return CartWarning("sold-out", sku, f"{sku} is sold out.")
        if free[sku] < quantity:
            return CartWarning("low-stock", sku, f"Only {free[sku]} of {sku} are left.")
        return None


def basket_of(cart: Cart) -> Basket:
    """The cart with its goods: one read, none for an empty cart."""
    market = market_named(cart.market)
    goods = sellable_now(cart.quantities, market.code) if cart.lines else {}
    return Basket(cart, market, goods)


def cart_of(token: str) -> Cart:
    """The open cart of that token, or the one it went into. Raises CartNotFound."""
    cart = cart_now(cart_id(token))
    if cart is None or cart.order_number is not None or cart.expires_at <= clock.now():
        raise CartNotFound
    return cart


def any_cart_of(token: str) -> Cart:
    """The cart of that token, whether it is still open or has become an order. Raises CartNotFound."""
    cart = cart_now(cart_id(token))
    if cart is None:
        raise CartNotFound
    return cart


def open_cart_of(customer_id: str, *, but: str | None = None) -> Cart | None:
    """The open cart of that customer, the one that lasts longest; *but* is not meant."""
    mine = Cart.objects.open().filter(customer_id=customer_id, id__ne=but, expires_at__gt=clock.now())
    cart: Cart | None = mine.order_by("-expires_at").first()
    return cart


def cart_now(cart: str) -> Cart | None:
    """That cart, or the one that its lines are in now: it may have gone into another, and that one into a third."""
    found = first(Cart, {"_id": cart})
    while found is not None and found.merged_into is not None:
        found = first(Cart, {"_id": found.merged_into})
    return found
