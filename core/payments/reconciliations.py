"""What a reconciliation is at, and what it has found: kept, so that it can be gone on with and looked at."""

from datetime import datetime

from mongoengine import DateTimeField, Document, IntField, ListField, StringField

from core import clock
from core.documents import collection, expires

KEEP_SECONDS = 90 * 24 * 3_600
OURS = "ours"
"""After all that the provider lists: the payments of the shop that were not among it."""
DONE = "done"


class DifferenceKind:
    UNKNOWN_PAYMENT = "unknown_payment"
    """The provider has taken money under a name that we have no attempt for."""
    PAID_WITHOUT_ORDER = "paid_without_order"
    ORDER_WITHOUT_PAYMENT = "order_without_payment"
    AMOUNT = "amount"
    CURRENCY = "currency"
    REFUND = "refund"
    DISPUTE = "dispute"
    STATE = "state"


class Reconciliation(Document):
    """One pass over a time: which list it is at, and after what it goes on."""

    id: str = StringField(primary_key=True)
    """The provider: one pass at a time."""
    since: datetime = DateTimeField(required=True)
    until: datetime = DateTimeField(required=True)
    at: str = StringField(required=True)
    after: str | None = StringField()
    page_refs: list[str] = ListField(StringField())
    """What of the page at hand was looked at already."""
    started_at: datetime = DateTimeField(required=True)
    finished_at: datetime | None = DateTimeField()
    looked_at: int = IntField(required=True, default=0)
    repaired: int = IntField(required=True, default=0)

    meta = collection("reconciliations")


class Difference(Document):
    """Something that the provider and the shop do not agree about. Found again, it is the same one."""

    id: str = StringField(primary_key=True)
    kind: str = StringField(required=True)
    ref: str = StringField(required=True)
    payment_id: str | None = StringField()
    number: str | None = StringField()
    detail: str = StringField(required=True)
    found_at: datetime = DateTimeField(required=True)
    repaired_at: datetime | None = DateTimeField()

    meta = collection(
        "money_differences",
        ("repaired_at", "-found_at"),
        ("-found_at",),
        ("number",),
        expires("repaired_at", KEEP_SECONDS),
    )


def note_difference(
    kind: str, ref: str, detail: str, *, payment_id: str | None, number: str | None, repaired: bool
) -> None:
    """Write a difference down, or that it is gone."""
    now = clock.now()
    moved = {"set__repaired_at": now} if repaired else {"unset__repaired_at": 1}
    Difference.objects(id=f"{kind}:{ref}").update_one(
        upsert=True,
        set__kind=kind,
        set__ref=ref,
        set__detail=detail,
        set__payment_id=payment_id,
        set__number=number,
        set_on_insert__found_at=now,
        **moved,
    )


def note_agreement(ref: str) -> None:
    """The shop and the provider agree about that payment (again)."""
    Difference.objects(ref=ref, repaired_at=None).update(set__repaired_at=clock.now())


def open_differences() -> list[Difference]:
    """What a person must look at, the newest first."""
    return list(Difference.objects(repaired_at=None).order_by("-found_at"))


def differences_of(number: str) -> list[Difference]:
    """The same, of one order."""
    return list(Difference.objects(number=number, repaired_at=None).order_by("-found_at"))
