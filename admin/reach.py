"""How far somebody at the console reaches: the whole shop, or the markets that they are bound to.

Whoever is bound meets closed doors, but for what says that it is of a market: *reaches* of a view, and of everything
in it that changes something. Whose a thing is, is part of the query that finds it.
"""

from collections.abc import Sequence
from typing import Any

from mongoengine import QuerySet

from admin.identity import current_member, may
from core.orders.models import Order

SHOP, MARKET = "shop", "market"


def my_markets() -> Sequence[str] | None:
    """The markets that whoever is signed in is bound to; None for the whole shop. Nobody reaches nothing."""
    member = current_member()
    if member is None:
        return ()
    return tuple(member.markets) or None


def whole_shop() -> bool:
    return my_markets() is None


def may_everywhere(what: str) -> bool:
    """Whether whoever is signed in may do that to what is no market's."""
    return may(what) and whole_shop()


def is_of_mine(number: str | None) -> bool:
    """Whether the order of that number is of one of those markets."""
    return number is not None and Order.objects(number=number, **in_mine()).first() is not None


def in_mine() -> dict[str, Any]:
    """The condition that something with a market is of one of those."""
    markets = my_markets()
    return {} if markets is None else {"market__in": list(markets)}


def of_my_orders(found: QuerySet, field: str, *, skip: int, most: int) -> list[Any]:
    """Some of the documents found whose *field* is the number of an order in one of those markets, in their order."""
    orders = {
        "from": Order._get_collection_name(),  # noqa: SLF001  # MongoEngine's own name for it
        "localField": field,
        "foreignField": "number",
        "pipeline": [{"$project": {"market": 1}}],
        "as": "order",
    }
    steps = [
        {"$lookup": orders},
        {"$match": {"order.market": {"$in": list(my_markets() or ())}}},
        {"$skip": skip},
        {"$limit": most},
        {"$project": {"_id": 1}},
    ]
    names = [row["_id"] for row in found.aggregate(steps)]
    known = found.in_bulk(names)
    return [known[name] for name in names]
