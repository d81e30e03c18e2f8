"""The message that this process is at work on: whoever needs to name the cause of what it does asks here."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime

from bson import ObjectId

from core import clock
from core.outbox.models import OutboxMessage


@dataclass(frozen=True)
class Heard:
    """An outbox message by its id; `began_at` is when the first event of its chain was announced."""

    message_id: str
    began_at: datetime


_heard: ContextVar[Heard | None] = ContextVar("heard", default=None)


@contextmanager
def hearing(message: OutboxMessage) -> Iterator[None]:
    """What is announced inside belongs to the chain of *message*."""
    token = _heard.set(Heard(str(message.id), message.began_at or message.created_at))
    try:
        yield
    finally:
        _heard.reset(token)


def heard() -> Heard:
    """The message at hand; a new name and the time of now when nobody was told anything."""
    return _heard.get() or Heard(str(ObjectId()), clock.now())


def begun(now: datetime) -> datetime:
    """When the chain began that an event of *now* belongs to: with itself, when nobody was told anything."""
    found = _heard.get()
    return found.began_at if found else now
