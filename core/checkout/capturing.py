"""What a bank has set aside is taken as the goods leave: parcel by parcel where it can be, else with the last one."""

from core import clock
from core.audit.services import SYSTEM, record
from core.checkout.claims import tendered
from core.checkout.collecting import KEY_LIFE, Gateways, capture
from core.checkout.settlement import agree
from core.db import outside_call, transactional
from core.orders.charges import DELIVERY, charges_of, wrapping_of
from core.orders.ledger import balance_in
from core.orders.models import Order, OrderStatus
from core.orders.queries import order_by_number
from core.outbox.services import announce
from core.payments.captures import captures_of, note_answered, take, unanswered
from core.payments.errors import NothingSetAside
from core.payments.events import CaptureAsked
from core.payments.models import Capture, Payment, PaymentState
from core.payments.ports import PaymentGateway
from core.payments.queries import payment_by_id


@outside_call
def capture_left(number: str, gateways: Gateways, *, cause: str, closing: bool = False) -> None:
    """Take what is due for what has left and was not taken yet, at most what is set aside. Once per *cause*.

    With the last parcel, or when *closing*, whatever is set aside beyond that is set free. A payment that can be
    captured only once waits for that. Raises OrderNotFound, GatewayAway, GatewayRefused.
    """
    payment = payment_by_id(order_by_number(number).payment_id)
    if payment.state != PaymentState.AUTHORISED:
        return
    gateway = gateways[payment.provider]
    for planned in unanswered(payment.id):
        agree(payment, take(planned, gateway))
    order = order_by_number(number)
    last = closing or order.status == OrderStatus.SHIPPED
    if last or _in_parts(payment, gateway):
        _take(order, payment, gateways, cause, last=last)


@outside_call
def go_on_capturing(planned: Capture, gateways: Gateways) -> None:
    """Ask again for a capture that was not answered: under its own key, as long as its provider knows that.

    Later the provider is asked first, and what it has taken, or has not set aside any more, is not asked for again.
    Raises GatewayAway, GatewayRefused.
    """
    payment = payment_by_id(planned.payment_id)
    gateway = gateways[payment.provider]
    if clock.now() - planned.at >= KEY_LIFE and _is_over(planned, payment, gateway):
        note_answered(planned)
    else:
        agree(payment, take(planned, gateway))


def _is_over(planned: Capture, payment: Payment, gateway: PaymentGateway) -> bool:
    seen = gateway.look_up(str(payment.provider_ref))
    agree(payment, seen)
    answered = sum(one.minor for one in captures_of(payment.id) if one.done_at)
    return seen.captured.minor >= answered + planned.minor or seen.authorised < planned.minor


@transactional
def ask_for_capture(number: str, *, actor: str) -> None:
    """Have what is due for what has left taken, and the rest set free, though more is still to leave: by a job.

    So that nothing is lost when a bank is about to set it free. Raises OrderNotFound, NothingSetAside.
    """
    order = order_by_number(number)
    payment = payment_by_id(order.payment_id)
    if payment.state != PaymentState.AUTHORISED or not due_for_shipped(order):
        raise NothingSetAside(number)
    announce(CaptureAsked(payment.id))
    if actor != SYSTEM:
        record(actor, "ask_for_capture", f"order:{number}")


def due_for_shipped(order: Order) -> int:
    """What money is due for the pieces that have left and was not taken yet, minor units.

    The delivery is due with the first parcel, gift wrapping with the first piece of its line. Gift cards and store
    credit have paid for what leaves first. Never more than is open, nor than is set aside.
    """
    sums, charges = balance_in(order), charges_of(order)
    if not order.shipped_pieces:
        return 0
    worth = charges[DELIVERY].left_minor
    for line in order.lines:
        charge = charges[line.sku]
        worth += charge.left_minor - (charge.price_of(line.to_ship) if line.to_ship else 0)
        wrapping = wrapping_of(order, line)
        worth += wrapping.left_minor if wrapping and line.shipped else 0
    taken = sums.captured - sums.refunded + tendered(order.tenders)
    whole = order.status == OrderStatus.SHIPPED
    return max(0, min(sums.capturable, sums.open if whole else min(worth - taken, sums.open)))


def _in_parts(payment: Payment, gateway: PaymentGateway) -> bool:
    return payment.provider_ref is not None and gateway.look_up(payment.provider_ref).in_parts


def _take(order: Order, payment: Payment, gateways: Gateways, cause: str, *, last: bool) -> None:
    due = due_for_shipped(order)
    if due:
        capture(order.number, due, gateways, cause=cause, last=last)
    elif last and payment.provider_ref and balance_in(order).capturable:
        agree(payment, gateways[payment.provider].give_up(payment.provider_ref))
