"""A worker that has answered its share goes when the one that follows it is there.

gunicorn ends a worker after `max_requests`, and starts the next one when it has gone. For two seconds or three there
is one fewer, and where there was one there is none: a flood of 2,000 requests a second fills the backlog meanwhile,
and a quarter of its callers had no answer at all. Here the worker that has done its share asks the arbiter for one
more (SIGTTIN) and goes on; the new one, as soon as it can answer, has the oldest sent home (SIGTTOU). One worker that
is asked for and does not come is asked for again. Signals: gunicorn, "Signal Handling".
"""

import os
import signal
import sys
from typing import Any, Final

AGAIN_SECONDS: Final = 60.0
"""After that, nobody has come: the arbiter was told to start anew, or sent another worker home."""


class Share:
    """How many requests a worker answers before it wants to be relieved."""

    def __init__(self, worker: Any) -> None:
        self._worker = worker
        self._most: int = worker.max_requests
        self._asked_at: float | None = None
        worker.max_requests = sys.maxsize  # or gunicorn ends it there and then

    def ask_when_done(self, now: float) -> None:
        """*now* is monotonic; asks once, and again where nobody has come."""
        if self._worker.nr < self._most or not self._worker.alive:
            return
        if self._asked_at is None or now - self._asked_at >= AGAIN_SECONDS:
            self._asked_at = now
            os.kill(self._worker.ppid, signal.SIGTTIN)


def follows_another(arbiter: Any) -> bool:
    """In the arbiter, before it forks: whether this worker is the one more that another has asked for."""
    configured = arbiter.cfg.workers
    return bool(arbiter.num_workers > configured and len(arbiter.WORKERS) >= configured)


def see_that_none_is_missing(arbiter: Any) -> None:
    """In the arbiter, when one has gone: told to begin anew while a worker was coming, it would have one too few."""
    arbiter.num_workers = max(arbiter.num_workers, arbiter.cfg.workers)


def relieve_the_oldest(worker: Any) -> None:
    """In a worker that can answer."""
    os.kill(worker.ppid, signal.SIGTTOU)
