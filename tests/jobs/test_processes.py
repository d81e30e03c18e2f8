"""Relay, worker and schedule as real processes on a real Redis and a real MongoDB."""

import contextlib
import signal
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event
from typing import Any

import pytest
import redis
import requests
from pymongo.database import Database
from pymongo.errors import ServerSelectionTimeoutError

from core.adapters.rq_queue import RqQueue
from core.mail.models import SentMail
from core.outbox.models import OutboxMessage, OutboxState
from dev.ports import LOOPBACK, free_port
from dev.redis_server import RedisServer
from jobs import process
from jobs.relay import DELIVER
from jobs.schedule import EVERY
from jobs.worker import ShopWorker
from tests import builders as a
from tests.conftest import Resettle
from tests.failpoints import failing
from tests.jobs.running import MailServer, Process, until

AFTER_THE_LEASE = 40
OUT_OF_TIME = {"errorCode": 50}
Run = Callable[..., Process]


@pytest.fixture
def mail_server() -> Iterator[MailServer]:
    server = MailServer()
    yield server
    server.close()


@pytest.fixture
def queue_server(redis_server: RedisServer) -> Iterator[redis.Redis]:
    client = redis.Redis.from_url(redis_server.url)
    client.flushall()
    yield client
    client.flushall()
    client.close()


@pytest.fixture
def run(
    shared_database: "Database[dict[str, Any]]",
    own_environment: dict[str, str],
    redis_server: RedisServer,
    queue_server: redis.Redis,
    mail_server: MailServer,
    workshop: Path,
) -> Iterator[Run]:
    """`run("worker", later=40)`: a process of this shop, whose clock is *later* seconds ahead."""
    started: list[Process] = []

    def start(name: str, *, later: int = 0, **more: str) -> Process:
        environment = {
            **own_environment,
            "SHOP_REDIS_URL": redis_server.url,
            "SHOP_SMTP_URL": mail_server.url,
            "SHOP_STOREFRONT_URL": "",
            "SHOP_CLOCK_OFFSET_SECONDS": str(later),
            **more,
        }
        started.append(Process(name, environment, workshop))
        return started[-1]

    yield start
    for one in started:
        one.kill()


def work_until(stop: Event) -> None:
    """What is queued is worked off in this process, whose signals are its own again afterwards."""
    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT)}
    try:
        ShopWorker(stop).work(burst=True, logging_level="WARNING")
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def test_a_worker_serves_what_it_has_counted_where_it_is_told_to(run: Run) -> None:
    address = f"{LOOPBACK}:{free_port()}"
    worker = run("worker", SHOP_WORKER_METRICS_BIND=address)

    def counted() -> bool:
        with contextlib.suppress(requests.ConnectionError):
            return "shop_purge_seconds_count" in requests.get(f"http://{address}/metrics", timeout=5).text
        return False

    until(counted)
    assert worker.is_running


def done() -> bool:
    return not OutboxMessage.objects(state__ne=OutboxState.DONE).first()


def test_a_job_is_done_from_the_announcement_to_the_mail(
    run: Run, mail_server: MailServer, tmp_path: Path
) -> None:
    mail_server.open.set()
    beats = [tmp_path / name for name in ("relay", "worker")]
    relay, worker = (run(beat.name, SHOP_HEARTBEAT_FILE=str(beat)) for beat in beats)
    a.customer("ada@example.com")

    until(done)
    assert len(mail_server.taken) == 1
    assert "Welcome aboard, Ada" in mail_server.taken[0]
    assert [mail.recipient for mail in SentMail.objects(sent_at__ne=None)] == ["ada@example.com"]
    assert all(beat.exists() for beat in beats)
    assert (relay.stop(), worker.stop()) == (0, 0)


def test_a_redis_that_is_emptied_loses_nothing(
    run: Run, mail_server: MailServer, queue_server: redis.Redis
) -> None:
    mail_server.open.set()
    relay = run("relay")
    for number in range(12):
        a.customer(f"ada{number}@example.com")
    until(lambda: not OutboxMessage.objects(pending=None).first())
    queue_server.flushall()
    assert relay.stop() == 0

    run("relay", later=AFTER_THE_LEASE)
    run("worker", later=AFTER_THE_LEASE)
    until(done)
    assert len(mail_server.taken) == 12


