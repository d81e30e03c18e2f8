from collections.abc import Iterable
from datetime import datetime
from typing import Any

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
from core.documents import collection


class Hold(EmbeddedDocument):
    """Goods set aside for one payment. Without an end it holds until it is sold or released."""

    hold_id: str = StringField(required=True)
    quantity: int = IntField(required=True, min_value=1)
    until: datetime | None = DateTimeField()


class StockQuerySet(QuerySet):
    """Each move is one conditional update of one document, so `available + held + sold == received` at
    every instant, for every reader.
    """

    def at(self, sku: str, location: str) -> "StockQuerySet":
        found: StockQuerySet = self.filter(id=stock_id(sku, location))
        return found

    def take(
        self, sku: str, location: str, *, hold_id: str, quantity: int, until: datetime | None
    ) -> int | None:
        """Move *quantity* from available to held, if there is enough and that hold is not there yet.

        How many are left, or None when nothing was taken.
        """
        hold = Hold(hold_id=hold_id, quantity=quantity, until=until)
        free = self.at(sku, location).filter(available__gte=quantity, holds__hold_id__ne=hold_id)
        item = free.only("available").modify(
            new=True, inc__available=-quantity, inc__held=quantity, push__holds=hold
        )
        return None if item is None else int(item.available)

    def release(self, sku: str, location: str, hold: Hold) -> bool:
        """Move a hold back to available; False when it is gone or has been prolonged meanwhile."""
        return bool(
            self._holding(sku, location, hold).update_one(
                inc__available=hold.quantity, inc__held=-hold.quantity, pull__holds__hold_id=hold.hold_id
            )
        )

    def sell(self, sku: str, location: str, hold: Hold) -> bool:
        """Move a hold to sold; False when it is gone."""
        return bool(
            self._holding(sku, location, hold).update_one(
                inc__sold=hold.quantity, inc__held=-hold.quantity, pull__holds__hold_id=hold.hold_id
            )
        )

    def resize(self, sku: str, location: str, hold: Hold, quantity: int) -> int | None:
        """Let a hold hold *quantity*: the difference comes from available, or goes back to it.

        How many are left, or None when there were not enough, or the hold is no longer as it was read.
        """
        more = quantity - hold.quantity
        item = (
            self._holding(sku, location, hold)
            .filter(available__gte=max(more, 0))
            .only("available")
            .modify(new=True, inc__available=-more, inc__held=more, set__holds__S__quantity=quantity)
        )
        return None if item is None else int(item.available)

    def take_back(self, sku: str, location: str, quantity: int) -> int | None:
        """Move sold goods back to available: a cancelled order that has not left. How many there are then."""
        item = (
            self.at(sku, location)
            .filter(sold__gte=quantity)
            .only("available")
            .modify(new=True, inc__sold=-quantity, inc__available=quantity)
        )
        return None if item is None else int(item.available)

    def receive(self, sku: str, location: str, quantity: int) -> "StockItem":
        """Add delivered goods; the first delivery opens the item."""
        item: StockItem = self.at(sku, location).modify(
            upsert=True,
            new=True,
            inc__received=quantity,
            inc__available=quantity,
            set_on_insert__sku=sku,
            set_on_insert__location=location,
            set_on_insert__held=0,
            set_on_insert__sold=0,
        )
        return item

    def prolong(self, hold_id: str, until: datetime | None) -> None:
        """Let a hold last until then, or without end; one without end keeps having none."""
        if until is None:
            self.filter(holds__hold_id=hold_id).update(unset__holds__S__until=1)
            return
        ending = {"holds": {"$elemMatch": {"hold_id": hold_id, "until": {"$ne": None}}}}
        self.filter(__raw__=ending).update(set__holds__S__until=until)

    def held_for(self, hold_id: str) -> "StockQuerySet":
        found: StockQuerySet = self.filter(holds__hold_id=hold_id)
        return found

    def of(self, skus: Iterable[str]) -> "StockQuerySet":
        found: StockQuerySet = self.filter(sku__in=list(skus))
        return found

    def _holding(self, sku: str, location: str, hold: Hold) -> "StockQuerySet":
        same: dict[str, Any] = {"hold_id": hold.hold_id, "quantity": hold.quantity, "until": hold.until}
        found: StockQuerySet = self.at(sku, location).filter(holds__elemMatch=same)
        return found


class StockItem(Document):
    """One SKU at one location. Only the query set above moves its numbers."""

    id: str = StringField(primary_key=True)
    sku: str = StringField(required=True)
    location: str = StringField(required=True)
    received: int = IntField(required=True, default=0)
    available: int = IntField(required=True, default=0)
    held: int = IntField(required=True, default=0)
    sold: int = IntField(required=True, default=0)
    holds: list[Hold] = ListField(EmbeddedDocumentField(Hold))

    meta = collection("stock", "sku", "holds.hold_id", "holds.until", queryset=StockQuerySet)

    def lapsed_holds(self) -> list[Hold]:
        now = clock.now()
        return [hold for hold in self.holds if hold.until is not None and hold.until <= now]

    def part_of(self, hold_id: str) -> Hold | None:
        """What lies here for that hold."""
        return next((hold for hold in self.holds if hold.hold_id == hold_id), None)


class StockMove(Document):
    """The ledger: one line for every move, with its cause. Written once, never changed."""

    at: datetime = DateTimeField(required=True)
    sku: str = StringField(required=True)
    location: str = StringField(required=True)
    kind: str = StringField(required=True, choices=("received", "sold", "taken_back"))
    quantity: int = IntField(required=True)
    cause: str = StringField(required=True)
    actor: str = StringField(required=True)

    meta = collection("stock_moves", ("sku", "location", "at"), ("cause",))


def stock_id(sku: str, location: str) -> str:
    return f"{sku}@{location}"
