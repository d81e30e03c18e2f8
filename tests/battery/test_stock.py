"""Checks 1, 2 and 4: a crowd in front of too few goods, through gunicorn, and what Stripe has booked afterwards."""

import random
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import cycle, islice

import pytest

from core.bootstrap import Shop
from core.db import transactional
from core.inventory.models import StockItem
from core.orders.models import Order
from core.payments.models import PaymentState
from tests import builders as a
from tests.battery.crowd import crowd, pay, pay_all, quantile, statuses, together
from tests.battery.house import Bff
from tests.dev.stripe.running import Controls
from tests.fakes import FakeQueue

LONG = [pytest.mark.faults, pytest.mark.timeout(600)]
BETWEEN_SAMPLES = 0.05


@contextmanager
def sampled(sku: str) -> Iterator[list[int]]:
    """What is there, held and in orders that are paid, in sum, at many instants while the block runs."""
    sums: list[int] = []
    over = threading.Event()

    def look() -> None:
        while not over.wait(BETWEEN_SAMPLES):
            sums.append(_accounted_for(sku))

    looking = threading.Thread(target=look)
    looking.start()
    try:
        yield sums
    finally:
        over.set()
        looking.join()


@transactional
def _accounted_for(sku: str) -> int:
    """At one instant: that stock is not below nothing would say little, had somebody bought what was not there."""
    item = StockItem.objects.get(sku=sku)
    paid = sum(order.quantities[sku] for order in Order.objects(status="paid"))
    return int(item.available + item.held + paid)


@pytest.mark.parametrize(("units", "buyers"), [(5, 40), pytest.param(50, 500, marks=LONG)])
def test_a_crowd_gets_what_there_is_and_not_a_piece_more(
    units: int,
    buyers: int,
    bff: Bff,
    live: Shop,
    stripe: Controls,
    queue: FakeQueue,
    record_property: Callable[[str, object], None],
) -> None:
    """Check 1."""
    a.goods("MUG", available=units)
    waiting = crowd(bff.url, [{"MUG": 1}] * buyers)
    with sampled("MUG") as sums:
        started = together([buyer.start for buyer in waiting])
        lucky = [buyer for buyer, answer in zip(waiting, started, strict=True) if answer.status == 200]
        pay_all(stripe, started)
        placed = together([buyer.place for buyer in lucky])
        a.drain(queue)

    assert statuses(started) == {(200, ""): units, (409, "out-of-stock"): buyers - units}
    assert statuses(placed) == {(201, ""): units}
    assert (set(sums), len(sums) >= 20 or units < 50) == ({units}, True)
    item = StockItem.objects.get(sku="MUG")
    assert (item.available, item.held, item.sold) == (0, 0, units)
    assert Order.objects(status="paid").count() == Order.objects.count() == units
    ledger = stripe.get("ledger")["payment_intents"].values()
    assert [intent["captures"] for intent in ledger] == [1] * units
    losers = [answer for answer in started if answer.status == 409]
    slowest, losing = quantile(started, 1), quantile(losers, 0.95)
    record_property("answered within", f"{slowest:.1f} s, 95 in 100 who lose within {losing:.1f}")
    assert slowest <= 30
    assert losing <= 5


@pytest.mark.parametrize(("units", "buyers"), [(8, 16), pytest.param(100, 200, marks=LONG)])
def test_baskets_that_cross_get_all_of_what_they_hold_or_nothing(
    units: int, buyers: int, bff: Bff, live: Shop, stripe: Controls, queue: FakeQueue
) -> None:
    """Check 2: half of them name A before B, half B before A; B is scarce, so that many have A already."""
    dice, stock = random.Random(2), {"A": units, "B": units * 3 // 4}
    for sku, count in stock.items():
        a.goods(sku, available=count)
    order = islice(cycle([("A", "B"), ("B", "A")]), buyers)
    wishes = [{sku: dice.randint(1, 3) for sku in skus} for skus in order]
    waiting = crowd(bff.url, wishes)
    started = together([buyer.start for buyer in waiting])

    won = [wish for wish, answer in zip(wishes, started, strict=True) if answer.status == 200]
    assert set(statuses(started)) == {(200, ""), (409, "out-of-stock")}
    for sku, count in stock.items():
        item = StockItem.objects.get(sku=sku)
        assert item.held == sum(wish[sku] for wish in won)
        assert item.available == count - item.held
    pay_all(stripe, started)
    a.drain(queue)
    assert Order.objects(status="paid").count() == len(won)
    for sku, count in stock.items():
        sold = sum(order.quantities[sku] for order in Order.objects)
        item = StockItem.objects.get(sku=sku)
        assert (item.sold, item.available) == (sold, count - sold)
    assert quantile(started, 1) <= 40


@pytest.mark.parametrize("carts", [2, pytest.param(100, marks=LONG)])
def test_a_cart_that_is_completed_by_everybody_at_once_is_one_order_and_one_charge(
    carts: int, bff: Bff, live: Shop, stripe: Controls, queue: FakeQueue
) -> None:
    """Check 4: fifty calls in five sessions, the webhook among them."""
    a.goods("MUG", available=carts)
    for buyer in crowd(bff.url, [{"MUG": 1}] * carts):
        started = buyer.start()
        pay(stripe, started)  # its webhook comes in while the calls do
        answers = together([buyer.place] * 50)
        a.drain(queue)

        assert {answer.status for answer in answers} <= {201, 409}
        numbers = {answer.body["order"]["number"] for answer in answers if answer.status == 201}
        (order,) = Order.objects(payment_id=started.body["paymentId"])
        assert (numbers, order.status) == ({order.number}, "paid")
        assert a.payment(order.payment_id).state == PaymentState.PAID
    booked = stripe.get("ledger")["payment_intents"].values()
    assert ([intent["captures"] for intent in booked], Order.objects.count()) == ([1] * carts, carts)
