"""Putting numbers right from the ledger and the holds: what they prove, and nothing beyond it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from core.audit.services import record
from core.db import transactional
from core.inventory.ledger import TOLD, Totals, told_by_ledger
from core.inventory.models import COUNTS, StockItem
from core.inventory.proof import imbalances, imbalances_at

NOTHING_TOLD: Totals = dict.fromkeys(TOLD, 0)


@dataclass(frozen=True)
class Repair:
    """What became of one item: its numbers as they were and as they are; or why they were left alone."""

    item: str
    before: Mapping[str, int]
    after: Mapping[str, int]
    refusal: str | None = None


def repair_stock(*, actor: str) -> list[Repair]:
    """Put right every item that the ledger and its holds prove; each with an audit record. Safe to repeat."""
    places = {tuple(fault.item.partition("#")[0].rsplit("@", 1)) for fault in imbalances()}
    return [done for sku, location in sorted(places) if (done := repair_item(sku, location, actor=actor))]


@transactional
def repair_item(sku: str, location: str, *, actor: str) -> Repair | None:
    """Put one SKU at one location right; None when nothing was wrong.

    Left alone, with the reason: an item whose ledger has lost a line, since a sale could be missing in it; and one
    of which more is held and sold than ever came, since those pieces are lost, and a number would only hide it.
    """
    if not imbalances_at(sku, location):
        return None
    items = list(StockItem.objects.at(sku, location).order_by("bucket"))
    proven = _proven(items, told_by_ledger(sku, location).get((sku, location), NOTHING_TOLD))
    before, after = _sums(_numbers(item) for item in items), _sums(proven)
    name, refusal = f"{sku}@{location}", _refusal(items, proven)
    if refusal or before == after:
        return Repair(name, before, before, refusal or "the numbers are right, but not what is owed for them")
    for item, numbers in zip(items, proven, strict=True):
        StockItem.objects.named(item.id).update_one(**{f"set__{field}": numbers[field] for field in numbers})
    record(actor, "repair_stock", f"stock:{name}", before=before, after=after)
    return Repair(name, before, after)


def _proven(items: Sequence[StockItem], told: Totals) -> list[Totals]:
    """What each document must say: of several, bucket 0 takes up what the ledger tells of all together."""
    found = [_numbers(item) for item in items]
    if found:
        others = _sums(found[1:])
        found[0].update({field: told[field] - others.get(field, 0) for field in TOLD})
    for item, numbers in zip(items, found, strict=True):
        came = numbers["received"] + numbers["adjusted"] + numbers["moved"]
        numbers["held"] = sum(hold.quantity for hold in item.holds)
        numbers["available"] = came - numbers["held"] - numbers["sold"]
    return found


def _refusal(items: Sequence[StockItem], proven: Sequence[Totals]) -> str | None:
    """Why those numbers cannot be put in place, if so."""
    if not items:
        return "the item itself is gone, and with it whom its pieces were held for"
    if proven[0]["lines"] != items[0].lines:
        return "lines of the ledger are missing"
    lost = sum(max(0, -numbers["available"]) for numbers in proven)
    if lost:
        return f"{lost} pieces are held or sold that never came: count, and tell whoever waits for them"
    return None


def _numbers(item: StockItem) -> Totals:
    return {name: getattr(item, name) for name in COUNTS}


def _sums(numbers: Iterable[Totals]) -> Totals:
    total: Totals = {}
    for each in numbers:
        total = {name: total.get(name, 0) + each[name] for name in each}
    return total
