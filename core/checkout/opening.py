"""An attempt to pay is written down against its cart as it is, so that nobody takes the cart elsewhere meanwhile."""

from datetime import timedelta

from core import clock
from core.carts.models import Cart
from core.checkout.claims import tendered
from core.checkout.errors import CartChanged, CheckoutIncomplete, PaymentUnderWay
from core.checkout.queries import Checkout
from core.db import transactional
from core.orders.services import Buyer
from core.payments import services as payments
from core.payments.models import NOTHING_TO_PAY, Payment
from core.payments.ports import Terms


def open_attempt(checkout: Checkout, provider: str, hold_seconds: int, terms: Terms) -> Payment | None:
    """A new attempt; None when somebody else has opened one. Raises CartChanged."""
    try:
        return _written(checkout, provider, hold_seconds, terms)
    except PaymentUnderWay:
        return None


@transactional
def _written(checkout: Checkout, provider: str, hold_seconds: int, terms: Terms) -> Payment:
    """Raises CartChanged: whoever claims the cart in this moment conflicts, and one of the two sees the other."""
    cart, shipping = checkout.cart, checkout.cart.shipping_address
    attempt = Cart.objects.pledge(cart.id, cart.version)
    if attempt is None:
        raise CartChanged
    billing = cart.billing_address or shipping
    if shipping is None or billing is None or cart.email is None:
        raise CheckoutIncomplete(["email", "shippingAddress"])
    buyer = Buyer(
        cart.email, cart.customer_id, cart.market, cart.locale, shipping.as_plain(), billing.as_plain()
    )
    tenders = [
        {"account": one.account, "kind": one.kind, "ending": one.ending, "minor": one.minor}
        for one in checkout.basket.tenders(checkout.quote.total_minor, held=False)
        if one.minor
    ]
    covered = tendered(tenders) == checkout.quote.total_minor
    opened = payments.open_attempt(
        cart_id=cart.id,
        cart_version=cart.version,
        attempt=attempt,
        tenders=tenders,
        provider=NOTHING_TO_PAY if covered else provider,
        quote=checkout.quote,
        buyer=buyer,
        held_until=clock.now() + timedelta(seconds=hold_seconds),
        terms=terms,
    )
    if opened is None:
        raise PaymentUnderWay
    return opened
