from core.shipping.errors import ShipmentNotFound
from core.shipping.models import Shipment


def shipments_of(order_number: str) -> list[Shipment]:
    """The parcels of that order, in the order in which they left."""
    return list(Shipment.objects(order_number=order_number).order_by("position"))


def shipment_named(order_number: str, position: int) -> Shipment:
    """One parcel of that order. Raises ShipmentNotFound."""
    shipment: Shipment | None = Shipment.objects(order_number=order_number, position=position).first()
    if shipment is None:
        raise ShipmentNotFound(order_number, position)
    return shipment


def shipment_of(order_number: str) -> Shipment | None:
    """The latest parcel of that order, once one has left."""
    found = shipments_of(order_number)
    return found[-1] if found else None
