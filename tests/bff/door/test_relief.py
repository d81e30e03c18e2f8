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
from pymongo.database import Database

from bff.door import relief
from tests import builders as a
from tests.battery.house import Bff

SHARE = 60
CALLERS = 4
GENERATIONS = 1
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
    """Who came and who went, in their order."""
    words = ("Booting worker", "Worker exiting")
    return [word for line in bff.output.splitlines() for word in words if word in line]


def ask(bff: Bff, until: float) -> Counter[int]:
    """Again and again, each time on a connection of its own, until one has gone."""
    seen: Counter[int] = Counter()
    while told(bff).count("Worker exiting") < GENERATIONS and time.monotonic() < until:
        seen[requests.get(f"{bff.url}/v1/addresses/US", timeout=30).status_code] += 1
    return seen


def test_the_next_worker_is_there_before_the_one_that_has_done_its_share_goes(serving: Serving) -> None:
    bff = serving(1)  # so that there is nobody else while it is gone
    until = time.monotonic() + 60
    with ThreadPoolExecutor(CALLERS) as pool:
        asked = [pool.submit(ask, bff, until) for _ in range(CALLERS)]
        seen = sum((one.result() for one in asked), Counter[int]())

    assert set(seen) == {200}, seen
    came_and_went = told(bff)
    there = [came_and_went[:n].count("Booting worker") for n in range(1, len(came_and_went) + 1)]
    gone = [came_and_went[:n].count("Worker exiting") for n in range(1, len(came_and_went) + 1)]
    assert gone[-1] >= GENERATIONS, bff.output
    assert min(here - left for here, left in zip(there, gone, strict=True)) >= 1, came_and_went
    assert max(here - left for here, left in zip(there, gone, strict=True)) <= 3, came_and_went


def test_whoever_is_sent_home_without_one_who_follows_is_followed_after_all(serving: Serving) -> None:
    """As when certificates are renewed while a worker is on its way."""
    bff = serving(2)
    os.kill(bff.pid, signal.SIGTTOU)

    until = time.monotonic() + 30
    while told(bff).count("Booting worker") < 3 and time.monotonic() < until:
        time.sleep(0.05)
    assert sorted(told(bff)) == ["Booting worker"] * 3 + ["Worker exiting"]


@pytest.mark.parametrize(
    ("wanted", "there", "follows"),
    [(2, 0, False), (2, 1, False), (3, 1, False), (3, 2, True), (2, 2, False)],
    ids=["the first", "for one that died", "and one more is wanted", "one more", "after a reload"],
)
def test_only_the_one_more_that_was_asked_for_sends_another_home(
    wanted: int, there: int, *, follows: bool
) -> None:
    arbiter = SimpleNamespace(
        cfg=SimpleNamespace(workers=2), num_workers=wanted, WORKERS=dict.fromkeys(range(there))
    )

    assert relief.follows_another(arbiter) is follows


def test_who_was_asked_for_and_has_not_come_is_asked_for_again(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    worker = SimpleNamespace(max_requests=10, nr=9, alive=True, ppid=1)
    share = relief.Share(worker)
    monkeypatch.setattr(os, "kill", lambda *_: asked.append(worker.nr))
    for now, nr in ((0.0, 9), (1.0, 10), (2.0, 11), (62.0, 5_000), (63.0, 5_001)):
        worker.nr = nr
        share.ask_when_done(now)

    assert asked == [10, 5_000]
