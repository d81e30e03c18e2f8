from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo.errors import DuplicateKeyError

from core import clock
from core.db import transactional
from core.documents import add, changed, moved
from core.orders.services import Buyer
from core.outbox.services import announce
from core.payments.events import PaymentQuarantined, PaymentRetired, RefundDue
from core.payments.models import COUNTS, LIVE, OURS_TO_SETTLE, Payment, PaymentState, new_payment_id
from core.payments.ports import PLAIN, Terms
from core.payments.queries import payment_by_id
from core.plain import plain
from core.pricing.quote import Quote


def open_attempt(  # noqa: PLR0913  # what an attempt is, and nothing else
    *,
    cart_id: str,
    cart_version: int,
    attempt: int,
    provider: str,
    quote: Quote,
    buyer: Buyer,
    held_until: datetime,
    tenders: Sequence[Mapping[str, Any]] = (),
    terms: Terms = PLAIN,
    number: str | None = None,
    amount_minor: int | None = None,
) -> Payment | None:
    """Write down a new attempt, with the one key that every call for it will use, for what *tenders* leave to pay.

    *attempt* is its place among those of its cart, from 1.
    *amount_minor* is what is to be paid where that is not the quote's total: a difference of order *number*.
    None when the cart has a started attempt already: of two at once only one is written.
    """
    left = quote.total_minor - sum(tender["minor"] for tender in tenders)
    facts = {
        "cart_id": cart_id,
        "cart_version": cart_version,
        "attempt": attempt,
        "provider": provider,
        "amount_minor": left if amount_minor is None else amount_minor,
        "tenders": list(tenders),
        "buyer": plain(buyer),
        "held_until": held_until,
        "terms": plain(terms),
        "number": number,
    }
    return _written(quote, facts)


def _written(quote: Quote, facts: Mapping[str, Any]) -> Payment | None:
    name, now = new_payment_id(), clock.now()
    try:
        return add(
            Payment,
            id=name,
            provider_key=f"pay-{name}",
            currency=quote.currency,
            quote=quote.as_plain(),
            fingerprint=quote.fingerprint,
            started_at=now,
            changed_at=now,
            **facts,
        )
    except DuplicateKeyError:
        return None


def note_reference(payment: Payment, ref: str) -> Payment:
    """Remember under which name the provider knows it, never another than before; the payment as it is then."""
    kept = [{"$set": {"provider_ref": {"$ifNull": ["$provider_ref", {"$literal": ref}]}}}]
    return moved(Payment, {"_id": payment.id}, kept) or payment_by_id(payment.id)


def note_review(payment_id: str) -> None:
    """It is being looked at: the others come first the next time."""
    Payment.objects(id=payment_id).update_one(set__reviewed_at=clock.now())


def keep_holding(payment_id: str, until: datetime | None) -> bool:
    """Until when the goods of this attempt are held; what is held without end stays so. False: it is over."""
    kept = {"$cond": [{"$ifNull": ["$held_until", False]}, until, "$$REMOVE"]} if until else "$$REMOVE"
    live = {"_id": payment_id, "state": {"$in": list(LIVE)}}
    return changed(Payment, live, [{"$set": {"held_until": kept}}])


@transactional
def retire(payment_id: str) -> bool:
    """Give an unpaid attempt up; whoever hears of it frees the goods. False when it is not unpaid any more."""
    retired = Payment.objects.move(payment_id, PaymentState.RETIRED, start=(PaymentState.STARTED,))
    if retired:
        announce(PaymentRetired(payment_id))
    return retired is not None


@transactional
def turn_back(payment_id: str) -> bool:
    """A payment that counted goes back in full, as its order's ledger says; False when it did not count.

    What a bank has only set aside is set free by whoever hears RefundDue.
    """
    payment = Payment.objects.move(payment_id, PaymentState.REFUND_DUE, start=COUNTS)
    if payment and payment.authorised_minor:
        announce(RefundDue(payment_id))
    return payment is not None


@transactional
def owe_refund(payment_id: str) -> bool:
    """What has come can be used for nothing: it goes back, and a job sees to it until it is done.

    False when that is known already.
    """
    if Payment.objects.move(payment_id, PaymentState.REFUND_DUE, start=OURS_TO_SETTLE) is None:
        return False
    announce(RefundDue(payment_id))
    return True


@transactional
def quarantine(payment_id: str, fault: str) -> None:
    """Set a payment aside that is not ours in amount or currency: it pays for nothing."""
    start = (*OURS_TO_SETTLE, PaymentState.AUTHORISED)
    if Payment.objects.move(payment_id, PaymentState.QUARANTINED, start=start):
        Payment.objects(id=payment_id).update_one(set__fault=fault)
        announce(PaymentQuarantined(payment_id))
