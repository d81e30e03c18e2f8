from dataclasses import asdict, dataclass
from typing import Any

from core import clock
from core.addresses import Address
from core.audit.services import SYSTEM, record
from core.carts.errors import CartNotFound
from core.carts.models import Cart
from core.db import transactional
from core.inventory import services as inventory
from core.orders import ledger
from core.orders.entries import MoneyKind
from core.orders.errors import OrderNotFound, WrongOrderState
from core.orders.events import OrderCancelled, OrderPaid, OrderPlaced, OrderShipped
from core.orders.models import Order, OrderLine, OrderStatus, TimelineEntry, new_number
from core.outbox.services import announce
from core.pricing.quote import Quote


@dataclass(frozen=True)
class Buyer:
    """Who buys, where it goes, and in which market."""

    email: str
    customer_id: str | None
    market: str
    locale: str
    shipping_address: dict[str, Any]
    billing_address: dict[str, Any]


@transactional
def write_order(*, cart_id: str, payment_id: str, provider: str, buyer: Buyer, quote: Quote) -> Order:
    """The order of that cart: written once, with the quote's prices; the same one ever after."""
    earlier: Order | None = Order.objects(cart_id=cart_id).first()
    if earlier is not None:
        return earlier
    order = _order(cart_id, payment_id, provider, buyer, quote)
    order.save(force_insert=True)
    ledger.open_ledger(order, actor=buyer.email)
    announce(OrderPlaced(order.number))
    return order


@transactional
def mark_paid(number: str, *, locations: list[str], actor: str = SYSTEM) -> None:
    """The money is there: the goods are sold, the order is paid. Paid already: nothing happens.

    Raises OutOfStock (its hold has ended and others have the goods), WrongOrderState.
    """
    order = Order.objects.move(number, OrderStatus.PAID, actor=actor)
    if order is None:
        _refuse_unless(number, OrderStatus.PAID, done=(OrderStatus.PAID, OrderStatus.SHIPPED))
        return
    inventory.sell(order.payment_id, order.quantities, locations=locations, cause=_cause(number))
    announce(OrderPaid(number))
    if actor != SYSTEM:
        record(actor, "mark_paid", _cause(number), total_minor=order.total_minor, currency=order.currency)


@transactional
def mark_shipped(number: str, *, actor: str) -> None:
    """The goods have left. Raises WrongOrderState unless the order is paid and not shipped yet."""
    if Order.objects.move(number, OrderStatus.SHIPPED, actor=actor) is None:
        _refuse_unless(number, OrderStatus.SHIPPED, done=())
    announce(OrderShipped(number))


@transactional
def cancel_order(number: str, *, actor: str, reason: str) -> None:
    """Nothing will come of it. Goods that were sold go back on the shelf; cancelled already: nothing happens.

    Goods that are only held are given back by whoever hears OrderCancelled. Raises WrongOrderState.
    """
    if Order.objects.move(number, OrderStatus.CANCELLED, actor=actor, note=reason) is None:
        _refuse_unless(number, OrderStatus.CANCELLED, done=(OrderStatus.CANCELLED,))
        return
    inventory.take_back_all(_cause(number), actor=actor)
    ledger.write_off(number, cause="cancelled", actor=actor, reason=reason)
    announce(OrderCancelled(number))
    if actor != SYSTEM:
        record(actor, "cancel_order", _cause(number), reason=reason)


@transactional
def claim(cart_id: str, customer_id: str) -> Order:
    """Give a guest's order, and the cart it was, to the customer who holds the cart's token.

    The token is the proof: an e-mail address alone opens no order. Raises CartNotFound when it is another's.
    """
    order: Order | None = Order.objects(cart_id=cart_id, customer_id__in=(None, customer_id)).modify(
        set__customer_id=customer_id, new=True
    )
    if order is None or not Cart.objects.hand_over(cart_id, customer_id):
        raise CartNotFound
    return order


def _refuse_unless(number: str, wanted: str, *, done: tuple[str, ...]) -> None:
    """Return when it is done already; else say why it cannot be."""
    order = Order.objects(number=number).first()
    if order is None:
        raise OrderNotFound(number)
    if order.status not in done:
        raise WrongOrderState(number, order.status, wanted)


def _order(cart_id: str, payment_id: str, provider: str, buyer: Buyer, quote: Quote) -> Order:
    now = clock.now()
    return Order(
        number=new_number(),
        cart_id=cart_id,
        payment_id=payment_id,
        provider=provider,
        customer_id=buyer.customer_id,
        email=buyer.email,
        market=buyer.market,
        locale=buyer.locale,
        shipping_address=Address(**buyer.shipping_address),
        billing_address=Address(**buyer.billing_address),
        currency=quote.currency,
        tax_included=quote.tax_included,
        lines=[OrderLine(**asdict(line)) for line in quote.lines],
        delivery=asdict(quote.delivery) if quote.delivery else {},
        subtotal_minor=quote.subtotal_minor,
        delivery_minor=quote.delivery_minor,
        tax_minor=quote.tax_minor,
        total_minor=quote.total_minor,
        money={MoneyKind.DUE: quote.total_minor},
        timeline=[TimelineEntry(at=now, what="placed", actor=buyer.email)],
        placed_at=now,
    )


def _cause(number: str) -> str:
    return f"order:{number}"
