"""Deliveries that are to come: how many pieces, by when; received in parts, as they come."""

import secrets
from datetime import datetime

from mongoengine import DateTimeField, Document, IntField, StringField

from core.audit.services import record
from core.db import transactional
from core.documents import collection
from core.errors import Invalid
from core.inventory.errors import DeliveryNotExpected, DeliveryNotFound
from core.inventory.services import LARGEST_DELIVERY, receive_delivery


class ExpectedDelivery(Document):
    """Pieces of one SKU that a supplier has promised for a day. Closed when all have come, or no more will."""

    number: str = StringField(primary_key=True)
    sku: str = StringField(required=True)
    location: str = StringField(required=True)
    expected: int = IntField(required=True)
    received: int = IntField(required=True, default=0)
    due_at: datetime = DateTimeField(required=True)
    reference: str = StringField()
    state: str = StringField(required=True, default="open", choices=("open", "closed"))

    meta = collection("expected_deliveries", ("-state", "due_at"), ("sku", "state", "due_at"))

    @property
    def missing(self) -> int:
        """How many have not come yet."""
        return max(0, self.expected - self.received)


@transactional
def expect_delivery(
    sku: str, location: str, quantity: int, *, due_at: datetime, reference: str, actor: str
) -> ExpectedDelivery:
    """Write down a delivery that is to come. Nothing of it can be sold before it is there.

    Raises Invalid for a quantity that is not 1 to 1,000,000.
    """
    if not 1 <= quantity <= LARGEST_DELIVERY:
        raise Invalid(f"A delivery has 1 to {LARGEST_DELIVERY:,} pieces.", field="quantity")
    number = f"D-{secrets.token_hex(4).upper()}"
    delivery = ExpectedDelivery(
        number=number, sku=sku, location=location, expected=quantity, due_at=due_at, reference=reference
    )
    delivery.save(force_insert=True)
    facts = {"sku": sku, "location": location, "quantity": quantity, "reference": reference}
    record(actor, "expect_delivery", f"incoming:{number}", **facts)
    return delivery


@transactional
def receive_part(number: str, quantity: int, *, seen: int, actor: str) -> ExpectedDelivery:
    """Receive so many pieces of it; with the last one, or with more than were expected, it is closed.

    *seen* is how many the receiver was shown as received before: so that the same parcel, told of twice, counts once.
    Raises Invalid (a quantity), DeliveryNotExpected (closed, unknown, or received by somebody else meanwhile).
    """
    open_one = ExpectedDelivery.objects(number=number, state="open", received=seen)
    delivery: ExpectedDelivery | None = open_one.modify(new=True, inc__received=quantity)
    if delivery is None:
        raise DeliveryNotExpected(number)
    receive_delivery(delivery.sku, delivery.location, quantity, cause=f"incoming:{number}", actor=actor)
    if delivery.received >= delivery.expected:
        ExpectedDelivery.objects(number=number).update_one(set__state="closed")
    return delivery


@transactional
def close_delivery(number: str, *, actor: str) -> None:
    """No more of it will come. Raises DeliveryNotExpected."""
    if not ExpectedDelivery.objects(number=number, state="open").update_one(set__state="closed"):
        raise DeliveryNotExpected(number)
    record(actor, "close_delivery", f"incoming:{number}")


def expected_deliveries(limit: int) -> list[ExpectedDelivery]:
    """Those that are to come, the first ones first."""
    return list(ExpectedDelivery.objects(state="open").order_by("due_at").limit(limit))


def delivery_named(number: str) -> ExpectedDelivery:
    """Raises DeliveryNotFound."""
    delivery: ExpectedDelivery | None = ExpectedDelivery.objects(number=number).first()
    if delivery is None:
        raise DeliveryNotFound(number)
    return delivery


def deliveries_of(sku: str, limit: int) -> list[ExpectedDelivery]:
    """Those of that SKU that are to come, to whatever location, the first ones first."""
    return list(ExpectedDelivery.objects(sku=sku, state="open").order_by("due_at").limit(limit))
