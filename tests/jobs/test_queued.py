"""Whoever may write the queue, as the relay may, can ring for deliveries and run nothing else in the worker."""

import json
import signal
import sys
from collections.abc import Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import redis
from rq import Queue
from rq.job import Job, JobStatus

from core import clock
from core.adapters.rq_queue import JOB_SECONDS, RqQueue
from core.bootstrap import Shop
from core.outbox.models import OutboxMessage, OutboxState
from core.queue import Lane
from dev.redis_server import RedisServer
from jobs.context import work_for
from jobs.relay import DELIVER, relay_next
from jobs.worker import ShopWorker
from tests import builders as a
from tests.conftest import Resettle

KEY = "a-job"
MODULE = "of_somebody_else"
STRANGE = f"{MODULE}.run"
GOOD: list[Any] = [DELIVER, None, ["0" * 24, "jobs.mail"], {}]


@pytest.fixture
def traces(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where a module that could be imported leaves a line for each thing that happens to it."""
    file = tmp_path / "traces"
    told = f"open({str(file)!r}, 'a').write"
    source = f"{told}('imported ')\ndef run(*args, **more):\n    {told}('ran ')\n"
    (tmp_path / f"{MODULE}.py").write_text(source)
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, MODULE, raising=False)
    file.touch()
    return file


@pytest.fixture
def server(redis_server: RedisServer, resettle: Resettle) -> "Iterator[redis.Redis]":
    resettle(redis_url=redis_server.url)
    client = redis.Redis.from_url(redis_server.url)
    client.flushall()
    yield client
    client.flushall()
    client.close()


@pytest.fixture
def working(shop: Shop) -> Iterator[None]:
    work_for(shop)
    yield
    work_for(None)


def queued(server: redis.Redis, said: object = GOOD, **more: object) -> Job:
    """A job as whoever may write the queue can write it, field by field."""
    queue = Queue(Lane.SHOP, connection=server, serializer="json")
    job = queue.enqueue(DELIVER, job_id=KEY, job_timeout=JOB_SECONDS)
    server.hset(job.key, mapping={"data": json.dumps(said), **more})
    return job


def work() -> None:
    """RQ's worker listens to signals, and the tests listen to them again afterwards."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        ShopWorker(Event()).work(burst=True, logging_level="CRITICAL")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


@pytest.mark.parametrize(
    "said",
    [
        [STRANGE, None, [], {}],
        [STRANGE, None, GOOD[2], {}],
        [f"{DELIVER}.{MODULE}", None, GOOD[2], {}],
        [DELIVER, "x", GOOD[2], {}],
        [DELIVER, None, [], {}],
        [DELIVER, None, [*GOOD[2], "x"], {}],
        [DELIVER, None, [{"$ne": None}, "jobs.mail"], {}],
        [DELIVER, None, {"message_id": 1, "job": 2}, {}],
        [DELIVER, None, [], {"message_id": "0" * 24, "job": "jobs.mail"}],
        [DELIVER],
        "nothing of the kind",
    ],
    ids=str,
)
def test_what_is_no_delivery_fails_and_is_not_even_imported(
    said: object, server: redis.Redis, traces: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    job = queued(server, said)

    work()
    assert traces.read_text() == ""
    assert job.get_status() is JobStatus.FAILED
    assert "job_refused" in capsys.readouterr().out


@pytest.mark.parametrize("when", ["success", "failure", "stopped"])
@pytest.mark.parametrize("said", [GOOD, [STRANGE, None, [], {}]], ids=["a delivery", "no delivery"])
def test_nobody_is_called_afterwards(said: object, when: str, server: redis.Redis, traces: Path) -> None:
    job = queued(server, said, **{f"{when}_callback_name": STRANGE})

    work()
    assert traces.read_text() == ""
    assert job.get_status() is JobStatus.FAILED


def test_nobody_is_called_for_what_a_dead_worker_had(server: redis.Redis, traces: Path) -> None:
    job = queued(server, failure_callback_name=STRANGE, status=JobStatus.STARTED)
    registry = Queue(Lane.SHOP, connection=server, serializer="json").started_job_registry
    server.lrem(f"rq:queue:{Lane.SHOP}", 0, job.id)
    server.zadd(registry.key, {f"{job.id}:an-execution": clock.now().timestamp() - 1})

    work()
    assert traces.read_text() == ""
    assert registry.get_job_ids(cleanup=False) == []


@pytest.mark.parametrize("status", ["finished", "failed"])
def test_no_address_in_the_queue_is_called(
    status: str, server: redis.Redis, monkeypatch: pytest.MonkeyPatch
) -> None:
    called: list[object] = []
    monkeypatch.setattr("rq.webhook.Webhook.send", lambda *args, **more: called.append((args, more)))
    hook = {"url": "http://127.0.0.1:1/", "job_status": status, "method": "POST", "headers": {}, "timeout": 1}
    job = queued(server, webhooks=json.dumps([hook]))
    assert Job.fetch(KEY, connection=server, serializer="json").webhooks, "RQ reads it"

    work()
    assert called == []
    assert job.get_status() is JobStatus.FAILED


def test_what_the_relay_rings_for_is_done(
    redis_server: RedisServer, server: redis.Redis, working: None
) -> None:
    a.customer("ada@example.com")
    queue = RqQueue(redis_server.url)
    while relay_next(queue):
        pass

    work()
    assert not OutboxMessage.objects(state__ne=OutboxState.DONE).first()
