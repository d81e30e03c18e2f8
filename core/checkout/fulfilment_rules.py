"""The rules of conservation for what becomes of an order once it is placed: pieces, credits, numbers."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence

from core.invoices.models import LETTER, Invoice
from core.invoices.queries import invoices_of
from core.money import Money
from core.orders.changes import ChangeKind, OrderChange
from core.orders.charges import charges_of
from core.orders.entries import MoneyEntry, MoneyKind
from core.orders.models import Order, OrderStatus
from core.orders.series import ORDERS, Series
from core.shipping.queries import shipments_of


def faults_of_fulfilment(order: Order) -> list[str]:
    """Every rule that this order breaks, in words."""
    charges = charges_of(order).values()
    parcels: Counter[str] = Counter()
    for shipment in shipments_of(order.number):
        parcels.update(shipment.quantities)
    rules = {
        "shipped <= sold, line by line": all(line.to_ship >= 0 for line in order.lines),
        "returned <= asked back <= shipped, line by line": all(
            0 <= line.returned <= line.return_asked <= line.shipped for line in order.lines
        ),
        "what left is what its parcels hold": parcels
        == Counter({line.sku: line.shipped for line in order.lines if line.shipped}),
        "no line is given back beyond what it cost": all(
            0 <= charge.credit.minor <= charge.minor and 0 <= charge.credit.pieces <= charge.pieces
            for charge in charges
        ),
        "due = what is charged and was not taken off": order.money.get(MoneyKind.DUE, 0)
        == sum(charge.left_minor for charge in charges) + _beside(order),
        "each change of it is in its ledger": _told(order) == _changed(order),
        "each invoice says what was charged or taken off": all(
            invoice.minor == sum(line.minor for line in invoice.lines) == _booked(order, invoice)
            for invoice in invoices_of(order.number)
        ),
    }
    return [f"order {order.number}: {rule}" for rule, holds in rules.items() if not holds]


def as_placed(order: Order) -> Money:
    """What was due for it when it was placed."""
    entry = MoneyEntry.objects(number=order.number, kind=MoneyKind.DUE, cause="placed").first()
    return Money(entry.minor if entry else 0, order.currency)


def holes() -> list[str]:
    """Numbers of the books that were drawn and are not there, or are there and were not drawn."""
    series = Series.objects(id=ORDERS).first()
    there = [order.sequence for order in Order.objects(sequence__ne=None).only("sequence")]
    return [*_holes("order", series, there), *_invoice_holes()]


def _invoice_holes() -> Iterator[str]:
    """Each kind and year has a series of its own, and each of its numbers is a document."""
    there: dict[str, list[int]] = defaultdict(list)
    for invoice in Invoice.objects.only("kind", "number"):
        _, year, position = invoice.number.split("-")
        there[f"{invoice.kind}-{year}"].append(int(position))
    drawn = {series.id: series for series in Series.objects(id__ne=ORDERS)}
    for name in sorted(there.keys() | {name for name in drawn if name.rpartition("-")[0] in LETTER}):
        yield from _holes(name, drawn.get(name), there[name])


def _holes(name: str, series: Series | None, there: Sequence[int]) -> Iterator[str]:
    whole = list(range(1, (series.last if series else 0) + 1))
    if sorted(there) != whole:
        yield f"{name} numbers: {len(whole)} were drawn, {len(there)} are there"


def _booked(order: Order, invoice: Invoice) -> int | None:
    """What the books say of that for which the invoice was written."""
    kind, _, name = invoice.cause.partition(":")
    if kind == "order":
        return as_placed(order).minor
    change = OrderChange.objects(id=name, number=order.number).first()
    return change.minor if change else None


def _beside(order: Order) -> int:
    """What other parts of the shop have put on the order's bill, or off it: their entries are their own proof."""
    if order.status == OrderStatus.CANCELLED:
        return 0
    return sum(entry.minor for entry in _due(order) if not entry.cause.startswith(("placed", "change:")))


def _told(order: Order) -> int:
    changes = OrderChange.objects(number=order.number, kind__ne=ChangeKind.CANCELLED)
    return sum(change.minor for change in changes)


def _changed(order: Order) -> int:
    return sum(entry.minor for entry in _due(order) if entry.cause.startswith("change:"))


def _due(order: Order) -> list[MoneyEntry]:
    return list(MoneyEntry.objects(number=order.number, kind=MoneyKind.DUE))
