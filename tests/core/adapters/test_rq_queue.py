import time
from collections.abc import Iterator
from datetime import timedelta

import pytest
import redis
from rq import Queue
from rq.job import Job, JobStatus

from core import clock
from core.adapters.rq_queue import JOB_SECONDS, RqQueue
from core.outbox.models import LEASE
from core.queue import Lane, QueueAway
from dev.redis_server import RedisServer
from tests.at_once import at_once

JOB = "jobs.deliver.deliver"
OUTLIVED = timedelta(seconds=JOB_SECONDS + 1)


@pytest.fixture
def server(redis_server: RedisServer) -> "Iterator[redis.Redis]":
    client = redis.Redis.from_url(redis_server.url)
    client.flushall()
    yield client
    client.flushall()
    client.close()


@pytest.fixture
def queue(redis_server: RedisServer, server: redis.Redis) -> RqQueue:
    return RqQueue(redis_server.url)


def ring(queue: RqQueue, key: str = "message-1-jobs-mail") -> bool:
    return queue.enqueue(JOB, ["message-1", "jobs.mail"], key=key)


def taken(server: redis.Redis, *, status: JobStatus) -> Job:
    """A worker takes the first job, as RQ's does, and gets as far as that."""
    waiting = Queue(Lane.SHOP, connection=server, serializer="json")
    server.lmove(waiting.key, waiting.intermediate_queue_key, "RIGHT", "LEFT")
    job = Job.fetch("message-1-jobs-mail", connection=server, serializer="json")
    if status is JobStatus.STARTED:
        job.prepare_for_execution("worker", server.pipeline())
        job.started_at = job.last_heartbeat = clock.now()
        job.save()
    job.set_status(status)
    return job


def test_a_worker_that_is_free_takes_money_before_the_rest_and_bulk_last(
    queue: RqQueue, server: redis.Redis
) -> None:
    for lane in (Lane.BULK, Lane.SHOP, Lane.MONEY):
        queue.enqueue(JOB, ["message-1", "jobs.mail"], key=f"a-{lane}", lane=lane)
    lanes = [Queue(lane, connection=server, serializer="json") for lane in Lane]
    taken = [Queue.dequeue_any(lanes, None, connection=server, serializer="json") for _ in lanes]

    assert queue.depth() == 0
    assert [job.id for job, _ in filter(None, taken)] == ["a-money", "a-shop", "a-bulk"]


def test_rings_once_per_key_until_the_job_is_over(queue: RqQueue) -> None:
    assert [ring(queue), ring(queue), ring(queue, "another")] == [True, False, True]
    assert queue.depth() == 2


def test_rung_by_many_at_once_it_is_rung_once(queue: RqQueue) -> None:
    assert at_once([lambda: ring(queue)] * 10).count(True) == 1
    assert queue.depth() == 1


def test_jobs_are_plain_json_with_one_policy_for_all(queue: RqQueue, server: redis.Redis) -> None:
    ring(queue)

    job = Job.fetch("message-1-jobs-mail", connection=server, serializer="json")
    assert (job.func_name, job.args) == (JOB, ["message-1", "jobs.mail"])
    assert (job.timeout, job.result_ttl, job.failure_ttl) == (JOB_SECONDS, 0, 3_600)
    assert timedelta(seconds=JOB_SECONDS) < LEASE


def test_what_a_worker_has_just_started_is_not_rung_for_beside_it(
    queue: RqQueue, server: redis.Redis
) -> None:
    ring(queue)
    taken(server, status=JobStatus.STARTED)

    assert not ring(queue)


@pytest.mark.parametrize(
    "status", [JobStatus.STARTED, JobStatus.QUEUED], ids=["at work", "before it started"]
)
def test_what_a_dead_worker_had_in_its_hands_is_rung_for_again(
    status: JobStatus, queue: RqQueue, server: redis.Redis
) -> None:
    ring(queue)
    taken(server, status=status)

    with clock.moved(OUTLIVED):
        assert ring(queue)
    assert queue.depth() == 1


def test_what_still_waits_after_hours_is_not_rung_for_again(queue: RqQueue) -> None:
    ring(queue)

    with clock.moved(timedelta(hours=5)):
        assert not ring(queue)


@pytest.mark.parametrize(
    "status", [JobStatus.FAILED, JobStatus.FINISHED, JobStatus.STOPPED, JobStatus.CANCELED]
)
def test_what_came_to_an_end_can_be_rung_for_at_once(
    status: JobStatus, queue: RqQueue, server: redis.Redis
) -> None:
    ring(queue)
    taken(server, status=status)

    assert ring(queue)


def test_an_emptied_redis_is_rung_anew(queue: RqQueue, server: redis.Redis) -> None:
    ring(queue)
    server.flushall()

    assert ring(queue)


def test_a_redis_that_is_away_is_said_so_within_a_second_or_two() -> None:
    queue = RqQueue("redis://127.0.0.1:1/0")
    start = time.monotonic()

    with pytest.raises(QueueAway, match="ConnectionError"):
        ring(queue)
    with pytest.raises(QueueAway):
        queue.depth()
    assert time.monotonic() - start < 3
