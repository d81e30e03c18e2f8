from dataclasses import replace
from datetime import timedelta

import pytest
from prometheus_client import REGISTRY

from core import clock
from core.bootstrap import Shop
from core.carts.models import Cart
from core.carts.services import fill
from core.checkout.invariants import violations
from core.checkout.services import cancel, give_up, settle
from core.checkout.settlement import agree
from core.inventory.models import StockItem
from core.money import Money
from core.orders.events import OrderPaid
from core.orders.models import Order
from core.orders.queries import order_by_number, order_from_cart
from core.payments.errors import GatewayAway, GatewayRefused
from core.payments.events import PaymentQuarantined, PaymentRetired, RefundDue
from core.payments.models import Payment, PaymentState
from core.payments.queries import payment_by_id
from tests import builders as a
from tests.at_once import at_once, refusals
from tests.core.checkout.shopping import AFTER_THE_HOLD, held, learn, order, pay, start, state
from tests.fakes import FakeGateway, FakeMailer, FakeQueue


@pytest.fixture
def cart(shop: Shop) -> Cart:
    a.markets()
    a.goods("MUG", price=1_800, available=2)
    return a.ready_cart({"MUG": 2})


def stock() -> list[tuple[int, int, int]]:
    return [(item.available, item.held, item.sold) for item in StockItem.objects]


def set_aside() -> float:
    """How many payments were, as whoever watches sees it."""
    return REGISTRY.get_sample_value("shop_payments_set_aside_total") or 0.0


