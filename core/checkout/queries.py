"""Where a checkout stands: what it would cost, what is missing, what may come next."""

from dataclasses import dataclass

from core.carts.models import Cart
from core.carts.queries import priced
from core.catalog.queries import sellable_now
from core.markets.models import Market
from core.markets.queries import market_named
from core.payments.models import Payment
from core.pricing.queries import priced_delivery
from core.pricing.quote import Quote
from core.shipping.ports import Carrier, DeliveryOption, Parcel


@dataclass(frozen=True)
class Checkout:
    """A cart on its way to an order."""

    cart: Cart
    market: Market
    quote: Quote
    deliveries: list[DeliveryOption]
    missing: list[str]
    payment: Payment | None

    @property
    def next(self) -> str:
        """The step that should come next."""
        steps = {
            "lines": "lines",
            "email": "addresses",
            "shippingAddress": "addresses",
            "delivery": "delivery",
        }
        if self.missing:
            return steps[self.missing[0]]
        return "place" if self.payment and self.payment.cart_version == self.cart.version else "payment"


def checkout_of(cart: Cart, carrier: Carrier) -> Checkout:
    """The cart with its price, its deliveries and what it still lacks. Raises CarrierAway."""
    market = market_named(cart.market)
    goods = priced(cart, market, None)
    deliveries = deliveries_for(cart, goods, carrier)
    chosen = next((option for option in deliveries if option.code == cart.delivery), None)
    delivery = priced_delivery(chosen.code, chosen.name, chosen.minor, market) if chosen else None
    quote = priced(cart, market, delivery)
    payment = Payment.objects.live_for(cart.id)
    return Checkout(cart, market, quote, deliveries, _missing(cart, quote), payment)


def deliveries_for(cart: Cart, goods: Quote, carrier: Carrier) -> list[DeliveryOption]:
    """What the carrier offers for this cart; nothing before there is an address."""
    address = cart.shipping_address
    if address is None or not goods.lines:
        return []
    parcel = Parcel(cart.market, address.country, address.postal_code, goods.subtotal_minor, weight_of(cart))
    return carrier.quote(parcel)


def weight_of(cart: Cart) -> int:
    """Grams of everything in the cart that is still sold."""
    goods = sellable_now(cart.quantities, cart.market)
    return sum(goods[sku].variant.weight_grams * n for sku, n in cart.quantities.items() if sku in goods)


def _missing(cart: Cart, quote: Quote) -> list[str]:
    there = {
        "lines": bool(quote.lines),
        "email": bool(cart.email),
        "shippingAddress": cart.shipping_address is not None,
        "delivery": quote.delivery is not None,
    }
    return [name for name, given in there.items() if not given]
