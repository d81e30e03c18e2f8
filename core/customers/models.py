import secrets
from datetime import datetime

from mongoengine import BooleanField, DateTimeField, Document, EmbeddedDocumentField, ListField, StringField

from core.addresses import Address
from core.documents import collection, expires


class Customer(Document):
    """Somebody with an account. Known everywhere by a random id; the address they sign in with may change."""

    id: str = StringField(primary_key=True)
    email: str = StringField(required=True, unique=True)
    """As `core.mailboxes.folded` writes it: one spelling per mailbox."""
    password: str = StringField(required=True)
    name: str = StringField(required=True, max_length=120)
    group: str | None = StringField()
    """The customer group that prices and promotions may be for."""
    tax_exempt: bool = BooleanField(default=False)
    """Whether somebody has seen the proof that no tax is due."""
    addresses: list[Address] = ListField(EmbeddedDocumentField(Address))
    created_at: datetime = DateTimeField(required=True)

    meta = collection("customers")


class RefreshToken(Document):
    """A sign-in that goes on. Only the hash of the token is kept; each is good for one use."""

    id: str = StringField(primary_key=True)
    customer_id: str = StringField(required=True)
    family: str = StringField(required=True)
    used_at: datetime | None = DateTimeField()
    expires_at: datetime = DateTimeField(required=True)

    meta = collection("refresh_tokens", "family", "customer_id", expires("expires_at"))


def new_customer_id() -> str:
    return f"cus_{secrets.token_hex(12)}"