class TestPaid:
    def test_the_money_makes_the_order_even_when_the_browser_never_comes_back(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        payment = start(shop, cart).payment
        pay(gateway, payment)
        learn(shop, payment)

        made = order_from_cart(cart.id)
        assert made
        assert (made.status, made.total_minor) == ("paid", payment.amount_minor)
        assert (stock(), violations()) == ([(0, 0, 2)], [])
        assert order(shop, cart).number == made.number

    def test_learned_again_and_again_and_by_many_it_is_paid_once(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        payment = start(shop, cart).payment
        order(shop, cart)
        pay(gateway, payment)

        assert refusals(at_once([lambda: learn(shop, payment)] * 8)) == []
        learn(shop, payment)
        assert len(a.events(OrderPaid)) == 1
        assert (stock(), violations()) == ([(0, 0, 2)], [])

    def test_a_webhook_that_overtakes_the_answer_knows_where_to_look(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        gateway.faults.lose_answers = 1
        with pytest.raises(GatewayAway):
            start(shop, cart)
        payment = Payment.objects.get()
        (intent,) = gateway.of(payment.id)
        gateway.pay(intent.ref)
        assert payment.provider_ref is None

        settle(payment, gateway, ref=intent.ref)
        assert (state(payment), payment_by_id(payment.id).provider_ref) == (PaymentState.PAID, intent.ref)

    def test_what_nobody_knows_yet_is_not_asked_about(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        gateway.faults.away = True
        with pytest.raises(GatewayAway):
            start(shop, cart)
        gateway.faults.away = False
        learn(shop, Payment.objects.get())

        assert gateway.calls["look_up"] == 0

    def test_a_payment_that_still_waits_changes_nothing(self, shop: Shop, cart: Cart) -> None:
        payment = start(shop, cart).payment
        learn(shop, payment)

        assert (state(payment), held(payment), Order.objects.count()) == (PaymentState.STARTED, 2, 0)

    def test_with_the_provider_away_it_is_as_it_was(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        payment = start(shop, cart).payment
        pay(gateway, payment)
        gateway.faults.away = True
        with pytest.raises(GatewayAway):
            learn(shop, payment)
        assert state(payment) == PaymentState.STARTED

        gateway.faults.away = False
        learn(shop, payment)
        assert state(payment) == PaymentState.PAID


class TestTooLate:
    def test_a_late_payer_gets_the_goods_if_they_are_still_there(
        self, shop: Shop, cart: Cart, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        payment = start(shop, cart).payment
        ref = str(payment_by_id(payment.id).provider_ref)
        with clock.moved(AFTER_THE_HOLD):
            gateway.pay(ref)
            give_up(payment_by_id(payment.id), gateway)
            a.drain(queue)

        assert (state(payment), Order.objects.get().status) == (PaymentState.PAID, "paid")
        assert (stock(), violations()) == ([(0, 0, 2)], [])

    @pytest.mark.parametrize("placed", ["placed", ""])
    def test_a_late_payer_whose_goods_are_gone_gets_the_money_back_once(
        self,
        placed: str,
        shop: Shop,
        cart: Cart,
        gateway: FakeGateway,
        queue: FakeQueue,
        mailer: FakeMailer,
    ) -> None:
        payment = start(shop, cart).payment
        if placed:
            order(shop, cart)
        pay(gateway, payment)
        with clock.moved(AFTER_THE_HOLD):
            other = a.paid_order(shop, {"MUG": 2}, email="eve@example.com")
            for _ in range(3):
                learn(shop, payment)
                a.drain(queue)

        assert state(payment) == PaymentState.REFUNDED
        assert (gateway.refunded_minor, gateway.calls["refund"]) == (payment.amount_minor, 1)
        assert len(a.events(RefundDue)) == 1
        assert Order.objects(status="paid").get().number == other.number
        assert (stock(), violations()) == ([(0, 0, 2)], [])
        statuses = [made.status for made in Order.objects(payment_id=payment.id)]
        assert statuses == (["cancelled"] if placed else [])
        assert [key for key in mailer.keys if key.startswith("order_confirmation")] == [
            f"order_confirmation:{other.number}"
        ]

    def test_an_order_that_was_cancelled_and_is_paid_all_the_same_is_refunded(
        self, shop: Shop, cart: Cart, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        payment = start(shop, cart).payment
        number = order(shop, cart).number
        cancel(number, actor=a.STAFF, reason="No reason.")
        pay(gateway, payment)
        learn(shop, payment)
        a.drain(queue)

        assert state(payment) == PaymentState.REFUNDED
        assert gateway.refunded_minor == gateway.captured_minor == payment.amount_minor
        assert (order_by_number(number).status, stock(), violations()) == ("cancelled", [(2, 0, 0)], [])

    def test_of_two_attempts_that_are_both_paid_one_is_refunded(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        a.markets()
        a.goods("MUG", available=5)
        cart = a.ready_cart({"MUG": 2})
        first = start(shop, cart).payment
        intent = gateway.intents[str(payment_by_id(first.id).provider_ref)]
        fill(cart.id, {"MUG": 1})
        second = start(shop, cart).payment
        gateway.intents[intent.ref] = intent  # it could be given up, they said, and then a bank paid it
        gateway.pay(intent.ref)
        pay(gateway, second)
        for payment in (second, first, second, first):
            learn(shop, payment)
            a.drain(queue)

        assert (state(first), state(second)) == (PaymentState.REFUNDED, PaymentState.PAID)
        assert gateway.refunded_minor == first.amount_minor
        assert (Order.objects.get().quantities, violations()) == ({"MUG": 1}, [])

    def test_a_refund_that_the_provider_was_away_for_is_made_later_and_once(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        paid = a.paid_order(shop, {"MUG": 2})
        cancel(paid.number, actor=a.STAFF, reason="Chipped.")
        gateway.faults.broken = {"refund"}
        a.drain(queue)
        assert payment_by_id(paid.payment_id).state == PaymentState.REFUND_DUE

        gateway.faults.broken = set()
        gateway.faults.lose_answers = 1
        for minutes in (1, 2, 3):
            a.drain(queue, later=timedelta(minutes=minutes))
        assert payment_by_id(paid.payment_id).state == PaymentState.REFUNDED
        assert gateway.refunded_minor == paid.total_minor


class TestNotOurs:
    @pytest.mark.parametrize(
        "captured",
        [Money(1, "USD"), Money(4_493, "USD"), Money(4_495, "USD"), Money(4_494, "EUR"), Money(4_494, "JPY")],
    )
    def test_another_amount_or_currency_never_pays_and_is_set_aside(
        self, captured: Money, shop: Shop, cart: Cart, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        payment, before = start(shop, cart).payment, set_aside()
        number = order(shop, cart).number
        pay(gateway, payment, captured=captured)
        for _ in range(2):
            learn(shop, payment)
        a.drain(queue)

        known = payment_by_id(payment.id)
        assert known.state == PaymentState.QUARANTINED
        assert known.fault
        assert captured.amount in known.fault
        assert "44.94" in known.fault
        assert order_by_number(number).status == "awaiting_payment"
        assert (a.events(PaymentQuarantined), gateway.refunded_minor) == ([PaymentQuarantined(payment.id)], 0)
        assert (set_aside() - before, violations()) == (1, [])

    def test_the_payment_of_another_pays_nothing(self, shop: Shop, cart: Cart, gateway: FakeGateway) -> None:
        payment = start(shop, cart).payment
        a.goods("POT", price=1_800, available=2)
        other = start(shop, a.ready_cart({"POT": 2})).payment
        pay(gateway, other)

        settle(payment_by_id(payment.id), gateway, ref="ignored")
        Payment.objects(id=payment.id).update_one(unset__provider_ref=1)
        settle(payment_by_id(payment.id), gateway, ref=str(payment_by_id(other.id).provider_ref))
        assert state(payment) == PaymentState.STARTED
        assert (Order.objects.count(), violations()) == (0, [])

    def test_a_payment_that_the_provider_does_not_know_is_an_error_not_a_sale(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        payment = start(shop, cart).payment
        gateway.intents.clear()

        with pytest.raises(GatewayRefused):
            learn(shop, payment)
        assert (state(payment), violations()) == (PaymentState.STARTED, [])


class TestGone:
    @pytest.mark.parametrize("placed", ["placed", ""])
    def test_what_nobody_paid_in_time_frees_the_goods_and_cancels_the_order(
        self,
        placed: str,
        shop: Shop,
        cart: Cart,
        gateway: FakeGateway,
    ) -> None:
        payment = start(shop, cart).payment
        if placed:
            order(shop, cart)
        for _ in range(2):
            assert give_up(payment_by_id(payment.id), gateway)

        assert (state(payment), stock(), violations()) == (PaymentState.RETIRED, [(2, 0, 0)], [])
        assert [made.status for made in Order.objects] == (["cancelled"] if placed else [])
        assert len(a.events(PaymentRetired)) == 1

    def test_what_was_paid_after_all_is_accepted(self, shop: Shop, cart: Cart, gateway: FakeGateway) -> None:
        payment = start(shop, cart).payment
        pay(gateway, payment)

        assert give_up(payment_by_id(payment.id), gateway)
        assert (state(payment), Order.objects.get().status) == (PaymentState.PAID, "paid")

    def test_what_a_bank_is_at_work_on_goes_on(self, shop: Shop, cart: Cart, gateway: FakeGateway) -> None:
        payment = start(shop, cart).payment
        gateway.busy.add(str(payment_by_id(payment.id).provider_ref))

        assert not give_up(payment_by_id(payment.id), gateway)
        assert (state(payment), held(payment)) == (PaymentState.STARTED, 2)

    def test_a_lost_answer_does_no_harm(self, shop: Shop, cart: Cart, gateway: FakeGateway) -> None:
        payment = start(shop, cart).payment
        gateway.faults.lose_answers = 1
        with pytest.raises(GatewayAway):
            give_up(payment_by_id(payment.id), gateway)
        give_up(payment_by_id(payment.id), gateway)

        assert (state(payment), stock()) == (PaymentState.RETIRED, [(2, 0, 0)])


def test_a_payment_that_has_another_reference_is_not_ours(shop: Shop, gateway: FakeGateway) -> None:
    started = a.started_payment(shop, {"MUG": 1}).payment
    gateway.pay(str(payment_by_id(started.id).provider_ref))
    seen = gateway.look_up(str(payment_by_id(started.id).provider_ref))
    agree(payment_by_id(started.id), replace(seen, ref="pi_of_somebody_else"))
    assert payment_by_id(started.id).state == PaymentState.STARTED
    agree(payment_by_id(started.id), seen)
    assert payment_by_id(started.id).state == PaymentState.PAID
