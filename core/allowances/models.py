from datetime import datetime

from mongoengine import (
    DateTimeField,
    Document,
    EmbeddedDocument,
    EmbeddedDocumentField,
    IntField,
    ListField,
    StringField,
)

from core.documents import collection


class Given(EmbeddedDocument):
    """What one act has given away, in minor units."""

    at: datetime = DateTimeField(required=True)
    minor: int = IntField(required=True)
    currency: str = StringField(required=True)


class Allowance(Document):
    """What a member has given away alone, and when. Whoever gives writes here, so that two at once conflict."""

    member: str = StringField(primary_key=True)
    given: list[Given] = ListField(EmbeddedDocumentField(Given))

    meta = collection("allowances")
