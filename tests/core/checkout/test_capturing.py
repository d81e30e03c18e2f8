"""What a bank has set aside, taken parcel by parcel."""

from collections.abc import Mapping
from datetime import timedelta

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.checkout.capturing import ask_for_capture, capture_left, due_for_shipped
from core.checkout.collecting import KEY_LIFE
from core.checkout.invariants import violations
from core.orders.edits import edit_order
from core.orders.ledger import Balance, balance_of
from core.orders.models import Order
from core.payments.errors import NothingSetAside
from core.payments.models import Capture, PaymentState
from core.shipping.services import ship_order
from core.tenders.services import issue_gift_card
from jobs.payments import review
from jobs.schedule_events import PaymentsReviewDue
from tests import builders as a
from tests.core.checkout.shopping import learn
from tests.fakes import FakeGateway, FakeQueue

DELIVERY = 642
MUG, JUG = 1_070, 2_140


@pytest.fixture
def order(shop: Shop) -> Order:
    """Two mugs of 10.70 and a jug of 21.40, with tax, delivered for 6.42: set aside and not taken."""
    a.markets({**a.US, "manualCapture": True})
    a.goods("MUG", price=1_000, available=2)
    a.goods("JUG", price=2_000, available=1)
    return a.paid_order(shop, {"MUG": 2, "JUG": 1})


def ship(order: Order, quantities: Mapping[str, int] | None = None) -> None:
    ship_order(order.number, carrier="UPS", tracking_code="1Z9", actor=a.STAFF, quantities=quantities)


def money(order: Order) -> Balance:
    assert violations() == []
    return balance_of(order.number)


class TestInParts:
    def test_each_parcel_is_taken_as_it_leaves_and_all_of_them_are_what_is_due(
        self, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        taken = []
        for parcel in ({"MUG": 1}, {"JUG": 1}, None):
            ship(order, parcel)
            a.drain(queue)
            taken.append(money(order).captured)

        assert taken == [MUG + DELIVERY, MUG + DELIVERY + JUG, order.total_minor]
        assert gateway.captured_minor == order.total_minor
        assert (gateway.calls["capture"], a.payment(order.payment_id).state) == (3, PaymentState.PAID)

    def test_jobs_that_run_late_or_twice_take_nothing_twice(
        self, shop: Shop, order: Order, gateway: FakeGateway
    ) -> None:
        ship(order, {"MUG": 1})
        ship(order, {"JUG": 1})
        for cause in ("shipment:2", "shipment:1", "shipment:2"):
            capture_left(order.number, shop.gateways, cause=cause)

        assert (gateway.captured_minor, money(order).captured) == (MUG + DELIVERY + JUG,) * 2
        assert gateway.calls["capture"] == 1

    def test_a_lost_answer_keeps_nothing_of_the_rest_back(
        self, shop: Shop, order: Order, gateway: FakeGateway
    ) -> None:
        ship(order, {"MUG": 2})
        capture_left(order.number, shop.gateways, cause="shipment:2")
        Capture.objects.update(set__done_at=None)  # as if it had died before it noted the answer
        learn(shop, a.payment(order.payment_id))
        ship(order)
        capture_left(order.number, shop.gateways, cause="shipped")

        assert (gateway.captured_minor, money(order).open) == (order.total_minor, 0)

    def test_what_gift_cards_have_paid_is_not_taken(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        a.markets({**a.US, "manualCapture": True})
        a.goods("MUG", price=1_000, available=2)
        card, _ = issue_gift_card(MUG, "USD", actor=a.STAFF)
        cart = a.ready_cart({"MUG": 2})
        type(cart).objects(id=cart.id).update_one(set__gift_cards=[card.id])
        order = a.paid_order(shop, basket=cart)
        ship(order, {"MUG": 1})
        a.drain(queue)
        assert gateway.captured_minor == DELIVERY
        ship(order)
        a.drain(queue)
        assert (gateway.captured_minor, money(order).open) == (MUG + DELIVERY, 0)

    def test_pieces_taken_off_are_not_taken_and_what_is_left_is_set_free(
        self, order: Order, queue: FakeQueue
    ) -> None:
        ship(order, {"MUG": 2})
        a.drain(queue)
        edit_order(order.number, {"JUG": 0}, actor=a.STAFF, reason="It broke.")
        a.drain(queue)

        balance = money(order)
        assert (balance.captured, balance.voided, balance.capturable) == (2 * MUG + DELIVERY, JUG, 0)
        assert a.payment(order.payment_id).state == PaymentState.PAID


class TestNotAnswered:
    """A capture is planned and sent, and no answer comes. The schedule sees to it."""

    @pytest.mark.parametrize("taken", [True, False], ids=["taken", "not taken"])
    @pytest.mark.parametrize("later", [timedelta(minutes=5), timedelta(hours=25)], ids=["soon", "next day"])
    def test_it_is_asked_for_again_and_taken_once(
        self, order: Order, gateway: FakeGateway, later: timedelta, *, taken: bool
    ) -> None:
        ship(order, {"MUG": 1})
        key = f"capture-{order.payment_id}-shipment:1"
        Capture(id=key, payment_id=order.payment_id, minor=MUG, last=False, at=clock.now()).save()
        ref = str(a.payment(order.payment_id).provider_ref)
        if taken:
            gateway.capture(ref, MUG, last=False, key=key)
        review(PaymentsReviewDue())
        assert gateway.calls["capture"] == taken, "it may be on its way"
        if later > KEY_LIFE:
            gateway._keys.pop(key, None)  # a provider forgets a key after a day
        with clock.moved(later):
            for _ in range(2):
                review(PaymentsReviewDue())

        assert (gateway.captured_minor, money(order).captured) == (MUG, MUG)
        assert Capture.objects.get().done_at is not None


class TestOnce:
    def test_a_payment_that_can_be_taken_once_waits_for_the_last_parcel(
        self, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        gateway.takes_parts = False
        ship(order, {"MUG": 1})
        a.drain(queue)
        assert (gateway.captured_minor, due_for_shipped(a.order(order.number))) == (0, MUG + DELIVERY)
        ship(order)
        a.drain(queue)
        assert (gateway.captured_minor, gateway.calls["capture"]) == (order.total_minor, 1)
        assert money(order).open == 0

    def test_staff_take_what_has_left_and_the_rest_is_free(
        self, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        gateway.takes_parts = False
        with pytest.raises(NothingSetAside):
            ask_for_capture(order.number, actor=a.STAFF)
        ship(order, {"JUG": 1})
        ask_for_capture(order.number, actor=a.STAFF)
        ask_for_capture(order.number, actor=a.STAFF)
        a.drain(queue)

        balance = money(order)
        assert (balance.captured, balance.capturable) == (JUG + DELIVERY, 0)
        assert balance.voided == order.total_minor - JUG - DELIVERY
        assert gateway.calls["capture"] == 1
        assert AuditRecord.objects(action="ask_for_capture").count() == 2

    def test_the_rest_taken_off_it_is_captured_though_no_parcel_leaves_any_more(
        self, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        gateway.takes_parts = False
        ship(order, {"MUG": 2})
        a.drain(queue)
        edit_order(order.number, {"JUG": 0}, actor=a.STAFF, reason="It broke.")
        a.drain(queue)
        assert (gateway.captured_minor, money(order).open) == (2 * MUG + DELIVERY, 0)
