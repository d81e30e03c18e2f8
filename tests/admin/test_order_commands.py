import pytest

from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.inventory.models import StockItem
from core.orders.events import OrderCancelled, OrderPaid, OrderShipped
from core.orders.models import Order, OrderStatus
from core.orders.queries import order_by_number
from core.outbox.models import OutboxMessage
from core.payments.models import PaymentState
from core.payments.queries import payment_by_id
from core.shipping.models import Shipment
from tests import builders as a
from tests.admin.browser import Browser, seen
from tests.admin.conftest import Seat

pytestmark = pytest.mark.usefixtures("plenty")
REQUEST = "pressed-by-a-test"


def _records(action: str) -> list[AuditRecord]:
    return list(AuditRecord.objects(action=action))


def _status(order: Order) -> str:
    return order_by_number(order.number).status


class TestMarkPaid:
    def test_it_is_paid_sold_told_and_recorded_once(self, shop: Shop, owner: Browser) -> None:
        order = a.placed_order(shop, {"MUG-SAND": 2}, provider="manual")
        page = owner.follow(owner.send(f"/orders/{order.number}/paid", REQUEST))
        assert f"Order {order.number} is paid." in page.text
        assert _status(order) == OrderStatus.PAID
        assert StockItem.objects.get(sku="MUG-SAND").sold == 2
        assert [event.number for event in a.events(OrderPaid)] == [order.number]
        (record,) = _records("mark_paid")
        assert (record.actor, record.target) == ("owner@quayside.example", f"order:{order.number}")
        assert record.request_id == "pressed-by-a-test"
        assert OutboxMessage.objects.get(event="OrderPaid").request_id == "pressed-by-a-test"

    def test_twice_is_once(self, shop: Shop, owner: Browser) -> None:
        order = a.placed_order(shop, provider="manual")
        for _ in range(2):
            assert owner.send(f"/orders/{order.number}/paid").status_code == 303
        assert len(_records("mark_paid")) == len(a.events(OrderPaid)) == 1

    def test_what_stripe_takes_is_not_staffs_to_say(self, shop: Shop, owner: Browser) -> None:
        order = a.placed_order(shop)
        page = owner.follow(owner.send(f"/orders/{order.number}/paid"))
        assert "There is no such payment provider" in page.text
        assert _status(order) == OrderStatus.AWAITING_PAYMENT
        assert not _records("mark_paid")

    def test_a_cancelled_order_cannot_become_paid(self, shop: Shop, owner: Browser) -> None:
        order = a.cancelled_order(shop, provider="manual")
        page = owner.follow(owner.send(f"/orders/{order.number}/paid"))
        assert f"Order {order.number} is cancelled; it cannot become paid." in page.text
        assert payment_by_id(order.payment_id).state != PaymentState.PAID
        assert not _records("mark_paid")


