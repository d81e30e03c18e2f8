from contextlib import suppress
from datetime import timedelta
from functools import partial

import pytest

from core import clock
from core.bootstrap import Shop
from core.carts.models import Cart
from core.carts.services import fill
from core.checkout.errors import CartChanged, CheckoutIncomplete
from core.checkout.invariants import violations
from core.checkout.services import accept_manual_payment, cancel, give_up, keep_goods
from core.inventory.errors import OutOfStock
from core.inventory.models import StockItem
from core.orders.errors import OrderNotFound, WrongOrderState
from core.orders.events import OrderPlaced
from core.orders.models import Order
from core.orders.queries import order_by_number
from core.payments.errors import UnknownProvider
from core.payments.models import Payment, PaymentState
from core.payments.queries import payment_by_id
from tests import builders as a
from tests.at_once import answers, at_once, many, refusals
from tests.core.checkout.shopping import AFTER_THE_HOLD, held, learn, order, pay, start, state
from tests.fakes import FakeGateway, FakeQueue
from tests.wire import Command, Wire, nth

DAYS = timedelta(days=10)


@pytest.fixture
def cart(shop: Shop) -> Cart:
    a.markets()
    a.goods("MUG", price=1_800, available=2)
    return a.ready_cart({"MUG": 2})


class TestPlace:
    def test_makes_the_order_of_what_was_quoted_and_closes_the_cart(self, shop: Shop, cart: Cart) -> None:
        payment = start(shop, cart).payment
        placed = order(shop, cart)

        assert (placed.total_minor, placed.payment_id) == (payment.amount_minor, payment.id)
        assert a.fresh(cart).order_number == placed.number
        assert (held(payment), violations()) == (2, [])

    def test_placed_again_it_is_the_same_order(self, shop: Shop, cart: Cart) -> None:
        start(shop, cart)

        assert {order(shop, cart).number for _ in range(3)} == {Order.objects.get().number}
        assert len(a.events(OrderPlaced)) == 1

    def test_needs_a_payment_that_was_started(self, shop: Shop, cart: Cart) -> None:
        with pytest.raises(CheckoutIncomplete) as refusal:
            order(shop, cart)

        assert refusal.value.extra["missing"] == ["payment"]

    def test_a_cart_that_changed_since_is_not_placed_at_the_old_price(self, shop: Shop, cart: Cart) -> None:
        start(shop, cart)
        fill(cart.id, {"MUG": 1})

        with pytest.raises(CartChanged):
            order(shop, cart)
        assert Order.objects.count() == 0

    def test_a_price_that_changed_since_is_the_one_of_the_quote(self, shop: Shop, cart: Cart) -> None:
        payment = start(shop, cart).payment
        a.goods("MUG", price=9_999)

        assert order(shop, cart).total_minor == payment.amount_minor

    def test_goods_that_went_to_others_meanwhile_are_not_promised(self, shop: Shop, cart: Cart) -> None:
        payment = start(shop, cart).payment
        with clock.moved(AFTER_THE_HOLD):
            start(shop, a.ready_cart({"MUG": 1}))
            with pytest.raises(OutOfStock):
                order(shop, cart)
        assert (held(payment), Order.objects.count(), violations()) == (0, 0, [])

    def test_goods_whose_hold_ran_out_are_held_again_if_nobody_came(self, shop: Shop, cart: Cart) -> None:
        payment = start(shop, cart).payment
        with clock.moved(AFTER_THE_HOLD):
            assert order(shop, cart).status == "awaiting_payment"
        assert held(payment) == 2

    @pytest.mark.parametrize("step", range(1, 17))
    def test_an_attempt_that_ends_at_that_moment_leaves_no_open_order_behind(
        self, step: int, shop: Shop, cart: Cart, gateway: FakeGateway, wire: Wire
    ) -> None:
        """Nobody could ever pay for that order, and nobody would cancel it."""
        payment = payment_by_id(start(shop, cart).payment.id)

        ending = wire.meanwhile(nth(step), lambda: give_up(payment, gateway), must=False)
        with suppress(CheckoutIncomplete, CartChanged), ending:
            order(shop, cart)
        give_up(payment, gateway)  # for those steps that placing has not

        assert list(Order.objects(status="awaiting_payment")) == []
        assert (state(payment), violations()) == (PaymentState.RETIRED, [])


