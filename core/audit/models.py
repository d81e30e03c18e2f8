from datetime import datetime
from typing import Any

from mongoengine import DateTimeField, DictField, Document, StringField

from core.documents import collection


class AuditRecord(Document):
    """One change made by a person: who, what, to which thing, why. Written once, never changed."""

    at: datetime = DateTimeField(required=True)
    actor: str = StringField(required=True)
    action: str = StringField(required=True)
    target: str = StringField(required=True)
    facts: dict[str, Any] = DictField()
    request_id: str | None = StringField()

    meta = collection("audit", ("target", "-at"), ("actor", "-at"), ("-at",))
