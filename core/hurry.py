"""How long whoever is answered now has waited before anybody began with it: at the door, for a thread."""

import time
from contextvars import ContextVar
from typing import Final

LATE_SECONDS: Final = 0.9
"""With the two that a provider is waited for, three in all."""

_late: ContextVar[bool] = ContextVar("late", default=False)


def is_for(asked_at: float) -> None:
    """What this thread does from now on is for somebody who asked at that moment of the monotonic clock."""
    _late.set(time.monotonic() - asked_at > LATE_SECONDS)


def is_late() -> bool:
    """Whether they had waited for so long that they should not wait for much more. In jobs nobody waits."""
    return _late.get()
