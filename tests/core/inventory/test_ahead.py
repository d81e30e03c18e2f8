from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import partial

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.catalog.models import Variant
from core.catalog.queries import any_product_by_slug
from core.errors import Invalid
from core.inventory import services as inventory
from core.inventory.ahead import fill_what_can_be, keep_limits, sell_ahead
from core.inventory.counting import count_stock
from core.inventory.errors import NotOwed, OutOfStock
from core.inventory.events import AvailabilityTurned
from core.inventory.models import AHEAD, BackOrder, StockItem, StockMove
from core.inventory.proof import imbalances
from core.inventory.queries import Supply, awaited, supplies_of
from core.inventory.repair import repair_stock
from tests import builders as a
from tests.at_once import answers, many, refusals

BOTH = ["reno", "rotterdam"]
SPRING = datetime(2027, 3, 1, tzinfo=UTC)
TERM = timedelta(minutes=15)


@pytest.fixture(autouse=True)
def _conserved(database: object) -> Iterator[None]:
    a.markets()
    a.goods("MUG")
    yield
    assert imbalances() == []


def ahead(limit: int = 5, *, kind: str = "back-order", ships_from: datetime | None = SPRING) -> None:
    sell_ahead("MUG", limit, kind=kind, ships_from=ships_from, actor=a.STAFF)


def take(hold: str, quantity: int = 1) -> None:
    inventory.take(hold, {"MUG": quantity}, locations=BOTH, until=clock.now() + TERM)


def buy(number: str, quantity: int = 1, *, hours_ago: int = 0, locations: list[str] | None = None) -> None:
    take(number, quantity)
    since = clock.now() - timedelta(hours=hours_ago)
    where = locations or BOTH
    inventory.sell(number, {"MUG": quantity}, locations=where, cause=f"order:{number}", ordered_at=since)


def room() -> tuple[int, int, int]:
    """Available, held and owed of what may be sold ahead."""
    item = StockItem.objects.get(location=AHEAD)
    return item.available, item.held, item.sold


def owed() -> dict[str, int]:
    return {order.cause: order.owed for order in BackOrder.objects(owed__gt=0)}


def supply(sku: str = "MUG") -> Supply:
    variants: list[Variant] = any_product_by_slug(sku.lower()).variants
    return supplies_of(variants, BOTH)[sku]


class TestSelling:
    def test_what_is_not_there_is_sold_up_to_the_limit_and_not_beyond(self) -> None:
        ahead(5)
        take("a", 3)
        with pytest.raises(OutOfStock):
            take("b", 3)
        take("c", 2)

        assert room() == (0, 5, 0)

    def test_what_is_there_goes_first(self) -> None:
        a.stock("MUG", 2, at="rotterdam")
        ahead(5)
        take("a", 3)

        assert room() == (4, 1, 0)
        assert StockItem.objects.get(location="rotterdam").held == 2

    def test_nothing_is_sold_ahead_of_what_nobody_said_it_of(self) -> None:
        with pytest.raises(OutOfStock):
            take("a")

    def test_two_hundred_buyers_of_forty_that_are_to_come_get_exactly_forty(self) -> None:
        ahead(40)
        results = many([partial(take, f"h{number}") for number in range(200)])

        assert len(answers(results)) == 40
        assert {type(refusal) for refusal in refusals(results)} == {OutOfStock}
        assert room() == (0, 40, 0)

    def test_a_hold_that_ends_gives_its_room_back(self) -> None:
        ahead(2)
        take("a", 2)
        with clock.moved(2 * TERM):
            take("b", 2)

        assert room() == (0, 2, 0)

    def test_what_is_sold_is_owed_to_its_order(self) -> None:
        ahead(5)
        buy("Q-1", 2)

        assert room() == (3, 0, 2)
        assert awaited("order:Q-1") == {"MUG": 2}
        assert StockMove.objects.get(kind="sold").location == AHEAD


class TestFilling:
    def test_a_delivery_goes_to_the_orders_in_their_order_and_what_is_left_to_the_shelf(self) -> None:
        ahead(10)
        buy("Q-late", 2, hours_ago=1)
        buy("Q-early", 3, hours_ago=9)
        a.stock("MUG", 4)

        assert owed() == {"order:Q-late": 1}
        assert StockItem.objects.get(location="reno").available == 0
        a.stock("MUG", 4)
        assert owed() == {}
        assert StockItem.objects.get(location="reno").available == 3
        assert room() == (10, 0, 0)
        assert awaited("order:Q-late") == {}

    def test_goods_come_only_from_where_the_order_draws_on(self) -> None:
        ahead(10)
        buy("Q-1", 2, locations=["rotterdam"])
        a.stock("MUG", 4, at="reno")

        assert owed() == {"order:Q-1": 2}
        a.stock("MUG", 4, at="rotterdam")
        assert owed() == {}

    def test_what_came_while_an_order_was_being_paid_is_given_to_it_at_once(self) -> None:
        ahead(10)
        take("Q-1", 2)
        a.stock("MUG", 5)
        inventory.sell("Q-1", {"MUG": 2}, locations=BOTH, cause="order:Q-1")

        assert owed() == {}
        assert StockItem.objects.get(location="reno").available == 3

    def test_what_a_count_finds_and_what_an_order_gives_back_goes_to_who_waits(self) -> None:
        a.stock("MUG", 1)
        ahead(10)
        buy("Q-first")
        buy("Q-1")
        buy("Q-2")
        count_stock("MUG", "reno", seen=0, found=1, reason="found", actor=a.STAFF)
        assert owed() == {"order:Q-2": 1}
        inventory.take_back_all("order:Q-first", actor=a.STAFF)
        assert owed() == {}

    def test_what_a_hold_sets_free_is_given_by_the_review(self) -> None:
        a.stock("MUG", 1)
        ahead(10)
        take("shopper")
        buy("Q-1")
        inventory.release("shopper")
        assert fill_what_can_be() == 1
        assert owed() == {}

    def test_a_delivery_among_buyers_leaves_nobody_with_a_piece_that_is_not_there(self) -> None:
        ahead(20)
        for number in range(10):
            buy(f"Q-{number}")
        acts = [partial(a.stock, "MUG", 3), *(partial(take, f"h{number}") for number in range(20))] * 2
        many(acts)

        assert StockItem.objects.get(location="reno").came == 6
        assert sum(owed().values()) == 4


