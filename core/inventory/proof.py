"""The proof: every number of every item follows from the ledger and from the holds that it names."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from core.db import transactional
from core.inventory.ledger import TOLD, Place, Totals, told_by_ledger
from core.inventory.models import AHEAD, COUNTS, BackOrder, StockItem


@dataclass(frozen=True)
class Imbalance:
    """A stock item that breaks a conservation rule, and which."""

    item: str
    rule: str


def imbalances() -> list[Imbalance]:
    """Every stock item whose numbers do not add up, against themselves, the ledger and what is owed.

    What looks broken is looked at again at one instant, so that a shop at work raises no false alarm.
    """
    return [fault for place in sorted(_suspects()) for fault in imbalances_at(*place)]


@transactional
def imbalances_at(sku: str, location: str) -> list[Imbalance]:
    """The rules that are broken there, all numbers being of the same instant."""
    place = (sku, location)
    rows = list(StockItem.objects.at(sku, location).as_pymongo())
    return list(_broken(place, rows, told_by_ledger(*place).get(place), _owed(sku).get(sku, 0)))


def _suspects() -> set[Place]:
    items: dict[Place, list[Mapping[str, Any]]] = {}
    for row in StockItem.objects.as_pymongo():
        items.setdefault((row["sku"], row["location"]), []).append(row)
    told, owed = told_by_ledger(), _owed()
    places = items.keys() | told.keys() | {(sku, AHEAD) for sku in owed}
    return {
        place
        for place in places
        if any(_broken(place, items.get(place, ()), told.get(place), owed.get(place[0], 0)))
    }


def _owed(*skus: str) -> dict[str, int]:
    """Pieces that are owed, by SKU."""
    only = {"sku": {"$in": list(skus)}} if skus else {}
    steps = [{"$match": {**only, "owed": {"$gt": 0}}}, {"$group": {"_id": "$sku", "owed": {"$sum": "$owed"}}}]
    return {row["_id"]: row["owed"] for row in BackOrder.objects.aggregate(steps)}


def _broken(
    place: Place, rows: Iterable[Mapping[str, Any]], told: Totals | None, owed: int
) -> Iterator[Imbalance]:
    sums = dict.fromkeys(COUNTS, 0)
    for row in rows:
        numbers = {name: row.get(name, 0) for name in COUNTS}
        sums = {name: sums[name] + number for name, number in numbers.items()}
        yield from (Imbalance(row["_id"], rule) for rule, holds in _rules(row, numbers).items() if not holds)
    name = "@".join(place)
    ledger = told or dict.fromkeys(TOLD, 0)
    if any(sums[field] != ledger[field] for field in TOLD if field != "lines"):
        yield Imbalance(name, "the ledger tells the same")
    if sums["lines"] != ledger["lines"]:
        yield Imbalance(name, "the ledger has every line")
    if place[1] == AHEAD and sums["sold"] != owed:
        yield Imbalance(name, "what is owed is what was sold ahead")


def _rules(row: Mapping[str, Any], n: Mapping[str, int]) -> dict[str, bool]:
    return {
        "available + held + sold == received + adjusted + moved": (
            n["available"] + n["held"] + n["sold"] == n["received"] + n["adjusted"] + n["moved"]
        ),
        "held == sum of holds": n["held"] == sum(hold["quantity"] for hold in row.get("holds", ())),
        "nothing is below zero": min(n["available"], n["held"], n["sold"], n["received"]) >= 0,
    }
