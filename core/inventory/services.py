"""Stock: received, held for a payment, sold. `take` is the only door through which it gets less."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from core import clock, log
from core.audit.services import SYSTEM, record
from core.db import transactional
from core.errors import Invalid
from core.inventory.errors import OutOfStock
from core.inventory.events import AvailabilityTurned
from core.inventory.models import Hold, StockItem, StockMove, StockQuerySet, stock_id
from core.outbox.services import announce, announce_alone

PASSES = 20
"""How often a line is looked at anew: each time somebody else was faster, so somebody got the goods."""
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
        StockMove._get_collection().insert_many([_opening(now, *facts) for facts in new])
    return len(new)


def _opened(name: str, sku: str, location: str, quantity: int) -> dict[str, Any]:
    counts = {"received": quantity, "available": quantity, "held": 0, "sold": 0}
    return {"_id": name, "sku": sku, "location": location, **counts, "holds": []}


def _opening(now: datetime, name: str, sku: str, location: str, quantity: int) -> dict[str, Any]:
    cause = {"kind": "received", "quantity": quantity, "cause": f"opening:{name}", "actor": SYSTEM}
    return {"at": now, "sku": sku, "location": location, **cause}


def take(
    hold_id: str, quantities: Mapping[str, int], *, locations: Sequence[str], until: datetime | None
) -> None:
    """Hold every line, or none of them, until then; repeating it with the same id changes nothing.

    Each line is one conditional write per location, not a transaction, so a hot SKU stays fast; if this
    process dies half-way, what it held ends by itself. SKUs go in a fixed order, so that two baskets
    with the same goods meet at the first line. Raises OutOfStock.
    """
    new = StockItem.objects.held_for(hold_id).first() is None
    for sku, quantity in sorted(quantities.items()):
        if new and _take_at(sku, locations[0], hold_id, quantity, until):
            continue
        if not _take_line(hold_id, sku, quantity, locations, until):
            release(hold_id)
            raise OutOfStock(sku, quantity)


def prolong(hold_id: str, until: datetime | None) -> None:
    """Let a hold last until then, or without end."""
    StockItem.objects.prolong(hold_id, until)


def release(hold_id: str) -> None:
    """Give a hold back; safe to repeat."""
    for item in StockItem.objects.held_for(hold_id):
        hold = item.part_of(hold_id)
        if hold:
            _reduce(item, hold, 0)


def release_lapsed(limit: int = 500) -> int:
    """Give back the holds whose time is over; how many."""
    lapsed = StockItem.objects.filter(holds__until__lte=clock.now()).limit(limit)
    return sum(_release_lapsed_of(item) for item in lapsed)


def _release_lapsed_of(item: StockItem) -> int:
    released = [StockItem.objects.release(item.sku, item.location, hold) for hold in item.lapsed_holds()]
    if any(released) and item.available == 0:
        _tell(item.sku)
    return sum(released)


@transactional
def sell(hold_id: str, quantities: Mapping[str, int], *, locations: Sequence[str], cause: str) -> None:
    """Turn a hold into a sale. What is no longer held is taken anew; raises OutOfStock if that fails.

    Joins the transaction in which the order becomes paid: both happen, or neither. Never sells more
    than *quantities*: what is held beyond that goes back on the shelf.
    """
    owed = dict(quantities)
    for item in StockItem.objects.held_for(hold_id):
        owed[item.sku] = owed.get(item.sku, 0) - _sell_part(item, hold_id, owed.get(item.sku, 0), cause)
    for sku, missing in sorted(owed.items()):
        if missing > 0:
            _sell_afresh(hold_id, sku, missing, locations, cause)


@transactional
def take_back(sku: str, location: str, quantity: int, *, cause: str, actor: str) -> None:
    """Put sold goods that have not left back on the shelf: an order was cancelled."""
    available = StockItem.objects.take_back(sku, location, quantity)
    if available is None:
        return
    _note("taken_back", sku, location, quantity, cause=cause, actor=actor)
    if available == quantity:
        _tell(sku)


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
    """Bring the hold to that quantity and that end, from wherever the goods lie; False when too few are left.

    Others may be at the same line, for the same hold even: whatever was read, each step is a conditional
    write, and afterwards one looks again.
    """
    for _ in range(PASSES):
        items = list(StockItem.objects.of([sku]))
        missing = quantity - _held(items, hold_id)
        near = sorted((item for item in items if item.location in locations), key=_order_of(locations))
        if missing == 0 and _kept(hold_id, sku, quantity, until):
            return True
        if missing > sum(item.available + _lapsed_beside(item, hold_id) for item in near):
            return False
        if missing > 0:
            _draw_on(near, hold_id, missing, until)
        elif missing < 0:
            _put_back(items, hold_id, -missing)
    return False


def _order_of(locations: Sequence[str]) -> Callable[[StockItem], int]:
    return lambda item: locations.index(item.location)


def _lapsed_beside(item: StockItem, hold_id: str) -> int:
    return sum(hold.quantity for hold in item.lapsed_holds() if hold.hold_id != hold_id)


def _kept(hold_id: str, sku: str, quantity: int, until: datetime | None) -> bool:
    """Whether it is still all there once it is prolonged: before that, others may end a hold that has lapsed."""
    StockItem.objects.prolong(hold_id, until)
    return _held(StockItem.objects.held_for(hold_id).filter(sku=sku), hold_id) == quantity


def _held(items: Iterable[StockItem], hold_id: str) -> int:
    return sum(part.quantity for item in items if (part := item.part_of(hold_id)))


def _draw_on(items: Sequence[StockItem], hold_id: str, missing: int, until: datetime | None) -> None:
    """Take what is there, location by location in the market's order."""
    for item in items:
        if missing > 0:
            missing -= _draw(item, hold_id, missing, until)