def test_a_worker_that_is_killed_at_its_work_is_followed_by_another(
    run: Run, mail_server: MailServer
) -> None:
    first, relay = run("worker"), run("relay")
    a.customer("ada@example.com")
    until(lambda: mail_server.callers)
    first.kill()
    relay.stop()
    assert not done()

    mail_server.open.set()
    run("worker", later=AFTER_THE_LEASE)
    run("relay", later=AFTER_THE_LEASE)
    until(done)
    assert SentMail.objects(sent_at__ne=None).count() == 1


def test_a_worker_that_is_told_to_stop_ends_its_job_first(run: Run, mail_server: MailServer) -> None:
    worker = run("worker")
    run("relay")
    a.customer("ada@example.com")
    until(lambda: mail_server.callers)
    worker.terminate()
    mail_server.open.set()

    assert worker.stop() == 0
    assert (done(), len(mail_server.taken)) == (True, 1)


def test_a_worker_that_is_told_to_stop_with_a_job_in_its_hand_does_it_first(
    redis_server: RedisServer, queue_server: redis.Redis, resettle: Resettle, monkeypatch: pytest.MonkeyPatch
) -> None:
    """As it is when a renewed certificate is noticed between taking a job and beginning it, or a TERM comes then."""
    resettle(redis_url=redis_server.url)
    queue, stop, begun = RqQueue(redis_server.url), Event(), list[str]()
    for key in ("first", "second"):
        queue.enqueue(DELIVER, ["message-1", "jobs.mail"], key=key)
    monkeypatch.setattr("jobs.worker.beat", lambda: stop.set() if queue.depth() < 2 else None)
    monkeypatch.setattr(ShopWorker, "execute_job", lambda _self, job, _queue: begun.append(job.id))
    work_until(stop)
    assert (begun, queue.depth()) == (["first"], 1)


def test_who_cannot_ask_what_it_may_lives_and_asks_again(
    resettle: Resettle, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    beat, answers = tmp_path / "beat", iter([ServerSelectionTimeoutError("nobody there"), None])

    def answer() -> str | None:
        if fault := next(answers):
            raise fault
        assert beat.exists()
        return None

    monkeypatch.setattr(process, "shop", lambda: None)
    monkeypatch.setattr(process, "not_allowed", answer)
    monkeypatch.setattr(process, "ASKED_AGAIN_SECONDS", 0)
    resettle(heartbeat_file=str(beat))
    process.wait_until_allowed(Event())
    assert list(answers) == []


@pytest.mark.parametrize("is_told", [True, False])
def test_who_is_told_to_stop_while_its_certificate_is_renewed_does_not_begin_again(
    monkeypatch: pytest.MonkeyPatch, *, is_told: bool
) -> None:
    began, own = list[str](), process._Own(is_renewed=True)
    monkeypatch.setattr(process, "_own", own)
    monkeypatch.setattr("jobs.process.os.execv", lambda path, _words: began.append(path))
    if is_told:
        process.told_to_stop()
    try:
        process.begin_again()
    finally:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, process.ENDS)
    assert bool(began) is not is_told


def test_a_worker_that_is_told_to_stop_before_it_begins_takes_no_job(
    redis_server: RedisServer, queue_server: redis.Redis, resettle: Resettle
) -> None:
    resettle(redis_url=redis_server.url)
    queue, stop = RqQueue(redis_server.url), Event()
    queue.enqueue(DELIVER, ["message-1", "jobs.mail"], key="a-job")
    stop.set()  # between the signal's first handler and RQ's own
    work_until(stop)
    assert queue.depth() == 1


def test_a_relay_outlives_a_database_in_trouble(run: Run, mail_server: MailServer) -> None:
    mail_server.open.set()
    relay = run("relay")
    run("worker")
    with failing(["findAndModify"], OUT_OF_TIME, mode={"times": 2}):
        until(lambda: "cannot_relay" in relay.output)
    a.customer("ada@example.com")

    until(done)
    assert relay.is_running


def test_two_schedules_announce_once_what_is_due_and_stop_when_told(run: Run, tmp_path: Path) -> None:
    beats = [tmp_path / name for name in ("one", "other")]
    schedules = [run("schedule", SHOP_HEARTBEAT_FILE=str(beat)) for beat in beats]
    until(lambda: all(beat.exists() for beat in beats))

    assert [schedule.stop() for schedule in schedules] == [0, 0]
    assert sorted(name for name, _ in a.announced()) == sorted(event.name for _, event in EVERY.values())
