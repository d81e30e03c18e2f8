"""Money that goes back for orders that gift cards have paid for, in part or in full."""

import pytest

from core.bootstrap import Shop
from core.carts.services import PayWith, change_market
from core.checkout.invariants import violations
from core.checkout.services import place
from core.markets.queries import market_named
from core.orders.edits import edit_order
from core.orders.errors import RefundTooLarge
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.orders.refunds import grant_refund, grantable
from core.payments.models import PaymentState
from core.returns.services import (
    Finding,
    Inspection,
    Wish,
    approve_return,
    ask_return,
    inspect_return,
    receive_return,
)
from core.shipping.services import note_delivered, ship_order
from core.tenders.models import TenderAccount
from core.tenders.services import issue_gift_card
from tests import builders as a
from tests.fakes import FakeGateway, FakeQueue

ON_CARD = 10_000


@pytest.fixture
def shelves(shop: Shop) -> Shop:
    a.markets({**a.US, "tax": {"display": "excluded", "ratesBasisPoints": {}}})
    a.goods("MUG", prices={"us": 1_880}, available=9)
    return shop


def bought(shop: Shop, on_card: int) -> Order:
    """Five mugs at 18.80 and delivery at 6.00, untaxed: 100.00, of which a gift card pays what is on it."""
    basket = a.ready_cart({"MUG": 5})
    code = issue_gift_card(on_card, "USD", actor=a.STAFF)[1]
    change_market(basket.id, market_named("us"), "en-US", pay_with=PayWith(add=[code]))
    if on_card < ON_CARD:
        return a.paid_order(shop, basket=basket)
    a.started_payment(shop, basket=basket)
    return place(a.fresh(basket), gateways=shop.gateways, hold_seconds=900)


def fewer(order: Order, left: int, change_id: str = "chg_1") -> None:
    edit_order(order.number, {"MUG": left}, actor=a.STAFF, reason="Asked.", change_id=change_id)


def back_on_card() -> int:
    return int(TenderAccount.objects.get().balance_minor)


def test_what_the_provider_did_not_take_goes_back_onto_the_gift_card_once(
    shelves: Shop, gateway: FakeGateway, queue: FakeQueue
) -> None:
    order = bought(shelves, 6_000)
    for _ in range(2):
        fewer(order, 1)
    a.drain(queue)

    assert (gateway.refunded_minor, back_on_card()) == (4_000, 4 * 1_880 - 4_000)
    assert (balance_of(order.number).due, grantable(a.order(order.number))) == (0, 10_000 - 4 * 1_880)
    assert violations() == []


def test_cancelled_afterwards_only_the_rest_goes_back(
    shelves: Shop, gateway: FakeGateway, queue: FakeQueue
) -> None:
    order = bought(shelves, 6_000)
    fewer(order, 1)
    a.cancel(order.number)
    a.drain(queue)

    assert (gateway.refunded_minor, back_on_card(), violations()) == (4_000, 6_000, [])


def test_of_an_order_that_was_wholly_tendered_it_all_goes_back_onto_the_card(
    shelves: Shop, queue: FakeQueue
) -> None:
    order = bought(shelves, ON_CARD)
    fewer(order, 4)
    assert back_on_card() == 1_880
    grant_refund(order.number, minor=120, actor=a.STAFF, reason="Late.")
    assert (back_on_card(), grantable(a.order(order.number))) == (2_000, 8_000)
    with pytest.raises(RefundTooLarge):
        grant_refund(order.number, minor=8_001, actor=a.STAFF, reason="Late.")
    grant_refund(order.number, minor=8_000, actor=a.STAFF, reason="Late.")
    a.drain(queue)

    assert (back_on_card(), violations()) == (ON_CARD, [])


def test_what_is_sent_back_is_paid_back_to_both(
    shelves: Shop, gateway: FakeGateway, queue: FakeQueue
) -> None:
    number = bought(shelves, 6_000).number
    ship_order(number, carrier="UPS", tracking_code="1Z9", actor=a.STAFF)
    note_delivered(number, 1, actor=a.STAFF)
    sent = ask_return(number, [Wish("MUG", 3, "damaged")], actor=a.STAFF).number
    approve_return(sent, actor=a.STAFF)
    receive_return(sent, actor=a.STAFF)
    inspect_return(sent, Inspection({"MUG": Finding(restock=3, refund=3)}), actor=a.STAFF)
    a.drain(queue)

    assert (gateway.refunded_minor, back_on_card(), violations()) == (4_000, 3 * 1_880 - 4_000, [])


def test_a_payment_by_a_gift_card_alone_is_over_when_its_order_is_cancelled(shelves: Shop) -> None:
    order = bought(shelves, ON_CARD)
    a.cancel(order.number)

    assert (a.payment(order.payment_id).state, back_on_card()) == (PaymentState.REFUNDED, ON_CARD)
    assert violations() == []
