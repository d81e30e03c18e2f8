"""The inbox: a webhook is kept once, in the same transaction as the note that it is still to be worked on."""

from collections.abc import Mapping

from mongoengine import NotUniqueError

from core import clock
from core.db import transactional
from core.inbox.events import WebhookKept
from core.inbox.models import Receipt
from core.outbox.services import announce


def receive(
    told: WebhookKept, *, source: str, kind: str, body: bytes, facts: Mapping[str, str] | None = None
) -> bool:
    """Keep a verified delivery. True when it is new, False when its sender repeats itself.

    When this returns, the delivery and the promise to work on it are majority-committed, so its sender
    may be answered 2xx. Redis has no part in it.
    """
    try:
        _keep(told, source, kind, body, facts or {})
    except NotUniqueError:
        return False
    return True


@transactional
def _keep(told: WebhookKept, source: str, kind: str, body: bytes, facts: Mapping[str, str]) -> None:
    now = clock.now()
    Receipt(id=told.receipt_id, source=source, kind=kind, body=body, facts=dict(facts), received_at=now).save(
        force_insert=True
    )
    announce(told)
