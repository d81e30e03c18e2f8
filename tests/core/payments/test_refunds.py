from dataclasses import replace
from datetime import timedelta

import pytest

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.money import Money
from core.orders.events import RefundOwed
from core.orders.ledger import balance_of, change_due
from core.orders.models import Order
from core.payments.errors import GatewayAway, GatewayRefused
from core.payments.models import Payment, PaymentState, Refund, RefundState
from core.payments.refunds import drop_excess, note_gone, plan_refunds, plan_whole, send, waiting_refunds
from core.payments.services import owe_refund
from core.payments.takeover import take_over
from jobs.payments import pay_out
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.fakes import FakeGateway, FakeQueue


@pytest.fixture
def cancelled(shop: Shop) -> Order:
    """An order that was paid and then cancelled; no job has seen to it yet."""
    paid = a.paid_order(shop)
    a.cancel(paid.number)
    return a.order(paid.number)


@pytest.fixture
def planned(cancelled: Order) -> Refund:
    return plan_refunds(cancelled.number)[0]


def _planned_of(order: Order, minor: int) -> Refund:
    change_due(order.number, -minor, cause=f"goodwill:{minor}", actor=a.STAFF, reason="-")
    return plan_refunds(order.number)[0]


class TestPlanned:
    def test_once_by_many_at_once(self, cancelled: Order) -> None:
        plans = at_once([lambda: plan_refunds(cancelled.number)] * 8)

        assert refusals(plans) == []
        (refund,) = [refund for plan in answers(plans) for refund in plan]
        assert (refund.minor, refund.key) == (cancelled.total_minor, f"refund-{refund.id}-0")
        assert violations() == []

    def test_nothing_where_nothing_is_owed(self, shop: Shop) -> None:
        assert plan_refunds(a.placed_order(shop).number) == []
        paid = a.paid_order(shop, {"POT": 1})
        assert (plan_refunds(paid.number), plan_whole(paid.payment_id)) == ([], [])

    def test_small_ones_by_two_people_at_once_are_exact(self, shop: Shop, gateway: FakeGateway) -> None:
        a.markets()
        a.goods("MUG", price=9_346, available=1)
        order = a.paid_order(shop, {"MUG": 1})
        assert order.total_minor == 10_642

        def give(n: int) -> None:
            change_due(order.number, -300, cause=f"goodwill:{n}", actor=f"staff{n % 2}@x.example", reason="-")
            pay_out(RefundOwed(order.number))

        at_once([lambda n=n: give(n) for n in range(12)])  # type: ignore[misc]
        pay_out(RefundOwed(order.number))
        assert gateway.refunded_minor == 3_600
        keys = [refund.key for refund in Refund.objects]
        assert len(keys) == len(set(keys))
        assert violations() == []


class TestSent:
    def test_all_of_it_once_and_the_ledger_says_so(
        self, cancelled: Order, planned: Refund, gateway: FakeGateway
    ) -> None:
        send(planned, gateway)

        assert (gateway.refunded_minor, waiting_refunds([cancelled.payment_id])) == (
            cancelled.total_minor,
            [],
        )
        assert a.payment(cancelled.payment_id).state == PaymentState.REFUNDED
        balance = balance_of(cancelled.number)
        assert (balance.refunded, balance.refunding, balance.open) == (cancelled.total_minor, 0, 0)
        assert violations() == []

    def test_by_many_at_once_it_goes_back_once(self, planned: Refund, gateway: FakeGateway) -> None:
        assert refusals(at_once([lambda: send(planned, gateway)] * 8)) == []

        assert gateway.refunded_minor == planned.minor
        assert balance_of(str(planned.number)).refunded == planned.minor

    def test_an_answer_that_was_lost_gives_nothing_back_twice(
        self, planned: Refund, gateway: FakeGateway
    ) -> None:
        gateway.faults.lose_answers = 1
        with pytest.raises(GatewayAway):
            send(planned, gateway)
        assert Refund.objects.get().state == RefundState.PLANNED

        send(Refund.objects.get(), gateway)
        assert (gateway.refunded_minor, Refund.objects.get().state) == (planned.minor, RefundState.GONE)

    @pytest.mark.parametrize("cancelled", ["cancelled", ""])
    def test_when_a_bank_takes_some_of_it_meanwhile_the_rest_goes_back_all_the_same(
        self, cancelled: str, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        """With an order against the payment, and with none."""
        started = a.started_payment(shop, {"MUG": 2}).payment
        ref = str(a.payment(started.id).provider_ref)
        gateway.pay(ref)
        if cancelled:
            a.webhook_kept(gateway, ref)
            a.drain(queue)
            a.cancel(Order.objects.get().number)
        else:
            Payment.objects(id=started.id).update_one(set__captured_minor=started.amount_minor)
            assert owe_refund(started.id)
        gateway.faults.broken = {"refund"}
        a.drain(queue)
        (whole,) = Refund.objects(state=RefundState.PLANNED)
        gateway.dispute(ref, 1_000)
        gateway.faults.broken = set()
        a.drain(queue, later=timedelta(minutes=1))

        assert whole.minor == started.amount_minor
        assert gateway.refunded_minor == started.amount_minor - 1_000
        assert a.payment(started.id).state == PaymentState.REFUNDED
        assert violations() == []

    def test_one_that_is_dropped_while_it_is_on_its_way_is_in_the_books_all_the_same(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        """A bank takes some of the payment, and whoever drops what is too much has looked before the first went."""
        paid = a.paid_order(shop, {"MUG": 1})
        first, _ = (_planned_of(paid, minor) for minor in (1_500, 800))
        ref = str(a.payment(paid.payment_id).provider_ref)
        gone = gateway.refund(ref, Money(1_500, "USD"), key=first.key, refund_id=first.id)
        gateway.dispute(ref, 1_000)
        take_over(paid.payment_id, replace(gateway.look_up(ref), refunds=()))
        assert drop_excess(paid.payment_id)
        for _ in range(2):
            note_gone(first.id, gone)
        a.drain(queue)

        left = paid.total_minor - 1_000
        assert (gateway.refunded_minor, balance_of(paid.number).refunded) == (left, left)
        assert violations() == []

    def test_a_refusal_is_told_leaves_it_planned_and_ends_its_key(
        self, planned: Refund, gateway: FakeGateway
    ) -> None:
        gateway.refusing = {"refund"}
        with pytest.raises(GatewayRefused):
            send(planned, gateway)

        refund = Refund.objects.get()
        assert (refund.state, refund.key) == (RefundState.PLANNED, f"refund-{refund.id}-1")

    def test_what_has_no_name_at_the_provider_cannot_go_back(
        self, planned: Refund, gateway: FakeGateway
    ) -> None:
        Payment.objects(id=planned.payment_id).update_one(unset__provider_ref=1)
        with pytest.raises(GatewayRefused, match="no reference"):
            send(planned, gateway)
