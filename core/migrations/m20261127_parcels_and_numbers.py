"""Orders from before parcels had lines: what left, left in one. Each gets its number, in the order of placing."""

from core.db import transactional
from core.orders.models import Order, OrderStatus
from core.orders.series import number_order
from core.shipping.models import Shipment, ShipmentLine

ONE_PARCEL = "order_number_1"
"""The index that allowed one parcel per order."""


def migrate() -> None:
    if ONE_PARCEL in Shipment._get_collection().index_information():
        Shipment._get_collection().drop_index(ONE_PARCEL)
    for shipment in Shipment.objects(lines__0__exists=False):
        _fill(shipment)
    for order in Order.objects(sequence=None).order_by("placed_at", "id").only("number"):
        number_order(order.number)


@transactional
def _fill(shipment: Shipment) -> None:
    order = Order.objects(number=shipment.order_number, status=OrderStatus.SHIPPED).first()
    if order is None:
        return
    for line in order.lines:
        line.shipped = line.quantity
    Order.objects(number=order.number).update_one(set__lines=order.lines, set__shipped_at=shipment.shipped_at)
    lines = [ShipmentLine(sku=line.sku, quantity=line.quantity) for line in order.lines]
    Shipment.objects(id=shipment.id).update_one(set__position=1, set__lines=lines)
