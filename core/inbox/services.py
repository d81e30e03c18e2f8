"""The inbox: a webhook is kept once, in the same transaction as the note that it is still to be worked on."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta

from mongoengine import NotUniqueError

from core import clock
from core.db import transactional
from core.inbox.events import StripeWebhookKept, WebhookKept
from core.inbox.models import Receipt
from core.outbox.services import announce
from core.settings import settings

OPENS_A_PAYMENT = re.compile(rb'"client_secret"\s*:\s*"[^"]*"')


def receive(
    told: WebhookKept, *, source: str, kind: str, body: bytes, facts: Mapping[str, str] | None = None
) -> bool:
    """Keep a verified delivery. True when it is new, False when its sender repeats itself.

    When this returns, the delivery and the promise to work on it are majority-committed, so its sender
    may be answered 2xx. Redis has no part in it.
    What would let somebody pay in another's name is not kept: nobody needs it once the signature is verified.
    """
    try:
        _keep(told, source, kind, body, facts or {})
    except NotUniqueError:
        return False
    return True


@transactional
def _keep(told: WebhookKept, source: str, kind: str, body: bytes, facts: Mapping[str, str]) -> None:
    now = clock.now()
    Receipt(
        id=told.receipt_id,
        source=source,
        kind=kind,
        body=OPENS_A_PAYMENT.sub(b'"client_secret":null', body),
        facts=dict(facts),
        received_at=now,
        expires_at=now + timedelta(days=settings().inbox_days),
    ).save(force_insert=True)
    announce(told)


def replay_one(event_id: str) -> int:
    """Work on that event of Stripe again, as its sender names it; how many that are: none when it is not kept."""
    return _replay(f"stripe-{event_id}")


def replay_day(day: datetime) -> int:
    """Work again on every event of Stripe that came in the day from that moment on; how many they are."""
    came = Receipt.objects(source="stripe", received_at__gte=day, received_at__lt=day + timedelta(days=1))
    return sum(_replay(receipt.id) for receipt in came.order_by("received_at").only("id"))


@transactional
def _replay(receipt_id: str) -> int:
    if not Receipt.objects(id=receipt_id).update_one(unset__done_at=1, set__outcome="replayed"):
        return 0
    announce(StripeWebhookKept(receipt_id))
    return 1