class TestShip:
    def test_it_is_shipped_told_and_recorded_once(self, shop: Shop, seat: Seat) -> None:
        order = a.paid_order(shop)
        sent = seat("fulfilment").send(
            f"/orders/{order.number}/ship", REQUEST, carrier=" DHL ", tracking_code="JD0146"
        )
        assert sent.status_code == 303
        assert _status(order) == OrderStatus.SHIPPED
        shipment = Shipment.objects.get()
        assert (shipment.order_number, shipment.carrier, shipment.tracking_code) == (
            order.number,
            "DHL",
            "JD0146",
        )
        assert len(a.events(OrderShipped)) == 1
        (record,) = _records("ship_order")
        assert (record.actor, record.request_id) == ("fulfilment@quayside.example", "pressed-by-a-test")
        assert record.facts == {"carrier": "DHL", "tracking_code": "JD0146"}

    def test_a_parcel_may_have_no_tracking_code(self, shop: Shop, owner: Browser) -> None:
        order = a.paid_order(shop)
        owner.send(f"/orders/{order.number}/ship", carrier="Bicycle", tracking_code="  ")
        assert Shipment.objects.get().tracking_code is None

    def test_a_bad_form_names_the_field_and_changes_nothing(self, shop: Shop, owner: Browser) -> None:
        order = a.paid_order(shop)
        for given, said in (
            ({"carrier": "  "}, "Carrier: say who takes the parcel."),
            ({}, "Carrier: say who takes the parcel."),
            ({"carrier": "x" * 61}, "Carrier: at most 60 characters."),
            (
                {"carrier": "DHL", "tracking_code": "1\n2"},
                "Tracking code: one line of text, without control characters.",
            ),
        ):
            answer = owner.send(f"/orders/{order.number}/ship", **given)
            assert answer.status_code == 422
            page = seen(answer)
            assert said in page.text
            assert ("details", {"class": "act", "open": None}) in page.tags, "the form stays open"
        assert _status(order) == OrderStatus.PAID
        assert not _records("ship_order")

    def test_an_unpaid_order_does_not_leave(self, shop: Shop, owner: Browser) -> None:
        order = a.placed_order(shop)
        page = owner.follow(owner.send(f"/orders/{order.number}/ship", carrier="DHL"))
        assert "it cannot become shipped" in page.text
        assert Shipment.objects.count() == len(_records("ship_order")) == len(a.events(OrderShipped)) == 0

    def test_an_order_leaves_once(self, shop: Shop, owner: Browser) -> None:
        order = a.shipped_order(shop)
        owner.send(f"/orders/{order.number}/ship", carrier="DHL")
        assert Shipment.objects.get().carrier == "UPS"
        assert len(_records("ship_order")) == 1


class TestCancel:
    def test_it_is_cancelled_told_and_recorded_once(self, shop: Shop, owner: Browser) -> None:
        order = a.placed_order(shop)
        owner.send(f"/orders/{order.number}/cancel", REQUEST, reason="Ordered twice.")
        assert _status(order) == OrderStatus.CANCELLED
        assert len(a.events(OrderCancelled)) == 1
        (record,) = _records("cancel_order")
        assert (record.actor, record.request_id) == ("owner@quayside.example", "pressed-by-a-test")
        assert record.facts == {"reason": "Ordered twice."}
        assert "Ordered twice." in owner.see(f"/orders/{order.number}").text

    def test_what_was_paid_goes_back_and_the_goods_too(self, shop: Shop, owner: Browser) -> None:
        order = a.paid_order(shop, {"MUG-SAND": 2})
        owner.send(f"/orders/{order.number}/cancel", reason="Broken in the house.")
        assert payment_by_id(order.payment_id).state == PaymentState.REFUND_DUE
        assert StockItem.objects.get(sku="MUG-SAND").sold == 0

    def test_money_goes_back_only_by_those_who_may_move_money(self, shop: Shop, seat: Seat) -> None:
        waiting, paid = a.placed_order(shop), a.paid_order(shop)
        browser = seat("fulfilment")
        assert browser.send(f"/orders/{waiting.number}/cancel", reason="Asked for.").status_code == 303
        assert browser.send(f"/orders/{paid.number}/cancel", reason="Asked for.").status_code == 403
        assert (_status(waiting), _status(paid)) == (OrderStatus.CANCELLED, OrderStatus.PAID)
        assert payment_by_id(paid.payment_id).state == PaymentState.PAID

    def test_it_takes_a_reason(self, shop: Shop, owner: Browser) -> None:
        order = a.placed_order(shop)
        for reason in ("", "   ", "x" * 301):
            answer = owner.send(f"/orders/{order.number}/cancel", reason=reason)
            assert answer.status_code == 422
        assert (
            "Reason: say why the order is cancelled."
            in seen(owner.send(f"/orders/{order.number}/cancel")).text
        )
        assert _status(order) == OrderStatus.AWAITING_PAYMENT
        assert not _records("cancel_order")

    def test_what_has_left_cannot_be_cancelled(self, shop: Shop, owner: Browser) -> None:
        order = a.shipped_order(shop)
        page = owner.follow(owner.send(f"/orders/{order.number}/cancel", reason="Too late."))
        assert "it cannot become cancelled" in page.text
        assert _status(order) == OrderStatus.SHIPPED
        assert payment_by_id(order.payment_id).state == PaymentState.PAID
        assert not _records("cancel_order")