class TestCancelling:
    def test_what_is_owed_is_owed_no_more_and_may_be_sold_again(self) -> None:
        ahead(5)
        buy("Q-1", 3)
        inventory.take_back_all("order:Q-1", actor=a.STAFF)

        assert (room(), owed()) == ((5, 0, 0), {})

    def test_an_order_that_has_got_a_part_gives_back_that_part(self) -> None:
        ahead(5)
        buy("Q-1", 3)
        a.stock("MUG", 1)
        inventory.take_back_all("order:Q-1", actor=a.STAFF)
        inventory.take_back_all("order:Q-1", actor=a.STAFF)

        assert room() == (5, 0, 0)
        assert StockItem.objects.get(location="reno").available == 1

    def test_a_piece_taken_off_is_owed_no_more_and_the_next_delivery_is_for_the_others(self) -> None:
        ahead(9)
        buy("Q-1", 3, hours_ago=2)
        buy("Q-2", 2)
        inventory.take_back("MUG", AHEAD, 2, cause="order:Q-1", actor=a.STAFF)
        assert (room(), owed()) == ((6, 0, 3), {"order:Q-1": 1, "order:Q-2": 2})

        a.stock("MUG", 3)
        assert (room(), owed()) == ((9, 0, 0), {})

    def test_what_left_while_it_was_owed_comes_back_to_a_shelf(self) -> None:
        ahead(5)
        buy("Q-1", 2)
        inventory.restock("MUG", AHEAD, 1, cause="order:Q-1", actor=a.STAFF)

        # it is on the shelf, so whoever waits has it
        assert (room(), owed()) == ((5, 0, 0), {})
        assert StockItem.objects.get(location="reno").sold == 1

    def test_no_more_is_taken_off_than_is_owed(self) -> None:
        ahead(5)
        buy("Q-1", 2)
        buy("Q-2", 1)
        with pytest.raises(NotOwed):
            inventory.take_back("MUG", AHEAD, 3, cause="order:Q-1", actor=a.STAFF)

        assert (room(), owed()) == ((2, 0, 3), {"order:Q-1": 2, "order:Q-2": 1})


class TestLimit:
    def test_it_can_be_raised_and_lowered_and_says_who_did_it(self) -> None:
        ahead(5)
        ahead(9)
        ahead(2)

        assert room() == (2, 0, 0)
        assert [move.quantity for move in StockMove.objects(kind="allowed")] == [5, 4, -7]
        assert AuditRecord.objects(action="sell_ahead").count() == 3

    def test_lowered_below_what_is_owed_nothing_more_is_sold_until_that_is_given(self) -> None:
        ahead(5)
        buy("Q-1", 3)
        take("held")
        ahead(1)
        assert room() == (0, 1, 3)

        inventory.release("held")
        keep_limits()
        a.stock("MUG", 3)
        assert room() == (1, 0, 0)

    @pytest.mark.parametrize(
        ("limit", "kind", "field"),
        [(-1, "back-order", "limit"), (1_000_001, "pre-order", "limit"), (1, "", "kind")],
    )
    def test_nonsense_is_refused_and_named(self, limit: int, kind: str, field: str) -> None:
        with pytest.raises(Invalid) as refusal:
            ahead(limit, kind=kind)
        assert refusal.value.field == field

    def test_pages_hear_of_it(self) -> None:
        ahead(5)
        assert AvailabilityTurned("MUG") in a.events(AvailabilityTurned)


class TestSupply:
    def test_says_how_goods_can_be_had(self) -> None:
        assert supply() == Supply(0, "out")
        ahead(5, kind="pre-order")
        assert supply() == Supply(5, "pre-order", SPRING)
        a.stock("MUG", 2)
        assert supply() == Supply(7, "in-stock")
        take("a", 4)
        ahead(5, ships_from=None)
        assert supply() == Supply(3, "back-order", None)

    def test_a_bundle_is_had_when_its_last_part_is(self) -> None:
        a.goods("POT", available=1)
        a.bundle("SET", {"POT": 1, "MUG": 4})
        assert supply("SET").state == "out"
        ahead(9)
        assert supply("SET") == Supply(1, "back-order", SPRING)
        a.stock("MUG", 4)
        assert supply("SET") == Supply(1, "in-stock")


def test_a_number_of_what_is_owed_that_somebody_changed_is_found_and_left_to_a_person() -> None:
    ahead(5)
    buy("Q-1", 2)
    BackOrder.objects.update(set__owed=1)
    assert [fault.rule for fault in imbalances()] == ["what is owed is what was sold ahead"]
    (repair,) = repair_stock(actor=a.STAFF)
    assert repair.refusal == "the numbers are right, but not what is owed for them"
    BackOrder.objects.update(set__owed=2)


def test_no_more_is_given_than_was_sold_ahead() -> None:
    ahead(5)
    buy("Q-1", 2)
    BackOrder.objects.update(set__owed=4)
    a.stock("MUG", 4)

    assert (room(), owed()) == ((5, 0, 0), {"order:Q-1": 2})
    assert StockItem.objects.get(location="reno").available == 2
    BackOrder.objects.update(set__owed=0)
