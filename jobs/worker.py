"""The worker: RQ in one process, with the shop's policy on how soon an absent Redis is asked again."""

from threading import Event
from typing import Any

import redis
from rq import SimpleWorker
from rq.exceptions import StopRequested

from core import log
from core.adapters.rq_queue import redis_address, redis_client
from core.queue import Lane
from core.settings import settings
from jobs.process import beat, begin_again, serve_metrics, stopping, told_to_stop, wait_until_allowed
from jobs.queued import Delivery

DEQUEUE_SECONDS = 5
WORKER_TTL_SECONDS = 30
MAINTENANCE_SECONDS = 10
BLOCKING_ANSWER_SECONDS = DEQUEUE_SECONDS + 10.0
LONGEST_PAUSE_SECONDS = 5.0


class ShopWorker(SimpleWorker):
    """Beats every few seconds, also while it waits for a job or for Redis.

    It runs jobs in its own process. RQ's forking worker would connect to MongoDB anew for each job, ten
    times the cost of the job itself, and its child lives on when the parent is killed. What a fork would
    protect from, the outbox's lease does: a job whose worker died is rung for again. Of what stands in the queue
    it does deliveries (`jobs/queued.py`).
    """

    max_connection_wait_time = LONGEST_PAUSE_SECONDS

    def __init__(self, stop: Event) -> None:
        url = redis_address(settings())
        self._stop, self._waits = stop, False
        super().__init__(
            list(Lane),
            connection=redis_client(url, answer_seconds=BLOCKING_ANSWER_SECONDS),
            serializer="json",
            job_class=Delivery,
            worker_ttl=WORKER_TTL_SECONDS,
            maintenance_interval=MAINTENANCE_SECONDS,
        )

    @property
    def dequeue_timeout(self) -> int:
        return DEQUEUE_SECONDS

    def _install_signal_handlers(self) -> None:
        """RQ hears of a TERM from here on; of one that came just before, it is told."""
        super()._install_signal_handlers()  # type: ignore[no-untyped-call]  # RQ leaves it open
        self._stop_requested = self._stop.is_set()

    def dequeue_job_and_maintain_ttl(self, *args: Any, **kwargs: Any) -> Any:
        self._waits = True
        try:
            return super().dequeue_job_and_maintain_ttl(*args, **kwargs)
        finally:
            self._waits = False

    def reorder_queues(self, reference_queue: Any) -> None:
        """RQ calls it with a job in its hand, which is done before all else."""
        self._waits = False
        super().reorder_queues(reference_queue)

    def heartbeat(self, *args: Any, **kwargs: Any) -> None:
        beat()
        super().heartbeat(*args, **kwargs)
        if self._stop.is_set():
            self._shutdown()

    def request_stop(self, *args: Any) -> None:
        """One TERM finishes the job at hand."""
        told_to_stop()
        super().request_stop(*args)  # type: ignore[no-untyped-call]  # RQ leaves it open

    def _shutdown(self) -> None:
        """RQ's own lets go of a job that was taken and is not at work yet."""
        if self._waits:
            raise StopRequested
        self._stop_requested = True


def main() -> None:
    """Work until told to stop. RQ's worker gives up when Redis stays away; another one takes its place."""
    log.set_up(process="worker", style=settings().log_format)
    serve_metrics()
    stop = stopping()
    wait_until_allowed(stop)
    while not stop.is_set():
        beat()
        try:
            ShopWorker(stop).work(logging_level="WARNING")
        except redis.RedisError as error:
            log.get(__name__).warning("queue_away", fault=type(error).__name__)
        if not stop.is_set():
            stop = stopping()
            stop.wait(1.0)


if __name__ == "__main__":
    main()
    begin_again()
