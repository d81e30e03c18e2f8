"""Money that a bank sets aside first, in a market that wants it so."""

from collections.abc import Mapping
from functools import partial

import pytest

from core.bootstrap import Shop
from core.checkout.by_staff import take_set_aside
from core.checkout.invariants import violations
from core.checkout.services import start_further_payment
from core.markets.models import Market
from core.markets.queries import forget
from core.orders.ledger import Balance, balance_of, change_due
from core.orders.models import Order
from core.payments.errors import GatewayAway, GatewayRefused, NothingOpen, NothingSetAside
from core.payments.models import PaymentState
from core.shipping.services import ship_order
from tests import builders as a
from tests.core.checkout.shopping import learn
from tests.fakes import FakeGateway, FakeQueue

capture = partial(take_set_aside, actor=a.STAFF)


@pytest.fixture
def order(shop: Shop) -> Order:
    """An order whose money is set aside and not taken."""
    a.markets()
    Market.objects(code="us").update_one(set__manual_capture=True)
    forget()
    return a.paid_order(shop, {"MUG": 2})


@pytest.fixture
def ref(order: Order) -> str:
    return str(a.payment(order.payment_id).provider_ref)


def ship(order: Order, quantities: Mapping[str, int] | None = None) -> None:
    ship_order(order.number, carrier="UPS", tracking_code="1Z999", actor=a.STAFF, quantities=quantities)


def look(shop: Shop, order: Order) -> Balance:
    for _ in range(2):
        learn(shop, a.payment(order.payment_id))
    assert violations() == []
    return balance_of(order.number)


def test_the_order_stands_and_nothing_has_come(order: Order) -> None:
    total = order.total_minor

    assert (order.status, a.payment(order.payment_id).state) == ("paid", PaymentState.AUTHORISED)
    assert balance_of(order.number) == Balance("USD", due=total, authorised=total)
    assert violations() == []


def test_when_the_goods_leave_it_is_taken_once(
    shop: Shop, order: Order, gateway: FakeGateway, queue: FakeQueue
) -> None:
    gateway.faults.lose_answers = 1
    ship(order)
    a.drain(queue)
    queue.flush()
    for _ in range(3):
        learn(shop, a.payment(order.payment_id))

    assert gateway.captured_minor == order.total_minor
    assert balance_of(order.number) == Balance("USD", due=order.total_minor, captured=order.total_minor)
    assert a.payment(order.payment_id).state == PaymentState.PAID
    assert violations() == []


def test_no_more_is_taken_than_is_due_and_the_rest_is_free(
    order: Order, gateway: FakeGateway, queue: FakeQueue
) -> None:
    change_due(order.number, -500, cause="edit:1", actor=a.STAFF, reason="One mug less.")
    ship(order)
    a.drain(queue)

    left = order.total_minor - 500
    assert gateway.captured_minor == left
    assert balance_of(order.number) == Balance("USD", due=left, captured=left, voided=500)
    assert violations() == []


def test_in_parts_each_once(shop: Shop, order: Order, gateway: FakeGateway) -> None:
    for cause in ("parcel-1", "parcel-1", "parcel-2"):
        capture(order.number, 1_000, shop.gateways, cause=cause, last=False)
    assert look(shop, order).capturable == order.total_minor - 2_000
    capture(order.number, 500, shop.gateways, cause="parcel-3", last=True)

    balance = look(shop, order)
    assert (balance.captured, balance.authorised, balance.voided) == (2_500, 0, order.total_minor - 2_500)
    assert gateway.captured_minor == 2_500
    with pytest.raises(NothingSetAside):
        capture(order.number, 1, shop.gateways, cause="parcel-4", last=True)


def test_never_more_than_is_set_aside(shop: Shop, order: Order, gateway: FakeGateway) -> None:
    capture(order.number, order.total_minor + 1_000, shop.gateways, cause="parcel-1", last=True)

    assert gateway.captured_minor == order.total_minor


def test_a_lost_answer_takes_nothing_twice(shop: Shop, order: Order, gateway: FakeGateway) -> None:
    gateway.faults.lose_answers = 1
    with pytest.raises(GatewayAway):
        capture(order.number, 700, shop.gateways, cause="parcel-1", last=False)
    capture(order.number, 700, shop.gateways, cause="parcel-1", last=False)

    assert gateway.captured_minor == look(shop, order).captured == 700


