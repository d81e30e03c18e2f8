from collections.abc import Collection

from mongoengine import Q

from core.documents import first
from core.orders.models import Order
from core.payments.errors import PaymentNotFound
from core.payments.models import BY_HAND, LIVE, NOTHING_TO_PAY, Dispute, Payment, PaymentState, Refund


def payment_by_id(payment_id: str) -> Payment:
    payment = first(Payment, {"_id": payment_id})
    if payment is None:
        raise PaymentNotFound(f"There is no payment {payment_id!r}.")
    return payment


def payment_by_ref(ref: str) -> Payment | None:
    payment: Payment | None = Payment.objects(provider_ref=ref).first()
    return payment


def payments_for(order: Order) -> list[Payment]:
    """The payment that the order was made of, and those for what was added to it; the newest first."""
    found = Payment.objects(Q(id=order.payment_id) | Q(number=order.number))
    return list(found.order_by("-started_at", "-attempt"))


def order_paid_by(payment: Payment) -> Order | None:
    """The order that stands against this payment, cancelled or not."""
    theirs = Q(number=payment.number) if payment.number else Q(payment_id=payment.id)
    order: Order | None = Order.objects(theirs).first()
    return order


def refunds_of(order: Order) -> list[Refund]:
    """What went back or is to go back for that order, the newest first."""
    return list(Refund.objects(number=order.number).order_by("-at"))


def disputes_of(number: str) -> list[Dispute]:
    """What banks dispute of that order, the newest first."""
    return list(Dispute.objects(number=number).order_by("-at"))


def left_of(payment: Payment) -> int:
    """What of it is still with the shop and not on its way back; below zero when too much is planned."""
    return int(payment.captured_minor - payment.given_back_minor - payment.disputed_minor)


def unsettled(limit: int) -> list[Payment]:
    """Started payments that a provider knows of: what a reconciliation asks about.

    First those nobody has looked at for longest. Of payments by hand nobody could be asked.
    """
    known = Payment.objects(
        state=PaymentState.STARTED, provider_ref__ne=None, provider__nin=(BY_HAND, NOTHING_TO_PAY)
    )
    return list(known.order_by("reviewed_at", "started_at").limit(limit))


def attempts_for(cart_id: str) -> int:
    """How often somebody has begun to pay that cart, or what was added to its order."""
    return int(Payment._get_collection().count_documents({"cart_id": cart_id}))


def live_payment_for(cart_id: str) -> Payment | None:
    """The attempt that counts for that cart."""
    return first(Payment, {"cart_id": cart_id, "state": {"$in": list(LIVE)}}, newest="attempt")


def carts_being_paid(carts: Collection[str]) -> frozenset[str]:
    """Those of these carts for which there is an attempt that counts."""
    live = Payment.objects(cart_id__in=list(carts), state__in=LIVE).only("cart_id")
    return frozenset(payment.cart_id for payment in live)
