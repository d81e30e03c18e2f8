"""What is added to an order after it was paid, and cards that are kept."""

from datetime import timedelta

import pytest

from core import clock
from core.bootstrap import Shop
from core.checkout.errors import PaymentUnderWay
from core.checkout.invariants import violations
from core.checkout.services import start_further_payment
from core.orders.ledger import balance_of, change_due
from core.orders.models import Order
from core.payments.errors import GatewayAway, GatewayStuck, NothingOpen
from core.payments.models import Payment, PaymentState
from core.payments.ports import GatewayState, Terms
from tests import builders as a
from tests.core.checkout.shopping import learn, start
from tests.fakes import FakeGateway, FakeQueue


@pytest.fixture
def order(shop: Shop) -> Order:
    """A paid order to which something for 5.00 was added."""
    paid = a.paid_order(shop)
    change_due(paid.number, 500, cause="edit:1", actor=a.STAFF, reason="A second spoon.")
    return paid


def further(shop: Shop, order: Order, **terms: object) -> Payment:
    return start_further_payment(order.number, "stripe", shop.gateways, terms=Terms(**terms))[0]  # type: ignore[arg-type]


class TestFurther:
    def test_the_difference_is_paid_once_and_is_in_the_ledger(
        self, shop: Shop, order: Order, gateway: FakeGateway
    ) -> None:
        payment = further(shop, order)
        assert (payment.amount_minor, further(shop, order).id) == (500, payment.id)
        gateway.pay(str(payment.provider_ref))
        for _ in range(2):
            learn(shop, payment)

        assert (balance_of(order.number).open, balance_of(order.number).captured) == (
            0,
            order.total_minor + 500,
        )
        assert violations() == []
        with pytest.raises(NothingOpen):
            further(shop, order)

    def test_another_difference_gives_the_earlier_attempt_up(self, shop: Shop, order: Order) -> None:
        first = further(shop, order)
        change_due(order.number, 100, cause="edit:2", actor=a.STAFF, reason="Wrapped.")
        second = further(shop, order)

        assert (a.payment(first.id).state, second.amount_minor) == (PaymentState.RETIRED, 600)
        assert a.order(order.number).status == "paid", "the order stays as it is"

    def test_whose_key_its_provider_forgets_is_given_up_first(
        self, shop: Shop, order: Order, gateway: FakeGateway
    ) -> None:
        first = further(shop, order)
        ref = str(first.provider_ref)
        with clock.moved(timedelta(hours=25)):
            gateway.busy.add(ref)
            with pytest.raises(PaymentUnderWay):
                further(shop, order)
            gateway.busy.clear()
            second = further(shop, order)

        assert (second.id != first.id, second.amount_minor) == (True, 500)
        assert a.payment(first.id).state == PaymentState.RETIRED
        assert gateway.intents[ref].state == GatewayState.GONE

    def test_that_was_paid_after_all_is_not_asked_for_again(
        self, shop: Shop, order: Order, gateway: FakeGateway
    ) -> None:
        first = further(shop, order)
        gateway.pay(str(first.provider_ref))
        with clock.moved(timedelta(hours=25)), pytest.raises(NothingOpen):
            further(shop, order)

        assert Payment.objects.count() == 2
        assert balance_of(order.number).open == 0

    def test_what_comes_for_an_order_that_was_cancelled_meanwhile_goes_back(
        self, shop: Shop, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        payment = further(shop, order)
        a.cancel(order.number)
        gateway.pay(str(payment.provider_ref))
        learn(shop, payment)
        a.drain(queue)

        assert gateway.refunded_minor == gateway.captured_minor == order.total_minor + 500
        assert balance_of(order.number).open == 0
        assert violations() == []

    def test_a_refund_takes_from_the_newest_payment_first(
        self, shop: Shop, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        payment = further(shop, order)
        gateway.pay(str(payment.provider_ref))
        learn(shop, payment)
        change_due(order.number, -600, cause="return:1", actor=a.STAFF, reason="Both.")
        a.drain(queue)

        first = str(a.payment(order.payment_id).provider_ref)
        assert gateway.intents[str(payment.provider_ref)].refunded == 500
        assert gateway.intents[first].refunded == 100
        assert violations() == []

    def test_nothing_is_asked_for_where_nothing_is_open(self, shop: Shop) -> None:
        for order in (
            a.paid_order(shop, {"A": 1}),
            a.placed_order(shop, {"B": 1}),
            a.cancelled_order(shop, {"C": 1}),
        ):
            with pytest.raises(NothingOpen):
                further(shop, order)


class TestKeptCard:
    def test_is_charged_at_once_while_its_holder_is_away(self, shop: Shop, order: Order) -> None:
        further(shop, order, payer="cus_1", card="pm_good")

        assert balance_of(order.number).open == 0
        assert violations() == []

    def test_whose_bank_wants_its_holder_waits_for_them(
        self, shop: Shop, order: Order, gateway: FakeGateway
    ) -> None:
        payment, started = start_further_payment(
            order.number, "stripe", shop.gateways, terms=Terms(payer="cus_1", card="pm_needs_holder")
        )

        assert (started.fault, payment.state) == ("authentication_required", PaymentState.STARTED)
        gateway.pay(str(payment.provider_ref))
        learn(shop, payment)
        assert balance_of(order.number).open == 0


class TestStuckKey:
    """Stripe answers a key with its own failure for a day: check 14."""

    def test_what_was_done_under_it_is_found_and_no_other_key_is_used(
        self, shop: Shop, gateway: FakeGateway
    ) -> None:
        cart = a.ready_cart({"MUG": 1})
        gateway.stick("start", work=True)
        with pytest.raises(GatewayAway):
            start(shop, cart)
        started = start(shop, cart)

        assert started.client_secret
        assert len(gateway.intents) == Payment.objects.count() == 1
        assert gateway.keys_of("start") == {started.payment.provider_key}

    def test_where_nothing_was_done_the_next_try_is_another_attempt(
        self, shop: Shop, gateway: FakeGateway
    ) -> None:
        cart = a.ready_cart({"MUG": 1})
        gateway.stick("start", work=False)
        for kind in (GatewayAway, GatewayStuck):
            with pytest.raises(kind):
                start(shop, cart)
        started = start(shop, cart)

        assert (started.payment.attempt, len(gateway.intents)) == (2, 1)
        assert Payment.objects.get(attempt=1).state == PaymentState.RETIRED
        assert a.held("MUG") == 1

    @pytest.mark.parametrize("work", [True, False])
    def test_of_a_refund_gives_it_back_once(
        self, *, work: bool, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        order = a.paid_order(shop)
        gateway.stick("refund", work=work)
        a.cancel(order.number)
        for minutes in range(1, 8):
            a.drain(queue, later=timedelta(minutes=minutes))

        assert gateway.refunded_minor == order.total_minor
        assert a.payment(order.payment_id).state == PaymentState.REFUNDED
        assert violations() == []
