"""The books hold what the orders say: sums of invoices, and numbers without holes."""

import pytest

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.invoices.models import Invoice
from core.invoices.services import Seller, write_for_change, write_invoice
from core.orders.edits import edit_order
from core.orders.models import Order
from core.orders.series import Series
from tests import builders as a

SELLER = Seller(("Quayside",))


@pytest.fixture
def order(shop: Shop) -> Order:
    """An order with its invoice, and a credit note for a piece that was taken off."""
    paid = a.paid_order(shop, {"MUG": 2})
    write_invoice(paid.number, SELLER)
    change = edit_order(paid.number, {"MUG": 1}, actor=a.STAFF, reason="One is enough.")
    write_for_change(change.id, SELLER)
    assert violations() == []
    return paid


@pytest.mark.parametrize("kind", ["invoice", "credit_note"])
def test_an_invoice_of_another_amount_is_found(order: Order, kind: str) -> None:
    Invoice.objects(kind=kind).update_one(inc__minor=1, inc__lines__0__minor=1)
    assert violations() == [f"order {order.number}: each invoice says what was charged or taken off"]


def test_an_invoice_that_does_not_add_up_is_found(order: Order) -> None:
    Invoice.objects(kind="invoice").update_one(inc__lines__0__minor=1)
    assert violations() == [f"order {order.number}: each invoice says what was charged or taken off"]


@pytest.mark.usefixtures("order")
def test_a_document_that_is_missing_is_found_by_its_number() -> None:
    Invoice.objects(kind="credit_note").delete()
    assert [fault.partition(":")[2] for fault in violations()] == [" 1 were drawn, 0 are there"]


@pytest.mark.usefixtures("order")
def test_a_number_that_was_not_drawn_is_found() -> None:
    Series.objects(id__startswith="invoice-").delete()
    assert [fault.partition(":")[2] for fault in violations()] == [" 0 were drawn, 1 are there"]
