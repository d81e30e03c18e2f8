"""RQ: the doorbell. The only importer of rq in core; one policy for every job, JSON instead of pickle."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from urllib.parse import urlsplit

import redis
from redis.backoff import NoBackoff
from redis.retry import Retry as RedisRetry
from rq import Queue
from rq.exceptions import DuplicateJobError, NoSuchJobError
from rq.job import Job, JobStatus

from core import clock
from core.adapters.redis_line import OwnAuthority
from core.credentials import of_redis
from core.db import outside_call
from core.queue import Lane, QueueAway
from core.settings import Settings

JOB_SECONDS = 25
"""Shorter than the outbox's lease, so that no run is alive when the next one is rung for."""
FAILURE_SECONDS = 3_600
CONNECT_SECONDS, ANSWER_SECONDS = 0.5, 1.0
AT_ONCE = 50
"""Connections of one client: more than a process has threads. Beyond that it is as if Redis were away."""


def redis_client(url: str, *, answer_seconds: float | None = ANSWER_SECONDS) -> redis.Redis:
    """Redis as the shop talks to it: an answer or an error within seconds; the default retries take twelve."""
    sealed = {"connection_class": OwnAuthority} if urlsplit(url).scheme == "rediss" else {}
    return redis.Redis.from_url(
        url,
        socket_connect_timeout=CONNECT_SECONDS,
        socket_timeout=answer_seconds,
        retry=RedisRetry(NoBackoff(), 0),
        max_connections=AT_ONCE,
        **sealed,
    )


def redis_address(settings: Settings) -> str:
    """Where Redis is, with the certificate that is shown there; empty without one."""
    return of_redis(settings.redis_url.get_secret_value(), settings.certificate_file, settings.ca_file)


class RqQueue:
    """Rings for jobs. What it forgets, the outbox remembers."""

    def __init__(self, url: str) -> None:
        connection = redis_client(url)
        self._lanes = {lane: Queue(lane, connection=connection, serializer="json") for lane in Lane}

    @outside_call
    def enqueue(self, job: str, arguments: Sequence[str], *, key: str, lane: Lane = Lane.SHOP) -> bool:
        queue = self._lanes[lane]
        try:
            if not self._clear(key, queue):
                return False
            queue.enqueue(
                job,
                args=tuple(arguments),
                job_id=key,
                unique=True,
                job_timeout=JOB_SECONDS,
                result_ttl=0,
                failure_ttl=FAILURE_SECONDS,
            )
        except DuplicateJobError:
            return False
        except redis.RedisError as error:
            raise QueueAway(type(error).__name__) from error
        return True

    def depth(self) -> int:
        try:
            return sum(int(queue.count) for queue in self._lanes.values())
        except redis.RedisError as error:
            raise QueueAway(type(error).__name__) from error

    def _clear(self, key: str, queue: Queue) -> bool:
        """Make way for a new run: False while the last one waits for a worker, or is at work."""
        try:
            last = Job.fetch(key, connection=queue.connection, serializer="json")
        except NoSuchJobError:
            return True
        if self._under_way(last, queue):
            return False
        last.delete()
        return True

    def _under_way(self, job: Job, queue: Queue) -> bool:
        """Whether a worker has it, or will: not when one died with it in its hands.

        What was started longer ago than a job may run is dead. So is what says it is queued and stands
        in no queue: a worker took it and never got to start it.
        """
        match job.get_status(refresh=False):
            case JobStatus.STARTED:
                return not _outlived(job.started_at)
            case JobStatus.QUEUED:
                return queue.get_job_position(job) is not None or not _outlived(job.enqueued_at)
        return False


def _outlived(since: datetime | None) -> bool:
    return since is None or clock.now() - since > timedelta(seconds=JOB_SECONDS)
