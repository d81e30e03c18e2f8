from core.analytics.ports import TrackedEvent, TrackerAway
from core.db import outside_call
from tests.fakes.faults import Faults


class FakeTracker:
    """An analytics service: the same message id counts once."""

    def __init__(self) -> None:
        self.faults = Faults(TrackerAway("The analytics service does not answer."))
        self.events: dict[str, TrackedEvent] = {}

    @outside_call
    def track(self, event: TrackedEvent) -> None:
        with self.faults.around("track"):
            self.events.setdefault(event.message_id, event)

    @property
    def names(self) -> list[str]:
        return [event.name for event in self.events.values()]
