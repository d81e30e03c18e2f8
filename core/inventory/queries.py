from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core import clock
from core.catalog.models import Variant
from core.inventory.errors import StockItemNotFound
from core.inventory.models import StockItem, StockMove, stock_id

LEVEL = ("sku", "location", "available", "sold", "holds")


@dataclass(frozen=True)
class Imbalance:
    """A stock item that breaks a conservation rule, and which."""

    item: str
    rule: str


@dataclass(frozen=True, slots=True)
class Stock:
    """One SKU: units that can be bought now by location, and units sold everywhere."""

    free: Mapping[str, int]
    sold: int

    def free_at(self, locations: Iterable[str]) -> int:
        """Units that those locations have together."""
        return sum(self.free.get(location, 0) for location in locations)


def stock_levels(skus: Iterable[str]) -> Mapping[str, Stock]:
    """Where how much of each SKU can be bought now; holds that have ended count as free. One read for all."""
    wanted = list(skus)
    found: dict[str, Stock] = {sku: Stock({}, 0) for sku in wanted}
    now = clock.now()
    for row in StockItem.objects.of(wanted).only(*LEVEL).as_pymongo() if wanted else ():
        level = found[row["sku"]]
        free = {**level.free, row["location"]: row.get("available", 0) + _lapsed(row, now)}
        found[row["sku"]] = Stock(free, level.sold + row.get("sold", 0))
    return found


def availability(skus: Iterable[str], locations: Sequence[str]) -> Mapping[str, int]:
    """Units that can be bought now, from those locations together; holds that have ended count as free."""
    return {sku: stock.free_at(locations) for sku, stock in stock_levels(skus).items()}


def _lapsed(row: Mapping[str, Any], now: datetime) -> int:
    """Units in holds that have ended, though nobody has moved them back yet."""
    return sum(
        hold["quantity"] for hold in row.get("holds", ()) if hold.get("until") and hold["until"] <= now
    )


def availability_of(variants: Iterable[Variant], locations: Sequence[str]) -> Mapping[str, int]:
    """The same by variant, in one read: of a bundle there are as many as its components make."""
    wanted = list(variants)
    stock = stock_levels({sku for variant in wanted for sku in variant.parts})
    return {variant.sku: units_of(variant, stock, locations) for variant in wanted}


def units_of(variant: Variant, stock: Mapping[str, Stock], locations: Sequence[str]) -> int:
    """How many of it that stock makes at those locations."""
    return min(stock[sku].free_at(locations) // quantity for sku, quantity in variant.parts.items())


@dataclass(frozen=True)
class LowStock:
    """A SKU of which little is left, all locations together."""

    sku: str
    available: int
    held: int


def low_stock(most: int, *, limit: int) -> list[LowStock]:
    """SKUs with at most that many units available, the scarcest first."""
    rows = StockItem.objects.aggregate(
        [
            {"$group": {"_id": "$sku", "available": {"$sum": "$available"}, "held": {"$sum": "$held"}}},
            {"$match": {"available": {"$lte": most}}},
            {"$sort": {"available": 1, "_id": 1}},
            {"$limit": limit},
        ]
    )
    return [LowStock(row["_id"], row["available"], row["held"]) for row in rows]


def stock_item(sku: str, location: str) -> StockItem:
    """That SKU at that location. Raises StockItemNotFound."""
    item: StockItem | None = StockItem.objects(id=stock_id(sku, location)).first()
    if item is None:
        raise StockItemNotFound(sku, location)
    return item


def stock_of(skus: Iterable[str]) -> list[StockItem]:
    """Those SKUs at every location that has had them, by SKU and location."""
    return list(StockItem.objects.of(skus).order_by("sku", "location"))


def latest_moves(sku: str, location: str, *, limit: int) -> list[StockMove]:
    """The ledger of one item, the newest line first."""
    return list(StockMove.objects(sku=sku, location=location).order_by("-at").limit(limit))


def imbalances() -> list[Imbalance]:
    """Every stock item whose numbers do not add up, against themselves and against the ledger."""
    found = [Imbalance(item.id, rule) for item in StockItem.objects for rule in _broken_by(item)]
    return found + _ledger_gaps()


def _broken_by(item: StockItem) -> list[str]:
    rules = {
        "available + held + sold == received": item.available + item.held + item.sold == item.received,
        "held == sum of holds": item.held == sum(hold.quantity for hold in item.holds),
        "nothing is below zero": min(item.available, item.held, item.sold, item.received) >= 0,
    }
    return [rule for rule, holds in rules.items() if not holds]


def _ledger_gaps() -> list[Imbalance]:
    return [
        Imbalance(row["_id"], "the ledger tells the same received and sold")
        for row in StockItem.objects.aggregate(_LEDGER_BESIDE_ITEM)
        if row["received"] != row["ledger_received"] or row["sold"] != row["ledger_sold"]
    ]


def _sum_of(*kinds: str) -> dict[str, object]:
    amounts = {"$filter": {"input": "$moves", "cond": {"$in": ["$$this.kind", list(kinds)]}}}
    return {"$sum": {"$map": {"input": amounts, "in": "$$this.quantity"}}}


_LEDGER_BESIDE_ITEM: list[dict[str, object]] = [
    {
        "$lookup": {
            "from": "stock_moves",
            "let": {"sku": "$sku", "location": "$location"},
            "pipeline": [
                {
                    "$match": {
                        "$expr": {"$and": [{"$eq": ["$sku", "$$sku"]}, {"$eq": ["$location", "$$location"]}]}
                    }
                }
            ],
            "as": "moves",
        }
    },
    {
        "$project": {
            "received": 1,
            "sold": 1,
            "ledger_received": _sum_of("received"),
            "ledger_sold": {"$subtract": [_sum_of("sold"), _sum_of("taken_back")]},
        }
    },
]
