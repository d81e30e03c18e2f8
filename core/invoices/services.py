"""Invoices and credit notes: written by jobs once an order is paid and for each change of it, never changed again."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from core import clock
from core.db import transactional
from core.invoices.drawing import drawn
from core.invoices.models import LETTER, Invoice, InvoiceKind
from core.orders.changes import ChangeLine, OrderChange
from core.orders.charges import charges_of
from core.orders.models import Order
from core.orders.queries import order_by_number
from core.orders.series import next_number


@dataclass(frozen=True)
class Seller:
    """Who sells: name and address as they stand on invoices, and the tax number."""

    lines: tuple[str, ...]
    tax_id: str | None = None


@transactional
def write_invoice(order_number: str, seller: Seller) -> Invoice:
    """The invoice of a paid order as it was placed; the same one ever after. Raises OrderNotFound."""
    cause = f"order:{order_number}"
    earlier: Invoice | None = Invoice.objects(cause=cause).first()
    if earlier is not None:
        return earlier
    order = order_by_number(order_number)
    return _write(order, InvoiceKind.INVOICE, cause, _as_placed(order), seller)


@transactional
def write_for_change(change_id: str, seller: Seller) -> Invoice:
    """The credit note of a change in the buyer's favour, the further invoice of any other; the same one ever after.

    The order's own invoice is written first, if that has not been done.
    """
    cause = f"change:{change_id}"
    earlier: Invoice | None = Invoice.objects(cause=cause).first()
    if earlier is not None:
        return earlier
    change = OrderChange.objects(id=change_id).get()
    kind = InvoiceKind.CREDIT_NOTE if change.minor < 0 else InvoiceKind.INVOICE
    order, first = order_by_number(change.number), write_invoice(change.number, seller)
    return _write(order, kind, cause, change.lines, seller, refers_to=first.number, reason=change.reason)


def draw(invoice: Invoice, font: Path | None = None) -> bytes:
    """Its PDF; drawn once and kept, so that whoever asks later gets the same bytes."""
    if invoice.pdf:
        return bytes(invoice.pdf)
    Invoice.objects(number=invoice.number, pdf=None).update_one(set__pdf=drawn(invoice, font))
    kept: Invoice = Invoice.objects(number=invoice.number).get()
    return bytes(kept.pdf or b"")


def _write(
    order: Order,
    kind: str,
    cause: str,
    lines: Sequence[ChangeLine],
    seller: Seller,
    *,
    refers_to: str | None = None,
    reason: str | None = None,
) -> Invoice:
    now = clock.now()
    series = f"{kind}-{now.year}"
    invoice: Invoice = Invoice(
        number=f"{LETTER[kind]}-{now.year}-{next_number(series):06}",
        kind=kind,
        cause=cause,
        order_number=order.number,
        refers_to=refers_to,
        reason=reason,
        locale=order.locale,
        currency=order.currency,
        tax_included=order.tax_included,
        seller=list(seller.lines),
        seller_tax_id=seller.tax_id,
        buyer=order.billing_address.lines(),
        lines=lines,
        minor=sum(line.minor for line in lines),
        tax_minor=sum(line.tax_minor for line in lines),
        issued_at=now,
    ).save(force_insert=True)
    return invoice


def _as_placed(order: Order) -> list[ChangeLine]:
    """What was charged for when it was placed: what it charges for now without what changes have added."""
    added: dict[str, list[ChangeLine]] = defaultdict(list)
    for change in OrderChange.objects(number=order.number):
        for line in change.lines:
            if line.quantity > 0:
                added[line.key].append(line)
    lines = [
        ChangeLine(
            key=key,
            name=charge.name,
            quantity=charge.pieces - sum(more.quantity for more in added[key]),
            minor=charge.minor - sum(more.minor for more in added[key]),
            tax_minor=charge.tax_minor - sum(more.tax_minor for more in added[key]),
            tax_basis_points=charge.basis_points,
        )
        for key, charge in charges_of(order).items()
    ]
    return [line for line in lines if line.quantity]
