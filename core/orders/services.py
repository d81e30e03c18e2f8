from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core import clock
from core.addresses import Address
from core.audit.services import SYSTEM, record
from core.carts.errors import CartNotFound
from core.carts.models import Cart
from core.db import transactional
from core.documents import add, made
from core.errors import Invalid
from core.inventory import services as inventory
from core.orders import ledger
from core.orders.awaiting import make_sure_they_are_there
from core.orders.changes import ChangeKind, OrderChange, new_change_id
from core.orders.charges import charges_of
from core.orders.entries import MoneyKind
from core.orders.errors import NoPieces, NotOnOrder, OrderNotFound, TooManyPieces, WrongOrderState
from core.orders.events import OrderCancelled, OrderChanged, OrderPaid, OrderPlaced, OrderShipped
from core.orders.models import Order, OrderLine, OrderStatus, TimelineEntry, new_number
from core.orders.queries import order_from_cart
from core.orders.states import DONE, OPEN_TO, Act, Stage
from core.outbox.services import announce
from core.plain import plain
from core.pricing.quote import Quote

AMOUNTS = ("lines", "delivery_credit", "subtotal_minor", "tax_minor", "total_minor")


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
def write_order(
    *,
    cart_id: str,
    payment_id: str,
    provider: str,
    buyer: Buyer,
    quote: Quote,
    number: str | None = None,
) -> Order:
    """The order of that cart: written once, with the quote's prices; the same one ever after.

    With a *number*, the cart has just been closed for it in this transaction, so there is none yet.
    """
    if number is None and (earlier := order_from_cart(cart_id)):
        return earlier
    order = _order(number or new_number(), cart_id, payment_id, provider, buyer, quote)
    ledger.open_ledger(order, actor=buyer.email)
    announce(OrderPlaced(order.number))
    return order


@transactional
def mark_paid(number: str, *, locations: list[str], actor: str = SYSTEM) -> None:
    """The money is there: the goods are sold, the order is paid. Paid already: nothing happens.

    Raises OutOfStock (its hold has ended and others have the goods), WrongOrderState.
    """
    entry = happened(OrderStatus.PAID, actor)
    order = Order.objects.move(number, OrderStatus.PAID, start=OrderStatus.AWAITING_PAYMENT, entry=entry)
    if order is None:
        order_for(number, Act.PAY)
        return
    cause, since = _cause(number), order.placed_at
    inventory.sell(order.payment_id, order.pieces, locations=locations, cause=cause, ordered_at=since)
    announce(OrderPaid(number))
    if actor != SYSTEM:
        record(actor, "mark_paid", _cause(number), total_minor=order.total_minor, currency=order.currency)


@transactional
def mark_shipped(number: str, quantities: Mapping[str, int] | None = None, *, actor: str) -> dict[str, int]:
    """Those pieces have left, or all that were still to leave; which they were. With the last one it is shipped.

    Raises OrderNotFound, WrongOrderState (only a paid order ships), NotOnOrder, NoPieces, TooManyPieces, NotThereYet.
    """
    order = order_for(number, Act.SHIP)
    leaving = order.to_ship if quantities is None else pieces_of_lines(order, quantities)
    _make_sure_they_are_left(order, leaving)
    make_sure_they_are_there(order, leaving)
    for line in order.lines:
        line.shipped += leaving.get(line.sku, 0)
    last = not order.to_ship
    keep_lines(order, happened("shipped" if last else "partially_shipped", actor), shipped_at=clock.now())
    if last:
        announce(OrderShipped(number))
    return leaving


def _make_sure_they_are_left(order: Order, leaving: Mapping[str, int]) -> None:
    for line in order.lines:
        if leaving.get(line.sku, 0) > line.to_ship:
            raise TooManyPieces(line.sku, leaving[line.sku], line.to_ship)


@transactional
def mark_delivered(number: str, *, actor: str) -> None:
    """All of it has arrived; known already: nothing happens. Raises OrderNotFound, WrongOrderState."""
    order = order_for(number, Act.DELIVER)
    if order.stage is Stage.SHIPPED:
        Order.objects(number=number).update_one(
            set__delivered_at=clock.now(), push__timeline=happened("delivered", actor)
        )