class TestTogether:
    def test_placed_fifty_times_while_the_money_comes_it_is_one_order(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        payment = start(shop, cart).payment
        pay(gateway, payment)

        def hear() -> str:
            learn(shop, payment)
            return "heard"

        calls = [lambda: str(order(shop, cart).number)] * 50
        calls[20:20] = [hear] * 5

        results = many(calls)

        assert refusals(results) == []
        assert set(answers(results)) == {str(Order.objects.get().number), "heard"}
        known = Order.objects.get()
        assert (known.status, len(known.timeline)) == ("paid", 2)
        assert [(item.available, item.held, item.sold) for item in StockItem.objects] == [(0, 0, 2)]
        assert violations() == []

    @pytest.mark.parametrize("step", range(1, 17))
    def test_the_money_may_come_between_any_two_steps_of_placing(
        self, step: int, shop: Shop, cart: Cart, gateway: FakeGateway, wire: Wire
    ) -> None:
        payment = start(shop, cart).payment
        pay(gateway, payment)
        with wire.meanwhile(nth(step), lambda: learn(shop, payment), must=False):
            placed = order(shop, cart)
        learn(shop, payment)  # for those steps that placing has not

        assert order_by_number(placed.number).status == "paid"
        assert [(item.available, item.held, item.sold) for item in StockItem.objects] == [(0, 0, 2)]
        assert violations() == []

    def test_many_shoppers_of_few_goods_get_what_there_is_and_no_more(
        self, shop: Shop, gateway: FakeGateway
    ) -> None:
        a.markets()
        a.goods("LAMP", available=5)
        carts = [a.ready_cart({"LAMP": 1}) for _ in range(20)]

        def buy(cart: Cart) -> str:
            payment = start(shop, cart).payment
            pay(gateway, payment)
            learn(shop, payment)
            return str(order(shop, cart).status)

        results = at_once([partial(buy, cart) for cart in carts])

        assert answers(results) == ["paid"] * 5
        assert {type(refusal) for refusal in refusals(results)} == {OutOfStock}
        assert (Order.objects(status="paid").count(), violations()) == (5, [])


class TestByHand:
    def test_the_goods_wait_for_the_money_however_long_it_takes(
        self, shop: Shop, cart: Cart, queue: FakeQueue
    ) -> None:
        start(shop, cart, "manual")
        placed = order(shop, cart)
        a.drain(queue)
        with clock.moved(DAYS):
            a.drain(queue)
            with pytest.raises(OutOfStock):
                start(shop, a.ready_cart({"MUG": 1}))
            accept_manual_payment(placed.number, actor=a.STAFF)

        assert order_by_number(placed.number).status == "paid"
        assert [(item.held, item.sold) for item in StockItem.objects] == [(0, 2)]
        assert violations() == []

    def test_a_late_click_on_pay_does_not_put_an_end_to_the_hold(
        self, shop: Shop, cart: Cart, wire: Wire
    ) -> None:
        start(shop, cart, "manual")

        def holds(command: Command) -> bool:
            return "holds.$.until" in str(command.body)

        with wire.meanwhile(holds, lambda: order(shop, cart)):
            start(shop, cart, "manual")
        with clock.moved(DAYS):
            with pytest.raises(OutOfStock):
                start(shop, a.ready_cart({"MUG": 1}))
            assert list(Payment.objects.overdue(10)) == []

    def test_an_attempt_that_is_never_placed_comes_to_an_end(self, shop: Shop, cart: Cart) -> None:
        payment = payment_by_id(start(shop, cart, "manual").payment.id)
        with clock.moved(AFTER_THE_HOLD):
            assert [late.id for late in Payment.objects.overdue(10)] == [payment.id]
            give_up(payment, shop.gateways["manual"])
            assert list(Payment.objects.overdue(10)) == []

        assert (state(payment), held(payment)) == (PaymentState.RETIRED, 0)

    def test_cancelled_it_gives_its_goods_back(self, shop: Shop, queue: FakeQueue) -> None:
        placed = a.cancelled_order(shop, {"MUG": 2}, provider="manual")
        a.drain(queue)

        assert [(item.available, item.held) for item in StockItem.objects] == [(2, 0)]
        assert payment_by_id(placed.payment_id).state == PaymentState.RETIRED

    def test_staff_say_it_once(self, shop: Shop) -> None:
        placed = a.placed_order(shop, {"MUG": 2}, provider="manual")
        results = at_once([lambda: accept_manual_payment(placed.number, actor=a.STAFF)] * 5)

        assert refusals(results) == []
        assert [(item.held, item.sold) for item in StockItem.objects] == [(0, 2)]
        assert [entry.what for entry in order_by_number(placed.number).timeline] == ["placed", "paid"]

    def test_staff_cannot_say_it_of_a_payment_that_a_provider_takes(self, shop: Shop, cart: Cart) -> None:
        start(shop, cart)
        with pytest.raises(UnknownProvider):
            accept_manual_payment(order(shop, cart).number, actor=a.STAFF)
        with pytest.raises(OrderNotFound):
            accept_manual_payment("Q-0000-0000-00", actor=a.STAFF)

        assert Order.objects.get().status == "awaiting_payment"

    def test_a_cancelled_order_is_not_paid_by_hand(self, shop: Shop) -> None:
        placed = a.cancelled_order(shop, {"MUG": 2}, provider="manual")

        with pytest.raises(WrongOrderState):
            accept_manual_payment(placed.number, actor=a.STAFF)
        assert (violations(), state(payment_by_id(placed.payment_id))) == ([], PaymentState.STARTED)

    def test_kept_twice_is_kept(self, shop: Shop) -> None:
        placed = a.placed_order(shop, {"MUG": 2}, provider="manual")
        keep_goods(placed)

        assert payment_by_id(placed.payment_id).held_until is None


class TestCancel:
    def test_a_paid_order_gives_goods_and_money_back(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        paid = a.paid_order(shop, {"MUG": 2})
        cancel(paid.number, actor=a.STAFF, reason="Chipped.")
        a.drain(queue)

        assert payment_by_id(paid.payment_id).state == PaymentState.REFUNDED
        assert gateway.refunded_minor == paid.total_minor
        assert [(item.available, item.sold) for item in StockItem.objects] == [(2, 0)]
        assert violations() == []

    def test_cancelled_by_many_at_once_it_gives_back_once(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        paid = a.paid_order(shop, {"MUG": 2})
        results = at_once([lambda: cancel(paid.number, actor=a.STAFF, reason="Chipped.")] * 6)
        a.drain(queue)

        assert refusals(results) == []
        assert (gateway.refunded_minor, gateway.calls["refund"]) == (paid.total_minor, 1)
        assert [(item.available, item.sold) for item in StockItem.objects] == [(2, 0)]

    def test_an_order_that_has_left_is_not_cancelled(self, shop: Shop) -> None:
        shipped = a.shipped_order(shop)

        with pytest.raises(WrongOrderState):
            cancel(shipped.number, actor=a.STAFF, reason="Too late.")
        assert payment_by_id(shipped.payment_id).state == PaymentState.PAID

    def test_nobody_can_pay_for_an_order_that_is_cancelled(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        gone = a.cancelled_order(shop, {"MUG": 2})
        a.drain(queue)

        assert [intent.state.value for intent in gateway.of(gone.payment_id)] == ["gone"]
        assert [(item.available, item.held) for item in StockItem.objects] == [(2, 0)]
