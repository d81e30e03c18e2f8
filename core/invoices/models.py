from datetime import datetime

from mongoengine import (
    BinaryField,
    BooleanField,
    DateTimeField,
    Document,
    EmbeddedDocumentField,
    IntField,
    ListField,
    StringField,
)

from core.documents import collection
from core.money import Money
from core.orders.changes import ChangeLine

LARGEST_PDF = 2**20


class InvoiceKind:
    INVOICE = "invoice"
    CREDIT_NOTE = "credit_note"


LETTER = {InvoiceKind.INVOICE: "I", InvoiceKind.CREDIT_NOTE: "C"}
"""What the numbers of each kind begin with: `I-2026-000001`."""


class Invoice(Document):
    """What the books hold of an order, or of a change of it: written once, never changed; all it says stands in it.

    Amounts are minor units with all tax; below zero is in the buyer's favour. `pdf` is drawn of it, once.
    """

    number: str = StringField(required=True, unique=True)
    kind: str = StringField(required=True)
    cause: str = StringField(required=True, unique=True)
    """`order:Q-…` for the order as placed, `change:chg_…` for a change of it: each has one document."""
    order_number: str = StringField(required=True)
    refers_to: str | None = StringField()
    """Of what concerns an earlier invoice: its number."""
    reason: str | None = StringField()
    locale: str = StringField(required=True)
    currency: str = StringField(required=True)
    tax_included: bool = BooleanField(required=True)
    seller: list[str] = ListField(StringField(), required=True)
    seller_tax_id: str | None = StringField()
    buyer: list[str] = ListField(StringField(), required=True)
    lines: list[ChangeLine] = ListField(EmbeddedDocumentField(ChangeLine))
    minor: int = IntField(required=True)
    tax_minor: int = IntField(required=True)
    issued_at: datetime = DateTimeField(required=True)
    pdf: bytes | None = BinaryField(max_bytes=LARGEST_PDF)

    meta = collection("invoices", ("order_number", "issued_at"))

    @property
    def total(self) -> Money:
        return Money(self.minor, self.currency)
