from collections.abc import Iterable, Mapping
from datetime import datetime

from mongoengine import (
    DateTimeField,
    Document,
    EmbeddedDocument,
    EmbeddedDocumentField,
    IntField,
    ListField,
    QuerySet,
    StringField,
)

from core import clock
from core.documents import changed, changed_each, collection, moved, stored
from core.rows import Query

AHEAD = "~ahead"
"""Where goods lie that are not there yet. No location of a market can be called that."""
KINDS_AHEAD = ("back-order", "pre-order")
COUNTS = ("received", "adjusted", "moved", "available", "held", "sold", "lines")
EFFECTS: Mapping[str, tuple[str, int]] = {
    "received": ("received", 1),
    "adjusted": ("adjusted", 1),
    "allowed": ("adjusted", 1),
    "sent": ("moved", -1),
    "arrived": ("moved", 1),
    "sold": ("sold", 1),
    "taken_back": ("sold", -1),
    "returned": ("sold", -1),
    "filled": ("sold", -1),
}
"""The kinds of lines in the ledger: which number each moves, and in which direction."""


class Hold(EmbeddedDocument):
    """Goods set aside for one payment. Without an end it holds until it is sold or released."""

    hold_id: str = StringField(required=True)
    quantity: int = IntField(required=True, min_value=1)
    until: datetime | None = DateTimeField()


class Promise(EmbeddedDocument):
    """What is said to those who buy goods that are not there yet."""

    kind: str = StringField(required=True, choices=KINDS_AHEAD)
    limit: int = IntField(required=True, min_value=0)
    """How many may be held and owed at once."""
    ships_from: datetime | None = DateTimeField()


