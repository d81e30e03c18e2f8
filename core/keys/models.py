from collections.abc import Mapping
from datetime import datetime

from mongoengine import BooleanField, DateTimeField, Document, ListField, StringField

from core import clock
from core.documents import collection

SCOPES: Mapping[str, str] = {
    "stock:read": "See what lies where",
    "stock:write": "Say what lies where, and what has come and gone",
    "orders:read": "See orders, with the people they are for",
    "shipments:write": "Say what has left",
    "catalog:write": "Put products, and change prices",
}
"""What a machine may do, each for itself. What is not listed no key opens."""


class ApiKey(Document):
    """What a machine shows instead of signing in. Of the key itself only the hash is kept.

    One name has one *current* key, and beside it, for a while, the one that it has taken the place of.
    """

    id: str = StringField(primary_key=True)
    """It stands in the key, so that the row is found by it."""
    name: str = StringField(required=True)
    """The machine, as people call it: `erp`."""
    scopes: list[str] = ListField(StringField(choices=tuple(SCOPES)), required=True)
    digest: str = StringField(required=True)
    shown: str = StringField(required=True)
    """How it begins and ends, for people to tell it by."""
    current: bool = BooleanField(required=True, default=True)
    created_at: datetime = DateTimeField(required=True)
    created_by: str = StringField(required=True)
    expires_at: datetime = DateTimeField(required=True)
    ended_at: datetime | None = DateTimeField()
    last_used_at: datetime | None = DateTimeField()
    """To the minute."""

    meta = collection(
        "api_keys",
        ("-created_at",),
        ("name", "-created_at"),
        {"fields": ["name"], "unique": True, "partialFilterExpression": {"current": True}},
    )

    @property
    def state(self) -> str:
        """`active`, `ended` by somebody, or `expired`."""
        if self.ended_at is not None:
            return "ended"
        return "active" if self.expires_at > clock.now() else "expired"
