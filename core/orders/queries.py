from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from core import clock
from core.cursors import standing
from core.documents import first
from core.money import Money
from core.orders.errors import OrderNotFound
from core.orders.models import Order, OrderStatus
from core.orders.states import SETTLED

Markets = Sequence[str] | None
"""These, or all of them."""
AT_REST = timedelta(seconds=15)
"""A transaction is over by then (`core.db`)."""


@dataclass(frozen=True)
class Sales:
    """What was ordered in one currency, and how much of it has been paid. Cancelled orders count for nothing."""

    orders: int
    paid: Money


def order_by_number(number: str) -> Order:
    """For staff and jobs, who may see every order. Raises OrderNotFound."""
    return _or_not_found(Order.objects(number=number).first(), number)


def order_of_customer(number: str, customer_id: str) -> Order:
    """That order, if it is that customer's: whose it is, is part of the question. Raises OrderNotFound."""
    return _or_not_found(Order.objects(number=number, customer_id=customer_id).first(), number)


def order_of_cart(number: str, cart_id: str) -> Order:
    """That order, if it was made of that cart and no account holds it: how a guest finds it.

    Raises OrderNotFound.
    """
    return _or_not_found(Order.objects(number=number, cart_id=cart_id, customer_id=None).first(), number)


def order_from_cart(cart_id: str) -> Order | None:
    return first(Order, {"cart_id": cart_id})


def orders_of(customer_id: str, *, limit: int, after: str | None = None) -> list[Order]:
    """A customer's orders, newest first, from the one after the order number *after*. Raises BadCursor."""
    found = Order.objects(customer_id=customer_id).newest()
    if after is not None:
        last = standing(Order.objects(number=after, customer_id=customer_id).first())
        found = found.filter(
            __raw__={
                "$or": [
                    {"placed_at": {"$lt": last.placed_at}},
                    {"placed_at": last.placed_at, "_id": {"$lt": last.id}},
                ]
            }
        )
    return list(found.limit(limit))


def orders_in_turn(*, limit: int, after: str | None = None, status: str | None = None) -> list[Order]:
    """Orders in the order in which they were placed, from the one after the order number *after*; in that *status*.

    Those of the last quarter of a minute are left out: an order is placed in a transaction, and none that began
    before may turn up behind whoever goes on from here. Raises BadCursor.
    """
    found = Order.objects(placed_at__lte=clock.now() - AT_REST, **({"status": status} if status else {}))
    if after is not None:
        last = standing(Order.objects(number=after).first())
        found = found.filter(
            __raw__={
                "$or": [
                    {"placed_at": {"$gt": last.placed_at}},
                    {"placed_at": last.placed_at, "_id": {"$gt": last.id}},
                ]
            }
        )
    return list(found.order_by("placed_at", "id").limit(limit))


def unpaid_since(moment: datetime, provider: str, *, limit: int) -> list[Order]:
    """Orders placed before that moment which still wait for money by that provider, the oldest first."""
    waiting = Order.objects(status=OrderStatus.AWAITING_PAYMENT, provider=provider, placed_at__lt=moment)
    return list(waiting.order_by("placed_at").limit(limit))


def orders_by_payment(payment_ids: Iterable[str]) -> Mapping[str, Order]:
    """The orders made of those payments, by payment."""
    return {order.payment_id: order for order in Order.objects(payment_id__in=list(payment_ids))}


def orders_standing(status: str, markets: Markets = None, *, most: int) -> int:
    """How many orders are in that status now, in these markets or in all, counted up to *most*."""
    return int(Order.objects(status=status, **_in(markets)).limit(most).count(with_limit_and_skip=True))


def sales_since(moment: datetime, markets: Markets = None) -> list[Sales]:
    """Orders placed from *moment* on, in these markets or in all, per currency, the one with most orders first."""
    paid = {"$cond": [{"$in": ["$status", list(SETTLED)]}, "$total_minor", 0]}
    counted = Order.objects(placed_at__gte=moment, status__ne=OrderStatus.CANCELLED, **_in(markets))
    rows = counted.aggregate(
        [
            {"$group": {"_id": "$currency", "orders": {"$sum": 1}, "paid": {"$sum": paid}}},
            {"$sort": {"orders": -1, "_id": 1}},
        ]
    )
    return [Sales(row["orders"], Money(row["paid"], row["_id"])) for row in rows]


def _in(markets: Markets) -> dict[str, list[str]]:
    return {} if markets is None else {"market__in": list(markets)}


def _or_not_found(order: Order | None, number: str) -> Order:
    if order is None:
        raise OrderNotFound(number)
    return order
