"""What is asked every few seconds reads only what it is about, however much there is of everything else."""

from collections.abc import Callable

import pytest

from core import clock
from core.inventory.ahead import fill_what_can_be, keep_limits
from core.inventory.models import BackOrder, StockItem, stock_id
from core.inventory.spreading import even_out_all
from tests import builders as a
from tests.wire import Wire

MANY = 60


@pytest.fixture(autouse=True)
def _much_of_what_it_is_not_about(database: object) -> None:
    skus = [f"SKU-{number}" for number in range(MANY)]
    StockItem.objects.insert([StockItem(id=stock_id(sku, "reno"), sku=sku, location="reno") for sku in skus])
    StockItem.objects.update(set__available=5, set__received=5)
    paid = [
        BackOrder(id=f"o/{sku}", cause="o", sku=sku, owed=0, ordered_at=clock.now(), locations=["reno"])
        for sku in skus
    ]
    BackOrder.objects.insert(paid)


@pytest.mark.parametrize("work", [keep_limits, even_out_all, fill_what_can_be])
def test_a_review_reads_nothing_that_it_is_not_about(work: Callable[[], object], wire: Wire) -> None:
    with wire.recorded() as commands:
        work()

    asked = [a.explained(command) for command in commands if command.name == "find"]
    assert asked
    assert [stats["totalDocsExamined"] for stats in asked] == [0] * len(asked)


def test_who_waits_is_read_in_the_order_of_the_orders(wire: Wire) -> None:
    with wire.recorded() as commands:
        list(BackOrder.objects.waiting("SKU-1", "reno"))

    assert [a.explained(command)["totalDocsExamined"] for command in commands] == [0]
