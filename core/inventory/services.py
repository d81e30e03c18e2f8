"""Stock: received, held for a payment, sold. `take` is the only door through which it gets less."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from core import clock, log
from core.audit.services import SYSTEM, record
from core.db import in_transaction, transactional
from core.errors import Invalid
from core.inventory.errors import OutOfStock
from core.inventory.events import AvailabilityTurned
from core.inventory.models import Hold, StockItem, StockMove
from core.outbox.services import announce

PASSES = 5
LARGEST_DELIVERY = 1_000_000


@transactional
def receive_delivery(sku: str, location: str, quantity: int, *, cause: str, actor: str) -> None:
    """Add delivered goods. Raises Invalid for a quantity that is not 1 to 1,000,000."""
    if not 1 <= quantity <= LARGEST_DELIVERY:
        raise Invalid(f"A delivery has 1 to {LARGEST_DELIVERY:,} pieces.", field="quantity")
    item = StockItem.objects.receive(sku, location, quantity)
    _note("received", sku, location, quantity, cause=cause, actor=actor)
    if actor != SYSTEM:
        record(actor, "receive_delivery", f"stock:{item.id}", quantity=quantity, cause=cause)
    if item.available == quantity:
        announce(AvailabilityTurned(sku))


def take(
    hold_id: str, quantities: Mapping[str, int], *, locations: Sequence[str], until: datetime | None
) -> None:
    """Hold every line, or none of them, until then; repeating it with the same id changes nothing.

    Each line is one conditional write per location, not a transaction, so a hot SKU stays fast; if this
    process dies half-way, what it held ends by itself. SKUs go in a fixed order, so that two baskets
    with the same goods meet at the first line. Raises OutOfStock.
    """
    for sku, quantity in sorted(quantities.items()):
        if not _take_line(hold_id, sku, quantity, locations, until):
            release(hold_id)
            raise OutOfStock(sku, quantity)


def prolong(hold_id: str, until: datetime | None) -> None:
    """Let a hold last until then, or without end."""
    StockItem.objects.prolong(hold_id, until)


def release(hold_id: str) -> None:
    """Give a hold back; safe to repeat."""
    for item in StockItem.objects.held_for(hold_id):
        for hold in _of(item, hold_id):
            if StockItem.objects.release(item.sku, item.location, hold) and item.available == 0:
                _tell(item.sku)


def release_lapsed(limit: int = 500) -> int:
    """Give back the holds whose time is over; how many."""
    lapsed = StockItem.objects.filter(holds__until__lte=clock.now()).limit(limit)
    return sum(_release_lapsed_of(item) for item in lapsed)


@transactional
def sell(hold_id: str, quantities: Mapping[str, int], *, locations: Sequence[str], cause: str) -> None:
    """Turn a hold into a sale. What is no longer held is taken anew; raises OutOfStock if that fails.

    Joins the transaction in which the order becomes paid: both happen, or neither.
    """
    owed = dict(quantities)
    for item in StockItem.objects.held_for(hold_id):
        for hold in _of(item, hold_id):
            _sell_hold(item, hold, cause)
            owed[item.sku] = owed.get(item.sku, 0) - hold.quantity
    for sku, missing in sorted(owed.items()):
        if missing > 0:
            _sell_afresh(hold_id, sku, missing, locations, cause)


@transactional
def take_back(sku: str, location: str, quantity: int, *, cause: str, actor: str) -> None:
    """Put sold goods that have not left back on the shelf: an order was cancelled."""
    if StockItem.objects.take_back(sku, location, quantity):
        _note("taken_back", sku, location, quantity, cause=cause, actor=actor)


@transactional
def take_back_all(cause: str, *, actor: str) -> None:
    """Put everything sold under *cause* back on the shelf; the second time there is nothing left to do."""
    if StockMove.objects(cause=cause, kind="taken_back").first():
        return
    for move in StockMove.objects(cause=cause, kind="sold"):
        take_back(move.sku, move.location, move.quantity, cause=cause, actor=actor)


def _take_line(
    hold_id: str, sku: str, quantity: int, locations: Sequence[str], until: datetime | None
) -> bool:
    if _take_at(sku, locations[0], hold_id, quantity, until):
        return True
    for _ in range(PASSES):
        missing = quantity - _held(hold_id, sku)
        if missing <= 0:
            StockItem.objects.prolong(hold_id, until)
            return True
        if not _take_some(hold_id, sku, missing, locations, until) and not _free_lapsed(sku, locations):
            return False
    return False


def _take_some(
    hold_id: str, sku: str, missing: int, locations: Sequence[str], until: datetime | None
) -> bool:
    """Take what is there, location by location in the market's order; whether anything was taken."""
    items = {item.location: item for item in StockItem.objects.of([sku])}
    took = False
    for location in locations:
        item = items.get(location)
        part = min(item.available, missing) if item else 0
        if part > 0 and _take_at(sku, location, hold_id, part, until):
            missing -= part
            took = True
    return took


def _take_at(sku: str, location: str, hold_id: str, quantity: int, until: datetime | None) -> bool:
    left = StockItem.objects.take(sku, location, hold_id=hold_id, quantity=quantity, until=until)
    if left == 0:
        _tell(sku)
    return left is not None


def _free_lapsed(sku: str, locations: Sequence[str]) -> int:
    """A hold that has ended does not wait for the sweeper: whoever needs the goods gives it back."""
    items = StockItem.objects.of([sku]).filter(location__in=list(locations), holds__until__lte=clock.now())
    return sum(_release_lapsed_of(item) for item in items)


def _release_lapsed_of(item: StockItem) -> int:
    return sum(bool(StockItem.objects.release(item.sku, item.location, hold)) for hold in item.lapsed_holds())


def _sell_hold(item: StockItem, hold: Hold, cause: str) -> None:
    if StockItem.objects.sell(item.sku, item.location, hold):
        _note("sold", item.sku, item.location, hold.quantity, cause=cause, actor=SYSTEM)


def _sell_afresh(hold_id: str, sku: str, missing: int, locations: Sequence[str], cause: str) -> None:
    again = f"{hold_id}-late"
    if not _take_line(again, sku, missing, locations, None):
        raise OutOfStock(sku, missing)
    for item in StockItem.objects.held_for(again):
        for hold in _of(item, again):
            _sell_hold(item, hold, cause)


def _held(hold_id: str, sku: str) -> int:
    items = StockItem.objects.held_for(hold_id).filter(sku=sku)
    return sum(hold.quantity for item in items for hold in _of(item, hold_id))


def _of(item: StockItem, hold_id: str) -> list[Hold]:
    return [hold for hold in item.holds if hold.hold_id == hold_id]


def _note(kind: str, sku: str, location: str, quantity: int, *, cause: str, actor: str) -> None:
    StockMove(
        at=clock.now(), sku=sku, location=location, kind=kind, quantity=quantity, cause=cause, actor=actor
    ).save(force_insert=True)


def _tell(sku: str) -> None:
    """Say that a SKU ran out or came back. Beside the hold, not with it: it only makes a page stale."""
    if in_transaction():
        announce(AvailabilityTurned(sku))
    else:
        transactional(announce)(AvailabilityTurned(sku))
    log.get(__name__).info("availability_turned", sku=sku)
