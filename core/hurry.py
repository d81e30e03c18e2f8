"""How long whoever is answered now has waited before anybody began with it: at the door, for a thread."""

import time
from contextvars import ContextVar
from typing import Final

LATE_SECONDS: Final = 0.9
"""With the two that a provider is waited for, three in all."""

_asked_at: ContextVar[float | None] = ContextVar("asked_at", default=None)


def is_for(asked_at: float) -> None:
    """What this thread does from now on is for somebody who asked at that moment of the monotonic clock."""
    _asked_at.set(asked_at)


def is_late() -> bool:
    """Whether they have waited for so long that they should not wait for much more. In jobs nobody waits."""
    asked_at = _asked_at.get()
    return asked_at is not None and time.monotonic() - asked_at > LATE_SECONDS
