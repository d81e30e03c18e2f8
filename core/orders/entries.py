from datetime import datetime

from mongoengine import DateTimeField, Document, IntField, StringField

from core.documents import collection


class MoneyKind:
    """What an entry changes the sum of. Plus as a rule; minus takes back what an earlier entry said."""

    DUE = "due"
    """What the buyer owes for the order: plus for goods, delivery and tax, minus for what is taken off."""
    AUTHORISED = "authorised"
    """What a bank has set aside for us; minus when it was taken or set free again."""
    VOIDED = "voided"
    """What was set free again without our having taken it."""
    CAPTURED = "captured"
    """What has really come."""
    REFUNDING = "refunding"
    """What is on its way back: plus when it is planned, minus when it has gone, or will not."""
    REFUNDED = "refunded"
    """What has gone back; minus when a bank returned it."""
    DISPUTED = "disputed"
    """What a bank took for a cardholder who disputes; minus when it gave it back."""


KINDS = (
    MoneyKind.DUE,
    MoneyKind.AUTHORISED,
    MoneyKind.VOIDED,
    MoneyKind.CAPTURED,
    MoneyKind.REFUNDING,
    MoneyKind.REFUNDED,
    MoneyKind.DISPUTED,
)


class MoneyEntry(Document):
    """One line of an order's money: written once, never changed, in the transaction of what it tells.

    Its id is made of order, kind and cause, so that the same thing told twice is written once. `minor` is
    what the sum of its kind changes by; those sums stand on the order (`Order.money`), and the entries
    prove them.
    """

    id: str = StringField(primary_key=True)
    number: str = StringField(required=True)
    kind: str = StringField(required=True, choices=KINDS)
    minor: int = IntField(required=True)
    currency: str = StringField(required=True)
    cause: str = StringField(required=True)
    """What it comes from, by business key: `placed`, `payment:pay_1`, `refund:rf_1`, `return:rma_1`."""
    actor: str = StringField(required=True)
    reason: str | None = StringField()
    at: datetime = DateTimeField(required=True)

    meta = collection("order_money", ("number", "at"))


def entry_id(number: str, kind: str, cause: str) -> str:
    return f"{number}|{kind}|{cause}"
