"""What happens at the provider, by whomever, is in the shop's books after the next look."""

import pytest

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.orders.ledger import Balance, balance_of, change_due, entries_of
from core.orders.models import Order
from core.payments.events import DisputeChanged, RefundFailed
from core.payments.models import Dispute, Payment, PaymentState, Refund, RefundState
from core.payments.queries import disputes_of, left_of
from core.payments.refunds import plan_refunds, send
from tests import builders as a
from tests.core.checkout.shopping import learn
from tests.fakes import FakeGateway, FakeQueue


@pytest.fixture
def order(shop: Shop) -> Order:
    return a.paid_order(shop)


@pytest.fixture
def ref(order: Order) -> str:
    return str(a.payment(order.payment_id).provider_ref)


def look(shop: Shop, order: Order, *, times: int = 2) -> Balance:
    """The shop asks how it stands, again and again."""
    for _ in range(times):
        learn(shop, a.payment(order.payment_id))
    assert violations() == []
    return balance_of(order.number)


class TestRefunds:
    def test_by_hand_at_the_provider_are_in_the_ledger_and_lessen_what_is_due(
        self, shop: Shop, order: Order, ref: str, gateway: FakeGateway
    ) -> None:
        gateway.give_back(ref, 100)
        gateway.give_back(ref, 250)
        total = order.total_minor

        assert look(shop, order) == Balance("USD", due=total - 350, captured=total, refunded=350)
        assert {entry.actor for entry in entries_of(order.number)[2:]} == {"stripe"}

    def test_by_hand_in_place_of_one_that_was_planned_is_not_made_twice(
        self, shop: Shop, order: Order, ref: str, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        """Somebody was faster in the provider's console; what the shop planned has no money left."""
        change_due(order.number, -order.total_minor, cause="return:1", actor=a.STAFF, reason="All of it.")
        plan_refunds(order.number)
        gateway.give_back(ref, order.total_minor)
        a.drain(queue)

        balance = look(shop, order)
        assert (gateway.refunded_minor, balance.refunded, balance.refunding) == (order.total_minor,) * 2 + (
            0,
        )
        assert sorted(refund.state for refund in Refund.objects) == [RefundState.DROPPED, RefundState.GONE]

    def test_whose_answer_was_lost_is_known_by_our_own_name(
        self, shop: Shop, order: Order, gateway: FakeGateway
    ) -> None:
        change_due(order.number, -100, cause="return:1", actor=a.STAFF, reason="Chipped.")
        (planned,) = plan_refunds(order.number)
        gateway.faults.lose_answers = 1
        with pytest.raises(Exception, match="does not answer"):
            send(planned, gateway)

        assert look(shop, order).refunded == 100
        assert (Refund.objects.get().state, Refund.objects.count()) == (RefundState.GONE, 1)

    def test_that_a_bank_sends_back_did_not_go_and_a_person_is_told_once(
        self, shop: Shop, order: Order, ref: str, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        change_due(order.number, -100, cause="return:1", actor=a.STAFF, reason="Chipped.")
        a.drain(queue)
        refund = Refund.objects.get()
        gateway.fail_refund(ref, refund.provider_ref)

        balance = look(shop, order, times=3)
        assert (balance.refunded, balance.open, balance.owed_back) == (0, -100, 100)
        assert a.events(RefundFailed) == [RefundFailed(order.payment_id, refund.id)]
        a.drain(queue)
        assert gateway.calls["refund"] == 1, "nobody tries it again by himself"
        assert left_of(a.payment(order.payment_id)) == order.total_minor


class TestDisputes:
    def test_take_the_money_from_what_can_be_given_back(
        self, shop: Shop, order: Order, ref: str, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        dispute = gateway.dispute(ref, order.total_minor)

        assert look(shop, order).disputed == order.total_minor
        a.cancel(order.number)
        a.drain(queue)
        assert gateway.calls["refund"] == 0
        (shown,) = disputes_of(order.number)
        assert (shown.id, shown.is_open, shown.minor) == (dispute, True, order.total_minor)

    @pytest.mark.parametrize(("won", "left"), [(True, 0), (False, 300)])
    def test_that_are_decided_leave_what_the_bank_left(
        self, *, won: bool, left: int, shop: Shop, order: Order, ref: str, gateway: FakeGateway
    ) -> None:
        dispute = gateway.dispute(ref, 300)
        look(shop, order)
        gateway.decide(ref, dispute, won=won)

        assert look(shop, order).disputed == a.payment(order.payment_id).disputed_minor == left
        told = [event.status for event in a.events(DisputeChanged)]
        assert told == ["needs_response", "won" if won else "lost"]
        assert not Dispute.objects.get(id=dispute).is_open

    def test_whose_beginning_nobody_heard_of_end_the_same(
        self, shop: Shop, order: Order, ref: str, gateway: FakeGateway
    ) -> None:
        gateway.decide(ref, gateway.dispute(ref, 300), won=True)

        assert look(shop, order).disputed == 0
        assert [entry.minor for entry in entries_of(order.number)[2:]] == [300, -300]


def test_what_is_given_back_of_a_payment_without_an_order_is_known_too(
    shop: Shop, gateway: FakeGateway, queue: FakeQueue
) -> None:
    """Paid twice: the second payment goes back, half of it by hand."""
    order = a.paid_order(shop)
    payment = a.started_payment(shop, {"POT": 1}).payment
    Payment.objects(id=payment.id).update_one(set__cart_id=order.cart_id, set__attempt=2)
    ref = str(a.payment(payment.id).provider_ref)
    gateway.pay(ref)
    gateway.give_back(ref, 100)
    learn(shop, payment)
    a.drain(queue)

    assert a.payment(payment.id).state == PaymentState.REFUNDED
    assert gateway.intents[ref].refunded == payment.amount_minor
    assert balance_of(order.number).captured == order.total_minor
