"""A service that does not answer is left alone for a while: nobody waits for it, one call in ten seconds tries it.
And of one process so many call it at once, and no more: who is slow does not take every thread.

What is known of it stands in MongoDB, because the processes that call it are many and some live for one job
only. (`pybreaker` keeps that in Redis or in one process, and holds its lock while it calls: see docs/adr/0008.)
"""

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from datetime import datetime, timedelta
from threading import BoundedSemaphore, Lock

from mongoengine import DateTimeField, Document, IntField, StringField

from core import clock, hurry, log
from core.documents import collection
from core.errors import Unavailable
from core.settings import settings

MOST_FAILURES = 5
"""In a row; calls that were on their way at that moment come on top."""
PAUSE = timedelta(seconds=10)
JUST_NOW = timedelta(seconds=1)
AT_ONCE: Mapping[str, int] = {
    "stripe": 8,
    "stripe-tax": 8,
    "contentful": 4,
    "contentful-preview": 4,
    "analytics": 4,
    "mail": 4,
    "storefront": 16,
}
"""Calls of one process to each service; to each provider to sign in with AT_A_PROVIDER.

As many to the storefront as it has replicas told at once (`core.storefront`): none of them is late for want of room.
"""
OF_PAYERS = ("stripe", "stripe-tax")
"""Of these as many as payers have turns in a process with many threads (`payers_among`): who has one finds room."""
SPARE_SHARE = 4
AT_A_PROVIDER = 4
ROOM_SECONDS = 0.25
"""How long a call waits until one before it is over."""
Guard = Callable[[], AbstractContextManager[None]]
"""What an adapter puts round each of its calls."""


class NoRoom(Exception):
    """So many call that service at the moment that no more may."""


class _Rooms(defaultdict[str, BoundedSemaphore]):
    """One for each service, made when it is called first, whichever thread does."""

    def __init__(self) -> None:
        super().__init__()
        self._lock = Lock()

    def __missing__(self, service: str) -> BoundedSemaphore:
        with self._lock:
            return self.setdefault(service, BoundedSemaphore(calls_at_once(service)))


def calls_at_once(service: str) -> int:
    """Of this process, to that service."""
    least = AT_ONCE.get(service, AT_A_PROVIDER)
    return max(least, payers_among(settings().web_threads)) if service in OF_PAYERS else least


def payers_among(threads: int) -> int:
    """How many of so many threads may wait for a payment provider: one of four, and one of two at least, is for
    everybody else (`bff.door.lane`).
    """
    return max(1, threads - max(1, threads // SPARE_SHARE))


_rooms = _Rooms()


class Breaker(Document):
    """How often in a row calls to that service have failed, and when the next one may try."""

    id: str = StringField(primary_key=True)
    failures: int = IntField(required=True, default=0)
    next_at: datetime | None = DateTimeField()

    meta = collection("breakers")


@contextmanager
def room_at(service: str) -> Iterator[None]:
    """Inside is one of this process's calls to *service*. Raises NoRoom after a quarter of a second without one."""
    room = _rooms[service]
    if not room.acquire(timeout=ROOM_SECONDS):
        log.get(__name__).warning("service_crowded", service=service)
        raise NoRoom
    try:
        yield
    finally:
        room.release()


@contextmanager
def guarded(
    service: str, away: type[Unavailable], said: str, *, but: tuple[type[Unavailable], ...] = ()
) -> Iterator[None]:
    """Inside is one call to *service*. Raises *away*, saying *said*, at once while it is left alone, and where too
    many call it already. And to whoever is late (`core.hurry`), within a second of a failure: they may have waited
    for that one, and are not to wait for another.

    An *away* from inside is a failure, unless it is one of *but*; everything else is an answer.
    """
    known = Breaker.objects(id=service).first()
    if known and known.failures >= MOST_FAILURES and not _has_turn(known):
        raise away(said)
    if known and known.failures and hurry.is_late() and _failed_just_now(known):
        raise away(said)
    try:
        with room_at(service):
            yield
    except NoRoom:
        raise away(said) from None
    except Exception as trouble:
        if isinstance(trouble, away) and not isinstance(trouble, but):
            _count_failure(service)
        else:
            _forgive(known)
        raise
    _forgive(known)


def _failed_just_now(known: Breaker) -> bool:
    return known.next_at is not None and known.next_at - PAUSE > clock.now() - JUST_NOW


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
