from dataclasses import dataclass

from core.orders.events import OrderEvent


@dataclass(frozen=True)
class ReturnMoved(OrderEvent):
    """A return was asked for, approved, refused, received or inspected."""

    return_number: str
    state: str