class StockQuerySet(QuerySet):
    """Each move is one conditional update of one document, so that
    `available + held + sold == received + adjusted + moved` at every instant, for every reader.
    """

    def named(self, item: str) -> "StockQuerySet":
        found: StockQuerySet = self.filter(id=item)
        return found

    def at(self, sku: str, location: str) -> "StockQuerySet":
        """Every document of that SKU there: more than one where it is spread over buckets."""
        found: StockQuerySet = self.filter(sku=sku, location=location)
        return found

    def take(self, item: str, *, hold_id: str, quantity: int, until: datetime | None) -> int | None:
        """Move *quantity* from available to held, if there is enough and that hold is not there yet.

        How many are left, or None when nothing was taken.
        """
        found = moved(StockItem, *_taking(item, hold_id, quantity, until), only=["available"])
        return None if found is None else int(found.available)

    def take_each(self, pieces: Mapping[str, int], *, hold_id: str, until: datetime | None) -> int:
        """The same for many items in one command, each where that leaves some; of how many it was taken."""
        spared = [_taking(item, hold_id, quantity, until, spare=1) for item, quantity in pieces.items()]
        return changed_each(StockItem, spared)

    def release(self, item: str, hold: Hold) -> bool:
        """Move a hold back to available; False when it is gone or has been prolonged meanwhile."""
        back = {"available": hold.quantity, "held": -hold.quantity}
        gone = {"$inc": back, "$pull": {"holds": {"hold_id": hold.hold_id}}}
        return changed(StockItem, _holding(item, hold), gone)

    def end(self, item: str, hold: Hold, *, lines: int = 1, **gain: int) -> bool:
        """Move a hold to where it goes for good (`sold=…`), its ledger *lines* with it; False if it is gone."""
        there = {"held": -hold.quantity, "lines": lines, **gain}
        gone = {"$inc": there, "$pull": {"holds": {"hold_id": hold.hold_id}}}
        return changed(StockItem, _holding(item, hold), gone)

    def resize(self, item: str, hold: Hold, quantity: int) -> int | None:
        """Let a hold hold *quantity*: the difference comes from available, or goes back to it.

        How many are left, or None when there were not enough, or the hold is no longer as it was read.
        """
        more = quantity - hold.quantity
        enough = {**_holding(item, hold), "available": {"$gte": max(more, 0)}}
        change = {"$inc": {"available": -more, "held": more}, "$set": {"holds.$.quantity": quantity}}
        found = moved(StockItem, enough, change, only=["available"])
        return None if found is None else int(found.available)

    def leave(self, hold_id: str, by: str, *, lines: int = 1) -> None:
        """Let what is held for that go for good, in a transaction, with so many ledger *lines* in all: by being
        *sold*, or by having been *adjusted* or *moved* away.
        """
        sign = 1 if by == "sold" else -1
        for item in self.held_for(hold_id):
            hold = item.part_of(hold_id)
            self.end(item.id, hold, lines=lines, **{by: sign * hold.quantity})
            lines = 0

    def take_back(self, item: str, quantity: int, *, lines: int) -> bool:
        """Move sold goods back to available, the ledger's *lines* with it; False when fewer were sold."""
        sold = self.named(item).filter(sold__gte=quantity)
        return bool(sold.update_one(inc__sold=-quantity, inc__available=quantity, inc__lines=lines))

    def bring(self, sku: str, location: str, quantity: int, source: str) -> "StockItem":
        """Add goods that come from *source* (received, adjusted, moved), one ledger line with it; the first ones
        open the item. Fewer than nothing takes away what lies there free: the caller has made sure of it.
        """
        item: StockItem = self.named(stock_id(sku, location)).modify(
            upsert=True,
            new=True,
            inc__available=quantity,
            inc__lines=1,
            set_on_insert__sku=sku,
            set_on_insert__location=location,
            **{f"inc__{source}": quantity},
            **{f"set_on_insert__{name}": 0 for name in COUNTS if name not in ("available", "lines", source)},
        )
        return item

    def prolong(self, hold_id: str, until: datetime | None) -> None:
        """Let a hold last until then, or without end; one without end keeps having none."""
        self._collection.update_many(*_prolonging(until, hold_id=hold_id))

    def prolong_each(self, pieces: Mapping[str, int], *, hold_id: str, until: datetime | None) -> int:
        """The same for a hold that is to have so many pieces of each SKU, in one command; of how many it has them, in
        one document and until an end.
        """
        lines = [(sku, _prolonging(until, hold_id=hold_id, quantity=n)) for sku, n in pieces.items()]
        return changed_each(StockItem, [({"sku": sku, **held}, change) for sku, (held, change) in lines])

    def held_for(self, hold_id: str) -> "StockQuerySet":
        found: StockQuerySet = self.filter(holds__hold_id=hold_id)
        return found

    def of(self, skus: Iterable[str]) -> "StockQuerySet":
        found: StockQuerySet = self.filter(sku__in=list(skus))
        return found

    def lying(self) -> "StockQuerySet":
        """Goods that lie somewhere: not the room to sell ahead."""
        found: StockQuerySet = self.filter(location__ne=AHEAD)
        return found

    def whole(self) -> "StockQuerySet":
        """One document for each SKU at each location, however many buckets it has."""
        found: StockQuerySet = self.lying().filter(bucket__in=(None, 0))
        return found


class StockItem(Document):
    """One SKU at one location, or the part of it in one bucket. Only the query set above moves its numbers.

    At the location AHEAD lies no goods but room: so many may be sold before they are there. What is sold of it is
    owed.
    """

    id: str = StringField(primary_key=True)
    sku: str = StringField(required=True)
    location: str = StringField(required=True)
    bucket: int = IntField(default=0)
    """0 is the item itself; the others are only there while it is spread (`core.inventory.spreading`)."""
    buckets: int = IntField(default=1)
    """Over how many documents the item is spread: said on bucket 0."""
    received: int = IntField(required=True, default=0)
    adjusted: int = IntField(required=True, default=0)
    """Found and lost at counts; may be below zero. At AHEAD the limit."""
    moved: int = IntField(required=True, default=0)
    """Arrived from other locations and buckets, less what went there; may be below zero."""
    available: int = IntField(required=True, default=0)
    held: int = IntField(required=True, default=0)
    sold: int = IntField(required=True, default=0)
    lines: int = IntField(required=True, default=0)
    """How many lines of the ledger tell of it, so that none can get lost unseen."""
    counted_at: datetime | None = DateTimeField()
    holds: list[Hold] = ListField(EmbeddedDocumentField(Hold))
    promise: Promise | None = EmbeddedDocumentField(Promise)

    meta = collection(
        "stock",
        ("sku", "location"),
        "holds.hold_id",
        "holds.until",
        {"fields": ["buckets"], "partialFilterExpression": {"buckets": {"$gt": 1}}},
        {"fields": ["bucket"], "partialFilterExpression": {"bucket": {"$gt": 0}}},
        {"fields": ["location", "available"], "partialFilterExpression": {"location": AHEAD}},
        queryset=StockQuerySet,
    )

    @property
    def came(self) -> int:
        """All that has come here, less what has left otherwise than by being sold."""
        return self.received + self.adjusted + self.moved

    def lapsed_holds(self) -> list[Hold]:
        now = clock.now()
        return [hold for hold in self.holds if hold.until is not None and hold.until <= now]

    def part_of(self, hold_id: str) -> Hold | None:
        """What lies here for that hold."""
        return next((hold for hold in self.holds if hold.hold_id == hold_id), None)


