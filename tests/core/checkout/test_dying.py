"""The process dies before any of its commands to the database; whoever asked asks again; all is as it should be."""

from datetime import timedelta

import pytest

from core import clock
from core.bootstrap import Shop
from core.carts.models import Cart
from core.checkout.invariants import violations
from core.checkout.services import cancel
from core.orders.models import Order
from core.orders.queries import order_by_number, order_from_cart
from core.outbox.models import OutboxMessage
from core.payments.captures import unanswered
from core.payments.models import PaymentState
from core.payments.queries import payment_by_id
from core.shipping.services import ship_order
from tests import builders as a
from tests.core.checkout.shopping import deaths, held, learn, order, pay, start, state
from tests.fakes import FakeGateway, FakeMailer, FakeQueue
from tests.wire import Wire

STRIDES = pytest.mark.parametrize(
    "stride", [9, pytest.param(1, marks=[pytest.mark.faults, pytest.mark.timeout(600)])]
)
AFTER_THE_LEASE = timedelta(seconds=31)


@pytest.fixture(autouse=True)
def _plenty(shop: Shop) -> None:
    a.markets()
    a.goods("MUG", available=500, at="reno")
    a.goods("POT", available=500, at="rotterdam")


def test_starting_a_payment(shop: Shop, gateway: FakeGateway, wire: Wire) -> None:
    for death in deaths(wire):
        cart = a.ready_cart({"MUG": 2, "POT": 1})
        with death:
            start(shop, cart)
        payment = start(shop, cart).payment

        assert (len(gateway.of(payment.id)), held(payment)) == (1, 3)
        assert violations() == []
    assert death.step > 8


def test_placing_an_order(shop: Shop, gateway: FakeGateway, wire: Wire) -> None:
    for death in deaths(wire):
        cart = a.ready_cart({"MUG": 2, "POT": 1})
        payment = start(shop, cart).payment
        with death:
            order(shop, cart)
        placed = order(shop, cart)

        assert (Order.objects(cart_id=cart.id).count(), placed.payment_id) == (1, payment.id)
        assert (a.fresh(cart).order_number, held(payment)) == (placed.number, 3)
        assert violations() == []
    assert death.step > 8


@pytest.mark.parametrize("provider", ["stripe", "manual"])
def test_a_whole_purchase_told_again_from_its_beginning(
    provider: str, shop: Shop, gateway: FakeGateway, wire: Wire
) -> None:
    """The shopper presses every button again, as often as it takes."""

    def buy(cart: Cart) -> None:
        if order_from_cart(cart.id) is None:
            start(shop, cart, provider)
        order(shop, cart)

    for death in deaths(wire):
        cart = a.ready_cart({"MUG": 1})
        with death:
            buy(cart)
        buy(cart)
        (made,) = Order.objects(cart_id=cart.id)
        assert held(payment_by_id(made.payment_id)) == 1
    assert (violations(), Order.objects.count()) == ([], death.step)
    assert len(gateway.intents) == (death.step if provider == "stripe" else 0)


def test_learning_that_the_money_is_there(shop: Shop, gateway: FakeGateway, wire: Wire) -> None:
    for death in deaths(wire):
        cart = a.ready_cart({"MUG": 2, "POT": 1})
        payment = start(shop, cart).payment
        pay(gateway, payment)
        with death:
            learn(shop, payment)
        assert violations() == []
        learn(shop, payment)

        made = order_from_cart(cart.id)
        assert made
        assert (made.status, state(payment), held(payment)) == ("paid", PaymentState.PAID, 0)
    assert violations() == []
    assert death.step > 10


@STRIDES
def test_taking_what_was_set_aside(
    stride: int, shop: Shop, gateway: FakeGateway, queue: FakeQueue, wire: Wire
) -> None:
    """No webhook tells of it: what the job has lost nobody else finds."""
    a.markets({**a.US, "manualCapture": True})
    for death in deaths(wire, stride=stride):
        paid = a.paid_order(shop, {"MUG": 2})
        a.drain(queue)
        ship_order(paid.number, carrier="UPS", tracking_code="1Z", actor=a.STAFF, quantities={"MUG": 1})
        with death:
            a.drain(queue)
        queue.flush()
        a.drain(queue, later=AFTER_THE_LEASE)
        ship_order(paid.number, carrier="UPS", tracking_code="1Z", actor=a.STAFF)
        a.drain(queue, later=2 * AFTER_THE_LEASE)

        payment = payment_by_id(paid.payment_id)
        assert (payment.state, payment.captured_minor) == (PaymentState.PAID, paid.total_minor)
        assert (violations(), unanswered(paid.payment_id)) == ([], [])
    assert gateway.captured_minor == Order.objects.sum("total_minor")
    assert death.step > 20


@STRIDES
def test_cancelling_and_giving_the_money_back(
    stride: int, shop: Shop, gateway: FakeGateway, queue: FakeQueue, wire: Wire
) -> None:
    for death in deaths(wire, stride=stride):
        paid = a.paid_order(shop, {"MUG": 1})
        a.drain(queue)
        with death:
            cancel(paid.number, actor=a.STAFF, reason="Chipped.")
            a.drain(queue)
        assert violations() == []
        if order_by_number(paid.number).status != "cancelled":
            cancel(paid.number, actor=a.STAFF, reason="Chipped.")
        queue.flush()
        a.drain(queue, later=AFTER_THE_LEASE)

        assert payment_by_id(paid.payment_id).state == PaymentState.REFUNDED
    assert gateway.refunded_minor == gateway.captured_minor
    assert violations() == []
    assert death.step > 20


@STRIDES
def test_relaying_and_doing_the_jobs_of_a_paid_order(
    stride: int, shop: Shop, gateway: FakeGateway, queue: FakeQueue, mailer: FakeMailer, wire: Wire
) -> None:
    """The queue forgets everything as well. A mail may go out twice, under one key; all else once."""
    for death in deaths(wire, stride=stride):
        paid = a.paid_order(shop, {"MUG": 1}, email=f"ada{death.step}@example.com")
        with death:
            a.drain(queue)
        queue.flush()
        a.drain(queue, later=AFTER_THE_LEASE)
        with clock.moved(2 * AFTER_THE_LEASE):
            a.drain(queue)

        assert {message.state for message in OutboxMessage.objects} == {"done"}
        confirmed = [key for key in mailer.keys if key == f"order_confirmation:{paid.number}"]
        assert 1 <= len(confirmed) <= 2
    assert violations() == []
    assert death.step > 20
