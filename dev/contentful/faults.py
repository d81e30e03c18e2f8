"""Faults on order: the next calls fail with a status, or hang, or both."""

import threading
from dataclasses import asdict, dataclass

from dev.contentful.answers import Json, Refused, bad_request

ERRORS = {
    429: ("RateLimitExceeded", "Ratelimit Exceeded"),
    500: ("ServerError", "Internal server error"),
    503: ("ServiceUnavailable", "Service unavailable"),
}
MOST_CALLS = 100_000
LONGEST_HANG_SECONDS = 300.0
LONGEST_RESET_SECONDS = 60
CONTROLS = "/_dev"


@dataclass(frozen=True, kw_only=True)
class Fault:
    """What befalls a call under *path*: it waits *hang* seconds, then answers *status* (None: as usual).

    *reset* goes into `X-Contentful-RateLimit-Reset` of a 429, in whole seconds.
    """

    status: int | None = None
    hang: float = 0.0
    path: str = "/spaces"
    reset: int = 1

    def refusal(self) -> Refused | None:
        if self.status is None:
            return None
        return Refused(self.status, *ERRORS[self.status])


def read_fault(body: Json) -> tuple[int, Fault]:
    """How many calls, and the fault; raises Refused (400), naming the part that is wrong."""
    calls, status, hang = body.get("next", 1), body.get("status"), body.get("hang", 0)
    path, reset = body.get("path", "/spaces"), body.get("reset", 1)
    if not _is_whole(calls, 0, MOST_CALLS):
        raise bad_request(f"next must be a whole number from 0 to {MOST_CALLS}.")
    if status is not None and not (_is_whole(status, min(ERRORS), max(ERRORS)) and status in ERRORS):
        raise bad_request("status must be 429, 500 or 503.")
    if isinstance(hang, bool) or not isinstance(hang, int | float) or not 0 <= hang <= LONGEST_HANG_SECONDS:
        raise bad_request(f"hang must be seconds from 0 to {LONGEST_HANG_SECONDS:.0f}.")
    if calls and status is None and not hang:
        raise bad_request("status or hang must say what is to happen.")
    if not isinstance(path, str) or not path.startswith("/") or path.startswith(CONTROLS):
        raise bad_request(f"path must begin with / and not with {CONTROLS}: the controls always answer.")
    if not _is_whole(reset, 0, LONGEST_RESET_SECONDS):
        raise bad_request(f"reset must be whole seconds from 0 to {LONGEST_RESET_SECONDS}.")
    return calls, Fault(status=status, hang=float(hang), path=path, reset=reset)


def _is_whole(value: object, least: int, most: int) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and least <= value <= most


class Faults:
    """The faults that are armed, each with the calls it still has. The oldest strikes first. Thread-safe."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._armed: list[tuple[Fault, int]] = []

    def arm(self, calls: int, fault: Fault) -> None:
        """Let *fault* strike the next *calls* calls under its path; 0 calls disarm that path."""
        with self._lock:
            if calls:
                self._armed.append((fault, calls))
            else:
                self._armed = [(armed, left) for armed, left in self._armed if armed.path != fault.path]

    def strike(self, path: str) -> Fault | None:
        """The fault that this call meets, counted down; None when it is spared. The controls always are."""
        if path.startswith(CONTROLS):
            return None
        with self._lock:
            for place, (fault, left) in enumerate(self._armed):
                if path.startswith(fault.path):
                    self._armed[place : place + 1] = [(fault, left - 1)] if left > 1 else []
                    return fault
        return None

    def armed(self) -> list[Json]:
        with self._lock:
            return [{"next": left, **asdict(fault)} for fault, left in self._armed]

    def clear(self) -> None:
        with self._lock:
            self._armed.clear()
