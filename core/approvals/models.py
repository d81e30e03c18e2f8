import secrets
from datetime import datetime
from typing import Any

from mongoengine import DateTimeField, DictField, Document, IntField, QuerySet, StringField

from core import clock
from core.documents import collection
from core.money import Money


class ApprovalState:
    ASKED = "asked"
    DONE = "done"
    """Approved and done: both in one transaction."""
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    EXPIRED = "expired"
    """Not stored: it was asked for, and nobody has decided in time."""


class ApprovalQuerySet(QuerySet):
    def waiting(self) -> "ApprovalQuerySet":
        found: ApprovalQuerySet = self.filter(state=ApprovalState.ASKED, until__gt=clock.now())
        return found

    def move(self, approval_id: str, to: str, **facts: object) -> "Approval | None":
        """Move one that waits; None when it does not wait any more."""
        changes = {f"set__{name}": value for name, value in facts.items()}
        moved: Approval | None = (
            self.waiting().filter(id=approval_id).modify(set__state=to, new=True, **changes)
        )
        return moved


class Approval(Document):
    """What a member wants to give that takes two people. What is asked for is written once and never changed."""

    id: str = StringField(primary_key=True)
    act: str = StringField(required=True)
    """Which of `core.approvals.wishes` it is."""
    number: str | None = StringField()
    """The order that it is about, if it is about one."""
    market: str | None = StringField()
    """Of that order; None for what is of the whole shop."""
    customer_id: str | None = StringField()
    details: dict[str, Any] = DictField()
    """The rest of what is wanted, as that wish takes it."""
    minor: int = IntField(required=True)
    currency: str = StringField(required=True)
    """What it gives away, exactly: it is not done when it would be more or less."""
    reason: str = StringField(required=True)
    asked_by: str = StringField(required=True)
    asked_at: datetime = DateTimeField(required=True)
    until: datetime = DateTimeField(required=True)
    state: str = StringField(required=True, default=ApprovalState.ASKED)
    decided_by: str | None = StringField()
    decided_at: datetime | None = DateTimeField()
    remark: str | None = StringField()
    """Why it was declined."""
    outcome: str | None = StringField()
    """What came of it: the id of a change, an account, a card."""

    meta = collection(
        "approvals",
        ("state", "-asked_at"),
        ("number", "-asked_at"),
        ("asked_by", "-asked_at"),
        {"fields": ["customer_id", "-asked_at"], "sparse": True},
        ("-asked_at",),
        queryset=ApprovalQuerySet,
    )

    @property
    def money(self) -> Money:
        return Money(self.minor, self.currency)

    @property
    def waits(self) -> bool:
        return self.state == ApprovalState.ASKED and self.until > clock.now()

    @property
    def standing(self) -> str:
        """Its state, as people are told."""
        return ApprovalState.EXPIRED if self.state == ApprovalState.ASKED and not self.waits else self.state


def new_approval_id() -> str:
    return f"apr_{secrets.token_hex(10)}"
