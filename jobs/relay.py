"""The relay: from the outbox to the queue. It leases a message, says who is to hear of it, and rings for each.

Killed at any point it loses nothing: the lease ends, and the message is due again.
"""

from datetime import timedelta

from core import log
from core.db import DATABASE_TROUBLE
from core.outbox.events import KNOWN
from core.outbox.models import MOST_ATTEMPTS, OutboxMessage
from core.outbox.services import note_failure
from core.queue import JobQueue, QueueAway
from core.settings import settings
from jobs.context import shop
from jobs.process import beat, begin_again, stopping, wait_until_allowed
from jobs.subscribers import SUBSCRIBERS, jobs_for, lane_of

DELIVER = "jobs.deliver.deliver"
IDLE_SECONDS = 0.1
PAUSE_WHEN_AWAY = timedelta(seconds=2)


def relay_next(queue: JobQueue) -> bool:
    """Ring for the oldest message that is due; False when there is none. Raises QueueAway."""
    message = OutboxMessage.objects.claim_next()
    if message is None:
        return False
    try:
        _ring(message, queue)
    except QueueAway:
        OutboxMessage.objects.put_back(message.id, PAUSE_WHEN_AWAY)
        raise
    return True


def _ring(message: OutboxMessage, queue: JobQueue) -> None:
    event = KNOWN.get(message.event)
    if event is None or event not in SUBSCRIBERS:
        note_failure(message.id, f"nobody knows the event {message.event!r}")
        return
    jobs = jobs_for(event) if message.pending is None else message.pending
    if message.pending is None or not jobs:  # a worker may die between the last job and the word that it was
        OutboxMessage.objects.route(message.id, jobs)
    if message.attempts > MOST_ATTEMPTS:
        note_failure(message.id, f"no worker has lived through {', '.join(jobs)}")
        return
    rung = [
        queue.enqueue(DELIVER, [str(message.id), job], key=_key(message, job), lane=lane_of(job))
        for job in jobs
    ]
    if not any(rung):
        OutboxMessage.objects.uncount(message.id)


def _key(message: OutboxMessage, job: str) -> str:
    return f"{message.id}-{job.replace('.', '-')}"


def main() -> None:
    """Run until told to stop; an absent MongoDB or Redis is waited for."""
    log.set_up(process="relay", style=settings().log_format)
    stop = stopping()
    wait_until_allowed(stop)
    queue = shop().jobs
    while not stop.is_set():
        beat()
        try:
            if not relay_next(queue):
                stop.wait(IDLE_SECONDS)
        except (QueueAway, *DATABASE_TROUBLE) as error:
            log.get(__name__).warning("cannot_relay", fault=f"{type(error).__name__}: {error}"[:200])
            stop.wait(PAUSE_WHEN_AWAY.total_seconds())


if __name__ == "__main__":
    main()
    begin_again()
