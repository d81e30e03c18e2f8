"""What a bank has set aside, taken parcel by parcel."""

from collections.abc import Mapping
from contextlib import suppress
from datetime import timedelta

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.checkout.by_staff import take_set_aside
from core.checkout.capturing import answer, ask_for_capture, capture_left, due_for_shipped
from core.checkout.collecting import KEY_LIFE
from core.checkout.invariants import violations
from core.checkout.settlement import agree, cancel
from core.orders.edits import edit_order
from core.orders.ledger import Balance, balance_of
from core.orders.models import Order, OrderStatus
from core.payments.captures import plan_capture, refused_captures, unanswered
from core.payments.errors import CaptureUnderWay, GatewayAway, GatewayRefused, NothingSetAside, TakenAtOnce
from core.payments.models import Capture, PaymentState
from core.shipping.services import ship_order
from core.tenders.services import issue_gift_card
from tests import builders as a
from tests.core.checkout.shopping import learn
from tests.fakes import FakeGateway, FakeQueue
from tests.wire import Wire, nth

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
        a.review_payments()
        assert gateway.calls["capture"] == taken, "it may be on its way"
        if later > KEY_LIFE:
            gateway._keys.pop(key, None)  # a provider forgets a key after a day
        with clock.moved(later):
            for _ in range(2):
                a.review_payments()

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


class TestSeveral:
    """More than one part of what is set aside is on its way at a time."""

    @pytest.mark.parametrize("away", [False, True], ids=["answered", "not answered"])
    @pytest.mark.parametrize("step", range(1, 25))
    def test_two_parcels_at_once_take_what_has_left_and_no_more(
        self, step: int, shop: Shop, order: Order, gateway: FakeGateway, wire: Wire, *, away: bool
    ) -> None:
        def take(cause: str) -> None:
            with suppress(GatewayAway):
                capture_left(order.number, shop.gateways, cause=cause)

        def second() -> None:
            gateway.faults.broken = {"capture"} if away else set()
            take("shipment:2")

        ship(order, {"MUG": 1})
        ship(order, {"JUG": 1})
        with wire.meanwhile(nth(step), second, must=False):
            take("shipment:1")
        gateway.faults.broken = set()
        for cause in ("shipment:1", "shipment:2"):
            take(cause)

        assert (gateway.captured_minor, money(order).captured) == (MUG + DELIVERY + JUG,) * 2

    def test_the_last_part_waits_for_one_that_nobody_has_answered_for(
        self, shop: Shop, order: Order, gateway: FakeGateway
    ) -> None:
        ship(order, {"MUG": 1})
        gateway.faults.broken.add("capture")
        with pytest.raises(GatewayAway):
            capture_left(order.number, shop.gateways, cause="shipment:1")
        with pytest.raises(GatewayAway):
            take_set_aside(order.number, JUG, shop.gateways, cause="staff:1", last=True, actor=a.STAFF)

        with pytest.raises(CaptureUnderWay):
            plan_capture(order.payment_id, JUG, cause="staff:2", last=True)
        gateway.faults.broken.clear()
        take_set_aside(order.number, JUG, shop.gateways, cause="staff:1", last=True, actor=a.STAFF)
        assert gateway.captured_minor == money(order).captured == MUG + DELIVERY + JUG


class TestRefused:
    def test_a_part_of_what_can_be_taken_once_is_refused_before_it_is_planned(
        self, shop: Shop, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        gateway.takes_parts = False
        with pytest.raises(TakenAtOnce):
            take_set_aside(order.number, 1_000, shop.gateways, cause="staff:1", last=False, actor=a.STAFF)
        ship(order)
        a.drain(queue)
        assert (gateway.captured_minor, money(order).open) == (order.total_minor, 0)

    def test_one_that_its_provider_refuses_keeps_no_other_back(
        self, shop: Shop, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        planned = plan_capture(order.payment_id, 1_000, cause="staff:1", last=False)
        gateway.takes_parts = False
        assert planned is not None
        with pytest.raises(GatewayRefused):
            answer(planned, shop.gateways)
        (refused,) = refused_captures(9)
        assert (refused.id, refused.fault) == (
            planned.id,
            "Multicapture is not available for this PaymentIntent.",
        )
        ship(order)
        a.drain(queue)

        assert (gateway.captured_minor, money(order).open) == (order.total_minor, 0)
        assert refused_captures(9) == []

    def test_nothing_is_taken_for_an_order_that_was_cancelled_meanwhile(
        self, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        plan_capture(order.payment_id, 1_000, cause="staff:1", last=True)
        cancel(order.number, actor=a.STAFF, reason="The buyer has called.")
        with clock.moved(timedelta(minutes=5)):
            a.review_payments()
        a.drain(queue)
        assert (gateway.calls["capture"], gateway.captured_minor, unanswered(order.payment_id)) == (0, 0, [])

    def test_a_day_later_it_is_told_apart_what_was_taken_and_nothing_is_taken_twice(
        self, shop: Shop, order: Order, gateway: FakeGateway
    ) -> None:
        """Of two that nobody has answered for, the larger one was taken."""
        ship(order)
        plan_capture(order.payment_id, MUG, cause="staff:1", last=False)
        plan_capture(order.payment_id, JUG, cause="staff:2", last=False)
        gateway.take(str(a.payment(order.payment_id).provider_ref), JUG, last=False)
        with clock.moved(timedelta(hours=25)):
            capture_left(order.number, shop.gateways, cause="shipped")
        assert (gateway.captured_minor, money(order).open) == (order.total_minor, 0)
        assert gateway.calls["capture"] == 1


class TestSettled:
    """What a bank has set aside is not needed any more."""

    @pytest.fixture
    def order(self, shop: Shop) -> Order:
        """A jug that a gift card pays, and a mug with the delivery that a bank has set money aside for."""
        a.markets({**a.US, "manualCapture": True})
        a.goods("MUG", price=1_000, available=2)
        a.goods("JUG", price=2_000, available=1)
        card, _ = issue_gift_card(JUG + DELIVERY, "USD", actor=a.STAFF)
        cart = a.ready_cart({"MUG": 1, "JUG": 1})
        type(cart).objects(id=cart.id).update_one(set__gift_cards=[card.id])
        placed = a.paid_order(shop, basket=cart)
        edit_order(placed.number, {"MUG": 0}, actor=a.STAFF, reason="It broke.")
        return placed

    def test_an_order_that_owes_nothing_more_is_no_false_alarm_once_it_has_left(
        self, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        ship(order)
        a.drain(queue)
        assert (gateway.captured_minor, money(order).capturable) == (0, 0)
        assert a.payment(order.payment_id).state == PaymentState.PAID

    def test_nor_is_it_cancelled_when_the_bank_sets_it_free_before(
        self, shop: Shop, order: Order, gateway: FakeGateway
    ) -> None:
        gateway.let_go(str(a.payment(order.payment_id).provider_ref))
        learn(shop, a.payment(order.payment_id))
        assert (a.order(order.number).status, money(order).open) == (OrderStatus.PAID, 0)


def test_an_older_look_at_it_makes_nothing_of_it_unmade(
    shop: Shop, order: Order, gateway: FakeGateway
) -> None:
    payment = a.payment(order.payment_id)
    before = gateway.look_up(str(payment.provider_ref))
    ship(order, {"MUG": 1})
    capture_left(order.number, shop.gateways, cause="shipment:1")
    agree(payment, before)
    known = a.payment(order.payment_id)
    assert (known.captured_minor, known.authorised_minor) == (
        MUG + DELIVERY,
        order.total_minor - MUG - DELIVERY,
    )
    assert money(order).capturable == known.authorised_minor
