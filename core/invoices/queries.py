from core.invoices.errors import InvoiceNotFound
from core.invoices.models import Invoice


def invoices_of(order_number: str) -> list[Invoice]:
    """The invoices and credit notes of that order, oldest first, without their pictures."""
    return list(Invoice.objects(order_number=order_number).order_by("issued_at", "id").exclude("pdf"))


def invoice_of(order_number: str) -> Invoice:
    """The invoice of that order as it was placed. Raises InvoiceNotFound."""
    return _found(Invoice.objects(cause=f"order:{order_number}").first(), order_number)


def invoice_named(number: str, order_number: str) -> Invoice:
    """That document, if it is of that order. Raises InvoiceNotFound."""
    return _found(Invoice.objects(number=number, order_number=order_number).first(), number)


def _found(invoice: Invoice | None, what: str) -> Invoice:
    if invoice is None:
        raise InvoiceNotFound(what)
    return invoice
