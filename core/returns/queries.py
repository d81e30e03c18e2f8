from datetime import datetime, timedelta

from core.orders.models import Order
from core.returns.errors import ReturnNotFound
from core.returns.models import Return


def return_named(number: str) -> Return:
    """That return. Raises ReturnNotFound."""
    found: Return | None = Return.objects(number=number).first()
    if found is None:
        raise ReturnNotFound(number)
    return found


def returns_of(order_number: str) -> list[Return]:
    """The returns of that order, oldest first."""
    return list(Return.objects(order_number=order_number).order_by("asked_at"))


def returnable_until(order: Order, days: int) -> datetime | None:
    """Until when its goods may be sent back: so many days from arrival, or from leaving while nobody knows of it."""
    since = order.delivered_at or order.shipped_at
    return since + timedelta(days=days) if since else None
