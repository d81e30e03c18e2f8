"""Money that only a person can see to: what came by hand, what a provider refuses, what a bank has sent back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core import clock
from core.audit.services import record
from core.db import transactional
from core.money import Money
from core.orders import ledger
from core.orders.entries import MoneyKind
from core.orders.events import RefundOwed
from core.orders.models import Order
from core.outbox.queries import still_to_hear_of
from core.outbox.services import announce
from core.payments.errors import (
    DifferenceNotFound,
    NothingOwedBack,
    RefundNotFound,
    RefundUnderWay,
    StillOwedBack,
)
from core.payments.events import RefundDue
from core.payments.models import BY_HAND, Payment, PaymentState, Refund, RefundState
from core.payments.queries import left_of
from core.payments.reconciliations import Difference
from core.payments.refunds import close

LOOKED_AT = 200
"""Of the refunds that are planned: all of them, unless a provider has been away for long."""


def refunds_for_a_person(limit: int) -> list[Refund]:
    """Failed refunds, and those that no job can make; the oldest first, at most *limit*. Two reads."""
    failed = list(Refund.objects(state=RefundState.FAILED).order_by("at").limit(limit))
    planned = list(Refund.objects(state=RefundState.PLANNED).order_by("at").limit(LOOKED_AT))
    by_hand = _paid_by_hand(planned)
    open_ones = failed + [one for one in planned if one.refusals or one.payment_id in by_hand]
    return sorted(open_ones, key=lambda refund: refund.at)[:limit]


def open_to_a_person(refunds: Iterable[Refund]) -> Mapping[str, frozenset[str]]:
    """What may be done to each of these refunds by hand, by its id: `given`, `again`, `dropped`.

    Four reads, however many they are.
    """
    listed = list(refunds)
    open_ones = [one for one in listed if _may_be_open(one)]
    payments = {
        payment.id: payment for payment in Payment.objects(id__in=[one.payment_id for one in open_ones])
    }
    found = _Standing.of(open_ones)
    return {
        one.id: _open_to(one, payments[one.payment_id], found) if one.payment_id in payments else frozenset()
        for one in listed
    }


@transactional
def give_by_hand(refund_id: str, *, actor: str, remark: str) -> None:
    """The buyer has the money: by bank transfer, in cash, however *remark* says. The books say so from now on.

    Raises RefundNotFound, RefundUnderWay (a job sees to it, or it has gone), NothingOwedBack (it went another way).
    """
    refund, payment = _kept(refund_id)
    if "given" not in _open_to(refund, payment):
        raise NothingOwedBack if refund.state == RefundState.FAILED else RefundUnderWay(refund_id)
    Refund.objects.move(refund_id, RefundState.BY_HAND, start=(refund.state,))
    if refund.state == RefundState.FAILED:
        Payment.objects(id=payment.id).update_one(inc__given_back_minor=refund.minor)
    elif refund.number:
        cause = f"{refund.cause}:gone"
        ledger.post(refund.number, MoneyKind.REFUNDING, -refund.minor, cause=cause, actor=actor)
    if refund.number:
        cause = f"{refund.cause}:by-hand"
        ledger.post(refund.number, MoneyKind.REFUNDED, refund.minor, cause=cause, actor=actor)
    close(payment.id)
    _note(actor, "give_by_hand", refund, remark=remark)


@transactional
def try_again(refund_id: str, *, actor: str) -> None:
    """Have the money go back through its provider once more: a job plans what is owed, under a key of its own.

    Raises RefundNotFound, RefundUnderWay, NothingOwedBack.
    """
    refund, payment = _kept(refund_id)
    if "again" not in _open_to(refund, payment):
        raise NothingOwedBack if refund.state == RefundState.FAILED else RefundUnderWay(refund_id)
    Refund.objects.move(refund_id, RefundState.DROPPED, start=(RefundState.FAILED,))
    Payment.objects.move(payment.id, PaymentState.REFUND_DUE, start=(PaymentState.REFUNDED,))
    announce(RefundOwed(refund.number) if refund.number else RefundDue(payment.id))
    _note(actor, "try_refund_again", refund)


@transactional
def drop_failed(refund_id: str, *, actor: str, reason: str) -> None:
    """A refund that a bank sent back is of no more concern: nothing is owed back any more.

    Raises RefundNotFound, RefundUnderWay (it did not fail), StillOwedBack.
    """
    refund, payment = _kept(refund_id)
    if refund.state != RefundState.FAILED:
        raise RefundUnderWay(refund_id)
    if "dropped" not in _open_to(refund, payment):
        raise StillOwedBack(Money(refund.minor, refund.currency))
    Refund.objects.move(refund_id, RefundState.DROPPED, start=(RefundState.FAILED,))
    _note(actor, "drop_failed_refund", refund, reason=reason)


@transactional
def settle_difference(difference_id: str, *, actor: str, reason: str) -> None:
    """A person has seen to it. Found again by a later pass, it is open again. Raises DifferenceNotFound."""
    known = Difference.objects(id=difference_id, repaired_at=None)
    if not known.update_one(set__repaired_at=clock.now()):
        raise DifferenceNotFound(difference_id)
    record(actor, "settle_difference", f"difference:{difference_id}", reason=reason)


def _kept(refund_id: str) -> tuple[Refund, Payment]:
    """Both kept as they are for this transaction. Raises RefundNotFound."""
    refund: Refund | None = Refund.objects(id=refund_id).first()
    if refund is None:
        raise RefundNotFound(refund_id)
    payment: Payment = Payment.objects(id=refund.payment_id).modify(set__changed_at=clock.now(), new=True)
    return refund, payment


def _may_be_open(refund: Refund) -> bool:
    return refund.state in (RefundState.PLANNED, RefundState.FAILED)


@dataclass(frozen=True)
class _Standing:
    """What else has to be known of refunds: what their orders owe, and of which a job will still ask."""

    owed: Mapping[str, int]
    numbers_at_work: frozenset[str]
    payments_at_work: frozenset[str]

    @classmethod
    def of(cls, refunds: Iterable[Refund]) -> "_Standing":
        listed = list(refunds)
        failed = {one.number for one in listed if one.state == RefundState.FAILED and one.number}
        refused = [one for one in listed if one.state == RefundState.PLANNED and one.refusals]
        orders = Order.objects(number__in=list(failed)) if failed else ()
        return cls(
            {order.number: ledger.balance_in(order).owed_back for order in orders},
            still_to_hear_of(RefundOwed, "number", [one.number for one in refused if one.number]),
            still_to_hear_of(RefundDue, "payment_id", [one.payment_id for one in refused]),
        )

    def at_work(self, refund: Refund) -> bool:
        """Whether a job will still ask for it: its provider may say yes the next time."""
        return refund.number in self.numbers_at_work or refund.payment_id in self.payments_at_work


def _open_to(refund: Refund, payment: Payment, found: _Standing | None = None) -> frozenset[str]:
    """Of one refund that is kept as it is, what else has to be known is read here."""
    known = found or _Standing.of([refund])
    if refund.state == RefundState.FAILED:
        return _open_to_failed(refund, payment, known)
    by_hand = payment.provider == BY_HAND
    if refund.state != RefundState.PLANNED or not (
        by_hand or (refund.refusals and not known.at_work(refund))
    ):
        return frozenset()
    return frozenset({"given"} if by_hand else {"given", "again"})


def _open_to_failed(refund: Refund, payment: Payment, found: _Standing) -> frozenset[str]:
    """It is owed again, unless the order owes it no more: then it went another way, or was for nothing."""
    owed = found.owed[refund.number] if refund.number else left_of(payment)
    if owed <= 0:
        return frozenset({"dropped"})
    whole = min(owed, left_of(payment)) >= refund.minor
    return frozenset({"given", "again"} if whole else {"again"})


def _paid_by_hand(refunds: Iterable[Refund]) -> frozenset[str]:
    ids = [refund.payment_id for refund in refunds]
    return frozenset(payment.id for payment in Payment.objects(id__in=ids, provider=BY_HAND).only("id"))


def _note(actor: str, action: str, refund: Refund, **facts: str) -> None:
    about = f"order:{refund.number}" if refund.number else f"payment:{refund.payment_id}"
    record(actor, action, about, minor=refund.minor, currency=refund.currency, refund=refund.id, **facts)
