from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from mongoengine import NotUniqueError

from core import clock
from core.db import transactional
from core.orders.services import Buyer
from core.outbox.services import announce
from core.payments.events import PaymentQuarantined, PaymentRetired, RefundDue
from core.payments.models import LIVE, OURS_TO_SETTLE, Payment, PaymentState, new_payment_id
from core.pricing.quote import Quote


def open_attempt(
    *,
    cart_id: str,
    cart_version: int,
    provider: str,
    quote: Quote,
    buyer: Buyer,
    held_until: datetime,
    tenders: Sequence[Mapping[str, Any]] = (),
) -> Payment | None:
    """Write down a new attempt, with the one key that every call for it will use, for what *tenders* leave to pay.

    None when the cart has a started attempt already: of two at once only one is written.
    """
    now = clock.now()
    payment_id = new_payment_id()
    attempt = Payment.objects(cart_id=cart_id).count() + 1
    payment = Payment(
        id=payment_id,
        cart_id=cart_id,
        cart_version=cart_version,
        attempt=attempt,
        provider=provider,
        provider_key=f"pay-{payment_id}",
        amount_minor=quote.total_minor - sum(tender["minor"] for tender in tenders),
        tenders=list(tenders),
        currency=quote.currency,
        quote=quote.as_plain(),
        buyer=asdict(buyer),
        fingerprint=quote.fingerprint,
        held_until=held_until,
        started_at=now,
        changed_at=now,
    )
    try:
        payment.save(force_insert=True)
    except NotUniqueError:
        return None
    return payment


def note_reference(payment: Payment, ref: str) -> Payment:
    """Remember under which name the provider knows it; the payment as it is then."""
    known: Payment = Payment.objects(id=payment.id).modify(set__provider_ref=ref, new=True)
    return known


def note_review(payment_id: str) -> None:
    """It is being looked at: the others come first the next time."""
    Payment.objects(id=payment_id).update_one(set__reviewed_at=clock.now())


def keep_holding(payment_id: str, until: datetime | None) -> bool:
    """Until when the goods of this attempt are held; what is held without end stays so. False: it is over."""
    live = Payment.objects(id=payment_id, state__in=LIVE)
    if until is None:
        live.update_one(unset__held_until=1)
    else:
        live.filter(held_until__ne=None).update_one(set__held_until=until)
    return live.first() is not None


@transactional
def retire(payment_id: str) -> bool:
    """Give an unpaid attempt up; whoever hears of it frees the goods. False when it is not unpaid any more."""
    retired = Payment.objects.move(payment_id, PaymentState.RETIRED, start=(PaymentState.STARTED,))
    if retired:
        announce(PaymentRetired(payment_id))
    return retired is not None


@transactional
def turn_back(payment_id: str) -> bool:
    """A payment that counted goes back in full, as its order's ledger says; False when it did not count."""
    start = (PaymentState.PAID,)
    return Payment.objects.move(payment_id, PaymentState.REFUND_DUE, start=start) is not None


@transactional
def owe_refund(payment_id: str, *, captured: int) -> bool:
    """*captured* has come that nothing can be done with: it goes back, and a job sees to it until it is done.

    False when that is known already.
    """
    to, start = PaymentState.REFUND_DUE, OURS_TO_SETTLE
    if Payment.objects.move(payment_id, to, start=start, captured=captured) is None:
        return False
    announce(RefundDue(payment_id))
    return True


@transactional
def quarantine(payment_id: str, fault: str) -> None:
    """Set a payment aside that is not ours in amount or currency: it pays for nothing."""
    if Payment.objects.move(payment_id, PaymentState.QUARANTINED, start=OURS_TO_SETTLE):
        Payment.objects(id=payment_id).update_one(set__fault=fault)
        announce(PaymentQuarantined(payment_id))
