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

from core import clock
from core.addresses import Address
from core.documents import collection
from core.money import Money

LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"  # Crockford's base 32: nothing to mistake on the telephone


class OrderStatus:
    AWAITING_PAYMENT = "awaiting_payment"
    PAID = "paid"
    SHIPPED = "shipped"
    CANCELLED = "cancelled"


ALLOWED_FROM = {
    OrderStatus.PAID: (OrderStatus.AWAITING_PAYMENT,),
    OrderStatus.SHIPPED: (OrderStatus.PAID,),
    OrderStatus.CANCELLED: (OrderStatus.AWAITING_PAYMENT, OrderStatus.PAID),
}


class OrderLine(EmbeddedDocument):
    """What was bought, at what price: a copy, so that the catalogue may change. Minor units."""

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


class TimelineEntry(EmbeddedDocument):
    """One thing that happened to the order, and who did it."""

    at: datetime = DateTimeField(required=True)
    what: str = StringField(required=True)
    actor: str = StringField(required=True)
    note: str | None = StringField()


class OrderQuerySet(QuerySet):
    def move(self, number: str, to: str, *, actor: str, note: str | None = None) -> "Order | None":
        """Move the order on, if it stands where that move may start; None when it does not."""
        entry = TimelineEntry(at=clock.now(), what=to, actor=actor, note=note)
        order: Order | None = self.filter(number=number, status__in=ALLOWED_FROM[to]).modify(
            set__status=to, push__timeline=entry, new=True
        )
        return order

    def newest(self) -> "OrderQuerySet":
        found: OrderQuerySet = self.order_by("-placed_at", "-id")
        return found


class Order(Document):
    """A contract: goods, price, where they go. Made once per cart and once per payment, by unique indexes."""

    number: str = StringField(required=True, unique=True)
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
    money: dict[str, int] = MapField(IntField())
    """The sums of its ledger by kind (`core.orders.ledger`, which alone writes them). Minor units."""
    shipping_address: Address = EmbeddedDocumentField(Address, required=True)
    billing_address: Address = EmbeddedDocumentField(Address, required=True)
    provider: str = StringField(required=True)
    status: str = StringField(required=True, default=OrderStatus.AWAITING_PAYMENT)
    timeline: list[TimelineEntry] = ListField(EmbeddedDocumentField(TimelineEntry))
    placed_at: datetime = DateTimeField(required=True)

    meta = collection(
        "orders",
        ("-placed_at",),
        ("status", "-placed_at"),
        ("customer_id", "-placed_at", "-_id"),
        ("email",),
        queryset=OrderQuerySet,
    )

    @property
    def total(self) -> Money:
        return Money(self.total_minor, self.currency)

    @property
    def quantities(self) -> dict[str, int]:
        return {line.sku: line.quantity for line in self.lines}


def new_number() -> str:
    """Unguessable and easy to say: `Q-7K3M-9XWA-2C`, fifty random bits."""
    letters = "".join(secrets.choice(LETTERS) for _ in range(10))
    return f"Q-{letters[:4]}-{letters[4:8]}-{letters[8:]}"
