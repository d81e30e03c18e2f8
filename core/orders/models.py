import secrets
from datetime import datetime
from typing import Any

from mongoengine import (
    BooleanField,
    DateTimeField,
    DictField,
    Document,
    EmbeddedDocument,
    EmbeddedDocumentField,
    IntField,
    ListField,
    MapField,
    QuerySet,
    StringField,
)

from core.addresses import Address
from core.crockford import LETTERS
from core.documents import collection
from core.money import Money
from core.orders.states import OrderStatus, Stage, fulfilment_status_of, payment_status_of, stage_of
from core.pricing.quote import pieces_of

__all__ = ["Credit", "Order", "OrderLine", "OrderStatus", "TimelineEntry", "new_number"]


class Credit(EmbeddedDocument):
    """What has been taken off a line or the delivery again, in minor units with all tax, and for how many pieces."""

    pieces: int = IntField(default=0)
    minor: int = IntField(default=0)
    tax_minor: int = IntField(default=0)


class OrderLine(EmbeddedDocument):
    """What was bought, at what price: a copy, so that the catalogue may change. Minor units.

    `quantity` and the amounts are as sold; what became of the pieces is counted beside them.
    """

    sku: str = StringField(required=True)
    product_slug: str = StringField(required=True)
    name: str = StringField(required=True)
    options: dict[str, str] = DictField(StringField())
    image: str | None = StringField()
    quantity: int = IntField(required=True, min_value=1)
    unit_minor: int = IntField(required=True)
    compare_at_minor: int | None = IntField()
    total_minor: int = IntField(required=True)
    tax_minor: int = IntField(required=True)
    discount_minor: int = IntField(default=0)
    tax_class: str = StringField(default="standard")
    tax_basis_points: int | None = IntField()
    trace: list[dict[str, Any]] = ListField(DictField())
    """How the amount came about: the steps of `core.pricing.trace`, frozen with the payment."""
    shipped: int = IntField(default=0, min_value=0)
    cancelled: int = IntField(default=0, min_value=0)
    """Pieces taken off the order before they left."""
    return_asked: int = IntField(default=0, min_value=0)
    """Pieces of which somebody has said that they come back, and nobody that they do not."""
    returned: int = IntField(default=0, min_value=0)
    """Pieces that have come back."""
    credit: Credit = EmbeddedDocumentField(Credit, default=Credit)
    note: str | None = StringField()
    wrapping: dict[str, Any] = DictField()
    """What its gift wrapping costs (`core.pricing.quote.Wrapping`), inside `total_minor`; empty: it has none."""
    wrapping_credit: Credit | None = EmbeddedDocumentField(Credit)
    components: list[dict[str, Any]] = ListField(DictField())
    """Of a bundle, `[{sku, quantity}]` as it was made up when it was bought."""

    @property
    def kept(self) -> int:
        """Pieces that the buyer gets, or has got."""
        return self.quantity - self.cancelled

    @property
    def to_ship(self) -> int:
        """Pieces that are still to leave."""
        return self.quantity - self.cancelled - self.shipped


class TimelineEntry(EmbeddedDocument):
    """One thing that happened to the order, and who did it."""

    at: datetime = DateTimeField(required=True)
    what: str = StringField(required=True)
    actor: str = StringField(required=True)
    note: str | None = StringField()


class OrderQuerySet(QuerySet):
    def move(self, number: str, to: str, *, start: str, entry: TimelineEntry) -> "Order | None":
        """Move the order on, if it stands there; None when it does not."""
        order: Order | None = self.filter(number=number, status=start).modify(
            set__status=to, push__timeline=entry, new=True
        )
        return order

    def pledge(self, number: str) -> "Order | None":
        """Keep it as it is for this transaction: whoever would change it meanwhile conflicts. None: there is none."""
        order: Order | None = self.filter(number=number).modify(inc__revision=1, new=True)
        return order

    def newest(self) -> "OrderQuerySet":
        found: OrderQuerySet = self.order_by("-placed_at", "-id")
        return found


