"""Whether two kinds of request can be told apart by how long they take."""

import random
import time
from collections.abc import Callable, Sequence
from itertools import product

SEED = 20261127


def separability(known: Sequence[float], unknown: Sequence[float]) -> float:
    """The area under the ROC curve of the best guess by time alone: 0.5 tells nothing, 1 tells all."""
    wins = sum((one > other) + (one == other) / 2 for one, other in product(known, unknown))
    area = wins / (len(known) * len(unknown))
    return max(area, 1 - area)


def timed_in_turn(
    known: Sequence[Callable[[], object]], unknown: Sequence[Callable[[], object]]
) -> tuple[list[float], list[float]]:
    """How long each call takes, in seconds; they are made in an order that says nothing of their kind."""
    calls = [(call, True) for call in known] + [(call, False) for call in unknown]
    random.Random(SEED).shuffle(calls)  # no secret
    took = [(_seconds(call), is_known) for call, is_known in calls]
    return [one for one, is_known in took if is_known], [one for one, is_known in took if not is_known]


def _seconds(call: Callable[[], object]) -> float:
    began = time.perf_counter()
    call()
    return time.perf_counter() - began
