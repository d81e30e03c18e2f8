"""Orders that were cancelled before credits were counted: all of them is taken off."""

from core.db import transactional
from core.orders.charges import charges_of
from core.orders.models import Order, OrderStatus


def migrate() -> None:
    for order in Order.objects(status=OrderStatus.CANCELLED, delivery_credit=None).only("number"):
        _credit(order.number)


@transactional
def _credit(number: str) -> None:
    order = Order.objects.pledge(number)
    for charge in charges_of(order).values():
        charge.take_off(charge.left_minor, charge.left_pieces)
    for line in order.lines:
        line.cancelled = line.quantity
    Order.objects(number=number).update_one(
        set__lines=order.lines, set__delivery_credit=order.delivery_credit
    )
