"""Payments that nothing came of, from before their sums were counted: what they took is still to go back."""

from core.db import transactional
from core.outbox.services import announce
from core.payments.events import RefundDue
from core.payments.models import Payment, PaymentState

UNCOUNTED = {"captured_minor": {"$exists": False}, "given_back_minor": {"$exists": False}}


def migrate() -> None:
    for payment in Payment.objects(__raw__={"state": PaymentState.REFUND_DUE, **UNCOUNTED}).only("id"):
        _count(payment.id)


@transactional
def _count(payment_id: str) -> None:
    """It took all of its amount, as payments did then; a job gives it back, as its provider says what has gone."""
    payment = Payment.objects(__raw__={"_id": payment_id, **UNCOUNTED}).first()
    if payment:
        Payment.objects(id=payment_id).update_one(
            set__captured_minor=payment.amount_minor, set__given_back_minor=0
        )
        announce(RefundDue(payment_id))
