from dataclasses import dataclass

from core.orders.events import OrderEvent


@dataclass(frozen=True)
class ShipmentSent(OrderEvent):
    """A parcel has left: all of the order, or a part of it."""

    position: int
