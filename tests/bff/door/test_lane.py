from collections.abc import Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack
from threading import Event
from typing import Any

import pytest

from bff.door.lane import Lane
from core import breaker
from core.breaker import AT_ONCE, OF_PAYERS, NoRoom, room_at
from tests.conftest import Resettle
from tests.jobs.running import until

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


@pytest.mark.parametrize("service", OF_PAYERS)
@pytest.mark.parametrize("threads", [8, 11, 16])
def test_whoever_has_a_turn_finds_room_at_the_provider(
    service: str, threads: int, waiting: Waiting, resettle: Resettle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who has none waits for one, and is not sent away by the provider's door instead."""
    resettle(web_threads=threads)
    monkeypatch.setattr(breaker, "_rooms", breaker._Rooms())
    monkeypatch.setattr(breaker, "ROOM_SECONDS", 0.01)

    def pay(number: int) -> int:
        with room_at(service):
            return waiting.work(number)

    with ThreadPoolExecutor(threads) as pool:
        lane = Lane(pool, threads)
        paid = [lane.submit(pay, number) for number in range(2 * threads)]
        until(lambda: len(waiting.begun) + sum(one.done() for one in paid) >= threads - max(1, threads // 4))
        waiting.let_go.set()
        assert [one.result(LONGEST) for one in paid] == list(range(2 * threads))


def test_to_a_service_that_no_payer_waits_for_as_many_call_as_ever(
    resettle: Resettle, monkeypatch: pytest.MonkeyPatch
) -> None:
    resettle(web_threads=64)
    monkeypatch.setattr(breaker, "_rooms", breaker._Rooms())
    monkeypatch.setattr(breaker, "ROOM_SECONDS", 0.01)
    with ExitStack() as calls:
        for _ in range(AT_ONCE["contentful"]):
            calls.enter_context(room_at("contentful"))
        with pytest.raises(NoRoom):
            calls.enter_context(room_at("contentful"))
