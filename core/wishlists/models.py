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

MOST_LISTS = 20
MOST_WISHES = 200
LONGEST_NAME = 60


class Wish(EmbeddedDocument):
    """A SKU that somebody may want one day."""

    sku: str = StringField(required=True)
    added_at: datetime = DateTimeField(required=True)


class WishList(Document):
    """What a customer keeps in mind, under a name; theirs alone. A SKU is on it once."""

    id: str = StringField(primary_key=True)
    customer_id: str = StringField(required=True)
    place: int = IntField(required=True, min_value=0, max_value=MOST_LISTS - 1)
    """Which of the twenty it is: the unique index is what counts them."""
    name: str = StringField(required=True, max_length=LONGEST_NAME)
    wishes: list[Wish] = ListField(EmbeddedDocumentField(Wish))
    created_at: datetime = DateTimeField(required=True)

    meta = collection("wishlists", {"fields": ["customer_id", "place"], "unique": True})


def new_list_id(once: str | None = None) -> str:
    """Random, or the one that belongs to this name."""
    return f"wish_{once or secrets.token_hex(12)}"
