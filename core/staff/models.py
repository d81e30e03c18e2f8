from datetime import datetime

from mongoengine import BooleanField, DateTimeField, Document, IntField, ListField, StringField

from core.documents import collection

ROLES = ("owner", "fulfilment", "catalogue", "viewer")

MAY = {
    "owner": frozenset(
        {"look", "orders", "payments", "stock", "catalogue", "content", "messages", "keys", "customers"}
    ),
    "fulfilment": frozenset({"look", "orders", "stock"}),
    "catalogue": frozenset({"look", "catalogue", "content"}),
    "viewer": frozenset({"look"}),
}
"""What each role may do. What is not listed is denied."""


class StaffMember(Document):
    """Somebody who works in the console. `generation` grows when every open session has to end."""

    email: str = StringField(primary_key=True)
    password: str = StringField(required=True)
    role: str = StringField(required=True, choices=ROLES)
    first_password_until: datetime | None = DateTimeField()
    """Until when the password is good that a command has made, to choose another one with; None once they have."""
    factor: str | None = StringField()
    """The secret of the app whose codes they show besides the password, sealed; None for no second factor."""
    factor_step: int | None = IntField()
    """The step of time whose code was used last: no code of it, or of an earlier one, is good any more."""
    factor_ahead: int | None = IntField()
    """By how many steps the clock of their app is ahead of ours; None for none."""
    factor_apart: bool | None = BooleanField()
    """Whether that last code was of a step beside the one that was due: it signed nobody in."""
    recovery: list[str] = ListField(StringField())
    """Hashes of the codes that are good once, for whoever has lost the app."""
    markets: list[str] = ListField(StringField())
    """The markets that they are bound to; none for the whole shop."""
    active: bool = BooleanField(required=True, default=True)
    generation: int = IntField(required=True, default=1)
    revision: int = IntField(default=0)
    failures: int = IntField(required=True, default=0)
    locked_until: datetime | None = DateTimeField()
    created_at: datetime = DateTimeField(required=True)

    meta = collection("staff")

    def may(self, what: str) -> bool:
        return self.active and what in MAY.get(self.role, frozenset())
