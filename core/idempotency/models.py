from datetime import datetime, timedelta

from mongoengine import BinaryField, DateTimeField, Document, IntField, StringField

from core.documents import collection, expires

KEEP = timedelta(hours=48)
LEASE = timedelta(seconds=30)


class KeptAnswer(Document):
    """What a request with that key was answered. Without a status it is still being worked on."""

    id: str = StringField(primary_key=True)
    fingerprint: str = StringField(required=True)
    leased_until: datetime = DateTimeField(required=True)
    status: int | None = IntField()
    content_type: str | None = StringField()
    body: bytes | None = BinaryField()
    kept_until: datetime = DateTimeField(required=True)

    meta = collection("kept_answers", expires("kept_until"))
