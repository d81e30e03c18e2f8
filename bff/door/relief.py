"""A worker goes after its share of requests when another is there that can answer.

gunicorn ends a worker after `max_requests`, and starts the next one when it has gone. For two seconds or three there
is one fewer, and where there was one there is none: a flood of 2,000 requests a second fills the backlog meanwhile,
and a quarter of its callers had no answer at all. Here the worker that has done its share asks the arbiter for one
more (SIGTTIN) and goes on; the new one, as soon as it can answer, has the one that has been there longest sent home
(SIGTTOU). That is mostly the one that asked; if not, it asks again.

The arbiter keeps to at most one more and never to fewer than it was told, whatever signals come: workers die, are
slow to start, or are begun anew while another is on its way. So a signal too many sends nobody home.
Signals: gunicorn, "Signal Handling".
"""

import os
import signal
import sys
from typing import Any, Final

AGAIN_SECONDS: Final = 15.0
"""By then another has come and somebody else has gone, or none has come. To ask too often changes nothing."""


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
            _tell_the_arbiter_of(self._worker, signal.SIGTTIN)


def follows_another(arbiter: Any) -> bool:
    """In the arbiter, before it forks: whether this worker is the one more that another has asked for."""
    configured = arbiter.cfg.workers
    return bool(arbiter.num_workers > configured and len(arbiter.WORKERS) >= configured)


def keep_to_one_more(arbiter: Any) -> None:
    """In the arbiter, when somebody has told it to have another number, and before it acts on it."""
    configured = arbiter.cfg.workers
    arbiter._num_workers = min(max(arbiter.num_workers, configured), configured + 1)  # noqa: SLF001  # its own setter calls this


def want_none_instead(arbiter: Any) -> None:
    """In the arbiter, when a worker has gone: where one died meanwhile, the one more is in its place."""
    arbiter.num_workers = min(arbiter.num_workers, len(arbiter.WORKERS))


def relieve_the_oldest(worker: Any) -> None:
    """In a worker that can answer."""
    if worker.follows_another and worker.alive:
        _tell_the_arbiter_of(worker, signal.SIGTTOU)


def _tell_the_arbiter_of(worker: Any, what: signal.Signals) -> None:
    """Unless it has died: somebody else may have its number by now."""
    if os.getppid() == worker.ppid:
        os.kill(worker.ppid, what)
