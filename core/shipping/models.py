from datetime import datetime

from mongoengine import DateTimeField, Document, IntField, ListField, StringField

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


class Shipment(Document):
    """A parcel that has left, for one order."""

    order_number: str = StringField(required=True, unique=True)
    carrier: str = StringField(required=True)
    tracking_code: str | None = StringField()
    shipped_at: datetime = DateTimeField(required=True)

    meta = collection("shipments")