def _taking(
    item: str, hold_id: str, quantity: int, until: datetime | None, *, spare: int = 0
) -> tuple[Query, Query]:
    """To take so many pieces of an item, if it has them and *spare* ones besides."""
    hold = stored(Hold(hold_id=hold_id, quantity=quantity, until=until))
    free = {"_id": item, "available": {"$gte": quantity + spare}, "holds.hold_id": {"$ne": hold_id}}
    return free, {"$inc": {"available": -quantity, "held": quantity}, "$push": {"holds": hold}}


def _holding(item: str, hold: Hold) -> Query:
    """That item, if the hold is there as it was read."""
    same = {"hold_id": hold.hold_id, "quantity": hold.quantity, "until": hold.until}
    return {"_id": item, "holds": {"$elemMatch": same}}


def _prolonging(until: datetime | None, **same: str | int) -> tuple[Query, Query]:
    """To let holds that are so last until then, or without end; one without end stays so."""
    if until is None:
        return {"holds": {"$elemMatch": same}}, {"$unset": {"holds.$.until": 1}}
    ending = {**same, "until": {"$ne": None}}
    return {"holds": {"$elemMatch": ending}}, {"$set": {"holds.$.until": until}}


class BackOrderQuerySet(QuerySet):
    def owed(self) -> "BackOrderQuerySet":
        """Whatever is owed still, in the order of an index that holds nothing else."""
        found: BackOrderQuerySet = self.filter(owed__gt=0).order_by("sku", "ordered_at")
        return found

    def waiting(self, sku: str, location: str) -> "BackOrderQuerySet":
        """What is owed of that SKU and may come from there, whoever ordered first before the others."""
        owed = self.filter(sku=sku, locations=location, owed__gt=0)
        found: BackOrderQuerySet = owed.order_by("ordered_at", "id")
        return found


class BackOrder(Document):
    """What an order has bought ahead and has not got yet, of one SKU."""

    id: str = StringField(primary_key=True)
    cause: str = StringField(required=True)
    sku: str = StringField(required=True)
    owed: int = IntField(required=True)
    ordered_at: datetime = DateTimeField(required=True)
    locations: list[str] = ListField(StringField())
    """From where it may come: those that the order's market draws on."""

    meta = collection(
        "back_orders",
        {
            "name": "owed_in_order",
            "fields": ["sku", "ordered_at"],
            "partialFilterExpression": {"owed": {"$gt": 0}},
        },
        ("cause",),
        queryset=BackOrderQuerySet,
    )


class StockMove(Document):
    """The ledger: one line for every move, with its cause. Written once, never changed.

    `quantity` is a number of pieces, below zero only where a count or a limit took some away.
    """

    at: datetime = DateTimeField(required=True)
    sku: str = StringField(required=True)
    location: str = StringField(required=True)
    kind: str = StringField(required=True, choices=tuple(EFFECTS))
    quantity: int = IntField(required=True)
    cause: str = StringField(required=True)
    actor: str = StringField(required=True)

    meta = collection("stock_moves", ("sku", "location", "at"), ("cause",))


def stock_id(sku: str, location: str, bucket: int = 0) -> str:
    return f"{sku}@{location}#{bucket}" if bucket else f"{sku}@{location}"
