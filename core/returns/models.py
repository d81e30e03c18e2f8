import secrets
from datetime import datetime

from mongoengine import (
    DateTimeField,
    Document,
    EmbeddedDocument,
    EmbeddedDocumentField,
    IntField,
    ListField,
    QuerySet,
    StringField,
)

from core import clock
from core.crockford import LETTERS
from core.documents import collection
from core.orders.models import TimelineEntry

REASONS = ("damaged", "wrong_item", "not_as_described", "does_not_fit", "changed_mind", "late", "other")
"""Why goods come back, as the buyer says."""
LONGEST_NOTE = 500


class ReturnState:
    ASKED = "asked"
    APPROVED = "approved"
    REFUSED = "refused"
    RECEIVED = "received"
    INSPECTED = "inspected"


STARTS = {
    ReturnState.APPROVED: ReturnState.ASKED,
    ReturnState.REFUSED: ReturnState.ASKED,
    ReturnState.RECEIVED: ReturnState.APPROVED,
    ReturnState.INSPECTED: ReturnState.RECEIVED,
}
"""Where each move of a return starts; any other is refused, and nothing has changed."""


class ReturnLine(EmbeddedDocument):
    """Pieces of one SKU that come back, and what was found: each is restocked or scrapped, some are paid back."""

    sku: str = StringField(required=True)
    quantity: int = IntField(required=True, min_value=1)
    reason: str = StringField(required=True, choices=REASONS)
    note: str | None = StringField(max_length=LONGEST_NOTE)
    received: int = IntField(default=0, min_value=0)
    restocked: int = IntField(default=0, min_value=0)
    scrapped: int = IntField(default=0, min_value=0)
    refunded: int = IntField(default=0, min_value=0)


class ReturnQuerySet(QuerySet):
    def move(self, number: str, to: str, *, actor: str, note: str | None = None) -> "Return | None":
        """Move it on, if it stands where that move starts; None when it does not."""
        entry = TimelineEntry(at=clock.now(), what=to, actor=actor, note=note)
        moved: Return | None = self.filter(number=number, state=STARTS[to]).modify(
            set__state=to, push__timeline=entry, new=True
        )
        return moved


class Return(Document):
    """Goods of one order on their way back."""

    number: str = StringField(required=True, unique=True)
    order_number: str = StringField(required=True)
    state: str = StringField(required=True, default=ReturnState.ASKED)
    lines: list[ReturnLine] = ListField(EmbeddedDocumentField(ReturnLine), required=True)
    change_id: str | None = StringField()
    """The change of the order that its inspection made, if one was: what was paid back, what was sent instead."""
    timeline: list[TimelineEntry] = ListField(EmbeddedDocumentField(TimelineEntry))
    asked_at: datetime = DateTimeField(required=True)
    request: str | None = StringField()
    """What names the request that it was asked for by, where that came with a key: one return for each."""

    meta = collection(
        "returns", ("order_number", "asked_at"), ("state", "-asked_at"), queryset=ReturnQuerySet
    )


def new_return_number() -> str:
    """`R-7K3M-9XWA`: forty random bits."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(8))
    return f"R-{letters[:4]}-{letters[4:]}"
