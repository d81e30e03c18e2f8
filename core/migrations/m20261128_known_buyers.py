"""Whoever bought before buyers were noted has bought before: no order of theirs is a first one."""

from collections.abc import Iterator, Mapping
from typing import Any

from pymongo import UpdateOne

from core.orders.models import Order, OrderStatus
from core.promotions.models import KnownBuyer
from core.promotions.uses import owners_of

BATCH = 500
BOUGHT = (OrderStatus.PAID, OrderStatus.SHIPPED)


def migrate() -> None:
    for batch in _batches():
        owners = {one for order in batch for one in owners_of(order["email"], order.get("customer_id"))}
        writes = [UpdateOne({"_id": one}, {"$setOnInsert": {"_id": one}}, upsert=True) for one in owners]
        KnownBuyer._get_collection().bulk_write(writes, ordered=False)


def _batches() -> Iterator[list[Mapping[str, Any]]]:
    """Whoever paid, a batch at a time, each read by itself: no cursor is open for long."""
    orders, bought = Order._get_collection(), {"status": {"$in": BOUGHT}}
    wanted: Mapping[str, Any] = bought
    while batch := list(orders.find(wanted, {"email": 1, "customer_id": 1}).sort("_id", 1).limit(BATCH)):
        yield batch
        wanted = {**bought, "_id": {"$gt": batch[-1]["_id"]}}
