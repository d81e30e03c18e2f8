"""A worker that has answered its share leaves no gap."""

import os
import signal
import time
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import requests
from gunicorn.arbiter import Arbiter
from pymongo.database import Database

from bff.door import relief
from tests import builders as a
from tests.battery.house import Bff

SHARE = 60
CALLERS = 4
CAME, CAN, WENT = "Booting worker", "Worker can answer", "Worker exiting"
SENT = "Handling signal: ttou"
Serving = Callable[[int], Bff]


@pytest.fixture
def serving(
    _connected: None,
    own_environment: dict[str, str],
    workshop: Path,
    shared_database: "Database[dict[str, Any]]",
) -> Iterator[Serving]:
    """So many workers, each of which has done its share after that many requests."""
    a.markets()
    with ExitStack() as servers:

        def serve(workers: int) -> Bff:
            most = f"--max-requests={SHARE} --max-requests-jitter=1"
            few = {"SHOP_WEB_WORKERS": str(workers), "GUNICORN_CMD_ARGS": most}
            return servers.enter_context(Bff({**own_environment, **few}, workshop))

        yield serve


def told(bff: Bff) -> list[str]:
    """Who came, could answer, was sent home and went, in their order."""
    return [word for line in bff.output.splitlines() for word in (CAME, CAN, SENT, WENT) if word in line]


def ask(bff: Bff, until: float) -> Counter[int]:
    """Again and again, each time on a connection of its own, until one has gone."""
    seen: Counter[int] = Counter()
    while WENT not in told(bff) and time.monotonic() < until:
        seen[requests.get(f"{bff.url}/v1/addresses/US", timeout=30).status_code] += 1
    return seen


def test_the_next_worker_can_answer_before_the_one_that_has_done_its_share_goes(serving: Serving) -> None:
    bff = serving(1)  # so that there is nobody else while it is gone
    until = time.monotonic() + 60
    with ThreadPoolExecutor(CALLERS) as pool:
        asked = [pool.submit(ask, bff, until) for _ in range(CALLERS)]
        seen = sum((one.result() for one in asked), Counter[int]())

    assert set(seen) == {200}, seen
    assert told(bff)[:6] == [CAME, CAN, CAME, CAN, SENT, WENT]


def test_whoever_is_sent_home_for_nobody_stays(serving: Serving) -> None:
    bff = serving(2)
    os.kill(bff.pid, signal.SIGTTOU)
    for _ in range(3):
        os.kill(bff.pid, signal.SIGTTIN)

    until = time.monotonic() + 30
    while WENT not in told(bff) and time.monotonic() < until:
        time.sleep(0.05)
    assert (told(bff).count(CAME), told(bff).count(WENT)) == (3, 1)


class House(Arbiter):
    """gunicorn's own arbiter, whose workers are numbers."""

    def __init__(self, workers: int) -> None:
        self.WORKERS: dict[int, Any] = {}
        self.worker_age, self._num_workers = 0, None
        self._last_logged_active_worker_count = None
        self.log = SimpleNamespace(debug=lambda *_, **__: None)
        keep = SimpleNamespace(nworkers_changed=lambda arbiter, *_: relief.keep_to_one_more(arbiter))
        self.cfg = SimpleNamespace(workers=workers, enable_backlog_metric=False, **vars(keep))
        self.sent_home: list[int] = []
        self.num_workers = workers
        self.manage_workers()

    def spawn_worker(self) -> None:
        self.worker_age += 1
        follows = relief.follows_another(self)
        self.WORKERS[self.worker_age] = SimpleNamespace(age=self.worker_age, follows_another=follows)

    def kill_worker(self, pid: int, _signal: int) -> None:
        self.sent_home.append(pid)

    def loses(self, worker: int) -> None:
        del self.WORKERS[worker]
        relief.want_none_instead(self)
        self.manage_workers()

    def hears_that_it_can_answer(self, worker: int) -> None:
        if self.WORKERS[worker].follows_another:
            self.handle_ttou()


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_one_more_comes_and_the_oldest_goes(workers: int) -> None:
    house = House(workers)
    house.handle_ttin()
    house.hears_that_it_can_answer(workers + 1)

    assert house.sent_home == [1]
    assert [one.follows_another for one in house.WORKERS.values()] == [False] * workers + [True]


@pytest.mark.parametrize("workers", [1, 2, 4])
def test_where_one_dies_while_another_comes_that_one_is_in_its_place(workers: int) -> None:
    house = House(workers)
    house.handle_ttin()
    house.loses(1)
    house.hears_that_it_can_answer(workers + 1)

    assert house.sent_home == []
    assert len(house.WORKERS) == house.num_workers == workers


def test_where_the_one_that_comes_dies_it_is_asked_for_anew() -> None:
    house = House(2)
    house.handle_ttin()
    house.loses(3)
    assert (len(house.WORKERS), house.num_workers) == (2, 2)
    house.handle_ttin()
    house.hears_that_it_can_answer(4)

    assert house.sent_home == [1]


def test_however_often_it_is_asked_there_is_one_more_and_never_one_fewer() -> None:
    house = House(2)
    for _ in range(5):
        house.handle_ttin()
    assert len(house.WORKERS) == 3
    for _ in range(5):
        house.handle_ttou()

    assert (house.sent_home[:1], house.num_workers) == ([1], 2)


def test_one_that_is_told_to_go_while_it_comes_sends_nobody_home(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[int] = []
    monkeypatch.setattr(os, "kill", lambda _pid, what: told.append(what))
    here = os.getppid()
    for alive, parent in ((False, here), (True, here + 1), (True, here)):
        relief.relieve_the_oldest(SimpleNamespace(ppid=parent, alive=alive, follows_another=True))

    assert told == [signal.SIGTTOU]


def test_who_was_asked_for_and_has_not_come_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    worker = SimpleNamespace(max_requests=10, nr=9, alive=True, ppid=os.getppid())
    share = relief.Share(worker)
    monkeypatch.setattr(os, "kill", lambda *_: asked.append(worker.nr))
    for now, nr in ((0.0, 9), (1.0, 10), (2.0, 11), (16.0, 5_000), (17.0, 5_001)):
        worker.nr = nr
        share.ask_when_done(now)

    assert asked == [10, 5_000]
