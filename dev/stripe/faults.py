"""Faults on order: the next calls that match fail in the way a test asks for."""

import fnmatch
import random
import threading
from dataclasses import asdict, dataclass, field
from typing import Any

KINDS = {
    "500": "refused before anything was done; the key is not used up",
    "sticky_500": "saved under the key as a 500; the work is done, unless `work` is false",
    "409": "refused before anything was done, as if something else held a lock",
    "429": "refused before anything was done: too many calls",
    "hang": "waits `seconds` with the key in progress, then works and answers",
    "hang_after": "works, then waits `seconds` before it answers",
    "drop_before": "the connection is closed without work and without an answer",
    "drop_after": "the work is done and the connection closed without an answer",
}


class BadFault(ValueError):
    """What was ordered is no fault; names the field."""


@dataclass
class Fault:
    """One order. It strikes calls whose method and path (a pattern with `*`) match, *times* of them.

    None: all of them. Of those, only the *fraction*, by chance; those spared do not count.
    """

    kind: str
    method: str = "*"
    path: str = "/v1/*"
    times: int | None = 1
    fraction: float = 1.0
    seconds: float = 5.0
    work: bool = True
    struck: int = field(default=0, init=False)

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise BadFault(f"kind: must be one of {', '.join(KINDS)}, not {self.kind!r}")
        if self.times is not None and self.times < 1:
            raise BadFault(f"times: must be 1 or more, or null for always, not {self.times!r}")
        if not 0 < self.fraction <= 1:
            raise BadFault(f"fraction: must be above 0 and at most 1, not {self.fraction!r}")

    def meets(self, method: str, path: str) -> bool:
        left = self.times is None or self.struck < self.times
        return left and self.method in ("*", method) and fnmatch.fnmatchcase(path, self.path)


class Faults:
    """The orders, oldest first; a call is struck by the first that meets it and is not spared."""

    def __init__(self) -> None:
        self._ordered: list[Fault] = []
        self._lock = threading.Lock()
        self._chance = random.Random()  # noqa: S311 - decides about faults, guards nothing

    def order(self, fault: Fault, seed: int | None = None) -> None:
        with self._lock:
            if seed is not None:
                self._chance.seed(seed)
            self._ordered.append(fault)

    def clear(self) -> None:
        with self._lock:
            self._ordered.clear()

    def listed(self) -> list[dict[str, Any]]:
        with self._lock:
            return [asdict(fault) for fault in self._ordered]

    def strike(self, method: str, path: str) -> Fault | None:
        """The fault for this call, if any; it counts as struck."""
        with self._lock:
            for fault in self._ordered:
                if fault.meets(method, path) and self._chance.random() < fault.fraction:
                    fault.struck += 1
                    return fault
        return None
