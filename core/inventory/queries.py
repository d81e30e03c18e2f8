from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import filterfalse
from typing import Any

from core import clock
from core.catalog.models import Product, Variant
from core.catalog.sellable import Sellable, sellable_of, sold_with_variants
from core.cursors import standing
from core.inventory.errors import StockItemNotFound
from core.inventory.models import AHEAD, COUNTS, BackOrder, StockItem, StockMove, stock_id
from core.rows import decoded, read, reckoned

LEVEL = {"_id": 0, "sku": 1, "location": 1, "available": 1, "sold": 1, "holds": 1, "promise": 1}


@dataclass(frozen=True, slots=True)
class Room:
    """How many of a SKU may be sold before they are there, and what their buyers are told."""

    pieces: int
    kind: str
    ships_from: datetime | None


@dataclass(frozen=True, slots=True)
class Stock:
    """One SKU: units that can be bought now by location, units sold everywhere, and room to sell it ahead."""

    free: Mapping[str, int]
    sold: int
    room: Room | None = None

    def free_at(self, locations: Iterable[str]) -> int:
        """Units that those locations have together."""
        free = self.free
        return sum([free.get(location, 0) for location in locations])

    @property
    def pieces_ahead(self) -> int:
        """How many may be sold before they are there."""
        return self.room.pieces if self.room else 0


@dataclass(frozen=True, slots=True)
class Lying:
    """One SKU at one location, however many documents it is spread over."""

    sku: str
    location: str
    available: int
    held: int
    sold: int


class SupplyState:
    IN_STOCK = "in-stock"
    BACK_ORDER = "back-order"
    PRE_ORDER = "pre-order"
    OUT = "out"


@dataclass(frozen=True, slots=True)
class Supply:
    """How a variant can be had now: how many, whether at once, and if not, from when on it is sent."""

    units: int
    state: str
    ships_from: datetime | None = None


def stock_levels(skus: Iterable[str]) -> Mapping[str, Stock]:
    """Where how much of each SKU can be bought now; holds that have ended count as free. One read for all."""
    wanted = list(skus)
    return _levels(wanted, read(StockItem._get_collection(), _items_of(wanted), LEVEL) if wanted else ())


def sellable_with_stock(
    skus: Iterable[str], market: str
) -> tuple[Mapping[str, Sellable], Mapping[str, Stock]]:
    """What `sellable_now` finds, and the stock of all its parts: one read, and one more where there are bundles."""
    wanted = list(set(skus))
    lying = [{"$match": _items_of(wanted)}, {"$project": LEVEL}]
    beside = {"$unionWith": {"coll": StockItem._get_collection_name(), "pipeline": lying}}
    rows = reckoned(Product._get_collection(), [*sold_with_variants(wanted, market), beside])
    goods = sellable_of(filter(_is_of_goods, rows), market)
    stock = _levels(wanted, map(decoded, filterfalse(_is_of_goods, rows)))
    parts = {sku for one in goods.values() if one.variant.components for sku in one.variant.parts}
    return goods, {**stock, **stock_levels(parts - stock.keys())}


def _is_of_goods(row: bytes) -> bool:
    """Goods come with their name, which MongoDB puts first, and what lies there without (`LEVEL`)."""
    return row[5:9] == b"_id\0"


def _items_of(skus: list[str]) -> dict[str, Any]:
    return {"sku": {"$in": skus}}


def _levels(skus: Iterable[str], rows: Iterable[Mapping[str, Any]]) -> Mapping[str, Stock]:
    found, now = {sku: Stock({}, 0) for sku in skus}, clock.now()
    for row in rows:
        found[row["sku"]] = _with(found[row["sku"]], row, now)
    return found


def _with(level: Stock, row: Mapping[str, Any], now: datetime) -> Stock:
    free, sold = row.get("available", 0) + _lapsed(row, now), level.sold + row.get("sold", 0)
    if row["location"] != AHEAD:
        there = level.free.get(row["location"], 0) + free
        return Stock({**level.free, row["location"]: there}, sold, level.room)
    promise = row.get("promise")
    room = Room(free, promise["kind"], promise.get("ships_from")) if promise else None
    return Stock(level.free, sold, room)


def availability(skus: Iterable[str], locations: Sequence[str]) -> Mapping[str, int]:
    """Units that can be bought now, from those locations together; holds that have ended count as free."""
    return {sku: stock.free_at(locations) for sku, stock in stock_levels(skus).items()}


def _lapsed(row: Mapping[str, Any], now: datetime) -> int:
    """Units in holds that have ended, though nobody has moved them back yet."""
    holds = row.get("holds")
    if not holds:
        return 0
    return sum(hold["quantity"] for hold in holds if hold.get("until") and hold["until"] <= now)


