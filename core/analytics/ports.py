from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from core.errors import Unavailable


class TrackerAway(Unavailable):
    code = "tracker-away"
    title = "The analytics service does not answer"


@dataclass(frozen=True)
class TrackedEvent:
    """What happened, in the words of Segment's e-commerce spec v2; no personal data, only a pseudonym."""

    message_id: str
    name: str
    anonymous_id: str
    at: str
    properties: Mapping[str, Any]


class Tracker(Protocol):
    """What the shop needs from whoever counts."""

    def track(self, event: TrackedEvent) -> None:
        """Tell it. The same *message_id* counts once. Raises TrackerAway."""
        ...
