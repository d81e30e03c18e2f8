"""The worker: RQ with the shop's policy. Settings of RQ that decide how soon a dead worker is noticed."""

from typing import Any

from rq import Worker

import jobs.deliver  # noqa: F401  # loaded before the fork, so that each job starts quickly
from core import log
from core.adapters.rq_queue import QUEUE, redis_client
from core.settings import settings
from jobs.process import beat

WORKER_TTL_SECONDS = 30
MAINTENANCE_SECONDS = 10
MONITORING_SECONDS = 5
BLOCKING_ANSWER_SECONDS = 40.0
"""A worker waits in Redis for up to WORKER_TTL - 15 s; its socket has to be more patient than that."""


class ShopWorker(Worker):
    """Shows that it lives, also while it waits."""

    def heartbeat(self, *args: Any, **kwargs: Any) -> None:
        beat()
        super().heartbeat(*args, **kwargs)


def main() -> None:
    """Work until told to stop; one TERM finishes the job at hand."""
    log.set_up(process="worker", style=settings().log_format)
    url = settings().redis_url.get_secret_value()
    worker = ShopWorker(
        [QUEUE],
        connection=redis_client(url, answer_seconds=BLOCKING_ANSWER_SECONDS),
        serializer="json",
        worker_ttl=WORKER_TTL_SECONDS,
        maintenance_interval=MAINTENANCE_SECONDS,
        job_monitoring_interval=MONITORING_SECONDS,
    )
    worker.work(logging_level="WARNING")


if __name__ == "__main__":
    main()
