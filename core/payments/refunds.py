"""Money that goes back: planned and written down first, then asked for under a key of its own."""

from collections.abc import Iterable

from core import clock
from core.db import outside_call, transactional
from core.money import Money
from core.orders import ledger
from core.orders.entries import MoneyKind
from core.orders.models import Order
from core.orders.queries import order_by_number
from core.payments.errors import GatewayRefused
from core.payments.models import Payment, PaymentState, Refund, RefundState, new_refund_id
from core.payments.ports import PaymentGateway
from core.payments.queries import payments_for


@transactional
def plan_refunds(number: str) -> list[Refund]:
    """Plan what is owed back for that order and not on its way yet, from the payments that took it.

    The newest payment gives first. Never more than what has come and neither went back nor is on its way:
    at the order by its ledger, at each payment by its own sum. Raises OrderNotFound.
    """
    order = order_by_number(number)
    owed, planned = ledger.balance_in(order).owed_back, []
    for payment in payments_for(order):
        share = min(owed, payment.captured_minor - payment.given_back_minor)
        if share > 0:
            planned.append(_plan(payment, share, number))
            owed -= share
    return planned


@transactional
def plan_whole(payment_id: str) -> list[Refund]:
    """Plan to give back all that a payment took that no order stands against."""
    payment = Payment.objects(id=payment_id, state=PaymentState.REFUND_DUE).first()
    left = payment.captured_minor - payment.given_back_minor if payment else 0
    return [_plan(payment, left, None)] if left > 0 else []


def waiting_refunds(payment_ids: Iterable[str]) -> list[Refund]:
    """Refunds of those payments that are planned and have not gone yet, oldest first."""
    return list(Refund.objects(payment_id__in=list(payment_ids), state=RefundState.PLANNED).order_by("at"))


@outside_call
def send(refund: Refund, gateway: PaymentGateway) -> None:
    """Have a planned refund made, once, whatever dies in between: the key is the refund's own.

    A provider answers a key as it did before, refusals too; so a refusal, which is certain, ends that key.
    Raises GatewayAway; GatewayRefused when the provider will not.
    """
    payment = Payment.objects(id=refund.payment_id).get()
    if payment.provider_ref is None:
        raise GatewayRefused("It has no reference at the provider.")
    try:
        gateway.refund(payment.provider_ref, Money(refund.minor, refund.currency), key=refund.key)
    except GatewayRefused:
        Refund.objects(id=refund.id, refusals=refund.refusals).update_one(inc__refusals=1)
        raise
    note_gone(refund.id)


@transactional
def note_gone(refund_id: str) -> None:
    """A planned refund has gone: its order's ledger says so. Told again, nothing happens."""
    refund = Refund.objects.move(refund_id, RefundState.GONE, start=(RefundState.PLANNED,))
    if refund is None:
        return
    if refund.number:
        ledger.post(refund.number, MoneyKind.REFUNDED, refund.minor, cause=refund.cause)
        ledger.post(refund.number, MoneyKind.REFUNDING, -refund.minor, cause=f"{refund.cause}:gone")
    _close(refund.payment_id)


def _plan(payment: Payment, minor: int, number: str | None) -> Refund:
    """Write a refund down, and that so much of the payment is spoken for. Two at once conflict here."""
    Payment.objects(id=payment.id).update_one(inc__given_back_minor=minor, set__changed_at=clock.now())
    refund = Refund(
        id=new_refund_id(),
        number=number,
        payment_id=payment.id,
        minor=minor,
        currency=payment.currency,
        at=clock.now(),
    )
    refund.save(force_insert=True)
    if number:
        ledger.post(number, MoneyKind.REFUNDING, minor, cause=refund.cause)
    return refund


def _close(payment_id: str) -> None:
    """A payment that is to go back in full is over once all of it has gone."""
    gone = Refund.objects(payment_id=payment_id, state=RefundState.GONE).sum("minor")
    if Payment.objects(id=payment_id, captured_minor__lte=gone, captured_minor__gt=0).first():
        Payment.objects.move(payment_id, PaymentState.REFUNDED, start=(PaymentState.REFUND_DUE,))


def order_paid_by(payment: Payment) -> Order | None:
    """The order that this payment stands against."""
    order: Order | None = Order.objects(payment_id=payment.id).first()
    return order
