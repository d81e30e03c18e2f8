"""Selling goods before they are there: so many at most, owed from the sale on, given in the order of the orders."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from core.audit.services import SYSTEM, record
from core.db import transactional
from core.errors import Invalid
from core.inventory.errors import NotOwed
from core.inventory.events import AvailabilityTurned
from core.inventory.ledger import note, note_all
from core.inventory.models import AHEAD, KINDS_AHEAD, BackOrder, Promise, StockItem, stock_id
from core.inventory.taking import take
from core.outbox.services import announce

MOST_AHEAD = 1_000_000


@dataclass(frozen=True)
class Sale:
    """What is sold for which cause: from where it may come, and since when its buyer has been waiting."""

    cause: str
    locations: Sequence[str]
    ordered_at: datetime


@transactional
def sell_ahead(sku: str, limit: int, *, kind: str, ships_from: datetime | None, actor: str) -> None:
    """Let at most *limit* pieces be held and owed before they are there; 0 sells none (any more).

    What is held and owed already stays so, even above the new limit: then none comes on top of it.
    Raises Invalid for a limit that is not 0 to 1,000,000, and for another kind than back-order and pre-order.
    """
    if not 0 <= limit <= MOST_AHEAD:
        raise Invalid(f"From 0 to {MOST_AHEAD:,} pieces can be sold ahead.", field="limit")
    if kind not in KINDS_AHEAD:
        raise Invalid(f"It is one of {', '.join(KINDS_AHEAD)}.", field="kind")
    _open_room(sku)
    promise = Promise(kind=kind, limit=limit, ships_from=ships_from)
    StockItem.objects.named(stock_id(sku, AHEAD)).update_one(set__promise=promise)
    keep_limit(sku, cause=f"limit:{limit}", actor=actor)
    if actor != SYSTEM:
        record(actor, "sell_ahead", f"stock:{sku}", limit=limit, kind=kind, ships_from=str(ships_from or ""))
    announce(AvailabilityTurned(sku))


@transactional
def keep_limit(sku: str, *, cause: str = "limit", actor: str = SYSTEM) -> None:
    """Make the room what the limit says, as far as nobody holds it or is owed it."""
    room = StockItem.objects.named(stock_id(sku, AHEAD)).first()
    if room is None or room.promise is None:
        return
    change = max(room.promise.limit - room.adjusted, -room.available)
    if change:
        StockItem.objects.bring(sku, AHEAD, change, "adjusted")
        note("allowed", sku, AHEAD, change, cause=cause, actor=actor)


def keep_limits() -> None:
    """The same for every SKU of which room came free above its limit, by holds that ended."""
    for room in StockItem.objects(location=AHEAD, available__gt=0):
        if room.promise and room.adjusted > room.promise.limit:
            keep_limit(room.sku)


@transactional
def fill(sku: str, location: str) -> int:
    """Give what lies free there to those who have bought it ahead, in the order of their orders; how many pieces.

    Never more than was sold ahead: what is owed beyond that is a fault, which the proof tells of.
    """
    waiting = list(BackOrder.objects.waiting(sku, location))
    free = _free_for_them(sku, location) if waiting else 0
    gifts = list(_shared_out(waiting, free))
    given = sum(pieces for _, pieces in gifts)
    if not given:
        return 0
    _give(sku, location, given, lines=len(gifts))
    if not StockItem.objects.take_back(stock_id(sku, AHEAD), given, lines=len(gifts)):
        raise NotOwed(sku, given)
    for order, pieces in gifts:
        BackOrder.objects(id=order.id).update_one(inc__owed=-pieces)
    note_all(line for order, pieces in gifts for line in _lines(order, location, pieces))
    keep_limit(sku)
    return given


def owe(sale: Sale, sku: str, quantity: int) -> None:
    """Write down, in the transaction of the sale, what is owed; given at once if it has come meanwhile."""
    BackOrder.objects(id=f"{sale.cause}/{sku}").update_one(
        upsert=True,
        inc__owed=quantity,
        set_on_insert__cause=sale.cause,
        set_on_insert__sku=sku,
        set_on_insert__ordered_at=sale.ordered_at,
        set_on_insert__locations=list(sale.locations),
    )
    for location in sale.locations:
        fill(sku, location)


def owe_less(cause: str, sku: str, quantity: int) -> None:
    """So much less is owed under that cause: in the transaction that takes its sale back. Raises NotOwed."""
    owing = BackOrder.objects(id=f"{cause}/{sku}", owed__gte=quantity)
    if not owing.update_one(inc__owed=-quantity):
        raise NotOwed(sku, quantity)


def place_of(cause: str, sku: str) -> str:
    """Where what was bought ahead comes to first. Raises NotOwed."""
    order = BackOrder.objects(id=f"{cause}/{sku}").first()
    if order is None or not order.locations:
        raise NotOwed(sku, 1)
    return str(order.locations[0])


def fill_what_can_be() -> int:
    """Give what has come free otherwise than by a delivery (holds that ended, say); how many pieces."""
    waiting: Iterable[BackOrder] = BackOrder.objects.owed().only("sku", "locations")
    places = {(order.sku, location) for order in waiting for location in order.locations}
    return sum(fill(sku, location) for sku, location in sorted(places))


def _open_room(sku: str) -> None:
    """There may be no room yet: a document that a transaction finds missing is made in it."""
    empty = {f"set_on_insert__{name}": 0 for name in ("available", "held", "sold", "adjusted", "lines")}
    StockItem.objects.named(stock_id(sku, AHEAD)).update_one(
        upsert=True, set_on_insert__sku=sku, set_on_insert__location=AHEAD, **empty
    )


def _free_for_them(sku: str, location: str) -> int:
    room = StockItem.objects.named(stock_id(sku, AHEAD)).first()
    free = sum(item.available for item in StockItem.objects.at(sku, location))
    return min(free, int(room.sold)) if room else 0


def _shared_out(waiting: Iterable[BackOrder], free: int) -> Iterable[tuple[BackOrder, int]]:
    for order in waiting:
        pieces = min(order.owed, free)
        if pieces:
            yield order, pieces
        free -= pieces


def _give(sku: str, location: str, pieces: int, *, lines: int) -> None:
    """Through the only door: held, then sold, both in this transaction."""
    hold_id = f"owed:{sku}@{location}"
    take(hold_id, {sku: pieces}, locations=[location], until=None, ahead=False)
    StockItem.objects.leave(hold_id, "sold", lines=lines)


def _lines(order: BackOrder, location: str, pieces: int) -> Iterable[Mapping[str, Any]]:
    facts = {"sku": order.sku, "quantity": pieces, "cause": order.cause, "actor": SYSTEM}
    yield {**facts, "location": AHEAD, "kind": "filled"}
    yield {**facts, "location": location, "kind": "sold"}
