"""A provider that does not answer is left alone for a while: nobody waits for it, one call in ten seconds tries it.

What is known of it stands in MongoDB, because the processes that call it are many and some live for one job
only. (`pybreaker` keeps that in Redis or in one process, and holds its lock while it calls: see docs/adr/0008.)
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from mongoengine import DateTimeField, Document, IntField, StringField

from core import clock, log
from core.documents import collection
from core.payments.errors import GatewayAway

MOST_FAILURES = 5
"""In a row; calls that were on their way at that moment come on top."""
PAUSE = timedelta(seconds=10)


class Breaker(Document):
    """How often in a row calls to that provider have failed, and when the next one may try."""

    id: str = StringField(primary_key=True)
    failures: int = IntField(required=True, default=0)
    next_at: datetime | None = DateTimeField()

    meta = collection("breakers")


@contextmanager
def guarded(provider: str) -> Iterator[None]:
    """Inside is one call to *provider*. Raises GatewayAway at once while it is left alone.

    A GatewayAway from inside is a failure; everything else is an answer.
    """
    known = Breaker.objects(id=provider).first()
    if known and known.failures >= MOST_FAILURES:
        _take_turn(known)
    try:
        yield
    except GatewayAway:
        _count_failure(provider)
        raise
    except Exception:
        _forgive(known)
        raise
    _forgive(known)


def _take_turn(known: Breaker) -> None:
    """The right to try it: for one caller per pause."""
    now = clock.now()
    turn = Breaker.objects(id=known.id, failures__gte=MOST_FAILURES, next_at__lte=now)
    if not turn.update_one(set__next_at=now + PAUSE):
        raise GatewayAway("The payment provider does not answer; nothing is lost, try again.")


def _count_failure(provider: str) -> None:
    failed: Breaker = Breaker.objects(id=provider).modify(
        upsert=True, new=True, inc__failures=1, set__next_at=clock.now() + PAUSE
    )
    if failed.failures == MOST_FAILURES:
        log.get(__name__).error("payment_provider_left_alone", provider=provider)


def _forgive(known: Breaker | None) -> None:
    if known and known.failures:
        Breaker.objects(id=known.id).update_one(set__failures=0)
