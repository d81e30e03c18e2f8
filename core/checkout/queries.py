"""Where a checkout stands: what it would cost, what is missing, what may come next."""

from dataclasses import dataclass

from core.carts.models import Cart
from core.carts.queries import Basket, basket_of
from core.checkout.taxing import KEPT_ONLY, Taxes, priced_with_tax
from core.markets.models import Market
from core.payments.models import Payment
from core.pricing.basket import DeliveryItem, Priced
from core.pricing.quote import Quote
from core.shipping.ports import Carrier, DeliveryOption, Parcel


@dataclass(frozen=True)
class Checkout:
    """A cart on its way to an order."""

    basket: Basket
    priced: Priced
    deliveries: list[DeliveryOption]

    @property
    def quote(self) -> Quote:
        return self.priced.quote

    @property
    def cart(self) -> Cart:
        return self.basket.cart

    @property
    def market(self) -> Market:
        return self.basket.market

    @property
    def missing(self) -> list[str]:
        """What has to be there before a payment can start, in the order in which one asks for it."""
        there = {
            "lines": bool(self.quote.lines),
            "email": bool(self.cart.email),
            "shippingAddress": self.cart.shipping_address is not None,
            "delivery": self.quote.delivery is not None,
        }
        return [name for name, given in there.items() if not given]

    def next(self, payment: Payment | None) -> str:
        """The step that should come next, given the attempt that counts."""
        steps = {
            "lines": "lines",
            "email": "addresses",
            "shippingAddress": "addresses",
            "delivery": "delivery",
        }
        if self.missing:
            return steps[self.missing[0]]
        return "place" if payment and payment.cart_version == self.cart.version else "payment"


def checkout_of(cart: Cart, carrier: Carrier, taxes: Taxes = KEPT_ONLY) -> Checkout:
    """The cart with its price and the deliveries there are for it. Raises CarrierAway."""
    return checkout_with(basket_of(cart), carrier, taxes)


def checkout_with(basket: Basket, carrier: Carrier, taxes: Taxes = KEPT_ONLY) -> Checkout:
    """The same, of a cart whose goods are at hand. Raises CarrierAway."""
    return priced_checkout(basket, _deliveries_for(basket, carrier), taxes)


def priced_checkout(basket: Basket, deliveries: list[DeliveryOption], taxes: Taxes = KEPT_ONLY) -> Checkout:
    """What it costs with the delivery that its cart has chosen of those."""
    chosen = next((option for option in deliveries if option.code == basket.cart.delivery), None)
    delivery = DeliveryItem(chosen.code, chosen.name, chosen.minor) if chosen else None
    return Checkout(basket, priced_with_tax(basket, delivery, taxes), deliveries)


def _deliveries_for(basket: Basket, carrier: Carrier) -> list[DeliveryOption]:
    """What the carrier offers for this basket; nothing before there are goods and an address."""
    address, goods = basket.cart.shipping_address, basket.quote(None)
    if address is None or not goods.lines:
        return []
    parcel = Parcel(
        basket.market.code, address.country, address.postal_code, goods.subtotal_minor, basket.weight_grams
    )
    return carrier.quote(parcel)
