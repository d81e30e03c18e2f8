from pathlib import Path

from core.invoices import services as invoices
from core.invoices.models import Invoice
from core.invoices.services import Seller
from core.orders.events import OrderChanged, OrderPaid
from jobs.context import shop


def invoice_order(event: OrderPaid) -> None:
    """Once it is paid."""
    _draw(invoices.write_invoice(event.number, _seller()))


def invoice_change(event: OrderChanged) -> None:
    """A credit note, or a further invoice."""
    _draw(invoices.write_for_change(event.change_id, _seller()))


def _seller() -> Seller:
    return Seller(shop().settings.seller_lines, shop().settings.seller_tax_id)


def _draw(invoice: Invoice) -> None:
    font = shop().settings.invoice_font
    invoices.draw(invoice, Path(font) if font else None)
