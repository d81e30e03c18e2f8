from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest

from bff.door.lane import Lane

THREADS = 8
LONGEST = 5.0


class Waiting:
    """Work that is done when it is let go; says who has begun."""

    def __init__(self) -> None:
        self.let_go = Event()
        self.begun = list[int]()

    def work(self, number: int) -> int:
        self.begun.append(number)
        assert self.let_go.wait(LONGEST)
        return number


@pytest.fixture
def waiting() -> Waiting:
    return Waiting()


@pytest.fixture
def pool(waiting: Waiting) -> Iterator[ThreadPoolExecutor]:
    with ThreadPoolExecutor(THREADS) as pool:
        yield pool
        waiting.let_go.set()


@pytest.fixture
def lane(pool: ThreadPoolExecutor) -> Lane:
    return Lane(pool, THREADS)


@pytest.fixture
def queued(lane: Lane, waiting: Waiting) -> list[Future[Any]]:
    return [lane.submit(waiting.work, number) for number in range(3 * THREADS)]


def test_leaves_threads_to_whoever_else_wants_one(
    pool: ThreadPoolExecutor, lane: Lane, queued: list[Future[Any]]
) -> None:
    assert [pool.submit(int, "7").result(LONGEST) for _ in range(10)] == [7] * 10
    assert len(lane) == len(queued) - 6


@pytest.mark.parametrize(("threads", "turns"), [(1, 1), (2, 1), (4, 3), (16, 12)])
def test_has_one_turn_at_least(threads: int, turns: int, waiting: Waiting) -> None:
    with ThreadPoolExecutor(threads) as pool:
        lane = Lane(pool, threads)
        for number in range(2 * threads):
            lane.submit(waiting.work, number)
        assert len(lane) == 2 * threads - turns
        waiting.let_go.set()


def test_all_of_them_have_their_turn_in_order(pool: ThreadPoolExecutor, waiting: Waiting) -> None:
    lane = Lane(pool, 2)
    queued = [lane.submit(waiting.work, number) for number in range(9)]
    waiting.let_go.set()

    assert [work.result(LONGEST) for work in queued] == waiting.begun == list(range(9))


def test_whoever_is_cancelled_takes_no_turn(lane: Lane, queued: list[Future[Any]], waiting: Waiting) -> None:
    told = list[Future[Any]]()
    for work in queued[6:-1]:
        work.add_done_callback(told.append)
        assert work.cancel()
    assert len(lane) == 1
    waiting.let_go.set()

    assert queued[-1].result(LONGEST) == 3 * THREADS - 1
    assert sorted(waiting.begun) == [*range(6), 3 * THREADS - 1]
    assert told == queued[6:-1]


def test_what_goes_wrong_is_told_and_keeps_nobodys_turn(lane: Lane) -> None:
    bad = [lane.submit(int, "seven") for _ in range(2 * THREADS)]

    assert [type(work.exception(LONGEST)) for work in bad] == [ValueError] * (2 * THREADS)
    assert lane.submit(int, "7").result(LONGEST) == 7
