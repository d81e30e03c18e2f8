"""Analytics over HTTP in Segment's batch form, which RudderStack takes as well."""

from contextlib import nullcontext

import requests

from core.analytics.ports import TrackedEvent, TrackerAway
from core.breaker import Guard
from core.db import outside_call

SECONDS = (2.0, 5.0)
TAKEN = range(200, 300)
NO_ADDRESS = "0.0.0.0"  # noqa: S104  # nosec B104
"""Segment's way to say: keep no address."""


class SegmentTracker:
    """Sends each event on its own; `messageId` makes a repeat count once."""

    def __init__(self, write_key: str, api_base: str, *, guard: Guard = nullcontext) -> None:
        self._key, self._guard = write_key, guard
        self._url = f"{api_base.rstrip('/')}/v1/batch"

    @outside_call
    def track(self, event: TrackedEvent) -> None:
        """The answer's body is nobody's: it is not read."""
        with self._guard():
            self._tell(event)

    def _tell(self, event: TrackedEvent) -> None:
        try:
            with requests.post(
                self._url,
                json={"batch": [_told(event)]},
                auth=(self._key, ""),
                timeout=SECONDS,
                allow_redirects=False,
                stream=True,
            ) as answer:
                status = answer.status_code
        except requests.RequestException as error:
            raise TrackerAway("The analytics service does not answer.") from error
        if status not in TAKEN:
            raise TrackerAway(f"The analytics service answers {status}.")


def _told(event: TrackedEvent) -> dict[str, object]:
    return {
        "type": "track",
        "messageId": event.message_id,
        "event": event.name,
        "anonymousId": event.anonymous_id,
        "timestamp": event.at,
        "properties": dict(event.properties),
        "context": {"ip": NO_ADDRESS},
    }
