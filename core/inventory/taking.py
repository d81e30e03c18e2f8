"""Taking goods off the shelf and putting them back: `take` is the only door through which stock gets less."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from zlib import crc32

from core import clock, log
from core.db import transactional
from core.inventory.errors import OutOfStock
from core.inventory.events import AvailabilityTurned
from core.inventory.models import AHEAD, Hold, StockItem, StockQuerySet, stock_id
from core.inventory.spread import buckets_of
from core.outbox.services import announce_alone

PASSES = 20
"""How often a line is looked at anew: each time somebody else was faster, so somebody got the goods."""


def take(  # what a hold is, and what is known of it
    hold_id: str,
    quantities: Mapping[str, int],
    *,
    locations: Sequence[str],
    until: datetime | None,
    ahead: bool = True,
    new: bool = False,
) -> None:
    """Hold every line, or none of them, until then; repeating it with the same id changes nothing.

    What the locations lack is sold ahead, as far as the SKU's limit goes, unless *ahead* is False. Of a *new* hold
    the caller knows that it holds nothing yet.

    Each line is one conditional write per location, not a transaction, so a hot SKU stays fast; if this
    process dies half-way, what it held ends by itself. SKUs go in a fixed order, so that two baskets
    with the same goods meet at the first line. Raises OutOfStock.
    """
    if not new and _kept_as_they_lie(hold_id, quantities, until):
        return
    there = {} if new else _pieces(hold_id)
    if there and there == dict(quantities) and _kept(hold_id, quantities, until):
        return
    begins, places = not there, [*locations, AHEAD] if ahead else list(locations)
    taken = _take_at_once(hold_id, quantities, places[0], until) if begins else {}
    for sku, quantity in sorted(quantities.items()):
        if taken.get(sku) == quantity or (begins and _take_at(sku, places[0], hold_id, quantity, until)):
            continue
        if not take_line(hold_id, sku, quantity, places, until):
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
            reduce(item, hold, 0)


def release_lapsed(limit: int = 500) -> int:
    """Give back the holds whose time is over; how many."""
    lapsed = StockItem.objects.filter(holds__until__lte=clock.now()).limit(limit)
    return sum(_release_lapsed_of(item) for item in lapsed)


def _release_lapsed_of(item: StockItem) -> int:
    released = [StockItem.objects.release(item.id, hold) for hold in item.lapsed_holds()]
    if any(released) and item.available == 0:
        tell(item.sku)
    return sum(released)


def take_line(
    hold_id: str, sku: str, quantity: int, locations: Sequence[str], until: datetime | None
) -> bool:
    """Bring the hold to that quantity and that end, from wherever the goods lie; False when too few are left.

    Others may be at the same line, for the same hold even: whatever was read, each step is a conditional
    write, and afterwards one looks again.
    """
    for _ in range(PASSES):
        items = list(StockItem.objects.of([sku]))
        missing = quantity - _held(items, hold_id)
        near = _near(items, locations, hold_id)
        if missing == 0 and _kept(hold_id, {sku: quantity}, until):
            return True
        if missing > _free(near, hold_id) and not _misread(near, sku, missing, hold_id):
            return False
        if missing > 0:
            _draw_on(near, hold_id, missing, until)
        elif missing < 0:
            _put_back(items, hold_id, -missing)
    return False


def _near(items: Iterable[StockItem], locations: Sequence[str], hold_id: str) -> list[StockItem]:
    """What those locations have, in their order; of buckets, first the one that the hold comes to first."""
    return sorted((item for item in items if item.location in locations), key=_order_of(locations, hold_id))


def _order_of(locations: Sequence[str], hold_id: str) -> Callable[[StockItem], tuple[int, int]]:
    turn = crc32(hold_id.encode())
    return lambda item: (locations.index(item.location), crc32(b"%d %d" % (item.bucket, turn)))


def _free(items: Iterable[StockItem], hold_id: str) -> int:
    return sum(item.available + _lapsed_beside(item, hold_id) for item in items)


def _misread(near: Sequence[StockItem], sku: str, missing: int, hold_id: str) -> bool:
    """Whether enough is there after all: while a SKU is being spread or gathered, its pieces change documents."""
    if not any(item.bucket or item.buckets > 1 for item in near):
        return False
    return missing <= _free_at_one_instant(sku, {item.location for item in near}, hold_id)


@transactional
def _free_at_one_instant(sku: str, locations: Collection[str], hold_id: str) -> int:
    return _free(StockItem.objects.of([sku]).filter(location__in=list(locations)), hold_id)


def _lapsed_beside(item: StockItem, hold_id: str) -> int:
    return sum(hold.quantity for hold in item.lapsed_holds() if hold.hold_id != hold_id)


def _kept(hold_id: str, quantities: Mapping[str, int], until: datetime | None) -> bool:
    """Whether it is still all there once it is prolonged: before that, others may end a hold that has lapsed."""
    StockItem.objects.prolong(hold_id, until)
    there = _pieces(hold_id)
    return all(there.get(sku) == quantity for sku, quantity in quantities.items())


def _kept_as_they_lie(hold_id: str, quantities: Mapping[str, int], until: datetime | None) -> bool:
    """The same in one command, for lines of which each lies in one document: as a rule that is all of them."""
    return bool(StockItem.objects.prolong_each(quantities, hold_id=hold_id, until=until) == len(quantities))


def _pieces(hold_id: str) -> dict[str, int]:
    """What is held for that, by SKU. One read."""
    pieces: dict[str, int] = {}
    for item in StockItem._get_collection().find({"holds.hold_id": hold_id}, {"sku": 1, "holds": 1}):
        own = sum(hold["quantity"] for hold in item["holds"] if hold["hold_id"] == hold_id)
        pieces[item["sku"]] = pieces.get(item["sku"], 0) + own
    return pieces


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
        tell(item.sku)
    return 0 if left is None else part


def _put_aside(item: StockItem, hold_id: str, quantity: int, until: datetime | None) -> int | None:
    stock: StockQuerySet = StockItem.objects
    mine = item.part_of(hold_id)
    if mine:
        return stock.resize(item.id, mine, mine.quantity + quantity)
    return stock.take(item.id, hold_id=hold_id, quantity=quantity, until=until)


def _put_back(items: Sequence[StockItem], hold_id: str, surplus: int) -> None:
    """Two callers who meet at one hold may hold too much together: give that back, from the last item on."""
    for item in reversed(items):
        mine = item.part_of(hold_id)
        if mine and surplus > 0:
            reduce(item, mine, max(0, mine.quantity - surplus))
            surplus -= mine.quantity


def reduce(item: StockItem, hold: Hold, quantity: int) -> None:
    """Let a hold hold less; nothing at all ends it."""
    if quantity:
        done = StockItem.objects.resize(item.id, hold, quantity) is not None
    else:
        done = StockItem.objects.release(item.id, hold)
    if done and item.available == 0:
        tell(item.sku)


def _take_at_once(
    hold_id: str, quantities: Mapping[str, int], location: str, until: datetime | None
) -> Mapping[str, int]:
    """The shortest way, for goods of which there is plenty: all lines in one command. What it has taken, by SKU.

    The last pieces it leaves alone: whoever takes those has something to tell.
    """
    items = {_item_for(sku, location, hold_id): quantity for sku, quantity in quantities.items()}
    match StockItem.objects.take_each(items, hold_id=hold_id, until=until):
        case 0:
            return {}
        case many if many == len(items):
            return quantities
        case _:
            return _pieces(hold_id)


def _take_at(sku: str, location: str, hold_id: str, quantity: int, until: datetime | None) -> bool:
    """The short way: all of it from one document."""
    item = _item_for(sku, location, hold_id)
    left = StockItem.objects.take(item, hold_id=hold_id, quantity=quantity, until=until)
    if left == 0:
        tell(sku)
    return left is not None


def _item_for(sku: str, location: str, hold_id: str) -> str:
    """Where a hold looks first; of buckets, always the same for the same hold."""
    return stock_id(sku, location, crc32(hold_id.encode()) % buckets_of(sku, location))


def _free_lapsed(item: StockItem, but: str) -> int:
    """Give back the holds of others that have ended; how many pieces came free."""
    ended = (hold for hold in item.lapsed_holds() if hold.hold_id != but)
    return sum(hold.quantity for hold in ended if StockItem.objects.release(item.id, hold))


def tell(sku: str) -> None:
    """Say that a SKU ran out or came back. Beside the hold, not with it: it only makes a page stale."""
    announce_alone(AvailabilityTurned(sku))
    log.get(__name__).info("availability_turned", sku=sku)
