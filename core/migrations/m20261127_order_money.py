"""Orders from before they had a ledger get the entries that follow from how they stand."""

from core.audit.services import SYSTEM
from core.db import transactional
from core.orders import ledger
from core.orders.entries import MoneyKind
from core.orders.models import Order, OrderStatus
from core.payments.models import GIVING_BACK, Payment, PaymentState

HAS_COME = (PaymentState.PAID, *GIVING_BACK)


def migrate() -> None:
    for order in Order.objects(money__due=None).only("number"):
        _open(order.number)


@transactional
def _open(number: str) -> None:
    order = Order.objects(number=number, money__due=None).modify(set__money={}, new=True)
    if order is None:
        return
    ledger.post(number, MoneyKind.DUE, order.total_minor, cause="placed", actor=order.email)
    payment = Payment.objects(id=order.payment_id, state__in=HAS_COME, captured_minor__in=(None, 0)).first()
    if payment:
        _take_over(number, payment)
    if order.status == OrderStatus.CANCELLED:
        ledger.write_off(number, cause="cancelled", actor=SYSTEM, reason="It was cancelled before.")


def _take_over(number: str, payment: Payment) -> None:
    """What it took, and what has gone back of it: both in full, as it was then."""
    gone = payment.amount_minor if payment.state == PaymentState.REFUNDED else 0
    Payment.objects(id=payment.id).update_one(
        set__captured_minor=payment.amount_minor, set__given_back_minor=gone
    )
    ledger.post(number, MoneyKind.CAPTURED, payment.amount_minor, cause=f"payment:{payment.id}")
    ledger.post(number, MoneyKind.REFUNDED, gone, cause=f"payment:{payment.id}")
