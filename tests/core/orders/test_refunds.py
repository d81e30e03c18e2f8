from typing import Any

import pytest

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.errors import Invalid, ShopError
from core.orders.changes import OrderChange
from core.orders.entries import MoneyKind
from core.orders.errors import NoPieces, NotOnOrder, RefundTooLarge, TooManyPieces
from core.orders.ledger import balance_of, post
from core.orders.models import Order
from core.orders.refunds import grant_refund
from tests import builders as a
from tests.at_once import answers, many, refusals
from tests.fakes import FakeGateway, FakeQueue


@pytest.fixture
def order(shop: Shop) -> Order:
    """Four mugs at 23.50 and delivery at 6.00, untaxed: 100.00."""
    a.markets({**a.US, "tax": {"display": "excluded", "ratesBasisPoints": {}}})
    a.goods("MUG", prices={"us": 2_350}, available=9)
    return a.shipped_order(shop, {"MUG": 4})


def refund(number: str, **what: Any) -> OrderChange:
    return grant_refund(number, actor=a.STAFF, reason="Scratched.", **what)


def test_by_line_delivery_and_amount_each_gives_back_its_part(
    order: Order, gateway: FakeGateway, queue: FakeQueue
) -> None:
    assert order.total_minor == 10_000
    refund(order.number, pieces={"MUG": 1})
    refund(order.number, delivery_minor=200)
    refund(order.number, minor=1_000)
    a.drain(queue)

    assert gateway.refunded_minor == 2_350 + 200 + 1_000
    known = a.order(order.number)
    assert [entry.what for entry in known.timeline[-3:]] == ["refund_granted"] * 3
    assert known.timeline[-1].note == "Scratched."
    assert violations() == []


def test_fifty_at_once_of_three_never_give_back_more_than_a_hundred(
    order: Order, gateway: FakeGateway, queue: FakeQueue
) -> None:
    results = many([lambda: refund(order.number, minor=300)] * 50)
    a.drain(queue)

    assert {type(refusal) for refusal in refusals(results)} == {RefundTooLarge}
    assert len(answers(results)) == 33
    assert gateway.refunded_minor == 9_900
    assert balance_of(order.number).due == 100
    assert violations() == []


@pytest.mark.parametrize(
    ("what", "refusal"),
    [
        ({"pieces": {"MUG": 5}}, TooManyPieces),
        ({"pieces": {"POT": 1}}, NotOnOrder),
        ({"pieces": {"MUG": 0}}, NoPieces),
        ({"delivery_minor": 601}, RefundTooLarge),
        ({"minor": 10_001}, RefundTooLarge),
        ({"pieces": {"MUG": 4}, "delivery_minor": 600, "minor": 1}, RefundTooLarge),
        ({"minor": -1}, Invalid),
        ({}, NoPieces),
    ],
)
def test_more_than_it_cost_is_refused_and_changes_nothing(
    what: dict[str, Any], refusal: type[ShopError], order: Order
) -> None:
    before = a.order(order.number).to_mongo()
    with pytest.raises(refusal):
        refund(order.number, **what)

    assert a.order(order.number).to_mongo() == before
    assert OrderChange.objects.count() == 0


def test_what_has_been_promised_back_already_is_not_promised_again(order: Order) -> None:
    """The bank has taken half of it back for a dispute: only the other half is there to be given."""
    post(order.number, MoneyKind.DISPUTED, 5_000, cause="dispute:dp_1")

    with pytest.raises(RefundTooLarge):
        refund(order.number, minor=5_001)
    refund(order.number, minor=5_000)
    with pytest.raises(RefundTooLarge):
        refund(order.number, minor=1)


def test_the_same_refund_twice_is_one(order: Order, gateway: FakeGateway, queue: FakeQueue) -> None:
    for _ in range(2):
        assert refund(order.number, minor=300, change_id="chg_1").id == "chg_1"
    a.drain(queue)

    assert gateway.refunded_minor == 300
