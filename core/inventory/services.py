"""Stock: received, held for a payment, sold, taken back. Every move but a hold is in the ledger."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from core import clock
from core.audit.services import SYSTEM, record
from core.db import transactional
from core.errors import Invalid
from core.inventory.ahead import Sale, fill, owe, owe_less, place_of
from core.inventory.errors import NotOwed, OutOfStock
from core.inventory.events import AvailabilityTurned
from core.inventory.ledger import note, note_all, still_sold
from core.inventory.models import AHEAD, StockItem, stock_id
from core.inventory.taking import prolong, reduce, release, release_lapsed, take, take_line, tell
from core.outbox.services import announce

__all__ = [
    "open_stock",
    "prolong",
    "receive_delivery",
    "release",
    "release_lapsed",
    "restock",
    "sell",
    "take",
    "take_back",
    "take_back_all",
]

LARGEST_DELIVERY = 1_000_000


@transactional
def receive_delivery(sku: str, location: str, quantity: int, *, cause: str, actor: str) -> None:
    """Add delivered goods; whoever has bought them ahead gets his first.

    Raises Invalid for a quantity that is not 1 to 1,000,000.
    """
    if not 1 <= quantity <= LARGEST_DELIVERY:
        raise Invalid(f"A delivery has 1 to {LARGEST_DELIVERY:,} pieces.", field="quantity")
    item = StockItem.objects.bring(sku, location, quantity, "received")
    note("received", sku, location, quantity, cause=cause, actor=actor)
    if actor != SYSTEM:
        record(actor, "receive_delivery", f"stock:{item.id}", quantity=quantity, cause=cause)
    fill(sku, location)
    if item.available == quantity:
        announce(AvailabilityTurned(sku))


@transactional
def open_stock(pieces: Mapping[tuple[str, str], int]) -> int:
    """Receive the opening stock of many SKUs and locations at once; how many items that opened.

    An item that is there already stays as it is, so the same opening may come twice. Nothing is announced:
    whoever loads goods tells that they are there.
    """
    wanted = {stock_id(sku, location): (sku, location, n) for (sku, location), n in pieces.items() if n > 0}
    items, now = StockItem._get_collection(), clock.now()
    known = {item["_id"] for item in items.find({"_id": {"$in": list(wanted)}}, {"_id": 1})}
    new = [(name, *rest) for name, rest in wanted.items() if name not in known]
    if new:
        items.insert_many([_opened(*facts) for facts in new])
        note_all(_opening(now, *facts) for facts in new)
    return len(new)


def _opened(name: str, sku: str, location: str, quantity: int) -> dict[str, Any]:
    counts = {"received": quantity, "adjusted": 0, "moved": 0, "available": quantity, "held": 0, "sold": 0}
    return {"_id": name, "sku": sku, "location": location, **counts, "lines": 1, "holds": []}


def _opening(now: datetime, name: str, sku: str, location: str, quantity: int) -> dict[str, Any]:
    cause = {"kind": "received", "quantity": quantity, "cause": f"opening:{name}", "actor": SYSTEM}
    return {"at": now, "sku": sku, "location": location, **cause}


@transactional
def sell(
    hold_id: str,
    quantities: Mapping[str, int],
    *,
    locations: Sequence[str],
    cause: str,
    ordered_at: datetime | None = None,
) -> None:
    """Turn a hold into a sale. What is no longer held is taken anew; raises OutOfStock if that fails.

    Joins the transaction in which the order becomes paid: both happen, or neither. Never sells more
    than *quantities*: what is held beyond that goes back on the shelf. What is sold ahead is owed from then on,
    and given in the order of *ordered_at* (now, if nobody says) when it comes to one of those locations.
    """
    sale = Sale(cause, tuple(locations), ordered_at or clock.now())
    owed = dict(quantities)
    for item in StockItem.objects.held_for(hold_id):
        owed[item.sku] = owed.get(item.sku, 0) - _sell_part(item, hold_id, owed.get(item.sku, 0), sale)
    for sku, missing in sorted(owed.items()):
        if missing > 0:
            _sell_afresh(hold_id, sku, missing, sale)


@transactional
def take_back(sku: str, location: str, quantity: int, *, cause: str, actor: str) -> None:
    """Put sold goods that have not left back on the shelf: an order was cancelled.

    What was sold ahead is owed no more. Raises NotOwed.
    """
    _come_back("taken_back", sku, location, quantity, cause=cause, actor=actor)


@transactional
def restock(sku: str, location: str, quantity: int, *, cause: str, actor: str) -> None:
    """Put sold goods that had left back on the shelf: a customer returned them, and they can be sold again.

    What left while it was still owed lies where it would have come to, and is owed no more. Raises NotOwed.
    """
    if location != AHEAD:
        _come_back("returned", sku, location, quantity, cause=cause, actor=actor)
        return
    take_back(sku, AHEAD, quantity, cause=cause, actor=actor)
    receive_delivery(sku, place_of(cause, sku), quantity, cause=cause, actor=actor)


@transactional
def take_back_all(cause: str, *, actor: str) -> None:
    """Put back on the shelf whatever was sold under *cause* and has not come back; what was owed is owed no more.

    The second time there is nothing left to do.
    """
    # What was sold ahead comes first, or what the order gives back would fill what is owed to it.
    for sku, location, quantity in reversed(still_sold(cause)):
        take_back(sku, location, quantity, cause=cause, actor=actor)


def _come_back(kind: str, sku: str, location: str, quantity: int, *, cause: str, actor: str) -> None:
    items = list(StockItem.objects.at(sku, location))
    if sum(item.sold for item in items) < quantity:
        if location == AHEAD:
            raise NotOwed(sku, quantity)
        return
    left = quantity
    for item in items:
        part = min(item.sold, left)
        if part:
            StockItem.objects.take_back(item.id, part, lines=int(left == quantity))
        left -= part
    note(kind, sku, location, quantity, cause=cause, actor=actor)
    if location == AHEAD:
        owe_less(cause, sku, quantity)
    else:
        fill(sku, location)
    if not any(item.available for item in items):
        tell(sku)


def _sell_part(item: StockItem, hold_id: str, owed: int, sale: Sale) -> int:
    """Sell what lies here for that hold, as far as it is owed; how much it was."""
    hold = item.part_of(hold_id)
    if hold is None:
        return 0
    part = min(hold.quantity, owed)
    if part < hold.quantity:
        reduce(item, hold, part)
        hold.quantity = part
    if part and StockItem.objects.end(item.id, hold, sold=part):
        note("sold", item.sku, item.location, part, cause=sale.cause, actor=SYSTEM)
        if item.location == AHEAD:
            owe(sale, item.sku, part)
    return part


def _sell_afresh(hold_id: str, sku: str, missing: int, sale: Sale) -> None:
    again = f"{hold_id}-late"
    if not take_line(again, sku, missing, [*sale.locations, AHEAD], None):
        raise OutOfStock(sku, missing)
    for item in StockItem.objects.held_for(again):
        _sell_part(item, again, missing, sale)
