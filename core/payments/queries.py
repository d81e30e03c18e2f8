from core.payments.errors import PaymentNotFound
from core.payments.models import Payment, PaymentState


def payment_by_id(payment_id: str) -> Payment:
    payment: Payment | None = Payment.objects(id=payment_id).first()
    if payment is None:
        raise PaymentNotFound(f"There is no payment {payment_id!r}.")
    return payment


def payment_by_ref(ref: str) -> Payment | None:
    payment: Payment | None = Payment.objects(provider_ref=ref).first()
    return payment


def unsettled(limit: int) -> list[Payment]:
    """Started payments that have a provider's reference, oldest first: what a reconciliation asks about."""
    return list(
        Payment.objects(state=PaymentState.STARTED, provider_ref__ne=None).order_by("started_at").limit(limit)
    )


def live_payment_for(cart_id: str) -> Payment | None:
    """The attempt that counts for that cart."""
    payment: Payment | None = Payment.objects.live_for(cart_id)
    return payment
