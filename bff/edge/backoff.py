"""Who goes on guessing waits longer each time: after ten wrong passwords for one mailbox from one place 2^n seconds,
and 2^(n/10) seconds for all mailboxes together from one place; never more than an hour, and all is forgotten in two.

The form of both is Saleor's (its `throttling.py`). The first ten are free, as there a window of five minutes counts.
With a *factor* (`limits_factor`) so many tries count as one.
"""

import math
from collections.abc import Iterator
from typing import NamedTuple

from bff.edge.counts import SharedCounts
from bff.edge.flows import By
from bff.edge.keys import Keys
from core import clock

FREE = 10
LONGEST_SECONDS, REMEMBERED_SECONDS = 3_600, 7_200
MOST = 200
"""Further wrong tries would not make the wait longer."""


class Guess(NamedTuple):
    key: str
    slowness: int
    """So many wrong tries double the wait."""


def wait_of(keys: Keys, windows: SharedCounts, factor: int) -> float:
    """Seconds until whoever asks may try again; 0 for now."""
    return max((_wait(guess, windows, factor) for guess in _guesses(keys)), default=0.0)


def was_wrong(keys: Keys, windows: SharedCounts, factor: int) -> None:
    """Remember a wrong password."""
    for guess in _guesses(keys):
        windows.acquire_entry(guess.key, MOST * factor, REMEMBERED_SECONDS)
        if pause := _pause(guess, windows, factor):
            windows.acquire_entry(f"{guess.key}/{pause}", 1, pause)


def _guesses(keys: Keys) -> Iterator[Guess]:
    """Who comes from a known device is counted apart: there nobody else can make them wait."""
    place = keys.get(By.PLACE)
    if device := keys.get(By.DEVICE):
        yield Guess(f"wrong/{device}", 1)
    elif place:
        yield Guess(f"wrong/{place}", 10)
        if mailbox := keys.get(By.MAILBOX):
            yield Guess(f"wrong/{place}/{mailbox}", 1)


def _wait(guess: Guess, windows: SharedCounts, factor: int) -> float:
    pause = _pause(guess, windows, factor)
    last, known = windows.get_moving_window(f"{guess.key}/{pause}", 1, pause) if pause else (0.0, 0)
    return max(0.0, last + pause - clock.now().timestamp()) if known else 0.0


def _pause(guess: Guess, windows: SharedCounts, factor: int) -> int:
    """Seconds from one wrong try to the next."""
    wrong = windows.get_moving_window(guess.key, MOST * factor, REMEMBERED_SECONDS)[1] / factor
    return min(2 ** math.ceil(wrong / guess.slowness), LONGEST_SECONDS) if wrong >= FREE else 0
