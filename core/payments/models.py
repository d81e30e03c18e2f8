import secrets
from datetime import datetime
from typing import Any

from mongoengine import (
    BooleanField,
    DateTimeField,
    DictField,
    Document,
    IntField,
    ListField,
    QuerySet,
    StringField,
)

from core import clock
from core.documents import collection, moved
from core.money import Money
from core.pricing.quote import Quote, quote_from_plain


class PaymentState:
    STARTED = "started"
    AUTHORISED = "authorised"
    """A bank has set the money aside: the order stands, and it is captured when the goods leave."""
    PAID = "paid"
    RETIRED = "retired"
    """Given up for a newer attempt, or because its time was over; nothing was or will be captured."""
    REFUND_DUE = "refund_due"
    """Paid, but no order can come of it: the money goes back."""
    REFUNDED = "refunded"
    QUARANTINED = "quarantined"
    """The provider's amount or currency is not ours: a person must look."""


BY_HAND = "manual"
"""The provider that is nobody: staff say that the money has come."""
NOTHING_TO_PAY = "none"
"""The provider of what gift cards, store credit or discounts have paid for altogether."""
COUNTS = (PaymentState.AUTHORISED, PaymentState.PAID)
"""An order stands against it."""
LIVE = (PaymentState.STARTED, *COUNTS)
GIVING_BACK = (PaymentState.REFUND_DUE, PaymentState.REFUNDED)
OURS_TO_SETTLE = (PaymentState.STARTED, PaymentState.RETIRED)


class PaymentQuerySet(QuerySet):
    def move(self, payment_id: str, to: str, *, start: tuple[str, ...]) -> "Payment | None":
        """Move it on, if it stands in one of those states; None when it does not."""
        payment: Payment | None = self.filter(id=payment_id, state__in=start).modify(
            set__state=to, set__changed_at=clock.now(), new=True
        )
        return payment

    def pledge(self, payment_id: str) -> "Payment | None":
        """Keep it as it is for this transaction: whoever would retire it meanwhile conflicts. None: it is over."""
        live = {"_id": payment_id, "state": {"$in": list(LIVE)}}
        return moved(Payment, live, {"$set": {"changed_at": clock.now()}})

    def overdue(self, limit: int) -> "PaymentQuerySet":
        """Attempts whose hold has ended and that nobody has paid; first those nobody has looked at for longest."""
        late: PaymentQuerySet = self.filter(state=PaymentState.STARTED, held_until__lte=clock.now())
        found: PaymentQuerySet = late.order_by("reviewed_at").limit(limit)
        return found


class Payment(Document):
    """One attempt to pay for one cart at one price. The price is frozen here, and the order is made of it.

    `provider_key` is the one idempotency key that every path uses for this attempt, written before the
    first call. `buyer` and `quote` are all that an order needs, so that a paid attempt can become one
    even when the browser never comes back.
    """

    id: str = StringField(primary_key=True)
    cart_id: str = StringField(required=True)
    cart_version: int = IntField(required=True)
    attempt: int = IntField(required=True)
    number: str | None = StringField()
    """The order that it pays a difference of; None for the attempt that an order is made of."""
    provider: str = StringField(required=True)
    provider_key: str = StringField(required=True)
    provider_ref: str | None = StringField()
    amount_minor: int = IntField(required=True, min_value=0)
    currency: str = StringField(required=True)
    quote: dict[str, Any] = DictField(required=True)
    buyer: dict[str, Any] = DictField(required=True)
    fingerprint: str = StringField(required=True)
    tenders: list[dict[str, Any]] = ListField(DictField())
    """`[{account, kind, ending, minor}]`: what gift cards and store credit pay; `amount_minor` is the rest."""
    terms: dict[str, Any] = DictField()
    """How it is to be taken (`core.payments.ports.Terms`), frozen like the price: a key is for one request."""
    authorised_minor: int = IntField(required=True, default=0)
    """What a bank has set aside and nobody has taken yet."""
    captured_minor: int = IntField(required=True, default=0)
    voided_minor: int = IntField(required=True, default=0)
    """What was set aside and is free again, untaken."""
    disputed_minor: int = IntField(required=True, default=0)
    """What banks have taken of it for cardholders who dispute."""
    given_back_minor: int = IntField(required=True, default=0)
    """What has gone back of it, or is planned to: never more than was captured."""
    state: str = StringField(required=True, default=PaymentState.STARTED)
    fault: str | None = StringField()
    held_until: datetime | None = DateTimeField()
    """Until when its goods are held; None for an order that waits for its money however long that takes."""
    reviewed_at: datetime | None = DateTimeField()
    started_at: datetime = DateTimeField(required=True)
    changed_at: datetime = DateTimeField(required=True)

    meta = collection(
        "payments",
        {"fields": ["cart_id", "attempt"], "unique": True},
        {
            "name": "one_started_attempt_per_cart",
            "fields": ["cart_id"],
            "unique": True,
            "partialFilterExpression": {"state": PaymentState.STARTED},
        },
        {"fields": ["provider_ref"], "unique": True, "sparse": True},
        {"fields": ["number"], "sparse": True},
        ("state", "held_until"),
        ("provider", "started_at"),
        ("buyer.email",),
        ("buyer.customer_id",),
        queryset=PaymentQuerySet,
    )

    @property
    def amount(self) -> Money:
        return Money(self.amount_minor, self.currency)

    @property
    def priced(self) -> Quote:
        return quote_from_plain(self.quote)


