"""Goods on their way from one location to another: sent, under way, received, and what is missing then."""

import secrets
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from mongoengine import DateTimeField, DictField, Document, ListField, StringField

from core import clock
from core.audit.services import record
from core.db import transactional
from core.documents import collection
from core.errors import Invalid
from core.inventory.ahead import fill
from core.inventory.errors import TransferNotFound, TransferOver
from core.inventory.ledger import note
from core.inventory.models import StockItem, StockMove
from core.inventory.taking import take, tell

MOST_LINES = 100
MOST_PIECES = 1_000_000


class Transfer(Document):
    """Goods that have left one location for another. `lines` are `[{sku, sent, arrived}]`."""

    number: str = StringField(primary_key=True)
    source: str = StringField(required=True)
    target: str = StringField(required=True)
    lines: list[dict[str, Any]] = ListField(DictField(), required=True)
    state: str = StringField(required=True, default="under-way", choices=("under-way", "received"))
    sent_at: datetime = DateTimeField(required=True)
    received_at: datetime | None = DateTimeField()

    meta = collection("transfers", ("state", "-sent_at"), ("-sent_at",))

    @property
    def differences(self) -> dict[str, int]:
        """Once it is received: pieces that arrived beyond those sent, by SKU; below zero what got lost."""
        over = self.state == "received"
        return {line["sku"]: n for line in self.lines if over and (n := line["arrived"] - line["sent"])}


@transactional
def send_transfer(source: str, target: str, pieces: Mapping[str, int], *, actor: str) -> Transfer:
    """Let those pieces leave *source*: from now on nobody can buy them there, nor anywhere before they arrive.

    All of them or none. Raises Invalid (nothing, too much, the same place), OutOfStock.
    """
    _check(source, target, pieces)
    number = f"T-{secrets.token_hex(4).upper()}"
    cause = f"transfer:{number}"
    take(cause, pieces, locations=[source], until=None, ahead=False)
    for sku, quantity in sorted(pieces.items()):
        _leave(cause, sku)
        note("sent", sku, source, quantity, cause=cause, actor=actor)
    lines = [{"sku": sku, "sent": quantity, "arrived": 0} for sku, quantity in sorted(pieces.items())]
    transfer = Transfer(number=number, source=source, target=target, lines=lines, sent_at=clock.now())
    transfer.save(force_insert=True)
    record(actor, "send_transfer", cause, source=source, goes_to=target, lines=lines)
    return transfer


@transactional
def receive_transfer(number: str, arrived: Mapping[str, int], *, actor: str) -> Transfer:
    """Put on the shelf what has arrived, however it differs from what was sent; a SKU not named did not arrive.

    The difference stays with the transfer: it is lost on the way, not at either place.
    Raises TransferNotFound, TransferOver, Invalid (a number, or a SKU that was not sent).
    """
    transfer: Transfer | None = Transfer.objects(number=number).first()
    if transfer is None:
        raise TransferNotFound(number)
    sent = {line["sku"]: line["sent"] for line in transfer.lines}
    for sku, quantity in arrived.items():
        if sku not in sent or not 0 <= quantity <= MOST_PIECES:
            raise Invalid(f"{quantity} of {sku} cannot have arrived with it.", field="arrived")
    lines = [{"sku": sku, "sent": n, "arrived": arrived.get(sku, 0)} for sku, n in sent.items()]
    done = {"set__state": "received", "set__lines": lines, "set__received_at": clock.now()}
    received: Transfer | None = Transfer.objects(number=number, state="under-way").modify(new=True, **done)
    if received is None:
        raise TransferOver(number)
    for line in lines:
        if line["arrived"]:
            _arrive(received, line["sku"], line["arrived"], actor)
    record(actor, "receive_transfer", f"transfer:{number}", lines=lines)
    return received


def transfers(limit: int) -> list[Transfer]:
    """The latest, those under way first."""
    return list(Transfer.objects.order_by("-state", "-sent_at").limit(limit))


def unproved_transfers() -> list[str]:
    """Transfers of which the ledger tells something else than they do, in words."""
    told: dict[str, dict[str, int]] = {}
    group = {"_id": {"cause": "$cause", "kind": "$kind"}, "pieces": {"$sum": "$quantity"}}
    steps = [{"$match": {"kind": {"$in": ["sent", "arrived"]}}}, {"$group": group}]
    for row in StockMove.objects.aggregate(steps):
        told.setdefault(row["_id"]["cause"], {})[row["_id"]["kind"]] = row["pieces"]
    faults = []
    for transfer in Transfer.objects:
        lines = told.pop(f"transfer:{transfer.number}", {})
        if any(
            lines.get(kind, 0) != sum(line[kind] for line in transfer.lines) for kind in ("sent", "arrived")
        ):
            faults.append(f"transfer {transfer.number}: the ledger tells the same")
    return faults + [f"{cause}: the ledger tells of it, and nothing else does" for cause in sorted(told)]


def _check(source: str, target: str, pieces: Mapping[str, int]) -> None:
    if source == target:
        raise Invalid("It goes from one place to another.", field="target")
    if not 1 <= len(pieces) <= MOST_LINES:
        raise Invalid(f"A transfer has 1 to {MOST_LINES} SKUs.", field="pieces")
    for sku, quantity in pieces.items():
        if not 1 <= quantity <= MOST_PIECES:
            raise Invalid(f"1 to {MOST_PIECES:,} pieces of {sku} can be sent.", field="quantity")


def _leave(cause: str, sku: str) -> None:
    StockItem.objects.filter(sku=sku).leave(cause, "moved")


def _arrive(transfer: Transfer, sku: str, quantity: int, actor: str) -> None:
    item = StockItem.objects.bring(sku, transfer.target, quantity, "moved")
    note("arrived", sku, transfer.target, quantity, cause=f"transfer:{transfer.number}", actor=actor)
    fill(sku, transfer.target)
    if item.available == quantity:
        tell(sku)
