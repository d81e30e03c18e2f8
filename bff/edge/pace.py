"""How often somebody may ask, counted in this process alone: it costs a look into a dictionary."""

from collections.abc import Hashable
from typing import Final

from core import clock

MOST_KEYS: Final = 50_000
"""About eight megabytes. With more callers than that in one window, all begin anew."""

CLOCK_SECONDS: Final = 0.001
"""What the clock may be wrong by."""


class Pace:
    """*amount* in *seconds* for each key, evenly refilled (GCRA): a burst may use all of it at once.

    The bound is for one process: a shop with n of them lets through n times as much. Two threads that ask at the very
    same moment may count as one.
    """

    def __init__(self, amount: int, seconds: float) -> None:
        self._each = seconds / amount
        self._room = seconds - self._each + CLOCK_SECONDS
        self._due: dict[Hashable, float] = {}

    def wait(self, key: Hashable) -> float:
        """Count one more. 0 where it may pass, else the seconds after which it may; then it is not counted."""
        now = clock.now().timestamp()
        due = max(self._due.get(key, now), now)
        if due - now > self._room:
            return due - now - self._room
        if len(self._due) >= MOST_KEYS:
            self._forget(now)
        self._due[key] = due + self._each
        return 0.0

    def _forget(self, now: float) -> None:
        self._due = {key: due for key, due in list(self._due.items()) if due > now}
        if len(self._due) >= MOST_KEYS:
            self._due = {}
