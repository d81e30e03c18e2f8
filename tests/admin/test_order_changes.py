"""What staff change about an order once it is placed: each press is one call of a service, with one actor."""

from pathlib import Path
from unittest.mock import Mock

import pytest

from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.invoices.models import Invoice
from core.invoices.queries import invoice_of
from core.orders.changes import OrderChange
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.returns.models import Return
from core.shipping.models import Shipment
from tests import builders as a
from tests.admin.browser import Browser
from tests.admin.conftest import Seat
from tests.fakes import FakeQueue

KEY = "the-key-of-a-form"


def returning(order: Order) -> str:
    return str(Return.objects.get(order_number=order.number).number)


class TestParcels:
    def test_a_part_leaves_and_arrives(self, shop: Shop, owner: Browser) -> None:
        order = a.paid_order(shop, {"MUG-SAND": 3})
        fields = {"carrier": "DHL", "pieces-0": "1"}
        owner.send(f"/orders/{order.number}/ship", **fields)
        owner.send(f"/orders/{order.number}/parcels/1/delivered")

        assert Shipment.objects.get().quantities == {"MUG-SAND": 1}
        assert Shipment.objects.get().delivered_at is not None
        page = owner.see(f"/orders/{order.number}").text
        assert "Partially shipped" in page
        assert "Parcel 1" in page

    def test_none_at_all_is_no_parcel(self, shop: Shop, owner: Browser) -> None:
        order = a.paid_order(shop, {"MUG-SAND": 3})
        for typed in ("0", "x", "-1", "9"):
            owner.send(f"/orders/{order.number}/ship", **{"carrier": "DHL", "pieces-0": typed})

        assert Shipment.objects.count() == 0


class TestEdit:
    def test_pieces_go_off_and_others_come_on_once_per_form(self, shop: Shop, owner: Browser) -> None:
        order = a.paid_order(shop, {"MUG-SAND": 3})
        a.goods("POT", price=2_500, available=2)
        for _ in range(2):
            fields = {"pieces-0": "1", "sku": "POT", "quantity": "2", "reason": "They rang.", "key": KEY}
            owner.send(f"/orders/{order.number}/edit", **fields)

        known = a.order(order.number)
        assert [line.kept for line in known.lines] == [1, 2]
        change = OrderChange.objects.get()
        assert (change.actor, change.reason) == ("owner@quayside.example", "They rang.")
        assert violations() == []

    def test_it_takes_a_reason(self, shop: Shop, owner: Browser) -> None:
        order = a.paid_order(shop, {"MUG-SAND": 3})
        page = owner.follow(owner.send(f"/orders/{order.number}/edit", **{"pieces-0": "1"}))

        assert "Reason: say why" in page.text
        assert OrderChange.objects.count() == 0


class TestRefund:
    def test_by_piece_delivery_and_amount_with_its_audit(self, shop: Shop, owner: Browser) -> None:
        order = a.shipped_order(shop, {"MUG-SAND": 3})
        fields = {"pieces-0": "1", "delivery": "2.00", "amount": "1.50", "reason": "Late.", "key": KEY}
        for _ in range(2):
            owner.send(f"/orders/{order.number}/refund", **fields)

        assert balance_of(order.number).due == order.total_minor - (1_926 + 200 + 150)
        record = AuditRecord.objects.get(action="change_due")
        assert (record.actor, record.facts["reason"]) == ("owner@quayside.example", "Late.")

    def test_no_more_than_there_is_and_only_by_those_who_may_move_money(
        self, shop: Shop, owner: Browser, seat: Seat
    ) -> None:
        order = a.shipped_order(shop, {"MUG-SAND": 1})
        page = owner.follow(owner.send(f"/orders/{order.number}/refund", amount="99.00", reason="Late."))
        assert "There is not that much to give back" in page.text
        answer = seat("fulfilment").send(f"/orders/{order.number}/refund", amount="1.00", reason="Late.")

        assert answer.status_code == 403
        assert OrderChange.objects.count() == 0


class TestReturns:
    def test_it_is_received_and_inspected_piece_by_piece(self, shop: Shop, owner: Browser) -> None:
        order = a.returning_order(shop, {"MUG-SAND": 2})
        path = f"/orders/{order.number}/returns/{returning(order)}"
        assert "It has come" in owner.see(f"/orders/{order.number}").text
        owner.send(f"{path}/receive", **{"received-MUG-SAND": "1"})
        assert "1 piece came back" in owner.see(f"/orders/{order.number}").text
        found = {"restock-MUG-SAND": "1", "scrap-MUG-SAND": "0", "refund-MUG-SAND": "1"}
        owner.send(f"{path}/inspect", **found)

        assert Return.objects.get().state == "inspected"
        assert a.order(order.number).lines[0].credit.pieces == 1
        assert "1 on the shelf, 0 scrapped, 1 paid back" in owner.see(f"/orders/{order.number}").text
        assert violations() == []


class TestDocuments:
    def test_an_invoice_is_kept_as_a_file(self, shop: Shop, owner: Browser, queue: FakeQueue) -> None:
        order = a.paid_order(shop)
        a.drain(queue)
        page = owner.see(f"/orders/{order.number}")
        (path,) = [
            facts["href"] for tag, facts in page.tags if tag == "a" and "/invoices/" in str(facts.get("href"))
        ]
        answer = owner.get(str(path))

        assert (answer.status_code, answer.content_type) == (200, "application/pdf")
        assert "attachment" in answer.headers["Content-Disposition"]
        assert "No. 1" in page.text
        assert Browser(owner.client.application.test_client()).get(str(path)).status_code == 303

    def test_an_invoice_is_drawn_in_the_font_that_is_set(
        self, shop: Shop, owner: Browser, queue: FakeQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        order = a.paid_order(shop)
        a.drain(queue)
        invoice = invoice_of(order.number)
        Invoice.objects.update(unset__pdf=1)
        drawn = Mock(return_value=b"%PDF")
        monkeypatch.setattr("core.invoices.services.drawn", drawn)
        monkeypatch.setitem(shop.settings.__dict__, "invoice_font", "/fonts/shop.ttf")
        owner.get(f"/orders/{order.number}/invoices/{invoice.number}.pdf")

        assert drawn.call_args.args[1] == Path("/fonts/shop.ttf")
