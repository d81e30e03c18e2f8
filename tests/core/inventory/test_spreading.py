import threading
from collections.abc import Iterator
from functools import partial
from itertools import count

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.db import transactional
from core.errors import Invalid
from core.inventory import services as inventory
from core.inventory import spread
from core.inventory.counting import count_stock
from core.inventory.errors import OutOfStock, StockItemNotFound
from core.inventory.models import StockItem
from core.inventory.proof import imbalances
from core.inventory.queries import availability, stock_item
from core.inventory.repair import repair_stock
from core.inventory.spreading import even_out_all, spread_item
from tests import builders as a
from tests.at_once import answers, many, refusals
from tests.wire import Killed, Wire

SKU, HERE = "MUG", ["reno"]


@pytest.fixture(autouse=True)
def _conserved(database: object) -> Iterator[None]:
    yield
    assert imbalances() == []


def hot(pieces: int, buckets: int) -> None:
    a.stock(SKU, pieces)
    spread_item(SKU, "reno", buckets, actor=a.STAFF)


def take(hold: str, quantity: int = 1) -> None:
    inventory.take(hold, {SKU: quantity}, locations=HERE, until=None)


def free() -> list[int]:
    return [item.available for item in StockItem.objects.order_by("bucket")]


class TestSpreading:
    def test_pieces_are_shared_out_and_come_together_again(self) -> None:
        hot(50, 16)
        assert sorted(free()) == [3] * 14 + [4] * 2
        spread_item(SKU, "reno", 1, actor=a.STAFF)
        assert free() == [50] + [0] * 15
        assert AuditRecord.objects(action="spread_item").count() == 2

    def test_nobody_sees_that_it_is_spread(self) -> None:
        hot(10, 4)
        take("h", 7)
        assert availability([SKU], HERE) == {SKU: 3}
        item = stock_item(SKU, "reno")
        assert (item.available, item.held, item.came) == (3, 7, 10)
        assert sum(hold.quantity for hold in item.holds) == 7

    @pytest.mark.parametrize("buckets", [0, 65])
    def test_nonsense_is_refused(self, buckets: int) -> None:
        with pytest.raises(Invalid):
            spread_item(SKU, "reno", buckets, actor=a.STAFF)

    def test_what_is_not_there_cannot_be_spread(self) -> None:
        with pytest.raises(StockItemNotFound):
            spread_item(SKU, "reno", 4, actor=a.STAFF)

    def test_a_delivery_and_what_comes_back_are_shared_out_by_the_review(self) -> None:
        hot(4, 4)
        a.stock(SKU, 40)
        even_out_all()
        assert free() == [11] * 4

    def test_what_comes_back_after_it_was_gathered_is_gathered_by_the_review(self) -> None:
        hot(8, 4)
        for number in range(8):
            take(f"h{number}")
        spread_item(SKU, "reno", 1, actor=a.STAFF)
        for number in range(8):
            inventory.release(f"h{number}")
        assert even_out_all() > 0
        assert free() == [8, 0, 0, 0]

    def test_a_process_that_dies_while_spreading_loses_nothing_and_the_next_one_ends_it(
        self, wire: Wire
    ) -> None:
        a.stock(SKU, 9)
        for step in count(1, 3):
            try:
                with wire.dying_before(step):
                    spread_item(SKU, "reno", 4, actor=a.STAFF)
            except Killed:
                assert imbalances() == []
                assert sum(free()) == 9
            else:
                break
        assert sorted(free()) == [2, 2, 2, 3]


class TestBuying:
    def test_five_hundred_buyers_of_fifty_in_sixteen_buckets_get_exactly_fifty(self) -> None:
        hot(50, 16)
        results = many([partial(take, f"h{number}") for number in range(500)])

        assert len(answers(results)) == 50
        assert {type(refusal) for refusal in refusals(results)} == {OutOfStock}
        assert free() == [0] * 16

    def test_one_buyer_gets_all_of_it_wherever_it_lies(self) -> None:
        hot(20, 16)
        take("h", 20)
        inventory.sell("h", {SKU: 20}, locations=HERE, cause="order:Q-1")

        assert stock_item(SKU, "reno").sold == 20
        inventory.take_back_all("order:Q-1", actor=a.STAFF)
        assert sum(free()) == 20

    def test_the_same_hold_asked_for_by_many_at_once_is_held_once(self) -> None:
        hot(16, 16)
        assert refusals(many([partial(take, "h", 3)] * 24)) == []
        assert stock_item(SKU, "reno").held == 3

    @pytest.mark.timeout(100)
    def test_switched_on_and_off_while_it_is_sold_out_exactly_all_are_sold(self) -> None:
        """Pieces change their document all the while; nobody is refused while one is left."""
        a.stock(SKU, 60)
        over = threading.Event()

        def switch() -> None:
            for buckets in (4, 1, 8, 1, 3, 1) * 20:
                if over.is_set():
                    return
                spread_item(SKU, "reno", buckets, actor=a.STAFF)

        flicking = threading.Thread(target=switch)
        flicking.start()
        refused_early = []

        def buy(number: int) -> None:
            try:
                take(f"h{number}")
            except OutOfStock:
                refused_early.extend([number] if sum(free_at_once()) else [])
                raise

        results = many([partial(buy, number) for number in range(90)], threads=8)
        over.set()
        flicking.join()

        assert len(answers(results)) == 60
        assert refused_early == []
        assert {type(refusal) for refusal in refusals(results)} == {OutOfStock}

    def test_a_process_that_does_not_know_of_it_yet_looks_once_more(self) -> None:
        hot(4, 4)
        spread._kept.buckets = {}
        for number in range(4):
            take(f"h{number}")
        assert sum(free()) == 0

    def test_a_count_is_of_all_buckets_together(self) -> None:
        hot(20, 4)
        take("h", 6)
        count_stock(SKU, "reno", seen=20, found=8, reason="counted", actor=a.STAFF)
        item = stock_item(SKU, "reno")
        assert (item.available, item.held, item.adjusted) == (2, 6, -12)

    def test_a_number_of_one_bucket_that_somebody_changed_is_put_right(self) -> None:
        hot(20, 4)
        StockItem._get_collection().update_one({"bucket": 2}, {"$inc": {"available": 3}})
        assert imbalances() != []
        repair_stock(actor=a.STAFF)
        assert sum(free()) == 20


def test_the_first_take_for_a_hot_item_costs_one_round_trip(wire: Wire) -> None:
    hot(40, 8)
    take("warm")
    with wire.recorded() as commands:
        inventory.take("h", {SKU: 1}, locations=HERE, until=clock.now(), new=True)
    assert [command.name for command in commands] == ["update"]


@pytest.mark.parametrize("lines", [1, 5])
def test_a_take_costs_one_round_trip_however_many_lines_and_so_does_the_next(lines: int, wire: Wire) -> None:
    for number in range(lines):
        a.stock(f"MUG-{number}", 5)
    some, until = {f"MUG-{number}": 2 for number in range(lines)}, clock.now()
    inventory.take("warm", some, locations=HERE, until=None)
    for new in (True, False):
        with wire.recorded() as commands:
            inventory.take("h", some, locations=HERE, until=until, new=new)
        assert [command.name for command in commands] == ["update"]


def free_at_once() -> list[int]:
    """What is free, all documents at one instant."""
    return transactional(free)()
