"""Where requests are counted: for all processes in Redis, and while that is away in each process alone.

Flask-Limiter's own fallback lets a request pass uncounted that sees Redis go away beside another one, and takes every
error for a Redis that is away; so the storage falls back by itself (docs/adr/0017).
"""

import threading
from collections.abc import Callable
from typing import TypeVar

from limits.errors import StorageError
from limits.storage import MemoryStorage, RedisStorage

from core import clock
from core.adapters.rq_queue import redis_client

SCHEME = "shop"
ANSWER_SECONDS = 0.5
FIRST_PAUSE_SECONDS, LONGEST_PAUSE_SECONDS = 1.0, 32.0
ASKING_SECONDS = 2 * ANSWER_SECONDS
"""To connect, and to be answered: meanwhile one request looks whether Redis is back, and no other waits for it."""
Told = TypeVar("Told")


class SharedCounts(MemoryStorage):
    """Counts of moving windows in Redis; in this process from a failure until a pause is over, then Redis again.

    Nothing here raises for a Redis that is away, and nobody is refused because of it.
    """

    STORAGE_SCHEME = [SCHEME]  # noqa: RUF012  # typed as an instance's in the base class

    def __init__(self, uri: str | None = None, *, redis_url: str) -> None:
        super().__init__(uri)
        # Asked once, and not for long: with the driver's own retries each request would wait for seconds.
        pool = redis_client(redis_url, answer_seconds=ANSWER_SECONDS).connection_pool
        self._shared = RedisStorage(redis_url, connection_pool=pool, wrap_exceptions=True)
        # The base class starts its timer without one, and a thread that is started twice raises.
        self._counting = threading.Lock()
        self._pause_seconds = 0.0
        self._alone_until = 0.0

    @property
    def is_alone(self) -> bool:
        """Whether this process counts for itself at the moment."""
        return clock.now().timestamp() < self._alone_until

    def acquire_entry(self, key: str, limit: int, expiry: int, amount: int = 1) -> bool:
        """Count *amount* in the window of *expiry* seconds; False, and nothing counted, beyond *limit*."""
        return self._told(
            lambda: self._shared.acquire_entry(key, limit, expiry, amount),
            lambda: self._acquire_here(key, limit, expiry, amount),
        )

    def _acquire_here(self, key: str, limit: int, expiry: int, amount: int) -> bool:
        with self._counting:
            return super().acquire_entry(key, limit, expiry, amount)

    def get_moving_window(self, key: str, limit: int, expiry: int) -> tuple[float, int]:
        """When the window's first entry was made, in seconds UTC, and how many it has."""
        return self._told(
            lambda: self._shared.get_moving_window(key, limit, expiry),
            lambda: super(SharedCounts, self).get_moving_window(key, limit, expiry),
        )

    def _told(self, by_all: Callable[[], Told], by_us: Callable[[], Told]) -> Told:
        if self.is_alone:
            return by_us()
        if self._pause_seconds:
            self._stay_alone(ASKING_SECONDS)
        try:
            told = by_all()
        except StorageError:
            self._pause_seconds = min(
                max(2 * self._pause_seconds, FIRST_PAUSE_SECONDS), LONGEST_PAUSE_SECONDS
            )
            self._stay_alone(self._pause_seconds)
            return by_us()
        self._pause_seconds = self._alone_until = 0.0
        return told

    def _stay_alone(self, seconds: float) -> None:
        self._alone_until = clock.now().timestamp() + seconds
