from datetime import datetime

from mongoengine import BinaryField, DateTimeField, DictField, Document, QuerySet, StringField

from core import clock
from core.documents import collection, expires


class ReceiptQuerySet(QuerySet):
    def finish(self, receipt_id: str) -> "Receipt | None":
        """Mark it done and return it, or None when it was done before."""
        receipt: Receipt | None = self.filter(id=receipt_id, done_at=None).modify(
            set__done_at=clock.now(), new=True
        )
        return receipt


class Receipt(Document):
    """One webhook delivery, named by its sender: `stripe-evt_123`. The body is kept as it came, without secrets."""

    id: str = StringField(primary_key=True)
    source: str = StringField(required=True)
    kind: str = StringField(required=True)
    body: bytes = BinaryField(required=True)
    facts: dict[str, str] = DictField(StringField())
    """What the adapter read in it: where to look. What is, its sender is asked."""
    received_at: datetime = DateTimeField(required=True)
    expires_at: datetime = DateTimeField(required=True)
    done_at: datetime | None = DateTimeField()
    outcome: str | None = StringField()

    meta = collection(
        "inbox",
        expires("expires_at"),
        ("source", "received_at"),
        "received_at",
        {"fields": ["facts.ref"], "sparse": True},
        {"fields": ["facts.payment_id"], "sparse": True},
        queryset=ReceiptQuerySet,
    )
