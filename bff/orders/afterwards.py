"""What became of an order after it was placed, as its buyer sees it: changes, returns, invoices."""

from typing import Any

from bff.context import shop
from core import clock
from core.invoices.models import Invoice
from core.invoices.queries import invoices_of
from core.money import Money
from core.orders.changes import OrderChange, changes_of
from core.orders.models import Order
from core.orders.states import OPEN_TO, Act
from core.returns.models import REASONS, Return
from core.returns.queries import returnable_until, returns_of


def afterwards(order: Order) -> dict[str, Any]:
    if order.untouched:
        return {"changes": [], "returns": [], "returnable": _returnable(order), "invoices": []}
    return {
        "changes": [_change(change) for change in changes_of(order.number)],
        "returns": [return_shape(known) for known in returns_of(order.number)],
        "returnable": _returnable(order),
        "invoices": [_invoice(invoice) for invoice in invoices_of(order.number)],
    }


def return_shape(known: Return) -> dict[str, Any]:
    """A return as the buyer sees it."""
    return {
        "number": known.number,
        "state": known.state,
        "lines": [
            {
                "sku": line.sku,
                "quantity": line.quantity,
                "reason": line.reason,
                "note": line.note,
                "received": line.received,
                "refunded": line.refunded,
            }
            for line in known.lines
        ],
        "asked_at": clock.rfc3339(known.asked_at),
    }


def _change(change: OrderChange) -> dict[str, Any]:
    amount = Money(change.minor, change.currency).as_json()
    return {"kind": change.kind, "amount": amount, "at": clock.rfc3339(change.at)}


def _returnable(order: Order) -> dict[str, Any]:
    until = returnable_until(order, shop().settings.return_days)
    is_open = order.stage in OPEN_TO[Act.RETURN] and until is not None and clock.now() <= until
    left = {line.sku: line.shipped - line.return_asked for line in order.lines} if is_open else {}
    return {
        "until": clock.rfc3339(until) if until else None,
        "reasons": list(REASONS),
        "lines": [{"sku": sku, "quantity": quantity} for sku, quantity in left.items() if quantity],
    }


def _invoice(invoice: Invoice) -> dict[str, Any]:
    return {
        "number": invoice.number,
        "kind": invoice.kind,
        "total": invoice.total.as_json(),
        "issued_at": clock.rfc3339(invoice.issued_at),
        "path": f"/v1/orders/{invoice.order_number}/invoices/{invoice.number}.pdf",
    }
