"""What staff do about the money of an order: recorded before anybody outside is asked."""

from core.audit.services import record
from core.checkout.capturing import answer, answer_all, takes_parts
from core.checkout.claims import give_parts_back
from core.checkout.collecting import Gateways, start_further_payment
from core.checkout.settlement import accept_in_full
from core.db import outside_call, transactional
from core.orders.models import Order
from core.orders.queries import order_by_number
from core.payments.captures import plan_capture
from core.payments.cards import cards_of, payer_of
from core.payments.errors import CardNotFound, NothingSetAside, PaymentNotSetAside, TakenAtOnce
from core.payments.models import BY_HAND, Capture, Payment, PaymentState
from core.payments.ports import CardVault, Terms
from core.payments.queries import order_paid_by, payment_by_id


@outside_call
def take_set_aside(
    number: str, minor: int, gateways: Gateways, *, cause: str, last: bool, actor: str
) -> None:
    """Take *minor* of what a bank has set aside, once per *cause*; after the *last* part the rest is set free.

    What its provider does not answer stays planned: the same call goes on with it.
    Raises OrderNotFound, NothingSetAside, TakenAtOnce (only the *last* part can be taken), CaptureUnderWay,
    GatewayAway, GatewayRefused.
    """
    payment = answer_all(payment_by_id(order_by_number(number).payment_id), gateways)
    if not last and payment.state == PaymentState.AUTHORISED and not takes_parts(payment, gateways):
        raise TakenAtOnce(number)
    answer(_plan(number, minor, cause, last, actor), gateways)


@outside_call
def go_on_taking(number: str, capture_id: str, gateways: Gateways) -> None:
    """Ask once more for a capture that was planned and never answered. Raises as *take_set_aside*."""
    payment_id = order_by_number(number).payment_id
    planned = Capture.objects(id=capture_id, payment_id=payment_id).first()
    if planned is None:
        raise NothingSetAside(number)
    answer(planned, gateways)


@outside_call
def accept_difference(number: str, gateways: Gateways, *, seen_minor: int, actor: str) -> None:
    """All that is still open of an order has come by hand, as staff say: the amount that they were shown.

    Raises OrderNotFound, NothingOpen, PaymentUnderWay, AnotherAmountOpen.
    """
    payment, _ = start_further_payment(number, BY_HAND, gateways, seen_minor=seen_minor)
    _accept(number, payment.id, actor)


@outside_call
def charge_kept_card(
    number: str, gateways: Gateways, vault: CardVault, *, seen_minor: int, actor: str
) -> str | None:
    """Charge what is still open to the newest card that the buyer keeps; None, or why it waits for its holder.

    Raises OrderNotFound, NothingOpen, AnotherAmountOpen, CardNotFound (none is kept), PaymentUnderWay, GatewayAway,
    GatewayRefused.
    """
    order = order_by_number(number)
    cards = cards_of(order.customer_id, vault) if order.customer_id else []
    if order.customer_id is None or not cards:
        raise CardNotFound("The buyer keeps no card.")
    _note_charge(order, f"{cards[0].brand} {cards[0].last4}", actor)
    terms = Terms(payer=payer_of(order.customer_id, vault), card=cards[0].id)
    _, started = start_further_payment(number, vault.provider, gateways, terms=terms, seen_minor=seen_minor)
    return started.fault


@transactional
def close_set_aside(payment_id: str, *, actor: str, reason: str) -> None:
    """A payment that was set aside is over: whatever came of it was given back at its provider.

    Gift cards, store credit and uses of promotions that it had claimed are free again, unless an order still counts
    on them: then they go back when that is cancelled. Raises PaymentNotSetAside.
    """
    start = (PaymentState.QUARANTINED,)
    closed = Payment.objects.move(payment_id, PaymentState.REFUNDED, start=start)
    if closed is None:
        raise PaymentNotSetAside(payment_id)
    if order_paid_by(closed) is None:
        give_parts_back(payment_id)
    record(actor, "close_set_aside", f"payment:{payment_id}", reason=reason)


@transactional
def _plan(number: str, minor: int, cause: str, last: bool, actor: str) -> Capture:  # noqa: FBT001
    order = order_by_number(number)
    known = Capture.objects(payment_id=order.payment_id).count()
    planned = plan_capture(order.payment_id, minor, cause=cause, last=last)
    if planned is None:
        raise NothingSetAside(number)
    if Capture.objects(payment_id=order.payment_id).count() > known:
        facts = {"minor": planned.minor, "currency": order.currency, "last": last}
        record(actor, "take_set_aside", f"order:{number}", **facts)
    return planned


@transactional
def _accept(number: str, payment_id: str, actor: str) -> None:
    payment = payment_by_id(payment_id)
    if not accept_in_full(payment, number, actor=actor):
        return
    facts = {"minor": payment.amount_minor, "currency": payment.currency}
    record(actor, "accept_difference", f"order:{number}", **facts)


@transactional
def _note_charge(order: Order, card: str, actor: str) -> None:
    record(actor, "charge_kept_card", f"order:{order.number}", card=card)
