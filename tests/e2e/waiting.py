import time
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")
PAUSE_SECONDS = 0.1


def eventually(ask: Callable[[], T | None], *, seconds: float = 60.0) -> T:
    """What *ask* answers, as soon as it is true; real processes are at work meanwhile."""
    end = time.monotonic() + seconds
    while not (found := ask()):
        assert time.monotonic() < end, f"not within {seconds} s: {ask}"
        time.sleep(PAUSE_SECONDS)
    return found
