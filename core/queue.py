"""JobQueue: the port to background work. Jobs are dotted names and plain JSON arguments."""

from collections.abc import Sequence
from enum import StrEnum
from typing import Protocol


class Lane(StrEnum):
    """What a worker takes first: it looks into the lanes in this order, each time it is free."""

    MONEY = "money"
    SHOP = "shop"
    BULK = "bulk"
    """What takes long and may wait: builds of everything, comparisons."""


class JobQueue(Protocol):
    """A doorbell, not a memory: what must not be lost is in the outbox, in MongoDB."""

    def enqueue(self, job: str, arguments: Sequence[str], *, key: str, lane: Lane = Lane.SHOP) -> bool:
        """Queue one run of *job*. False when a run under that *key* is queued or running already.

        *key* holds letters, digits, `_` and `-` only. Raises QueueAway when the queue cannot be reached.
        """
        ...

    def depth(self) -> int:
        """How many jobs wait, in all lanes together. Raises QueueAway."""
        ...


class QueueAway(Exception):
    """The queue cannot be reached: nothing is lost, the relay rings again later."""
