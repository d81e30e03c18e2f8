"""What a bank has set aside is taken as the goods leave: parcel by parcel where it can be, else with the last one.

Each part is planned and written down, asked for under a key of its own, and answered for once the books say the same.
"""

from typing import NamedTuple

from core import clock, log
from core.audit.services import SYSTEM, record
from core.checkout.claims import tendered
from core.checkout.collecting import KEY_LIFE, Gateways
from core.checkout.settlement import agree, settle
from core.db import outside_call, transactional
from core.orders.charges import DELIVERY, charges_of, wrapping_of
from core.orders.ledger import balance_in
from core.orders.models import Order, OrderStatus
from core.orders.queries import order_by_number
from core.outbox.services import announce
from core.payments.captures import captures_of, note_answered, plan_capture, take, unanswered
from core.payments.errors import GatewayRefused, NothingSetAside
from core.payments.events import CaptureAsked
from core.payments.models import Capture, Payment, PaymentState
from core.payments.ports import PaymentGateway
from core.payments.queries import payment_by_id

UNCLEAR = "Its provider has taken something, and it cannot be told whether it was this."


@outside_call
def capture_left(number: str, gateways: Gateways, *, cause: str, closing: bool = False) -> None:
    """Take what is due for what has left and was not taken yet, at most what is set aside. Once per *cause*.

    With the last parcel, or when *closing*, whatever is set aside beyond that is set free. A payment that can be
    captured only once waits for that. Raises OrderNotFound, CaptureUnderWay, GatewayAway, GatewayRefused.
    """
    payment = answer_all(payment_by_id(order_by_number(number).payment_id), gateways)
    if payment.state != PaymentState.AUTHORISED:
        return
    order = order_by_number(number)
    last = closing or order.status == OrderStatus.SHIPPED
    if last or takes_parts(payment, gateways):
        planned = _plan_due(number, cause, last)
        if planned:
            answer(planned, gateways)
        elif last and payment.provider_ref and balance_in(order).capturable:
            agree(payment, gateways[payment.provider].give_up(payment.provider_ref))


@outside_call
def answer(planned: Capture, gateways: Gateways) -> None:
    """See how a planned capture comes out: by asking for it (again), unless that is known or it must not be.

    It is asked for under its own key, as long as its provider knows that; later the provider is asked first what it
    has taken. One whose order has ended meanwhile is not taken any more.
    Raises GatewayAway, GatewayRefused (which is noted: it stands in nobody's way).
    """
    if planned.done_at:  # the books said the same before it was noted
        return
    payment = payment_by_id(planned.payment_id)
    gateway = gateways[payment.provider]
    if payment.state != PaymentState.AUTHORISED:
        settle(payment, gateway)
        note_answered(planned)
    elif clock.now() - planned.at >= KEY_LIFE and (known := _came_out(planned, payment, gateway)):
        note_answered(planned, known.fault)
    else:
        _ask(planned, payment, gateway)


@outside_call
def answer_all(payment: Payment, gateways: Gateways) -> Payment:
    """The payment, once every part that was planned is answered for; one that is refused keeps no other back.

    Raises GatewayAway.
    """
    for planned in unanswered(payment.id):
        try:
            answer(planned, gateways)
        except GatewayRefused as refusal:
            log.get(__name__).warning("capture_refused", capture=planned.id, fault=str(refusal))
    return payment_by_id(payment.id)


@outside_call
def takes_parts(payment: Payment, gateways: Gateways) -> bool:
    """Whether what is set aside can be taken in several parts, as its provider says. Raises GatewayAway."""
    ref = payment.provider_ref
    return ref is not None and gateways[payment.provider].look_up(ref).in_parts


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


@transactional
def _plan_due(number: str, cause: str, last: bool) -> Capture | None:  # noqa: FBT001
    """Reckoned and planned in one: of two parcels at once, the later one sees what is planned for the earlier."""
    order = order_by_number(number)
    under_way = sum(one.minor for one in unanswered(order.payment_id))
    return plan_capture(order.payment_id, due_for_shipped(order) - under_way, cause=cause, last=last)


def _ask(planned: Capture, payment: Payment, gateway: PaymentGateway) -> None:
    try:
        seen = take(planned, payment, gateway)
    except GatewayRefused as refusal:
        settle(payment, gateway)
        note_answered(planned, str(refusal))
        raise
    agree(payment, seen)
    note_answered(planned)


class _Outcome(NamedTuple):
    """How a capture came out whose key is forgotten."""

    fault: str | None = None


def _came_out(planned: Capture, payment: Payment, gateway: PaymentGateway) -> _Outcome | None:
    """By what was taken and no other part explains; None when nothing was, and it may be asked for anew."""
    seen = gateway.look_up(str(payment.provider_ref))
    agree(payment, seen)
    known = sum(one.minor for one in captures_of(payment.id) if one.done_at and not one.fault)
    if (unexplained := seen.captured.minor - known) >= planned.minor:
        return _Outcome()
    if unexplained > 0:
        return _Outcome(UNCLEAR)
    return _Outcome("The bank has set it free.") if seen.authorised < planned.minor else None
