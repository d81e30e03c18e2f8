"""Counts: what lies on the shelf is made to be what somebody has found there."""

from uuid import uuid4

from core import clock
from core.audit.services import record
from core.db import transactional
from core.errors import Invalid
from core.inventory.ahead import fill
from core.inventory.errors import OutOfStock, PromisedToOthers, StockItemNotFound, StockMovedMeanwhile
from core.inventory.ledger import note
from core.inventory.models import StockItem
from core.inventory.taking import take, tell

REASONS = ("counted", "damaged", "lost", "found", "sample", "correction")
MOST_COUNTED = 10_000_000


@transactional
def count_stock(
    sku: str, location: str, *, seen: int, found: int, reason: str, actor: str, remark: str = ""
) -> int:
    """Make what lies there unsold (available and held) *found* pieces; by how many it changed.

    *seen* is the number that whoever counted had before him: where it is another one now, nothing is changed.
    Raises Invalid (a number, a reason), StockItemNotFound, StockMovedMeanwhile, PromisedToOthers (fewer are left
    than are held: what is held cannot be counted away).
    """
    _check(found, reason)
    items = list(StockItem.objects.at(sku, location))
    if not items:
        raise StockItemNotFound(sku, location)
    now = sum(item.available + item.held for item in items)
    if now != seen:
        raise StockMovedMeanwhile(sku, seen, now)
    # each document is written, so that a sale at the same instant from another bucket is noticed
    StockItem.objects.at(sku, location).update(set__counted_at=clock.now())
    if found != seen:
        _adjust(sku, location, found - seen, held=sum(item.held for item in items))
        note("adjusted", sku, location, found - seen, cause=f"{reason}:{remark}", actor=actor)
        fill(sku, location)
    facts = {"seen": seen, "found": found, "reason": reason, "remark": remark}
    record(actor, "count_stock", f"stock:{sku}@{location}", **facts)
    return found - seen


def _check(found: int, reason: str) -> None:
    if not 0 <= found <= MOST_COUNTED:
        raise Invalid(f"A count finds 0 to {MOST_COUNTED:,} pieces.", field="found")
    if reason not in REASONS:
        raise Invalid(f"It is one of {', '.join(REASONS)}.", field="reason")


def _adjust(sku: str, location: str, change: int, *, held: int) -> None:
    if change > 0:
        item = StockItem.objects.bring(sku, location, change, "adjusted")
        if item.available == change:
            tell(sku)
        return
    hold_id = f"count:{uuid4()}"
    try:
        take(hold_id, {sku: -change}, locations=[location], until=None, ahead=False, new=True)
    except OutOfStock:
        raise PromisedToOthers(sku, held) from None
    StockItem.objects.leave(hold_id, "adjusted")
