"""Taking what a bank has set aside: planned and written down first, then asked for under a key of its own."""

from datetime import timedelta

from core import clock
from core.db import outside_call, transactional
from core.payments.errors import CaptureUnderWay
from core.payments.models import Capture, Payment, PaymentState
from core.payments.ports import GatewayPayment, PaymentGateway

LOOKED_AT = 200
"""Of the captures that were refused: those that concern anybody are among the latest."""
ON_ITS_WAY = timedelta(minutes=2)
"""What was planned later than that is being asked for."""


@transactional
def plan_capture(payment_id: str, minor: int, *, cause: str, last: bool) -> Capture | None:
    """Plan to take *minor* of what is set aside, once per *cause*; None when nothing is.

    Never more than is set aside and not planned for yet. The *last* part sets the rest free, so it is planned only
    when every other is answered for, and nothing is planned beside it. Raises CaptureUnderWay.
    """
    key = f"capture-{payment_id}-{cause}"
    if planned := Capture.objects(id=key).first():
        return planned  # type: ignore[no-any-return]  # MongoEngine has no types
    payment = Payment.objects(id=payment_id, state=PaymentState.AUTHORISED).modify(
        set__changed_at=clock.now(), new=True
    )
    if payment is None:
        return None
    others = unanswered(payment_id)
    if others and (last or any(one.last for one in others)):
        raise CaptureUnderWay(payment_id)
    left = payment.authorised_minor - sum(one.minor for one in others)
    if min(minor, left) <= 0:
        return None
    capture = Capture(id=key, payment_id=payment_id, minor=min(minor, left), last=last, at=clock.now())
    capture.save(force_insert=True)
    return capture


def captures_of(payment_id: str) -> list[Capture]:
    """What was planned to be taken of that payment, and taken; the oldest first."""
    return list(Capture.objects(payment_id=payment_id).order_by("at"))


def unanswered(payment_id: str) -> list[Capture]:
    """Captures of that payment that were planned and not answered for yet, oldest first."""
    return list(Capture.objects(payment_id=payment_id, done_at=None).order_by("at"))


def left_unanswered(limit: int) -> list[Capture]:
    """Captures of any payment that nobody is at any more; first those that were not asked for again for longest."""
    open_ones = Capture.objects(done_at=None, at__lte=clock.now() - ON_ITS_WAY)
    found = list(open_ones.order_by("asked_at", "at").limit(limit))
    Capture.objects(id__in=[one.id for one in found]).update(set__asked_at=clock.now())
    return found


def refused_captures(limit: int) -> list[Capture]:
    """Those of payments that are still set aside, the oldest first: a person takes the money, or sets it free."""
    refused = list(Capture.objects(fault__ne=None).order_by("-at").limit(LOOKED_AT))
    ids = [capture.payment_id for capture in refused]
    waiting = Payment.objects(id__in=ids, state=PaymentState.AUTHORISED).only("id")
    open_ones = {payment.id for payment in waiting}
    return [capture for capture in reversed(refused) if capture.payment_id in open_ones][:limit]


def note_answered(capture: Capture, fault: str | None = None) -> None:
    """How it came out is known: it was taken, or for that *fault* it was not."""
    known = {"set__fault": fault} if fault else {}
    Capture.objects(id=capture.id, done_at=None).update_one(set__done_at=clock.now(), **known)


@outside_call
def take(capture: Capture, payment: Payment, gateway: PaymentGateway) -> GatewayPayment:
    """Have it taken, once, whatever dies in between; how the payment stands then.

    It is for the caller to note the answer, once the books say the same.
    Raises GatewayAway; GatewayRefused when the provider will not, as after the bank set it free.
    """
    return gateway.capture(str(payment.provider_ref), capture.minor, last=capture.last, key=capture.id)
