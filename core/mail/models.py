from datetime import datetime

from mongoengine import DateTimeField, Document, StringField

from core.documents import collection


class SentMail(Document):
    """One mail that had to be sent, named by why: `order-confirmation:Q-…`.

    With `sent_at` it has gone out; with `refused_at` it never will, and `fault` says why.
    """

    id: str = StringField(primary_key=True)
    recipient: str = StringField(required=True)
    subject: str = StringField(required=True)
    sent_at: datetime | None = DateTimeField()
    refused_at: datetime | None = DateTimeField()
    fault: str | None = StringField()

    meta = collection("mails", ("recipient",), ("-sent_at",), {"fields": ["-refused_at"], "sparse": True})
