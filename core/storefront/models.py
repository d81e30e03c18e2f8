from datetime import datetime, timedelta

from mongoengine import (
    DateTimeField,
    Document,
    EmbeddedDocument,
    EmbeddedDocumentField,
    IntField,
    ListField,
    QuerySet,
    StringField,
)

from core import clock
from core.documents import collection, expires
from core.storefront.ports import Reply

KEEP = timedelta(days=30)
FIRST_PAUSE = timedelta(seconds=2)
LONGEST_PAUSE = timedelta(seconds=60)


class ReplicaCall(EmbeddedDocument):
    """How one replica was told. `answered_at` is when it said yes; `status` and `fault` are of its last answer."""

    url: str = StringField(required=True)
    attempts: int = IntField(required=True, default=0)
    status: int | None = IntField()
    fault: str | None = StringField()
    answered_at: datetime | None = DateTimeField()
    milliseconds: int | None = IntField()


class PurgeQuerySet(QuerySet):
    def with_replica(self, purge_id: str, url: str) -> None:
        """That replica has a place in the record; safe to repeat."""
        self.filter(id=purge_id, calls__url__ne=url).update_one(push__calls=ReplicaCall(url=url))

    def note(self, purge_id: str, url: str, reply: Reply) -> None:
        """Write down one answer. What a replica has heard, a later failure does not take back."""
        heard = {"set__calls__S__answered_at": clock.now()} if reply.heard else {}
        self.filter(id=purge_id, calls__match={"url": url, "answered_at": None}).update_one(
            inc__calls__S__attempts=1,
            set__calls__S__status=reply.status,
            set__calls__S__fault=reply.fault,
            set__calls__S__milliseconds=reply.milliseconds,
            **heard,
        )

    def finish(self, purge_id: str) -> None:
        """Every replica has heard."""
        self.filter(id=purge_id, answered_at=None).update_one(set__answered_at=clock.now())

    def missed_by(self, url: str) -> "PurgeQuerySet":
        """What that replica has not heard, the oldest first."""
        found: PurgeQuerySet = self.filter(
            answered_at=None, calls__match={"url": url, "answered_at": None}
        ).order_by("created_at", "id")
        return found


class Purge(Document):
    """One call to the storefront: the tags and version it carries, why, and what each replica answered.

    Kept for 30 days. `cause` names the outbox message it was made for; `changed_at` is when the change was
    announced that began it all; `answered_at` is when the last replica had heard.
    """

    id: str = StringField(primary_key=True)
    tags: list[str] = ListField(StringField())
    tag_count: int = IntField(required=True)
    version: int = IntField(required=True)
    cause: str | None = StringField()
    request_id: str | None = StringField()
    again_of: str | None = StringField()
    """The purge that a member of staff had sent again."""
    changed_at: datetime = DateTimeField(required=True)
    created_at: datetime = DateTimeField(required=True)
    answered_at: datetime | None = DateTimeField()
    calls: list[ReplicaCall] = ListField(EmbeddedDocumentField(ReplicaCall))

    meta = collection(
        "purges",
        expires("created_at", int(KEEP.total_seconds())),
        ("tags", "-created_at"),
        ("answered_at", "-created_at"),
        queryset=PurgeQuerySet,
    )

    def has_told(self, url: str) -> bool:
        return any(call.url == url and call.answered_at for call in self.calls)


class ReplicaQuerySet(QuerySet):
    def is_left_alone(self, url: str) -> bool:
        """Whether that replica is not to be called now. Whoever asks has something for it, and that is noted."""
        return bool(self.filter(id=url).update_one(inc__missed=1))

    def leave_alone(self, url: str, fault: str) -> None:
        """It did not hear: nobody is to call it for a pause that doubles from one failure to the next."""
        now = clock.now()
        replica: Replica = self.filter(id=url).modify(
            upsert=True,
            new=True,
            inc__failures=1,
            inc__missed=1,
            set__fault=fault,
            set__due_at=now + FIRST_PAUSE,
        )
        pause = min(LONGEST_PAUSE, FIRST_PAUSE * 2 ** min(replica.failures - 1, 10))
        self.filter(id=url, failures=replica.failures).update_one(set__due_at=now + pause)

    def due(self) -> "ReplicaQuerySet":
        found: ReplicaQuerySet = self.filter(due_at__lte=clock.now())
        return found


class Replica(Document):
    """A replica that did not answer, until it has heard all that it missed. Those that hear have no record here."""

    id: str = StringField(primary_key=True)
    """Its address."""
    failures: int = IntField(required=True)
    missed: int = IntField(required=True)
    """How often somebody had something for it: so that what comes at the last moment is noticed."""
    fault: str = StringField()
    due_at: datetime = DateTimeField(required=True)
    """When it is tried again."""

    meta = collection("replicas", queryset=ReplicaQuerySet)
