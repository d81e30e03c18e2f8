"""A service that does not answer is left alone for a while: nobody waits for it, one call in ten seconds tries it.

What is known of it stands in MongoDB, because the processes that call it are many and some live for one job
only. (`pybreaker` keeps that in Redis or in one process, and holds its lock while it calls: see docs/adr/0008.)
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta

from mongoengine import DateTimeField, Document, IntField, StringField

from core import clock, log
from core.documents import collection
from core.errors import Unavailable

MOST_FAILURES = 5
"""In a row; calls that were on their way at that moment come on top."""
PAUSE = timedelta(seconds=10)
Guard = Callable[[], AbstractContextManager[None]]
"""What an adapter puts round each of its calls."""


class Breaker(Document):
    """How often in a row calls to that service have failed, and when the next one may try."""

    id: str = StringField(primary_key=True)
    failures: int = IntField(required=True, default=0)
    next_at: datetime | None = DateTimeField()

    meta = collection("breakers")


@contextmanager
def guarded(
    service: str, away: type[Unavailable], said: str, *, but: tuple[type[Unavailable], ...] = ()
) -> Iterator[None]:
    """Inside is one call to *service*. Raises *away*, saying *said*, at once while it is left alone.

    An *away* from inside is a failure, unless it is one of *but*; everything else is an answer.
    """
    known = Breaker.objects(id=service).first()
    if known and known.failures >= MOST_FAILURES and not _has_turn(known):
        raise away(said)
    try:
        yield
    except Exception as trouble:
        if isinstance(trouble, away) and not isinstance(trouble, but):
            _count_failure(service)
        else:
            _forgive(known)
        raise
    _forgive(known)


def _has_turn(known: Breaker) -> bool:
    """The right to try it: for one caller per pause."""
    now = clock.now()
    turn = Breaker.objects(id=known.id, failures__gte=MOST_FAILURES, next_at__lte=now)
    return bool(turn.update_one(set__next_at=now + PAUSE))


def _count_failure(service: str) -> None:
    failed: Breaker = Breaker.objects(id=service).modify(
        upsert=True, new=True, inc__failures=1, set__next_at=clock.now() + PAUSE
    )
    if failed.failures == MOST_FAILURES:
        log.get(__name__).error("service_left_alone", service=service)


def _forgive(known: Breaker | None) -> None:
    if known and known.failures:
        Breaker.objects(id=known.id).update_one(set__failures=0)
