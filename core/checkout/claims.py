"""What an attempt to pay takes besides goods: uses of promotions, gift cards, store credit. They end with it."""

from collections.abc import Mapping, Sequence
from typing import Any

from core import clock
from core.audit.services import SYSTEM
from core.checkout.errors import CartChanged
from core.db import transactional
from core.payments.models import LIVE, Payment
from core.promotions import uses
from core.tenders import services as tenders


def claim_parts(payment: Payment) -> None:
    """Claim all that the frozen price counts on, or nothing; what it has already stays as it is.

    An attempt that is over claims nothing: nobody would give it back. Raises PromotionUsedUp, TenderShort,
    CartChanged (it was given up meanwhile).
    """
    promotions = [str(one["id"]) for one in payment.quote.get("promotions", ())]
    if promotions or payment.tenders:
        _claim(payment, promotions)


@transactional
def _claim(payment: Payment, promotions: Sequence[str]) -> None:
    if Payment.objects.pledge(payment.id) is None:
        raise CartChanged
    if promotions:
        owners = uses.owners_of(payment.buyer["email"], payment.buyer["customer_id"])
        uses.claim(payment.id, payment.cart_id, promotions, owners)
    if payment.tenders:
        tenders.take(payment.id, payment.cart_id, payment.tenders)


@transactional
def give_parts_back(payment_id: str, *, actor: str = SYSTEM) -> None:
    """An attempt that is over gives back what it has claimed; one that still counts keeps it. Safe to repeat.

    Raises SecondPersonNeeded.
    """
    over = Payment.objects(id=payment_id, state__nin=LIVE)
    if over.modify(set__changed_at=clock.now()) is not None:
        uses.release(payment_id)
        tenders.give_back(payment_id, actor=actor)


def tendered(parts: Sequence[Mapping[str, Any]]) -> int:
    """What gift cards and store credit pay together, minor units."""
    return sum(int(part["minor"]) for part in parts)
