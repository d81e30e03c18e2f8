from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class OrderEvent(Event):
    number: str


@dataclass(frozen=True)
class OrderPlaced(OrderEvent):
    """The contract is made; the money may still be on its way."""


@dataclass(frozen=True)
class OrderPaid(OrderEvent):
    """The money is there, or staff say so; the goods are sold."""


@dataclass(frozen=True)
class OrderShipped(OrderEvent):
    """The parcel has left."""


@dataclass(frozen=True)
class RefundOwed(OrderEvent):
    """More has come than is due: the difference is to go back."""


@dataclass(frozen=True)
class OrderCancelled(OrderEvent):
    """Nothing will come of it; what was set aside is free again."""


@dataclass(frozen=True)
class OrderChanged(OrderEvent):
    """Lines or amounts of a placed order are others now (`core.orders.changes`)."""

    change_id: str


@dataclass(frozen=True)
class OrderLinkAsked(OrderEvent):
    """Somebody who says that an order is theirs wants a link to it, mailed to its address."""

    email: str
    ask: str
