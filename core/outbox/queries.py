from collections.abc import Mapping
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


def under_way(*events: type[Event], about: Mapping[str, str] | None = None) -> bool:
    """Whether somebody has still to hear of one of these: it waits, or a job is at work on it.

    With *about*, only of those whose members are these.
    """
    names = [event.name for event in events]
    told = {f"payload__{member}": value for member, value in (about or {}).items()}
    ready = OutboxMessage.objects(event__in=names, state=OutboxState.READY, **told)
    return ready.only("id").first() is not None
