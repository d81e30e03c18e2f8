from bson import ObjectId

from core import log
from core.errors import Unavailable
from core.outbox.events import Event, event_of
from core.outbox.hearing import hearing
from core.outbox.models import OutboxMessage
from core.outbox.services import note_failure
from jobs.context import shop
from jobs.subscribers import JOBS


def deliver(message_id: str, job: str) -> None:
    """Let one job hear of one event, and write down that it has. Safe to run again, and twice at once.

    A job that fails is tried again by the relay, after a pause; the queue itself retries nothing.
    """
    shop()
    message = OutboxMessage.objects.begin(ObjectId(message_id), job)
    if message is None:
        return
    with log.about(request_id=message.request_id, told=message.event, job=job), hearing(message):
        _run(message, job)


def _run(message: OutboxMessage, job: str) -> None:
    logger = log.get(__name__)
    try:
        JOBS[job](event_of(message.event, message.payload, Event))
    except Exception as fault:
        logger.exception("job_failed", attempt=message.attempts)
        away = isinstance(fault, Unavailable)
        note_failure(message.id, f"{job}: {type(fault).__name__}: {fault}", away=away)
    else:
        OutboxMessage.objects.acknowledge(message.id, job)
        logger.info("job_done", attempt=message.attempts)