class Order(Document):
    """A contract: goods, price, where they go. Made once per cart and once per payment, by unique indexes.

    `number` is what people are told: nobody can guess it. `sequence` is what the books count by: without holes,
    and given a moment after the order is there (`core.orders.series`).
    """

    number: str = StringField(required=True, unique=True)
    sequence: int | None = IntField()
    revision: int = IntField(default=0)
    cart_id: str = StringField(required=True, unique=True)
    payment_id: str = StringField(required=True, unique=True)
    customer_id: str | None = StringField()
    email: str = StringField(required=True)
    market: str = StringField(required=True)
    locale: str = StringField(required=True)
    currency: str = StringField(required=True)
    tax_included: bool = BooleanField(required=True)
    lines: list[OrderLine] = ListField(EmbeddedDocumentField(OrderLine), required=True)
    delivery: dict[str, Any] = DictField()
    subtotal_minor: int = IntField(required=True)
    delivery_minor: int = IntField(required=True)
    tax_minor: int = IntField(required=True)
    total_minor: int = IntField(required=True)
    delivery_credit: Credit = EmbeddedDocumentField(Credit, default=Credit)
    money: dict[str, int] = MapField(IntField())
    """The sums of its ledger by kind (`core.orders.ledger`, which alone writes them). Minor units."""
    discount_minor: int = IntField(default=0)
    promotions: list[dict[str, Any]] = ListField(DictField())
    """`[{id, name, code, minor, …}]`: what each has taken off."""
    tenders: list[dict[str, Any]] = ListField(DictField())
    """`[{account, kind, ending, minor}]`: what gift cards and store credit have paid of the total."""
    shipping_address: Address = EmbeddedDocumentField(Address, required=True)
    billing_address: Address = EmbeddedDocumentField(Address, required=True)
    provider: str = StringField(required=True)
    status: str = StringField(required=True, default=OrderStatus.AWAITING_PAYMENT)
    timeline: list[TimelineEntry] = ListField(EmbeddedDocumentField(TimelineEntry))
    placed_at: datetime = DateTimeField(required=True)
    shipped_at: datetime | None = DateTimeField()
    """When the latest parcel left."""
    delivered_at: datetime | None = DateTimeField()
    """When the last of all parcels was delivered."""

    meta = collection(
        "orders",
        ("-placed_at", "-_id"),
        ("status", "-placed_at", "-_id"),
        ("customer_id", "-placed_at", "-_id"),
        ("email",),
        {"fields": ["sequence"], "unique": True, "sparse": True},
        queryset=OrderQuerySet,
    )

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    @property
    def quantities(self) -> dict[str, int]:
        return {line.sku: line.quantity for line in self.lines}

    @property
    def pieces(self) -> dict[str, int]:
        """The stock that it takes, by SKU: of a bundle, that of its components."""
        return pieces_of(self.lines)

    @property
    def to_ship(self) -> dict[str, int]:
        """Pieces that are still to leave, by SKU."""
        return {line.sku: line.to_ship for line in self.lines if line.to_ship}

    @property
    def shipped_pieces(self) -> int:
        return sum(line.shipped for line in self.lines)

    @property
    def untouched(self) -> bool:
        """Whether nothing has happened to it since it was placed: nothing was sent, changed or invoiced either."""
        return len(self.timeline) == 1

    @property
    def stage(self) -> Stage:
        """Where it stands, as the table of `core.orders.states` counts."""
        return stage_of(self.status, shipped=self.shipped_pieces, delivered=self.delivered_at is not None)

    @property
    def payment_status(self) -> str:
        """What has become of its money, from the sums of its ledger."""
        sums = self.money
        return payment_status_of(
            due=sums.get("due", 0),
            held=sums.get("authorised", 0),
            captured=sums.get("captured", 0),
            refunded=sums.get("refunded", 0),
        )

    @property
    def fulfilment_status(self) -> str:
        """What has become of its goods, from what its lines count."""
        return fulfilment_status_of(
            self.stage, shipped=self.shipped_pieces, returned=sum(line.returned for line in self.lines)
        )


def new_number() -> str:
    """Unguessable and easy to say: `Q-7K3M-9XWA-2C`, fifty random bits."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(10))
    return f"Q-{letters[:4]}-{letters[4:8]}-{letters[8:]}"
