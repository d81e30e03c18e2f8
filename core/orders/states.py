"""Where an order stands, and what may be done to it there: one table, which services and console ask."""

from collections.abc import Mapping
from enum import StrEnum


class OrderStatus:
    AWAITING_PAYMENT = "awaiting_payment"
    PAID = "paid"
    """Paid, and something of it is still to leave."""
    SHIPPED = "shipped"
    """Nothing is left to leave."""
    CANCELLED = "cancelled"


SETTLED = (OrderStatus.PAID, OrderStatus.SHIPPED)
"""Paid for, or set aside for it: the order stands."""


class FulfilmentStatus:
    UNFULFILLED = "unfulfilled"
    PARTIALLY_SHIPPED = "partially_shipped"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    PARTIALLY_RETURNED = "partially_returned"
    RETURNED = "returned"


class PaymentStatus:
    UNPAID = "unpaid"
    AUTHORISED = "authorised"
    PARTIALLY_PAID = "partially_paid"
    PAID = "paid"
    PARTIALLY_REFUNDED = "partially_refunded"
    REFUNDED = "refunded"


class Stage(StrEnum):
    """Money and goods together: what the table below is about."""

    AWAITING_PAYMENT = "awaiting payment"
    PAID = "paid"
    PARTLY_SHIPPED = "partly shipped"
    SHIPPED = "shipped"
    DELIVERED = "delivered"
    CANCELLED = "cancelled"


class Act(StrEnum):
    """What somebody wants to do to an order; its value is what the order then becomes."""

    PAY = "paid"
    SHIP = "shipped"
    DELIVER = "delivered"
    CANCEL = "cancelled"
    EDIT = "edited"
    READDRESS = "sent elsewhere"
    REFUND = "refunded"
    RETURN = "returned"


OPEN_TO: Mapping[Act, frozenset[Stage]] = {
    Act.PAY: frozenset({Stage.AWAITING_PAYMENT}),
    Act.SHIP: frozenset({Stage.PAID, Stage.PARTLY_SHIPPED}),
    Act.DELIVER: frozenset({Stage.PARTLY_SHIPPED, Stage.SHIPPED}),
    Act.CANCEL: frozenset({Stage.AWAITING_PAYMENT, Stage.PAID}),
    Act.EDIT: frozenset({Stage.PAID, Stage.PARTLY_SHIPPED}),
    Act.READDRESS: frozenset({Stage.AWAITING_PAYMENT, Stage.PAID, Stage.PARTLY_SHIPPED}),
    Act.REFUND: frozenset({Stage.PAID, Stage.PARTLY_SHIPPED, Stage.SHIPPED, Stage.DELIVERED}),
    Act.RETURN: frozenset({Stage.PARTLY_SHIPPED, Stage.SHIPPED, Stage.DELIVERED}),
}
"""Every act and the stages it starts from. What is not here is refused, and nothing has changed."""

DONE: Mapping[Act, frozenset[Stage]] = {
    Act.PAY: frozenset({Stage.PAID, Stage.PARTLY_SHIPPED, Stage.SHIPPED, Stage.DELIVERED}),
    Act.DELIVER: frozenset({Stage.DELIVERED}),
    Act.CANCEL: frozenset({Stage.CANCELLED}),
}
"""Where an act is done already: asked for again, nothing happens and nobody is refused."""


def stage_of(status: str, *, shipped: int, delivered: bool) -> Stage:
    """The stage of an order with that status, of which so many pieces have left."""
    match status:
        case OrderStatus.PAID:
            return Stage.PARTLY_SHIPPED if shipped else Stage.PAID
        case OrderStatus.SHIPPED:
            return Stage.DELIVERED if delivered else Stage.SHIPPED
        case _:
            return Stage.CANCELLED if status == OrderStatus.CANCELLED else Stage.AWAITING_PAYMENT


def fulfilment_status_of(stage: Stage, *, shipped: int, returned: int) -> str:
    """What has become of the goods: *returned* of *shipped* pieces have come back."""
    if returned:
        back = returned >= shipped and stage in (Stage.SHIPPED, Stage.DELIVERED)
        return FulfilmentStatus.RETURNED if back else FulfilmentStatus.PARTIALLY_RETURNED
    return {
        Stage.PARTLY_SHIPPED: FulfilmentStatus.PARTIALLY_SHIPPED,
        Stage.SHIPPED: FulfilmentStatus.SHIPPED,
        Stage.DELIVERED: FulfilmentStatus.DELIVERED,
    }.get(stage, FulfilmentStatus.UNFULFILLED)


def payment_status_of(*, due: int, held: int, captured: int, refunded: int) -> str:
    """How the money stands, from the sums of the order's ledger; *held* is what a bank has set aside for us."""
    if captured <= 0:
        return PaymentStatus.AUTHORISED if held > 0 else PaymentStatus.UNPAID
    if refunded > 0:
        return PaymentStatus.REFUNDED if refunded >= captured else PaymentStatus.PARTIALLY_REFUNDED
    return PaymentStatus.PARTIALLY_PAID if captured < due else PaymentStatus.PAID
