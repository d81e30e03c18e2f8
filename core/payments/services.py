from dataclasses import asdict
from datetime import datetime

from mongoengine import NotUniqueError

from core import clock
from core.db import outside_call, transactional
from core.orders.services import Buyer
from core.outbox.services import announce
from core.payments.errors import GatewayRefused
from core.payments.events import PaymentQuarantined, PaymentRetired, RefundDue
from core.payments.models import LIVE, OURS_TO_SETTLE, Payment, PaymentState, new_payment_id
from core.payments.ports import PaymentGateway
from core.pricing.quote import Quote


def open_attempt(
    *, cart_id: str, cart_version: int, provider: str, quote: Quote, buyer: Buyer, held_until: datetime
) -> Payment | None:
    """Write down a new attempt, with the one key that every call for it will use.

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
        amount_minor=quote.total_minor,
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
def owe_refund(payment_id: str) -> None:
    """The money goes back in full: from now on a job sees to it until it is done."""
    start = (*OURS_TO_SETTLE, PaymentState.PAID)
    if Payment.objects.move(payment_id, PaymentState.REFUND_DUE, start=start):
        announce(RefundDue(payment_id))


@transactional
def quarantine(payment_id: str, fault: str) -> None:
    """Set a payment aside that is not ours in amount or currency: it pays for nothing."""
    if Payment.objects.move(payment_id, PaymentState.QUARANTINED, start=OURS_TO_SETTLE):
        Payment.objects(id=payment_id).update_one(set__fault=fault)
        announce(PaymentQuarantined(payment_id))


@outside_call
def give_back(payment: Payment, gateway: PaymentGateway) -> None:
    """Refund a payment in full, once, whatever dies in between: the key is the payment's own.

    A provider answers a key as it did before, refusals too; so a refusal, which is certain, ends that key.
    Raises GatewayAway; GatewayRefused when the provider will not.
    """
    if payment.state != PaymentState.REFUND_DUE:
        return
    if payment.provider_ref is None:
        raise GatewayRefused("It has no reference at the provider.")
    try:
        gateway.refund(payment.provider_ref, payment.amount, key=f"refund-{payment.id}-{payment.refusals}")
    except GatewayRefused:
        Payment.objects(id=payment.id, refusals=payment.refusals).update_one(inc__refusals=1)
        raise
    Payment.objects.move(payment.id, PaymentState.REFUNDED, start=(PaymentState.REFUND_DUE,))