def availability_of(variants: Iterable[Variant], locations: Sequence[str]) -> Mapping[str, int]:
    """How many can be bought of each variant, in one read: of a bundle as many as its components make."""
    return {sku: supply.units for sku, supply in supplies_of(variants, locations).items()}


def supplies_of(variants: Iterable[Variant], locations: Sequence[str]) -> Mapping[str, Supply]:
    """How each variant can be had there now, by SKU, in one read."""
    wanted = list(variants)
    stock = stock_levels({sku for variant in wanted for sku in variant.parts})
    return {variant.sku: supply_of(variant, stock, locations) for variant in wanted}


def supply_of(variant: Variant, stock: Mapping[str, Stock], locations: Sequence[str]) -> Supply:
    """How it can be had: at once while all its parts lie there, ahead while those that lack may be sold ahead."""
    parts = _parts(variant, stock, locations)
    units = _units(parts)
    lacking = [level for level, n, free in parts if free < n]
    if not units or not lacking:
        return Supply(units, SupplyState.IN_STOCK if units else SupplyState.OUT)
    rooms = [level.room for level in lacking if level.room]
    dates = [room.ships_from for room in rooms if room.ships_from]
    early = any(room.kind == SupplyState.PRE_ORDER for room in rooms)
    return Supply(units, SupplyState.PRE_ORDER if early else SupplyState.BACK_ORDER, max(dates, default=None))


def units_of(variant: Variant, stock: Mapping[str, Stock], locations: Sequence[str]) -> int:
    """How many of it can be bought there, those that are sold ahead included."""
    if not variant.components:
        level = stock[variant.sku]
        return level.free_at(locations) + level.pieces_ahead
    return _units(_parts(variant, stock, locations))


def _parts(
    variant: Variant, stock: Mapping[str, Stock], locations: Sequence[str]
) -> list[tuple[Stock, int, int]]:
    """Of each part its level, how many one of the variant takes, and how many of it lie there."""
    return [(stock[sku], n, stock[sku].free_at(locations)) for sku, n in variant.parts.items()]


def _units(parts: Sequence[tuple[Stock, int, int]]) -> int:
    return min((free + level.pieces_ahead) // n for level, n, free in parts)


def stock_item(sku: str, location: str) -> StockItem:
    """That SKU at that location, all its buckets together. Raises StockItemNotFound."""
    items = list(StockItem.objects.at(sku, location).order_by("bucket"))
    if not items:
        raise StockItemNotFound(sku, location)
    whole: StockItem = items[0]
    for part in items[1:]:
        for name in COUNTS:
            setattr(whole, name, getattr(whole, name) + getattr(part, name))
        whole.holds = [*whole.holds, *part.holds]
    return whole


def room_of(sku: str) -> StockItem | None:
    """The room to sell it ahead, with what is said to its buyers; None where it never was."""
    room: StockItem | None = StockItem.objects.named(stock_id(sku, AHEAD)).first()
    return room


def stock_of(skus: Iterable[str]) -> list[StockItem]:
    """Those SKUs at every location that has had them, by SKU and location."""
    return list(StockItem.objects.of(skus).lying().order_by("sku", "location", "bucket"))


def levels_in_turn(
    *, limit: int, after: str | None = None, sku: str | None = None, location: str | None = None
) -> list[Lying]:
    """What lies where, by SKU and location, from the one after *after* (`sku@location`) on. Two reads for all.

    Raises BadCursor.
    """
    asked = {name: value for name, value in (("sku", sku), ("location", location)) if value}
    found = StockItem.objects.whole().filter(**asked)
    if after is not None:
        found = found.filter(id__gt=standing(StockItem.objects.whole().filter(id=after).first()).id)
    places = [(item.sku, item.location) for item in found.order_by("id").limit(limit)]
    parts: dict[tuple[str, str], list[StockItem]] = {place: [] for place in places}
    for part in stock_of({sku for sku, _ in places}):
        parts.get((part.sku, part.location), []).append(part)
    return [_together(*place, parts[place]) for place in places]


def _together(sku: str, location: str, parts: Iterable[StockItem]) -> Lying:
    counts = [(part.available, part.held, part.sold) for part in parts]
    return Lying(sku, location, *(sum(column) for column in zip(*counts, strict=True)))


def latest_moves(sku: str, location: str, *, limit: int) -> list[StockMove]:
    """The ledger of one item, the newest line first."""
    return list(StockMove.objects(sku=sku, location=location).order_by("-at").limit(limit))


def awaited(cause: str) -> Mapping[str, int]:
    """What an order (`order:Q-…`) has bought ahead and has not got yet, by SKU."""
    return {order.sku: order.owed for order in BackOrder.objects(cause=cause, owed__gt=0)}
