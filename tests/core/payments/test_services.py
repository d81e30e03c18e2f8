import pytest

from core.bootstrap import Shop
from core.payments.errors import GatewayAway, GatewayRefused, PaymentNotFound
from core.payments.events import PaymentRetired, RefundDue
from core.payments.models import Payment, PaymentState
from core.payments.queries import live_payment_for, payment_by_id, payment_by_ref
from core.payments.services import give_back, keep_holding, owe_refund, quarantine, retire
from tests import builders as a
from tests.at_once import at_once, refusals
from tests.fakes import FakeGateway


@pytest.fixture
def owed(shop: Shop) -> Payment:
    """A payment that was made, of an order that was cancelled; no job has seen to it yet."""
    paid = a.paid_order(shop)
    a.cancel(paid.number)
    return a.payment(paid.payment_id)


class TestGiveBack:
    def test_the_whole_amount_goes_back_once(self, owed: Payment, gateway: FakeGateway) -> None:
        for _ in range(3):
            give_back(a.payment(owed.id), gateway)

        assert (gateway.refunded_minor, gateway.calls["refund"]) == (owed.amount_minor, 1)
        assert a.payment(owed.id).state == PaymentState.REFUNDED

    def test_by_many_at_once_it_goes_back_once(self, owed: Payment, gateway: FakeGateway) -> None:
        assert refusals(at_once([lambda: give_back(owed, gateway)] * 8)) == []

        assert gateway.refunded_minor == owed.amount_minor

    def test_an_answer_that_was_lost_gives_nothing_back_twice(
        self, owed: Payment, gateway: FakeGateway
    ) -> None:
        gateway.faults.lose_answers = 1
        with pytest.raises(GatewayAway):
            give_back(owed, gateway)
        assert a.payment(owed.id).state == PaymentState.REFUND_DUE

        give_back(a.payment(owed.id), gateway)
        assert gateway.refunded_minor == owed.amount_minor

    def test_a_refusal_is_told_and_leaves_it_due(self, owed: Payment, gateway: FakeGateway) -> None:
        gateway.refund(str(owed.provider_ref), owed.amount, key="by hand, in the provider's own console")
        with pytest.raises(GatewayRefused):
            give_back(owed, gateway)

        assert a.payment(owed.id).state == PaymentState.REFUND_DUE

    def test_what_is_not_due_is_not_given_back(self, shop: Shop, gateway: FakeGateway) -> None:
        for payment in (
            a.started_payment(shop, {"MUG": 1}).payment,
            a.payment(a.paid_order(shop, {"POT": 1}).payment_id),
        ):
            give_back(payment, gateway)

        assert gateway.calls["refund"] == 0

    def test_what_has_no_name_at_the_provider_cannot_go_back(
        self, owed: Payment, gateway: FakeGateway
    ) -> None:
        owed.provider_ref = None
        with pytest.raises(GatewayRefused, match="no reference"):
            give_back(owed, gateway)


class TestMoves:
    def test_each_is_made_from_where_it_may_start_and_told_once(self, shop: Shop) -> None:
        payment = a.started_payment(shop).payment

        assert at_once([lambda: retire(payment.id)] * 5).count(True) == 1
        assert a.events(PaymentRetired) == [PaymentRetired(payment.id)]
        at_once([lambda: owe_refund(payment.id)] * 5)
        assert a.events(RefundDue) == [RefundDue(payment.id)]
        quarantine(payment.id, "too late")
        assert (retire(payment.id), a.payment(payment.id).state) == (False, PaymentState.REFUND_DUE)
        assert a.payment(payment.id).fault is None

    def test_a_payment_that_is_over_holds_nothing_any_more(self, shop: Shop) -> None:
        payment = a.started_payment(shop).payment
        retire(payment.id)

        assert not keep_holding(payment.id, payment.held_until)
        assert live_payment_for(payment.cart_id) is None


def test_a_cart_has_one_started_attempt_by_the_databases_own_rule(shop: Shop) -> None:
    payment = a.started_payment(shop).payment
    index = Payment._get_collection().index_information()["one_started_attempt_per_cart"]

    assert (index["unique"], index["partialFilterExpression"]) == (True, {"state": PaymentState.STARTED})
    assert live_payment_for(payment.cart_id) == payment


def test_a_payment_is_found_by_either_of_its_names(shop: Shop) -> None:
    payment = a.payment(a.started_payment(shop).payment.id)

    assert payment_by_id(payment.id) == payment_by_ref(str(payment.provider_ref)) == payment
    assert payment_by_ref("pi_nobody") is None
    with pytest.raises(PaymentNotFound):
        payment_by_id("pay_nobody")
