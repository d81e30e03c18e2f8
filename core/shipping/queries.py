from core.shipping.models import Shipment


def shipment_of(order_number: str) -> Shipment | None:
    """The parcel of that order, once it has left."""
    shipment: Shipment | None = Shipment.objects(order_number=order_number).first()
    return shipment
