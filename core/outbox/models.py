from datetime import datetime, timedelta
from typing import Any

from mongoengine import (
    DateTimeField,
    DictField,
    Document,
    IntField,
    ListField,
    QuerySet,
    StringField,
)

from core import clock
from core.documents import collection, expires

LEASE = timedelta(seconds=30)
"""Longer than a job may run, so that no run is alive when the next one is rung for."""
KEEP_DONE = timedelta(days=14)
MOST_ATTEMPTS = 8


class OutboxState:
    READY = "ready"
    DONE = "done"
    DEAD = "dead"


class OutboxQuerySet(QuerySet):
    def claim_next(self) -> "OutboxMessage | None":
        """Lease the oldest message that is due, so that no other relay takes it before the lease ends."""
        now = clock.now()
        message: OutboxMessage | None = (
            self.filter(state=OutboxState.READY, due_at__lte=now)
            .order_by("due_at")
            .modify(set__due_at=now + LEASE, inc__attempts=1, new=True)
        )
        return message

    def begin(self, message_id: object, job: str) -> "OutboxMessage | None":
        """A worker starts on that job: lease the message anew; None when the job is done already."""
        message: OutboxMessage | None = self.filter(
            id=message_id, state=OutboxState.READY, pending=job
        ).modify(set__due_at=clock.now() + LEASE, new=True)
        return message

    def put_back(self, message_id: object, pause: timedelta) -> None:
        """The bell could not be rung: try again after *pause*, and do not count it."""
        self.filter(id=message_id, state=OutboxState.READY).update_one(
            set__due_at=clock.now() + pause, inc__attempts=-1
        )

    def uncount(self, message_id: object) -> None:
        """Nothing new was rung for, because all of it still waits for a worker: that was no attempt."""
        self.filter(id=message_id, state=OutboxState.READY).update_one(inc__attempts=-1)

    def route(self, message_id: object, jobs: list[str]) -> None:
        """Write down, once, which jobs are to hear of it; none at all means it is done."""
        if jobs:
            self.filter(id=message_id, pending=None).update_one(set__pending=jobs)
        else:
            self.filter(id=message_id).update_one(set__state=OutboxState.DONE, set__done_at=clock.now())

    def acknowledge(self, message_id: object, job: str) -> None:
        """That job has done its part; the last one finishes the message. Safe to repeat."""
        self.filter(id=message_id).update_one(pull__pending=job)
        self.filter(id=message_id, pending=[], state=OutboxState.READY).update_one(
            set__state=OutboxState.DONE, set__done_at=clock.now()
        )

    def dead(self) -> "OutboxQuerySet":
        found: OutboxQuerySet = self.filter(state=OutboxState.DEAD)
        return found


class OutboxMessage(Document):
    """One event and who still has to hear of it.

    `due_at` is when the relay may ring for it (again): the lease while somebody works on it, the
    back-off after a failure. `pending` is None until it is routed, then the jobs that are not done.
    `began_at` is when the first event of its chain was announced: a job's own events keep that of theirs.
    """

    event: str = StringField(required=True)
    payload: dict[str, Any] = DictField()
    request_id: str | None = StringField()
    state: str = StringField(required=True, default=OutboxState.READY)
    pending: list[str] | None = ListField(StringField(), default=None)
    attempts: int = IntField(required=True, default=0)
    last_fault: str | None = StringField()
    began_at: datetime | None = DateTimeField()
    created_at: datetime = DateTimeField(required=True)
    due_at: datetime = DateTimeField(required=True)
    done_at: datetime | None = DateTimeField()

    meta = collection(
        "outbox",
        ("state", "due_at"),
        ("state", "created_at"),
        {"fields": ["event"], "partialFilterExpression": {"state": OutboxState.READY}},
        expires("done_at", int(KEEP_DONE.total_seconds())),
        *({"fields": [f"payload.{name}"], "sparse": True} for name in ("email", "former", "customer_id")),
        queryset=OutboxQuerySet,
    )


class Slot(Document):
    """When something that happens regularly is due next. One document each, so that it is done once."""

    id: str = StringField(primary_key=True)
    due_at: datetime = DateTimeField(required=True)

    meta = collection("slots")
