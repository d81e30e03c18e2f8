"""What is counted is counted, whatever Redis does meanwhile."""

import threading
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import redis

from bff.edge.counts import SharedCounts
from core import clock
from dev.redis_server import RedisServer
from tests.conftest import DEAD

CLIENTS, LIMIT, WINDOW_SECONDS = 16, 5, 60


@pytest.fixture
def alone() -> Iterator[SharedCounts]:
    """A process whose Redis refuses connections."""
    counts = SharedCounts(redis_url=f"redis://{DEAD}/0")
    yield counts
    counts.timer.cancel()


def counted_at_once(counts: SharedCounts) -> list[bool]:
    """Whether each of some that come in the same moment was let through."""
    start = threading.Barrier(CLIENTS)

    def come(_number: int) -> bool:
        start.wait()
        return counts.acquire_entry("who", LIMIT, WINDOW_SECONDS)

    with ThreadPoolExecutor(CLIENTS) as crowd:
        return list(crowd.map(come, range(CLIENTS)))


def test_who_sees_redis_go_away_at_once_is_counted_like_everybody(alone: SharedCounts) -> None:
    assert sum(counted_at_once(alone)) == LIMIT


def test_a_window_is_told_where_it_is_counted(alone: SharedCounts, redis_server: RedisServer) -> None:
    shared = SharedCounts(redis_url=redis_server.url)
    redis.Redis.from_url(redis_server.url).flushall()
    for counts in (alone, shared):
        assert sum(counted_at_once(counts)) == LIMIT
        assert counts.get_moving_window("who", LIMIT, WINDOW_SECONDS)[1] == LIMIT
    shared.timer.cancel()


def test_pauses_double_up_to_half_a_minute_and_one_asks_for_all(alone: SharedCounts) -> None:
    pauses, moved = [], timedelta()
    for _ in range(7):
        with clock.moved(moved):
            alone.acquire_entry("who", LIMIT, WINDOW_SECONDS)
            pauses.append(round(alone._alone_until - clock.now().timestamp()))
        moved += timedelta(seconds=pauses[-1], milliseconds=100)

    assert pauses == [1, 2, 4, 8, 16, 32, 32]
