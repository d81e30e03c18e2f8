"""The outbox as a test sees it: what was announced, and the relay and the workers run until all is heard."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any, TypeVar

from core import clock
from core.outbox.events import Event, event_of
from core.outbox.models import OutboxMessage
from jobs.relay import relay_next
from jobs.schedule_events import PaymentsReviewDue
from jobs.subscribers import SUBSCRIBERS
from tests.fakes import FakeQueue

E = TypeVar("E", bound=Event)


def relay_all(queue: FakeQueue) -> int:
    """Ring for everything that is due now; how many messages that were."""
    count = 0
    while relay_next(queue):
        count += 1
    return count


def drain(queue: FakeQueue, *, later: timedelta = timedelta()) -> int:
    """Relay and work until nothing is due any more, *later* than now; how many jobs were done."""
    with clock.moved(later):
        done = queue.run()
        while relay_all(queue):
            done += queue.run()
    return done


def review_payments() -> None:
    """What the schedule has done about payments each minute."""
    event = PaymentsReviewDue()
    for job in SUBSCRIBERS[PaymentsReviewDue]:
        job(event)


def announced() -> list[tuple[str, dict[str, Any]]]:
    """Name and payload of everything in the outbox, oldest first."""
    return [(message.event, dict(message.payload)) for message in OutboxMessage.objects.order_by("id")]


def events(kind: type[E]) -> Sequence[E]:
    """Every event of that kind that was ever announced, oldest first."""
    messages = OutboxMessage.objects(event=kind.name).order_by("id")
    return [event_of(kind.name, dict(message.payload), kind) for message in messages]
