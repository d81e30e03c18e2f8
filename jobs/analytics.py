"""What the server knows for sure is told to analytics, in the words of Segment's e-commerce spec v2."""

from typing import Any

from core import clock
from core.analytics.ports import TrackedEvent
from core.analytics.queries import major, pseudonym
from core.money import Money
from core.orders.events import OrderCancelled, OrderPaid
from core.orders.models import Order
from core.orders.queries import order_by_number
from jobs.context import shop


def order_completed(event: OrderPaid) -> None:
    _tell("Order Completed", order_by_number(event.number))


def order_cancelled(event: OrderCancelled) -> None:
    _tell("Order Cancelled", order_by_number(event.number))


def _tell(name: str, order: Order) -> None:
    shop().tracker.track(
        TrackedEvent(
            message_id=f"{name.lower().replace(' ', '-')}-{order.number}",
            name=name,
            anonymous_id=pseudonym(order.customer_id or order.cart_id, key=shop().settings.secret_ring),
            at=clock.rfc3339(order.timeline[-1].at),
            properties=_properties(order),
        )
    )


def _properties(order: Order) -> dict[str, Any]:
    def number(minor: int) -> float:
        return major(Money(minor, order.currency).as_json())

    return {
        "order_id": order.number,
        "currency": order.currency,
        "total": number(order.total_minor),
        "subtotal": number(order.subtotal_minor),
        "shipping": number(order.delivery_minor),
        "tax": number(order.tax_minor),
        "products": [
            {
                "product_id": line.product_slug,
                "sku": line.sku,
                "name": line.name,
                "price": number(line.unit_minor),
                "quantity": line.quantity,
            }
            for line in order.lines
        ],
    }