class PayerAccount(Document):
    """A customer as a provider knows them: who may keep cards there."""

    id: str = StringField(primary_key=True)
    """The provider and the shop's own customer id."""
    customer_id: str = StringField(required=True)
    provider: str = StringField(required=True)
    ref: str = StringField(required=True)

    meta = collection("payer_accounts", ("customer_id",))


class Capture(Document):
    """Money to be taken of what a bank has set aside: written before anybody is asked for it. Minor units."""

    id: str = StringField(primary_key=True)
    """Made of the payment and the cause, and the one key under which its provider is asked."""
    payment_id: str = StringField(required=True)
    minor: int = IntField(required=True, min_value=1)
    last: bool = BooleanField(required=True)
    done_at: datetime | None = DateTimeField()
    """When it was known how it came out."""
    fault: str | None = StringField()
    """Why its provider did not take it: nothing was taken, and the money may be taken under another cause."""
    asked_at: datetime | None = DateTimeField()
    """When the schedule last asked for it again."""
    at: datetime = DateTimeField(required=True)

    meta = collection(
        "captures",
        ("payment_id",),
        ("done_at", "asked_at", "at"),
        {"fields": ["-at"], "partialFilterExpression": {"fault": {"$exists": True}}, "name": "refused"},
    )

    @property
    def cause(self) -> str:
        return self.id.removeprefix(f"capture-{self.payment_id}-")


class RefundState:
    PLANNED = "planned"
    GONE = "gone"
    FAILED = "failed"
    """It had gone, and a bank has sent it back: a person must find another way."""
    BY_HAND = "by_hand"
    """A person has given it back in another way than through its provider."""
    DROPPED = "dropped"
    """It was never asked for with success, and the money went back in another way."""


SPOKEN_FOR = (RefundState.PLANNED, RefundState.GONE)


class RefundQuerySet(QuerySet):
    def move(self, refund_id: str, to: str, *, start: tuple[str, ...]) -> "Refund | None":
        """Move it on, if it stands in one of those states; None when it does not."""
        refund: Refund | None = self.filter(id=refund_id, state__in=start).modify(set__state=to, new=True)
        return refund


class Refund(Document):
    """Money of one payment on its way back: written before anybody is asked for it. Minor units."""

    id: str = StringField(primary_key=True)
    number: str | None = StringField()
    """The order whose ledger it stands in; None when no order stands against the payment."""
    payment_id: str = StringField(required=True)
    minor: int = IntField(required=True, min_value=1)
    currency: str = StringField(required=True)
    state: str = StringField(required=True, default=RefundState.PLANNED)
    refusals: int = IntField(required=True, default=0)
    """How often its provider has refused it: each refusal ends the life of one key."""
    provider_ref: str | None = StringField()
    at: datetime = DateTimeField(required=True)

    meta = collection(
        "refunds",
        ("payment_id", "state"),
        ("number",),
        ("state", "at"),
        {"fields": ["provider_ref"], "sparse": True},
        queryset=RefundQuerySet,
    )

    @property
    def cause(self) -> str:
        return f"refund:{self.id}"

    @property
    def key(self) -> str:
        """The one idempotency key under which its provider is asked for it."""
        return f"refund-{self.id}-{self.refusals}"


class Dispute(Document):
    """A cardholder's bank disputes a payment: as the provider told it last. Named as the provider names it."""

    id: str = StringField(primary_key=True)
    number: str | None = StringField()
    payment_id: str = StringField(required=True)
    minor: int = IntField(required=True)
    currency: str = StringField(required=True)
    status: str = StringField(required=True)
    reason: str = StringField(required=True)
    moves: list[str] = ListField(StringField())
    """The moves of money that the ledger knows already, by the provider's names."""
    at: datetime = DateTimeField(required=True)
    changed_at: datetime = DateTimeField(required=True)

    meta = collection("disputes", ("number",), ("payment_id",), ("-changed_at",), ("status", "-changed_at"))

    @property
    def is_open(self) -> bool:
        return self.status not in DISPUTE_OVER


DISPUTE_OPEN = (
    "new",
    "warning_needs_response",
    "warning_under_review",
    "needs_response",
    "under_review",
)
DISPUTE_OVER = ("won", "lost", "warning_closed", "prevented")


def new_refund_id() -> str:
    return f"rf_{secrets.token_hex(12)}"


def new_payment_id() -> str:
    return f"pay_{secrets.token_hex(12)}"
