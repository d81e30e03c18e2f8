from datetime import datetime

from mongoengine import (
    DateTimeField,
    Document,
    EmbeddedDocument,
    EmbeddedDocumentField,
    IntField,
    ListField,
    StringField,
)

from core.documents import collection


class DeliveryRate(Document):
    """One line of the rate table: what a delivery costs in a market, and how long it takes (working days)."""

    code: str = StringField(primary_key=True)
    market: str = StringField(required=True)
    name: str = StringField(required=True)
    countries: list[str] = ListField(StringField(), required=True)
    minor: int = IntField(required=True, min_value=0)
    free_from_minor: int | None = IntField(min_value=0)
    min_days: int = IntField(required=True, min_value=0)
    max_days: int = IntField(required=True, min_value=0)

    meta = collection("delivery_rates", ("market", "minor"))


class ShipmentLine(EmbeddedDocument):
    """So many pieces of one SKU in a parcel."""

    sku: str = StringField(required=True)
    quantity: int = IntField(required=True, min_value=1)


class Shipment(Document):
    """A parcel that has left, with some or all of one order's goods. An order's parcels are counted from one."""

    order_number: str = StringField(required=True)
    position: int = IntField(required=True, default=1)
    lines: list[ShipmentLine] = ListField(EmbeddedDocumentField(ShipmentLine))
    carrier: str = StringField(required=True)
    tracking_code: str | None = StringField()
    shipped_at: datetime = DateTimeField(required=True)
    delivered_at: datetime | None = DateTimeField()

    meta = collection("shipments", {"fields": ["order_number", "position"], "unique": True})

    @property
    def quantities(self) -> dict[str, int]:
        return {line.sku: line.quantity for line in self.lines}
