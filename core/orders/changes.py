"""What was changed about an order once it was placed: written once, never changed; the books are made of it."""

import secrets
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


class ChangeKind:
    EDITED = "edited"
    REFUNDED = "refund_granted"
    RETURNED = "returned"
    CANCELLED = "cancelled"


class ChangeLine(EmbeddedDocument):
    """What a change added to a line or took off it. Minor units with all tax; below zero: in the buyer's favour."""

    key: str = StringField(required=True)
    """The SKU, or the delivery's key."""
    name: str = StringField(required=True)
    quantity: int = IntField(required=True)
    minor: int = IntField(required=True)
    tax_minor: int = IntField(required=True)
    tax_basis_points: int | None = IntField()


class OrderChange(Document):
    """One change of an order's amounts, with who made it and why; `minor` is what it changed of what is due."""

    id: str = StringField(primary_key=True)
    number: str = StringField(required=True)
    kind: str = StringField(required=True)
    lines: list[ChangeLine] = ListField(EmbeddedDocumentField(ChangeLine))
    minor: int = IntField(required=True)
    currency: str = StringField(required=True)
    actor: str = StringField(required=True)
    reason: str = StringField(required=True)
    at: datetime = DateTimeField(required=True)

    meta = collection("order_changes", ("number", "at"))


def new_change_id() -> str:
    return f"chg_{secrets.token_hex(12)}"


def changes_of(number: str) -> list[OrderChange]:
    """The changes of that order, oldest first."""
    return list(OrderChange.objects(number=number).order_by("at"))


def change_named(change_id: str | None) -> OrderChange | None:
    """The change of that name, if it has been made: whoever asks for it again gets the same."""
    change: OrderChange | None = OrderChange.objects(id=change_id).first() if change_id else None
    return change