def _draw(item: StockItem, hold_id: str, wanted: int, until: datetime | None) -> int:
    """Take up to that much of one item, lapsed holds included: they do not wait for the sweeper. How much it was."""
    free = item.available + _free_lapsed(item, hold_id)
    part = min(free, wanted)
    left = _put_aside(item, hold_id, part, until) if part else None
    if (item.available > 0) != ((free if left is None else left) > 0):
        _tell(item.sku)
    return 0 if left is None else part


def _put_aside(item: StockItem, hold_id: str, quantity: int, until: datetime | None) -> int | None:
    stock: StockQuerySet = StockItem.objects
    mine = item.part_of(hold_id)
    if mine:
        return stock.resize(item.sku, item.location, mine, mine.quantity + quantity)
    return stock.take(item.sku, item.location, hold_id=hold_id, quantity=quantity, until=until)


def _put_back(items: Sequence[StockItem], hold_id: str, surplus: int) -> None:
    """Two callers who meet at one hold may hold too much together: give that back, from the last item on."""
    for item in reversed(items):
        mine = item.part_of(hold_id)
        if mine and surplus > 0:
            _reduce(item, mine, max(0, mine.quantity - surplus))
            surplus -= mine.quantity


def _reduce(item: StockItem, hold: Hold, quantity: int) -> None:
    """Let a hold hold less; nothing at all ends it."""
    if quantity:
        done = StockItem.objects.resize(item.sku, item.location, hold, quantity) is not None
    else:
        done = StockItem.objects.release(item.sku, item.location, hold)
    if done and item.available == 0:
        _tell(item.sku)


def _take_at(sku: str, location: str, hold_id: str, quantity: int, until: datetime | None) -> bool:
    left = StockItem.objects.take(sku, location, hold_id=hold_id, quantity=quantity, until=until)
    if left == 0:
        _tell(sku)
    return left is not None


def _free_lapsed(item: StockItem, but: str) -> int:
    """Give back the holds of others that have ended; how many pieces came free."""
    ended = (hold for hold in item.lapsed_holds() if hold.hold_id != but)
    return sum(hold.quantity for hold in ended if StockItem.objects.release(item.sku, item.location, hold))


def _sell_part(item: StockItem, hold_id: str, owed: int, cause: str) -> int:
    """Sell what lies here for that hold, as far as it is owed; how much it was."""
    hold = item.part_of(hold_id)
    if hold is None:
        return 0
    part = min(hold.quantity, owed)
    if part < hold.quantity:
        _reduce(item, hold, part)
        hold.quantity = part
    if part and StockItem.objects.sell(item.sku, item.location, hold):
        _note("sold", item.sku, item.location, part, cause=cause, actor=SYSTEM)
    return part


def _sell_afresh(hold_id: str, sku: str, missing: int, locations: Sequence[str], cause: str) -> None:
    again = f"{hold_id}-late"
    if not _take_line(again, sku, missing, locations, None):
        raise OutOfStock(sku, missing)
    for item in StockItem.objects.held_for(again):
        _sell_part(item, again, missing, cause)


def _note(kind: str, sku: str, location: str, quantity: int, *, cause: str, actor: str) -> None:
    StockMove(
        at=clock.now(), sku=sku, location=location, kind=kind, quantity=quantity, cause=cause, actor=actor
    ).save(force_insert=True)


def _tell(sku: str) -> None:
    """Say that a SKU ran out or came back. Beside the hold, not with it: it only makes a page stale."""
    announce_alone(AvailabilityTurned(sku))
    log.get(__name__).info("availability_turned", sku=sku)
