"""Money that goes back: planned and written down first, then asked for under a key of its own."""

from collections.abc import Iterable

from core import clock
from core.db import outside_call, transactional
from core.money import Money
from core.orders import ledger
from core.orders.entries import MoneyKind
from core.orders.events import RefundOwed
from core.orders.queries import order_by_number
from core.outbox.services import announce
from core.payments.errors import GatewayRefused
from core.payments.events import RefundDue
from core.payments.models import Payment, PaymentState, Refund, RefundState, new_refund_id
from core.payments.ports import PaymentGateway
from core.payments.queries import left_of, payments_for


@transactional
def plan_refunds(number: str) -> list[Refund]:
    """Plan what is owed back for that order and not on its way yet, from the payments that took it.

    The newest payment gives first. Never more than what has come and neither went back nor is on its way:
    at the order by its ledger, at each payment by its own sums. Raises OrderNotFound.
    """
    order = order_by_number(number)
    owed, planned = ledger.balance_in(order).owed_back, []
    for payment in payments_for(order):
        share = min(owed, left_of(payment))
        if share > 0:
            planned.append(_plan(payment, share, number))
            owed -= share
    return planned


@transactional
def plan_whole(payment_id: str) -> list[Refund]:
    """Plan to give back all that a payment took that no order stands against."""
    payment = Payment.objects(id=payment_id, state=PaymentState.REFUND_DUE).first()
    left = left_of(payment) if payment else 0
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
    money = Money(refund.minor, refund.currency)
    try:
        ref = gateway.refund(payment.provider_ref, money, key=refund.key, refund_id=refund.id)
    except GatewayRefused:
        end_key(refund)
        raise
    note_gone(refund.id, ref)


def end_key(refund: Refund) -> bool:
    """The next try of a refund that has not gone, as its provider says for certain, has another key.

    False when it has gone.
    """
    planned = Refund.objects(id=refund.id, refusals=refund.refusals, state=RefundState.PLANNED)
    return bool(planned.update_one(inc__refusals=1))


@transactional
def note_gone(refund_id: str, ref: str) -> None:
    """A planned refund has gone: its order's ledger says so. Told again, nothing happens.

    One that was dropped while it was on its way has gone all the same: what was planned in its place gives way.
    """
    late = Refund.objects(id=refund_id, state=RefundState.DROPPED, provider_ref=None).first()
    start = RefundState.DROPPED if late else RefundState.PLANNED
    refund = Refund.objects.move(refund_id, RefundState.GONE, start=(start,))
    if refund is None:
        return
    Refund.objects(id=refund_id).update_one(set__provider_ref=ref)
    if refund.number:
        ledger.post(refund.number, MoneyKind.REFUNDED, refund.minor, cause=refund.cause)
    if late:
        _speak_for(refund.payment_id, refund.minor)
        drop_excess(refund.payment_id)
    elif refund.number:
        ledger.post(refund.number, MoneyKind.REFUNDING, -refund.minor, cause=f"{refund.cause}:gone")
    close(refund.payment_id)


@transactional
def drop_excess(payment_id: str) -> bool:
    """Forget planned refunds that a payment has not the money for any more; whether there were any.

    So it is after somebody gave it back elsewhere, or a bank took it. What is still owed is announced, so that
    it is planned anew, as far as there is money for it.
    """
    payment = Payment.objects(id=payment_id).get()
    if left_of(payment) >= 0:
        return False
    dropped = waiting_refunds([payment_id])
    for refund in dropped:
        Refund.objects.move(refund.id, RefundState.DROPPED, start=(RefundState.PLANNED,))
        release(refund)
        if refund.number:
            ledger.post(refund.number, MoneyKind.REFUNDING, -refund.minor, cause=f"{refund.cause}:dropped")
    close(payment_id)
    _announce_what_is_left(payment_id, {refund.number for refund in dropped})
    return True


def _announce_what_is_left(payment_id: str, numbers: set[str | None]) -> None:
    """There is less than was planned, and it may be more than nothing: of those orders, or of the payment alone."""
    for number in sorted(name for name in numbers if name):
        if ledger.balance_of(number).owed_back:
            announce(RefundOwed(number))
    if None in numbers and left_of(Payment.objects(id=payment_id).get()) > 0:
        announce(RefundDue(payment_id))


def release(refund: Refund) -> None:
    """What it was to give back is not spoken for any more."""
    _speak_for(refund.payment_id, -refund.minor)


def _speak_for(payment_id: str, minor: int) -> None:
    """So much of it goes back, or is not to any more."""
    Payment.objects(id=payment_id).update_one(inc__given_back_minor=minor, set__changed_at=clock.now())


def close(payment_id: str) -> None:
    """A payment that is to go back in full is over once nothing of it is left."""
    payment = Payment.objects(id=payment_id, state=PaymentState.REFUND_DUE).first()
    if (
        payment
        and left_of(payment) <= 0
        and not payment.authorised_minor
        and not waiting_refunds([payment_id])
    ):
        Payment.objects.move(payment_id, PaymentState.REFUNDED, start=(PaymentState.REFUND_DUE,))


def _plan(payment: Payment, minor: int, number: str | None) -> Refund:
    """Write a refund down, and that so much of the payment is spoken for. Two at once conflict here."""
    _speak_for(payment.id, minor)
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
