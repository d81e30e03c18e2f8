"""Payments and orders, in every state that they can reach."""

from collections.abc import Mapping
from typing import Any

from core.bootstrap import Shop
from core.carts.models import Cart
from core.checkout.services import StartedPayment, accept_manual_payment, settle, start_payment
from core.checkout.services import cancel as cancel_order
from core.checkout.services import place as place_order
from core.inbox.events import StripeWebhookKept
from core.inbox.services import receive
from core.inventory.models import StockItem
from core.orders.links import ask_for_link
from core.orders.models import Order
from core.orders.queries import order_by_number
from core.payments.models import Payment
from core.payments.queries import payment_by_id
from core.returns.services import Wish, approve_return, ask_return
from core.shipping.services import note_delivered, ship_order
from tests.builders.baskets import fresh, ready_cart
from tests.builders.outbox import drain
from tests.builders.people import STAFF
from tests.fakes import FakeGateway, FakeQueue

HOLD_SECONDS = 900


def started_payment(
    shop: Shop,
    quantities: Mapping[str, int] | None = None,
    *,
    provider: str = "stripe",
    basket: Cart | None = None,
    hold_seconds: int = HOLD_SECONDS,
    **facts: Any,
) -> StartedPayment:
    """A payment that was started for a ready cart: its goods are held, the provider knows of it."""
    basket = basket or ready_cart(quantities, **facts)
    return start_payment(
        fresh(basket), provider, gateways=shop.gateways, carrier=shop.carrier, hold_seconds=hold_seconds
    )


def placed_order(shop: Shop, quantities: Mapping[str, int] | None = None, **facts: Any) -> Order:
    """An order as a customer leaves it, its payment still on the way."""
    started = started_payment(shop, quantities, **facts).payment
    return place(shop, started, hold_seconds=facts.get("hold_seconds", HOLD_SECONDS))


def place(shop: Shop, started: Payment, *, hold_seconds: int = HOLD_SECONDS) -> Order:
    """The order of the cart that this payment was started for."""
    cart: Cart = Cart.objects(id=started.cart_id).get()
    return place_order(cart, gateways=shop.gateways, hold_seconds=hold_seconds)


def paid_order(shop: Shop, quantities: Mapping[str, int] | None = None, **facts: Any) -> Order:
    """An order whose money has come: through the provider, or as staff say."""
    placed = placed_order(shop, quantities, **facts)
    if placed.provider == "manual":
        accept_manual_payment(placed.number, actor=STAFF)
    else:
        known, gateway = payment_by_id(placed.payment_id), shop.gateways[placed.provider]
        assert isinstance(gateway, FakeGateway)
        gateway.pay(str(known.provider_ref))
        settle(known, gateway)
    return order(placed.number)


def shipped_order(shop: Shop, quantities: Mapping[str, int] | None = None, **facts: Any) -> Order:
    """An order whose parcel has left."""
    paid = paid_order(shop, quantities, **facts)
    ship_order(paid.number, carrier="UPS", tracking_code="1Z999", actor=STAFF)
    return order(paid.number)


def partly_shipped_order(shop: Shop, quantities: Mapping[str, int] | None = None, **facts: Any) -> Order:
    """An order of which one piece of its first SKU has left."""
    paid = paid_order(shop, quantities or {"MUG-SAND": 2}, **facts)
    one = {paid.lines[0].sku: 1}
    ship_order(paid.number, carrier="UPS", tracking_code="1Z998", actor=STAFF, quantities=one)
    return order(paid.number)


def delivered_order(shop: Shop, quantities: Mapping[str, int] | None = None, **facts: Any) -> Order:
    """An order whose parcel has arrived."""
    shipped = shipped_order(shop, quantities, **facts)
    note_delivered(shipped.number, 1, actor=STAFF)
    return order(shipped.number)


def looked_up_order(shop: Shop, quantities: Mapping[str, int] | None = None, **facts: Any) -> Order:
    """An order to which a guest has asked for a link."""
    placed = placed_order(shop, quantities, **facts)
    ask_for_link(placed.number, placed.email)
    return placed


def returning_order(shop: Shop, quantities: Mapping[str, int] | None = None, **facts: Any) -> Order:
    """An order of which one piece of its first SKU is on its way back."""
    delivered = delivered_order(shop, quantities, **facts)
    wish = Wish(delivered.lines[0].sku, 1, "damaged")
    approve_return(ask_return(delivered.number, [wish], actor=delivered.email).number, actor=STAFF)
    return order(delivered.number)


def cancelled_order(shop: Shop, quantities: Mapping[str, int] | None = None, **facts: Any) -> Order:
    """An order that staff have cancelled before it was paid."""
    placed = placed_order(shop, quantities, **facts)
    cancel(placed.number)
    return order(placed.number)


def refunded_payment(shop: Shop, quantities: Mapping[str, int] | None = None, **facts: Any) -> Payment:
    """The payment of an order that was paid and then cancelled: the jobs have given the money back."""
    paid = paid_order(shop, quantities, **facts)
    cancel(paid.number)
    assert isinstance(shop.jobs, FakeQueue)
    drain(shop.jobs)
    return payment(paid.payment_id)


def order(number: str) -> Order:
    """The order as it is now."""
    return order_by_number(number)


def cancel(number: str) -> None:
    """Staff cancel the order."""
    cancel_order(number, actor=STAFF, reason="The customer has changed their mind.")


def payment(payment_id: str) -> Payment:
    """The payment as it is now."""
    return payment_by_id(payment_id)


def held(sku: str) -> int:
    """How many of that SKU are held, everywhere and for everybody."""
    return sum(item.held for item in StockItem.objects.of([sku]))


def webhook_kept(
    gateway: FakeGateway, ref: str, kind: str = "payment_intent.succeeded", *, number: int = 1
) -> bool:
    """The provider's webhook about that payment arrives and is kept, as the BFF keeps it; whether it was new."""
    body, signature = gateway.event(ref, kind, number=number)
    event = gateway.read_event(body, signature)
    told = StripeWebhookKept(f"stripe-{event.event_id}")
    return receive(told, source="stripe", kind=event.kind, body=body, facts=event.facts())
