"""The outbox: an event is written in the transaction of what it tells, and told until it was heard."""

import random
from datetime import timedelta

from mongoengine import NotUniqueError

from core import clock, log
from core.db import in_transaction, transactional
from core.documents import add
from core.masking import masked_text
from core.outbox.events import Event
from core.outbox.hearing import begun
from core.outbox.models import MOST_ATTEMPTS, OutboxMessage, OutboxState, Slot

FIRST_PAUSE_SECONDS = 2
PAUSE_WHEN_AWAY = timedelta(seconds=30)
JITTER = 0.25
"""By so much of itself a pause may be longer: what failed together does not come back together."""
LONGEST_FAULT = 500
LONGEST_OUTAGE = timedelta(days=3)


class AnnouncedOutsideTransaction(RuntimeError):
    """An event was announced outside the transaction of what it tells: one could exist without the other."""


def announce(event: Event, *, after: timedelta = timedelta()) -> None:
    """Write *event* to the outbox, in the caller's transaction: both are there, or neither. It is told *after* that.

    The request id goes along, so that a job's log lines can be found by the request that caused it.
    """
    if not in_transaction():
        raise AnnouncedOutsideTransaction(event.name)
    now = clock.now()
    add(
        OutboxMessage,
        event=event.name,
        payload=event.payload(),
        request_id=log.current("request_id"),
        began_at=begun(now),
        created_at=now,
        due_at=now + after,
    )


@transactional
def announce_alone(event: Event) -> None:
    """Write *event* to the outbox, in the caller's transaction if there is one, else in one of its own."""
    announce(event)


def note_failure(message_id: object, fault: str, *, away: bool = False) -> None:
    """A job failed: ring again after a pause that doubles; after the last attempt it is dead and shown.

    When a service is *away*, that is no fault of the job's: it is tried every half minute for three days.
    This is the one layer that tries again, and its pauses differ by chance. What the fault says of people is masked.
    Only a message that is not done is touched, so a late failure cannot wake it.
    """
    told = masked_text(fault)[:LONGEST_FAULT]
    message = OutboxMessage.objects(id=message_id, state=OutboxState.READY).first()
    if message is None:
        return
    if away and clock.now() - message.created_at < LONGEST_OUTAGE:
        OutboxMessage.objects.put_back(message_id, _about(PAUSE_WHEN_AWAY))
        OutboxMessage.objects(id=message_id).update_one(set__last_fault=told)
        return
    dead = message.attempts >= MOST_ATTEMPTS
    pause = timedelta(seconds=FIRST_PAUSE_SECONDS * 2 ** min(message.attempts, MOST_ATTEMPTS))
    OutboxMessage.objects(id=message_id, state=OutboxState.READY).update_one(
        set__state=OutboxState.DEAD if dead else OutboxState.READY,
        set__due_at=clock.now() + _about(pause),
        set__last_fault=told,
    )


def _about(pause: timedelta) -> timedelta:
    return pause * (1 + JITTER * random.random())  # noqa: S311  # nosec B311  # chance that nobody has to guess


def ring_again(message_id: object) -> bool:
    """Give a dead message a new set of attempts; False when it is not dead (any more)."""
    return bool(
        OutboxMessage.objects(id=message_id, state=OutboxState.DEAD).update_one(
            set__state=OutboxState.READY, set__due_at=clock.now(), set__attempts=0
        )
    )


def announce_when_due(name: str, every: timedelta, event: Event) -> bool:
    """Announce *event* if its time has come, once among all processes that ask; whether it was announced.

    The next time is counted from now, so that nothing piles up while nobody asks.
    """
    try:
        Slot.objects(id=name).update_one(upsert=True, set_on_insert__due_at=clock.now())
    except NotUniqueError:
        return False
    return _announce_slot(name, every, event)


@transactional
def _announce_slot(name: str, every: timedelta, event: Event) -> bool:
    now = clock.now()
    if not Slot.objects(id=name, due_at__lte=now).update_one(set__due_at=now + every):
        return False
    announce(event)
    return True
