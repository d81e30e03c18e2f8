from datetime import timedelta

import pytest

from core import clock
from core.bootstrap import Shop
from core.payments.errors import PaymentNotFound
from core.payments.events import PaymentRetired, RefundDue
from core.payments.models import Payment, PaymentState
from core.payments.queries import live_payment_for, payment_by_id, payment_by_ref
from core.payments.services import keep_holding, owe_refund, quarantine, retire
from tests import builders as a
from tests.at_once import at_once
from tests.wire import Wire


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


def test_a_providers_payments_of_a_time_are_read_by_an_index(shop: Shop, wire: Wire) -> None:
    a.started_payment(shop)
    with wire.recorded() as commands:
        list(Payment.objects(provider="stripe", started_at__gte=clock.now() + timedelta(days=1)))

    assert [a.explained(command)["totalDocsExamined"] for command in commands] == [0]
