"""The ledger: what is written into it, and what it says every number must be."""

from collections.abc import Iterable, Mapping
from typing import Any

from core import clock
from core.documents import add_all
from core.inventory.models import EFFECTS, StockMove

Place = tuple[str, str]
"""A SKU and a location."""
Totals = dict[str, int]
TOLD = ("received", "adjusted", "moved", "sold", "lines")
"""The numbers of an item that the ledger proves."""


def note(kind: str, sku: str, location: str, quantity: int, *, cause: str, actor: str) -> None:
    """Write one line, in the transaction of the move that it tells of."""
    note_all(
        [
            {
                "sku": sku,
                "location": location,
                "kind": kind,
                "quantity": quantity,
                "cause": cause,
                "actor": actor,
            }
        ]
    )


def note_all(lines: Iterable[Mapping[str, Any]]) -> None:
    """Write many lines at once, in the transaction of what they tell of; each has the fields of a StockMove."""
    add_all(StockMove, [{"at": clock.now(), **line} for line in lines])


def told_by_ledger(*place: str) -> dict[Place, Totals]:
    """What the ledger says of every SKU and location, or of that one only."""
    only = dict(zip(("sku", "location"), place, strict=True)) if place else {}
    group = {"_id": {"sku": "$sku", "location": "$location", "kind": "$kind"}}
    amounts = {"quantity": {"$sum": "$quantity"}, "lines": {"$sum": 1}}
    found: dict[Place, Totals] = {}
    for row in StockMove._get_collection().aggregate([{"$match": only}, {"$group": {**group, **amounts}}]):
        name = row["_id"]
        totals = found.setdefault((name["sku"], name["location"]), dict.fromkeys(TOLD, 0))
        field, sign = EFFECTS[name["kind"]]
        totals[field] += sign * row["quantity"]
        totals["lines"] += row["lines"]
    return found


def still_sold(cause: str) -> list[tuple[str, str, int]]:
    """What was sold under that cause and has not come back: SKU, location, pieces."""
    signs = [{"case": {"$eq": ["$kind", kind]}, "then": sign} for kind, (_, sign) in EFFECTS.items()]
    signed = {"$multiply": ["$quantity", {"$switch": {"branches": signs, "default": 0}}]}
    of_sales = [kind for kind, (field, _) in EFFECTS.items() if field == "sold"]
    rows = StockMove.objects.aggregate(
        [
            {"$match": {"cause": cause, "kind": {"$in": of_sales}}},
            {"$group": {"_id": {"sku": "$sku", "location": "$location"}, "left": {"$sum": signed}}},
            {"$match": {"left": {"$gt": 0}}},
            {"$sort": {"_id.sku": 1, "_id.location": 1}},
        ]
    )
    return [(row["_id"]["sku"], row["_id"]["location"], row["left"]) for row in rows]
