from datetime import datetime
from typing import Any

from mongoengine import BooleanField, DateTimeField, DictField, Document, ListField, StringField

from core.documents import collection, expires


class TaxQuote(Document):
    """What an outside provider said of one question, by the hash of the question: no address is kept.

    `taxes` are `[{name, minor, basis_points}]`. With `estimated` it said nothing, and the market's own rates stand
    in for a while, so that what was shown a moment ago is what is charged.
    """

    id: str = StringField(primary_key=True)
    provider: str = StringField(required=True)
    ref: str | None = StringField()
    taxes: list[dict[str, Any]] = ListField(DictField())
    estimated: bool = BooleanField(required=True)
    expires_at: datetime = DateTimeField(required=True)

    meta = collection("tax_quotes", expires("expires_at"))
