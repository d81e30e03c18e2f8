"""Some kinds of request may have some of the threads, however many of them come."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from threading import Lock
from typing import Any

from core.breaker import payers_among


class Lane:
    """Work for a pool of which so much is done at once as leaves threads to other work; the rest waits, in order.

    Threads wait for somebody else's service here, so a pool of them would be full of those who wait for one that says
    nothing, and whoever only wants to look around would be sent away.
    """

    def __init__(self, pool: ThreadPoolExecutor, threads: int) -> None:
        self._pool = pool
        self._turns = payers_among(threads)
        self._waiting: deque[tuple[Future[Any], Callable[[], Any]]] = deque()
        self._lock = Lock()

    def __len__(self) -> int:
        """How many wait."""
        return sum(not work.cancelled() for work, _ in list(self._waiting))

    def submit(self, call: Callable[..., Any], *args: Any) -> Future[Any]:
        """As with a pool; who is cancelled before its turn takes none."""
        work: Future[Any] = Future()
        with self._lock:
            self._waiting.append((work, partial(call, *args)))
        self._go_on()
        return work

    def _go_on(self) -> None:
        with self._lock:
            while self._waiting and self._waiting[0][0].cancelled():
                self._waiting.popleft()
            if not self._turns or not self._waiting:
                return
            self._turns -= 1
            self._pool.submit(self._run, *self._waiting.popleft())

    def _run(self, work: Future[Any], call: Callable[[], Any]) -> None:
        try:
            if work.set_running_or_notify_cancel():
                work.set_result(call())
        except BaseException as trouble:  # noqa: BLE001  # as a pool does: it is whose work it is that hears of it
            work.set_exception(trouble)
        finally:
            with self._lock:
                self._turns += 1
            self._go_on()
