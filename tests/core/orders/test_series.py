from functools import partial

import pytest

from core.bootstrap import Shop
from core.db import transactional
from core.orders.models import Order
from core.orders.series import DrawnOutsideTransaction, Series, next_number, number_order
from tests import builders as a
from tests.at_once import at_once, refusals
from tests.fakes import FakeQueue


def sequences() -> list[int | None]:
    return sorted(order.sequence for order in Order.objects)


def test_every_order_is_counted_once_it_is_there(shop: Shop, queue: FakeQueue) -> None:
    numbers = [a.placed_order(shop, {"MUG": 1}).number, a.placed_order(shop, {"POT": 1}).number]
    a.drain(queue)

    assert [a.order(number).sequence for number in numbers] == [1, 2]


def test_of_many_at_once_none_is_missing_and_none_is_there_twice(shop: Shop) -> None:
    a.markets()
    a.goods("MUG", available=20)
    placed = [a.placed_order(shop, {"MUG": 1}).number for _ in range(8)]
    results = at_once([partial(number_order, number) for number in placed * 2])

    assert refusals(results) == []
    assert sequences() == list(range(1, 9))
    assert Series.objects.get(id="orders").last == 8


@pytest.mark.usefixtures("database")
def test_a_transaction_that_is_given_up_leaves_no_hole() -> None:
    @transactional
    def drawn(*, fails: bool) -> int:
        number = next_number("of-the-test")
        if fails:
            raise ValueError("it came to nothing")
        return number

    assert drawn(fails=False) == 1
    with pytest.raises(ValueError, match="came to nothing"):
        drawn(fails=True)
    assert drawn(fails=False) == 2


@pytest.mark.usefixtures("database")
def test_a_number_is_drawn_with_what_it_is_for_or_not_at_all() -> None:
    with pytest.raises(DrawnOutsideTransaction):
        next_number("of-the-test")
