import hashlib
import secrets
from datetime import datetime
from typing import Any

from mongoengine import (
    BinaryField,
    BooleanField,
    DateTimeField,
    DictField,
    Document,
    IntField,
    ListField,
    StringField,
)

from core.documents import collection
from core.mailboxes import folded

COST = 2**14
"""Of a guess at whose address a digest is: 16 MB and some hundredths of a second (scrypt, RFC 7914)."""


class ErasureState:
    WAITING = "waiting"
    """For something to end: `waits_for` says what."""
    WORKING = "working"
    SETTLING = "settling"
    """Everything was gone through; once more, when whatever was under way meanwhile has ended."""
    DONE = "done"


class Erasure(Document):
    """That somebody was forgotten, and the proof of it: when, at whose word, how much. Of whom, only a digest says.

    What it takes to find them (`person`) is kept as long as there is something to find, in the end under a seal.
    """

    id: str = StringField(primary_key=True)
    digest: str = StringField(required=True)
    """Of the address, slow to guess: whoever knows the address can prove that it was erased."""
    under_way: bool = BooleanField(required=True, default=True)
    state: str = StringField(required=True, default=ErasureState.WAITING)
    person: dict[str, Any] | None = DictField(default=None)
    sealed: bytes | None = BinaryField()
    credit_given_up: bool = BooleanField(default=False)
    waits_for: list[str] = ListField(StringField())
    reached: int = IntField(default=0)
    """How many kinds of records it is through with."""
    counts: dict[str, int] = DictField(IntField())
    """By collection, how many records were deleted or changed."""
    asked_by: str = StringField(required=True)
    asked_at: datetime = DateTimeField(required=True)
    due_at: datetime = DateTimeField(required=True)
    """When it is looked at next."""
    done_at: datetime | None = DateTimeField()

    meta = collection(
        "erasures",
        {
            "name": "one_under_way_per_address",
            "fields": ["digest"],
            "unique": True,
            "partialFilterExpression": {"under_way": True},
        },
        ("digest", "-asked_at"),
        ("under_way", "due_at"),
    )


def digest_of(email: str) -> str:
    """What stands for an address in a proof: the same for each spelling of it, and for every installation."""
    mailbox = folded(email).encode()
    return hashlib.scrypt(mailbox, salt=b"quayside erasure", n=COST, r=8, p=1, dklen=16).hex()


def new_erasure_id() -> str:
    return f"era_{secrets.token_hex(8)}"
