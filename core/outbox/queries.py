from collections.abc import Iterable
from dataclasses import dataclass

from core import clock
from core.outbox.events import Event
from core.outbox.models import OutboxMessage, OutboxState


@dataclass(frozen=True)
class OutboxAge:
    """How far the outbox is behind: what waits, how long the oldest has waited (seconds), what is dead."""

    waiting: int
    oldest_seconds: float
    dead: int


def outbox_age() -> OutboxAge:
    waiting = OutboxMessage.objects(state=OutboxState.READY)
    oldest = waiting.order_by("created_at").first()
    seconds = (clock.now() - oldest.created_at).total_seconds() if oldest else 0.0
    return OutboxAge(waiting.count(), seconds, OutboxMessage.objects.dead().count())


def under_way(*events: type[Event]) -> bool:
    """Whether somebody has still to hear of one of these: it waits, or a job is at work on it."""
    names = [event.name for event in events]
    ready = OutboxMessage.objects(event__in=names, state=OutboxState.READY)
    return ready.only("id").first() is not None


def still_to_hear_of(event: type[Event], member: str, values: Iterable[str]) -> frozenset[str]:
    """Of those values of a *member*, the ones of an *event* that somebody has still to hear of. One read, or none."""
    wanted = list(values)
    if not wanted:
        return frozenset()
    ready = {"event": event.name, "state": OutboxState.READY, f"payload.{member}": {"$in": wanted}}
    found = OutboxMessage._get_collection().find(ready, {f"payload.{member}": 1})
    return frozenset(message["payload"][member] for message in found)
