from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from functools import partial
from typing import Any

import pytest

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.checkout.services import settle
from core.errors import Invalid, ShopError
from core.inventory.queries import stock_of
from core.orders.changes import OrderChange
from core.orders.errors import NoPieces, NotOnOrder, RefundTooLarge, TooManyPieces
from core.orders.events import RefundOwed
from core.orders.models import Order
from core.orders.refunds import grant_refund
from core.payments.errors import GatewayAway, GatewayRefused
from core.payments.models import Refund, RefundState
from jobs.payments import pay_out
from tests import builders as a
from tests.at_once import many, refusals
from tests.fakes import FakeGateway, FakeQueue

LONG = [pytest.mark.faults, pytest.mark.timeout(300)]


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


@pytest.mark.parametrize("disputed", [0, 3_000])
@pytest.mark.parametrize(("calls", "minor"), [(10, 1_500), pytest.param(50, 300, marks=LONG)])
def test_two_who_refund_at_once_never_give_back_more_than_has_come(
    calls: int, minor: int, disputed: int, order: Order, gateway: FakeGateway, queue: FakeQueue
) -> None:
    """Check 10: all at once, with the jobs that pay out, and with a bank that takes some of it back."""
    (intent,), before = gateway.of(order.payment_id), stock_of(["MUG"])[0].to_mongo()

    def grant(staff: str) -> None:
        grant_refund(order.number, actor=staff, reason="Scratched.", minor=minor)
        with suppress(
            GatewayRefused, GatewayAway
        ):  # the bank was faster, or an answer was lost: it comes again
            pay_out(RefundOwed(order.number))

    def dispute() -> None:
        gateway.dispute(intent.ref, disputed)
        a.webhook_kept(gateway, intent.ref, "charge.dispute.created")
        with suppress(GatewayAway):
            settle(a.payment(order.payment_id), gateway)

    gateway.faults.lose_answers = 1
    grant(a.STAFF)
    acts: list[Callable[[], None]] = [
        partial(grant, (a.STAFF, "bob@example.com")[n % 2]) for n in range(calls)
    ]
    results = many([*acts[: calls // 5], *([dispute] if disputed else []), *acts[calls // 5 :]])
    for minutes in range(5):
        a.drain(queue, later=timedelta(minutes=minutes))

    granted = len(OrderChange.objects)
    assert {type(refusal) for refusal in refusals(results)} == {RefundTooLarge}
    assert (10_000 - disputed) // minor <= granted <= 10_000 // minor
    assert gateway.refunded_minor == min(granted * minor, 10_000 - disputed)
    assert disputed or granted == 10_000 // minor
    gone = [str(refund.ours) for refund in gateway.of(order.payment_id)[0].refunds]
    assert sorted(gone) == sorted(str(refund.id) for refund in Refund.objects(state=RefundState.GONE))
    assert len(gone) == len(set(gone))
    assert stock_of(["MUG"])[0].to_mongo() == before
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


def test_what_has_been_promised_back_already_is_not_promised_again(
    order: Order, gateway: FakeGateway
) -> None:
    """The bank has taken half of it back for a dispute: only the other half is there to be given."""
    gateway.dispute(gateway.of(order.payment_id)[0].ref, 5_000)
    settle(a.payment(order.payment_id), gateway)

    with pytest.raises(RefundTooLarge):
        refund(order.number, minor=5_001)
    refund(order.number, minor=5_000)
    with pytest.raises(RefundTooLarge):
        refund(order.number, minor=1)
    assert violations() == []


def test_the_same_refund_twice_is_one(order: Order, gateway: FakeGateway, queue: FakeQueue) -> None:
    for _ in range(2):
        assert refund(order.number, minor=300, change_id="chg_1").id == "chg_1"
    a.drain(queue)

    assert gateway.refunded_minor == 300
