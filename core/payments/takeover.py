"""What a provider says of a payment is taken over into the shop's own books: the payment and its order's ledger.

Everything is rebuilt from how the payment stands there now, so events may come shuffled, twice or not at all,
and what staff do in the provider's own console is found as well.
"""

from core import clock
from core.audit.services import SYSTEM
from core.db import transactional
from core.orders import ledger
from core.orders.entries import MoneyKind
from core.orders.models import Order
from core.outbox.services import announce
from core.payments.events import DisputeChanged, RefundFailed
from core.payments.models import SPOKEN_FOR, Dispute, Payment, Refund, RefundState
from core.payments.ports import GatewayDispute, GatewayPayment, GatewayRefund
from core.payments.queries import order_paid_by
from core.payments.refunds import note_gone, release


@transactional
def take_over(payment_id: str, seen: GatewayPayment, *, actor: str = SYSTEM) -> None:
    """The books agree with *seen* afterwards: what is set aside, taken, given back and disputed."""
    payment: Payment = Payment.objects(id=payment_id).modify(set__changed_at=clock.now(), new=True)
    order = order_paid_by(payment)
    _take_over_sums(payment, order, seen, actor)
    for refund in seen.refunds:
        _take_over_refund(payment, order, refund)
    for dispute in seen.disputes:
        _take_over_dispute(payment, order, dispute)


def _take_over_sums(payment: Payment, order: Order | None, seen: GatewayPayment, actor: str) -> None:
    """A cause names the sum that was reached, so each step is written once, in whatever order it is learned.

    What is taken and what is set free only grow: whoever has seen less of either looked earlier than we did.
    """
    if seen.captured.minor < payment.captured_minor or seen.voided < payment.voided_minor:
        return
    came = seen.captured.minor - payment.captured_minor
    set_aside = seen.authorised - payment.authorised_minor
    Payment.objects(id=payment.id).update_one(
        inc__captured_minor=came,
        set__authorised_minor=seen.authorised,
        set__voided_minor=seen.voided,
    )
    if order is None:
        return
    steps = {MoneyKind.CAPTURED: came, MoneyKind.AUTHORISED: set_aside, MoneyKind.VOIDED: seen.voided}
    reached = f"payment:{payment.id}:{seen.captured.minor}:{seen.authorised}"
    for kind, minor in steps.items():
        cause = f"payment:{payment.id}" if kind == MoneyKind.VOIDED else reached
        ledger.post(order.number, kind, minor, cause=cause, actor=actor)


def _take_over_refund(payment: Payment, order: Order | None, seen: GatewayRefund) -> None:
    known = _known_refund(payment, seen)
    if known is None and not seen.failed:
        _write_foreign(payment, order, seen)
    elif known and seen.failed:
        _take_back(known)
    elif known:
        note_gone(known.id, seen.ref)


def _known_refund(payment: Payment, seen: GatewayRefund) -> Refund | None:
    """By the provider's name, or by our own, when the answer that named it was lost."""
    named: Refund | None = Refund.objects(provider_ref=seen.ref, payment_id=payment.id).first()
    if named or seen.ours is None:
        return named
    ours: Refund | None = Refund.objects(id=seen.ours, payment_id=payment.id, minor=seen.minor).first()
    return ours


def _write_foreign(payment: Payment, order: Order | None, seen: GatewayRefund) -> None:
    """Somebody gave it back in the provider's own console. What the order would still owe by that is off."""
    number = order.number if order else None
    refund = Refund(
        id=f"rf_{seen.ref}",
        number=number,
        payment_id=payment.id,
        minor=seen.minor,
        currency=payment.currency,
        state=RefundState.GONE,
        provider_ref=seen.ref,
        at=clock.now(),
    )
    refund.save(force_insert=True)
    Payment.objects(id=payment.id).update_one(inc__given_back_minor=seen.minor)
    if number:
        ledger.post(number, MoneyKind.REFUNDED, seen.minor, cause=refund.cause, actor=payment.provider)
        _let_off(number, refund, payment.provider)


def _let_off(number: str, refund: Refund, actor: str) -> None:
    off = min(refund.minor, max(0, ledger.balance_of(number).open))
    if off:
        ledger.change_due(
            number, -off, cause=refund.cause, actor=actor, reason="It was given back at the provider."
        )


def _take_back(refund: Refund) -> None:
    """A bank has sent a refund back: it did not reach the buyer."""
    if Refund.objects.move(refund.id, RefundState.FAILED, start=SPOKEN_FOR) is None:
        return
    if refund.number:
        kind = MoneyKind.REFUNDED if refund.state == RefundState.GONE else MoneyKind.REFUNDING
        ledger.post(refund.number, kind, -refund.minor, cause=f"{refund.cause}:failed")
        ledger.unchange_due(
            refund.number, cause=refund.cause, actor=SYSTEM, reason="A bank has sent it back."
        )
    release(refund)
    announce(RefundFailed(refund.payment_id, refund.id))


def _take_over_dispute(payment: Payment, order: Order | None, seen: GatewayDispute) -> None:
    known = Dispute.objects(id=seen.ref).first() or _new_dispute(payment, order, seen)
    fresh = [(name, minor) for name, minor in seen.moves if name not in known.moves]
    if known.status == seen.status and not fresh:
        return
    Dispute.objects(id=seen.ref).update_one(
        set__status=seen.status, push_all__moves=[name for name, _ in fresh], set__changed_at=clock.now()
    )
    Payment.objects(id=payment.id).update_one(inc__disputed_minor=sum(minor for _, minor in fresh))
    for name, minor in fresh:
        if order:
            ledger.post(order.number, MoneyKind.DISPUTED, minor, cause=f"dispute:{seen.ref}:{name}")
    if known.status != seen.status:
        announce(DisputeChanged(payment.id, seen.ref, seen.status))


def _new_dispute(payment: Payment, order: Order | None, seen: GatewayDispute) -> Dispute:
    dispute = Dispute(
        id=seen.ref,
        number=order.number if order else None,
        payment_id=payment.id,
        minor=seen.minor,
        currency=payment.currency,
        status="new",
        reason=seen.reason,
        at=clock.now(),
        changed_at=clock.now(),
    )
    dispute.save(force_insert=True)
    return dispute
