from datetime import datetime

from mongoengine import DateTimeField, Document, StringField

from core.documents import collection


class AppliedMigration(Document):
    """A migration that has been run to its end on this database."""

    id: str = StringField(primary_key=True)
    applied_at: datetime = DateTimeField(required=True)

    meta = collection("migrations")