def test_by_hand_at_the_provider_is_in_the_ledger(
    shop: Shop, order: Order, ref: str, gateway: FakeGateway
) -> None:
    gateway.take(ref, 700)

    assert look(shop, order) == Balance(
        "USD", due=order.total_minor, captured=700, voided=order.total_minor - 700
    )


def test_what_is_set_aside_is_not_asked_for_again(shop: Shop, order: Order, gateway: FakeGateway) -> None:
    with pytest.raises(NothingOpen):
        start_further_payment(order.number, "stripe", shop.gateways)
    change_due(order.number, 2_000, cause="edit:1", actor=a.STAFF, reason="A pot.")
    further, _ = start_further_payment(order.number, "stripe", shop.gateways)
    assert further.amount_minor == 2_000

    gateway.pay(str(further.provider_ref))
    learn(shop, further)
    with pytest.raises(NothingOpen):
        start_further_payment(order.number, "stripe", shop.gateways)
    capture(order.number, order.total_minor, shop.gateways, cause="shipped", last=True)
    assert (look(shop, order).open, gateway.captured_minor) == (0, order.total_minor + 2_000)


def test_less_due_than_is_set_aside_is_nothing_to_give_back(shop: Shop, order: Order) -> None:
    change_due(order.number, -500, cause="edit:1", actor=a.STAFF, reason="One mug less.")

    assert look(shop, order).to_collect == 0


def test_cancelled_it_is_set_free_and_nothing_goes_back(
    order: Order, gateway: FakeGateway, queue: FakeQueue
) -> None:
    a.cancel(order.number)
    a.drain(queue)

    assert (gateway.captured_minor, gateway.calls["refund"]) == (0, 0)
    assert balance_of(order.number) == Balance("USD", voided=order.total_minor)
    assert a.payment(order.payment_id).state == PaymentState.REFUNDED
    assert violations() == []


def test_what_a_bank_sets_free_before_the_goods_leave_cancels_the_order(
    shop: Shop, order: Order, ref: str, gateway: FakeGateway
) -> None:
    gateway.let_go(ref)
    look(shop, order)

    assert a.order(order.number).status == "cancelled"
    assert balance_of(order.number) == Balance("USD", voided=order.total_minor)


def test_a_difference_that_was_paid_goes_back_with_it(
    shop: Shop, order: Order, ref: str, gateway: FakeGateway, queue: FakeQueue
) -> None:
    change_due(order.number, 300, cause="edit:1", actor=a.STAFF, reason="Another colour.")
    further, _ = start_further_payment(order.number, "stripe", shop.gateways)
    gateway.pay(str(further.provider_ref), further.amount)
    learn(shop, further)
    gateway.let_go(ref)
    look(shop, order)
    a.drain(queue)

    assert (gateway.captured_minor, gateway.refunded_minor, violations()) == (300, 300, [])


@pytest.mark.parametrize(("quantity", "status"), [(1, "paid"), (2, "shipped")])
def test_what_a_bank_sets_free_after_goods_left_is_for_a_person(
    quantity: int, status: str, shop: Shop, order: Order, ref: str, gateway: FakeGateway
) -> None:
    ship(order, {"MUG": quantity})
    gateway.let_go(ref)
    learn(shop, a.payment(order.payment_id))

    payment = a.payment(order.payment_id)
    assert (payment.state, a.order(order.number).status) == (PaymentState.QUARANTINED, status)
    assert "after the goods had left" in str(payment.fault)


def test_for_an_order_that_cannot_be_it_is_set_free(
    shop: Shop, order: Order, gateway: FakeGateway, queue: FakeQueue
) -> None:
    late = a.placed_order(shop, {"POT": 1})
    gateway.pay(str(a.payment(late.payment_id).provider_ref))
    a.cancel(late.number)
    learn(shop, a.payment(late.payment_id))
    a.drain(queue)

    assert gateway.captured_minor == gateway.refunded_minor == 0
    assert balance_of(late.number) == Balance("USD", voided=late.total_minor)
    assert order.status == "paid"
    assert violations() == []


def test_a_refusal_is_told(shop: Shop, order: Order, gateway: FakeGateway) -> None:
    gateway.refusing = {"capture"}
    with pytest.raises(GatewayRefused):
        capture(order.number, 700, shop.gateways, cause="parcel-1", last=False)

    assert look(shop, order).captured == 0