@transactional
def cancel_order(number: str, *, actor: str, reason: str) -> None:
    """Nothing will come of it. Goods that were sold go back on the shelf; cancelled already: nothing happens.

    Goods that are only held are given back by whoever hears OrderCancelled. Raises WrongOrderState.
    """
    order = order_for(number, Act.CANCEL)
    if order.status == OrderStatus.CANCELLED:
        return
    _take_all_off(order, actor, reason)
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


def _take_all_off(order: Order, actor: str, reason: str) -> None:
    """Nothing of it is to leave or to be paid; where something was paid, the books are told what is off."""
    lines = [charge.take_off(charge.left_minor, charge.left_pieces) for charge in charges_of(order).values()]
    for line in order.lines:
        line.cancelled = line.quantity
    keep_lines(order, happened(OrderStatus.CANCELLED, actor, reason), status=OrderStatus.CANCELLED)
    if order.status == OrderStatus.PAID:
        change = OrderChange(
            id=new_change_id(),
            number=order.number,
            kind=ChangeKind.CANCELLED,
            lines=[line for line in lines if line.minor],
            minor=sum(line.minor for line in lines),
            currency=order.currency,
            actor=actor,
            reason=reason,
            at=clock.now(),
        ).save(force_insert=True)
        announce(OrderChanged(order.number, change.id))


def order_for(number: str, act: Act) -> Order:
    """The order, kept as it is for this transaction, if that may be done to it or is done already.

    Raises OrderNotFound, WrongOrderState: then nothing has changed.
    """
    order: Order | None = Order.objects.pledge(number)
    if order is None:
        raise OrderNotFound(number)
    if order.stage not in OPEN_TO[act] | DONE.get(act, frozenset()):
        raise WrongOrderState(number, order.status, act)
    return order


def pieces_of_lines(order: Order, quantities: Mapping[str, int]) -> dict[str, int]:
    """Those of *quantities* that name any pieces. Raises NotOnOrder, NoPieces, Invalid (fewer than none)."""
    for sku, quantity in quantities.items():
        if sku not in order.quantities:
            raise NotOnOrder(order.number, sku)
        if quantity < 0:
            raise Invalid(f"{quantity} pieces of {sku} are no number of pieces.", field="lines")
    named = {sku: quantity for sku, quantity in quantities.items() if quantity}
    if not named:
        raise NoPieces
    return named


def keep_lines(order: Order, entry: TimelineEntry, **facts: Any) -> None:
    """Write down its lines and amounts as they are now, and the status that follows: shipped, once all has left."""
    shipped = order.shipped_pieces and not order.to_ship
    named = {name: getattr(order, name) for name in AMOUNTS}
    status = OrderStatus.SHIPPED if shipped else OrderStatus.PAID
    Order.objects(number=order.number).update_one(
        push__timeline=entry,
        **{f"set__{name}": value for name, value in {**named, "status": status, **facts}.items()},
    )


def happened(what: str, actor: str, note: str | None = None) -> TimelineEntry:
    """An entry of the timeline, of now."""
    return TimelineEntry(at=clock.now(), what=what, actor=actor, note=note)


def _order(number: str, cart_id: str, payment_id: str, provider: str, buyer: Buyer, quote: Quote) -> Order:
    now = clock.now()
    return add(
        Order,
        number=number,
        cart_id=cart_id,
        payment_id=payment_id,
        provider=provider,
        customer_id=buyer.customer_id,
        email=buyer.email,
        market=buyer.market,
        locale=buyer.locale,
        shipping_address=made(Address, **buyer.shipping_address),
        billing_address=made(Address, **buyer.billing_address),
        currency=quote.currency,
        tax_included=quote.tax_included,
        lines=[made(OrderLine, **plain(line)) for line in quote.lines],
        delivery=plain(quote.delivery) if quote.delivery else {},
        subtotal_minor=quote.subtotal_minor,
        delivery_minor=quote.delivery_minor,
        tax_minor=quote.tax_minor,
        total_minor=quote.total_minor,
        money={MoneyKind.DUE: quote.total_minor},
        discount_minor=quote.discount_minor,
        promotions=[plain(promotion) for promotion in quote.promotions],
        timeline=[made(TimelineEntry, at=now, what="placed", actor=buyer.email)],
        placed_at=now,
    )


def _cause(number: str) -> str:
    return f"order:{number}"
