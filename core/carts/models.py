import hashlib
import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mongoengine import (
    BooleanField,
    DateTimeField,
    Document,
    EmbeddedDocument,
    EmbeddedDocumentField,
    IntField,
    ListField,
    QuerySet,
    StringField,
)

from core.addresses import Address
from core.documents import collection, expires, moved

MOST_LINES = 100
MOST_PIECES = 99
MOST_CODES = 10
MOST_GIFT_CARDS = 10
LONGEST_NOTE = 500
MOST_REMEMBERED = 32
Wishes = Mapping[str, Mapping[str, Any]]
"""By SKU what is wished of a line besides its pieces: its `note`, and whether it is `wrapped`."""


class CartLine(EmbeddedDocument):
    """What and how many. What it costs is the catalogue's to say."""

    sku: str = StringField(required=True)
    quantity: int = IntField(required=True, min_value=1, max_value=MOST_PIECES)
    seen_minor: int | None = IntField()
    """What one piece cost when the line was last written: whoever looks later is told if that has changed."""
    note: str | None = StringField(max_length=LONGEST_NOTE)
    """What the shopper wants to be read: by whoever packs it, or gets it."""
    wrapped: bool | None = BooleanField()
    """Whether its pieces are to be wrapped as a gift."""


class CartQuerySet(QuerySet):
    def open(self) -> "CartQuerySet":
        found: CartQuerySet = self.filter(order_number=None, merged_into=None)
        return found

    def close(self, cart_id: str, order_number: str) -> "Cart | None":
        """Turn the cart into that order, once: the cart as it was. None when it was closed before."""
        still_open = {"_id": cart_id, "order_number": None, "merged_into": None}
        return moved(Cart, still_open, {"$set": {"order_number": order_number}}, before=True)

    def pledge(self, cart_id: str, version: int) -> int | None:
        """Keep it open at that version for this transaction: whoever would change it meanwhile conflicts.

        How many payments have been opened for it, this one with them; None where it is not as it was.
        """
        same = {"_id": cart_id, "version": version, "order_number": None, "merged_into": None}
        found = moved(Cart, same, {"$inc": {"pledges": 1}}, only=["pledges"])
        return None if found is None else found.pledges

    def hand_over(self, cart_id: str, customer_id: str) -> bool:
        """Make it that customer's, unless it is another's."""
        mine = self.filter(id=cart_id, customer_id__in=(None, customer_id))
        return bool(mine.update_one(set__customer_id=customer_id, full_result=True).matched_count)


class Cart(Document):
    """What somebody means to buy. Known by a secret token; only its hash is kept.

    `version` grows with every change; a write names the version that it read, so that none is lost.
    """

    id: str = StringField(primary_key=True)
    market: str = StringField(required=True)
    locale: str = StringField(required=True)
    customer_id: str | None = StringField()
    email: str | None = StringField()
    lines: list[CartLine] = ListField(EmbeddedDocumentField(CartLine))
    shipping_address: Address | None = EmbeddedDocumentField(Address)
    billing_address: Address | None = EmbeddedDocumentField(Address)
    delivery: str | None = StringField()
    codes: list[str] = ListField(StringField())
    """Of promotions, as the shopper gave them; whether they apply is the promotions' to say."""
    gift_cards: list[str] = ListField(StringField())
    store_credit: bool = BooleanField(default=False)
    """Whether the customer's store credit is to pay, as far as it goes."""
    version: int = IntField(required=True, default=1)
    pledges: int = IntField(default=0)
    """How often a payment was opened for it."""
    order_number: str | None = StringField()
    done: list[str] = ListField(StringField())
    """The last requests that changed its lines, by name: one that is sent again is done already."""
    merged_into: str | None = StringField()
    """The cart that its lines went to when its customer signed in with another: its token leads there."""
    expires_at: datetime = DateTimeField(required=True)

    meta = collection(
        "carts",
        {
            "fields": ["customer_id", "-expires_at"],
            "partialFilterExpression": {"customer_id": {"$exists": True}},
        },
        {"fields": ["email"], "sparse": True},
        expires("expires_at"),
        queryset=CartQuerySet,
    )

    @property
    def quantities(self) -> dict[str, int]:
        return {line.sku: line.quantity for line in self.lines}

    @property
    def wishes(self) -> Wishes:
        return {
            line.sku: {"note": line.note, "wrapped": line.wrapped}
            for line in self.lines
            if line.note or line.wrapped
        }


class CartOwner(Document):
    """A customer who has claimed a cart. Whoever claims writes here, so that of two at once one sees the other."""

    id: str = StringField(primary_key=True)
    claims: int = IntField(required=True, default=0)

    meta = collection("cart_owners")


def new_token() -> str:
    """256 random bits, for the shopper only."""
    return secrets.token_urlsafe(32)


def cart_id(token: str) -> str:
    """The name a token's cart is kept under: a look into the database opens no cart."""
    return hashlib.sha256(token.encode()).hexdigest()
