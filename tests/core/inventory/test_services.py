from collections.abc import Iterator
from datetime import datetime, timedelta
from functools import partial
from itertools import count

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.errors import Invalid
from core.inventory import services as inventory
from core.inventory.errors import OutOfStock
from core.inventory.events import AvailabilityTurned
from core.inventory.models import StockItem, StockMove
from core.inventory.proof import imbalances
from core.inventory.queries import availability
from tests import builders as a
from tests.at_once import answers, at_once, many, refusals
from tests.wire import Command, Killed, Wire

pytestmark = pytest.mark.usefixtures("database")

BOTH = ["reno", "rotterdam"]
TERM = timedelta(minutes=15)
SKU, OTHER = "MUG", "POT"


def until() -> datetime:
    return clock.now() + TERM


def take(hold: str, quantity: int = 1, *, sku: str = SKU, locations: list[str] | None = None) -> None:
    inventory.take(hold, {sku: quantity}, locations=locations or BOTH, until=until())


def sell(hold: str, quantity: int = 1, *, sku: str = SKU, cause: str = "order:Q-1") -> None:
    inventory.sell(hold, {sku: quantity}, locations=BOTH, cause=cause)


def numbers(sku: str = SKU) -> dict[str, tuple[int, int, int]]:
    """Available, held and sold of that SKU, by location."""
    return {item.location: (item.available, item.held, item.sold) for item in StockItem.objects.of([sku])}


def held(hold: str) -> int:
    items = StockItem.objects.held_for(hold)
    return sum(part.quantity for item in items for part in item.holds if part.hold_id == hold)


@pytest.fixture(autouse=True)
def _conserved(database: object) -> Iterator[None]:
    """Whatever a test does: at its end every number adds up, with itself and with the ledger."""
    yield
    assert imbalances() == []


class TestReceive:
    def test_a_delivery_is_on_the_shelf_in_the_ledger_and_in_the_audit(self) -> None:
        a.stock(SKU, 3)
        a.stock(SKU, 2)

        item = StockItem.objects.get()
        assert (item.id, item.sku, item.location) == ("MUG@reno", SKU, "reno")
        assert (item.received, item.available) == (5, 5)
        assert [(move.kind, move.quantity) for move in StockMove.objects] == [
            ("received", 3),
            ("received", 2),
        ]
        assert [record.facts["quantity"] for record in AuditRecord.objects] == [3, 2]

    @pytest.mark.parametrize("quantity", [0, -1, 1_000_001])
    def test_a_delivery_of_nothing_or_of_nonsense_is_refused(self, quantity: int) -> None:
        with pytest.raises(Invalid) as refusal:
            a.stock(SKU, quantity)

        assert refusal.value.field == "quantity"
        assert (StockItem.objects.first(), StockMove.objects.first()) == (None, None)

    def test_first_deliveries_at_once_all_count(self) -> None:
        assert refusals(at_once([lambda: a.stock(SKU, 1)] * 10)) == []
        assert numbers() == {"reno": (10, 0, 0)}

    def test_only_the_first_goods_turn_the_availability(self) -> None:
        a.stock(SKU, 3)
        a.stock(SKU, 2)

        assert a.events(AvailabilityTurned) == [AvailabilityTurned(SKU)]


class TestTake:
    def test_moves_goods_from_the_shelf_to_the_hold(self) -> None:
        a.stock(SKU, 3)
        take("h", 2)

        assert numbers() == {"reno": (1, 2, 0)}
        assert StockItem.objects.get().holds[0].until > clock.now()

    def test_draws_on_the_first_location_and_then_on_the_next(self) -> None:
        a.stock(SKU, 2, at="reno")
        a.stock(SKU, 5, at="rotterdam")
        take("h", 4, locations=["rotterdam", "reno"])
        take("i", 2)

        assert numbers() == {"reno": (0, 2, 0), "rotterdam": (1, 4, 0)}

    def test_one_line_may_come_from_two_locations(self) -> None:
        a.stock(SKU, 2, at="reno")
        a.stock(SKU, 5, at="rotterdam")
        take("h", 6)

        assert numbers() == {"reno": (0, 2, 0), "rotterdam": (1, 4, 0)}

    def test_a_location_that_the_market_does_not_draw_on_is_left_alone(self) -> None:
        a.stock(SKU, 5, at="rotterdam")

        with pytest.raises(OutOfStock):
            take("h", 1, locations=["reno"])
        assert numbers() == {"rotterdam": (5, 0, 0)}

    def test_too_few_holds_nothing_and_says_of_what(self) -> None:
        a.stock(SKU, 2, at="reno")
        a.stock(SKU, 1, at="rotterdam")

        with pytest.raises(OutOfStock, match="Fewer than 4 of MUG") as refusal:
            take("h", 4)
        assert refusal.value.extra == {"sku": SKU, "wanted": 4}
        assert numbers() == {"reno": (2, 0, 0), "rotterdam": (1, 0, 0)}

    def test_a_basket_is_held_whole_or_not_at_all(self) -> None:
        a.stock("A", 5)
        a.stock("B", 1)

        with pytest.raises(OutOfStock, match="of B"):
            inventory.take("h", {"A": 1, "B": 2}, locations=BOTH, until=until())
        assert numbers("A") == {"reno": (5, 0, 0)}

    def test_what_nobody_ever_delivered_is_out_of_stock(self) -> None:
        with pytest.raises(OutOfStock):
            take("h")


class TestTakeAgain:
    """Repeating a take with the same id changes nothing: every step of a checkout repeats it."""

    def test_changes_nothing(self) -> None:
        a.stock(SKU, 5)
        for _ in range(3):
            take("h", 2)

        assert numbers() == {"reno": (3, 2, 0)}

    def test_changes_nothing_when_the_line_is_split(self) -> None:
        a.stock(SKU, 2, at="reno")
        a.stock(SKU, 5, at="rotterdam")
        for _ in range(3):
            take("h", 4)

        assert numbers() == {"reno": (0, 2, 0), "rotterdam": (3, 2, 0)}

    def test_changes_nothing_when_a_delivery_came_to_the_first_location_meanwhile(self) -> None:
        a.stock(SKU, 5, at="rotterdam")
        take("h", 2)
        a.stock(SKU, 5, at="reno")
        take("h", 2)

        assert numbers() == {"reno": (5, 0, 0), "rotterdam": (3, 2, 0)}

    def test_changes_nothing_when_the_same_is_asked_for_at_once(self) -> None:
        a.stock(SKU, 2, at="reno")
        a.stock(SKU, 9, at="rotterdam")

        assert refusals(at_once([lambda: take("h", 4)] * 12)) == []
        assert held("h") == 4

    @pytest.mark.parametrize("quantities", [(3, 4), (3, 2), (1, 9)])
    def test_two_who_ask_for_the_same_never_hold_more_than_it(
        self, quantities: tuple[int, int], wire: Wire
    ) -> None:
        """The second one comes between the two halves of a split line."""
        for location, quantity in zip(BOTH, quantities, strict=True):
            a.stock(SKU, quantity, at=location)

        for step in (1, 2):
            hold = f"h{step}"
            with wire.meanwhile(_nth_take(step), partial(take, hold, 5)):
                take(hold, 5)
            assert held(hold) == 5
            inventory.release(hold)

    def test_prolongs_it(self) -> None:
        a.stock(SKU, 1)
        take("h")
        with clock.moved(TERM - timedelta(minutes=1)):
            take("h")
        with clock.moved(TERM + timedelta(minutes=1)):
            assert inventory.release_lapsed() == 0

    def test_takes_the_rest_of_what_is_missing(self) -> None:
        a.stock(SKU, 5)
        take("h", 2)
        take("h", 3)

        assert numbers() == {"reno": (2, 3, 0)}

    def test_wakes_its_own_hold_that_had_lapsed(self) -> None:
        a.stock(SKU, 1)
        take("h")
        with clock.moved(2 * TERM):
            take("h")
            assert inventory.release_lapsed() == 0
        assert held("h") == 1

    def test_is_refused_once_others_have_the_goods(self) -> None:
        a.stock(SKU, 1)
        take("h")
        with clock.moved(2 * TERM):
            take("other")
            with pytest.raises(OutOfStock):
                take("h")

        assert (held("h"), held("other")) == (0, 1)

    def test_never_says_yes_to_a_hold_that_is_taken_away_at_that_moment(self, wire: Wire) -> None:
        a.stock(SKU, 1)
        take("h")
        snatched = wire.meanwhile(_prolongs, lambda: _later(2 * TERM, "other"))
        with clock.moved(2 * TERM), snatched, pytest.raises(OutOfStock):
            take("h")

        assert (held("h"), held("other")) == (0, 1)

    def test_never_gives_an_endless_hold_an_end(self) -> None:
        """An order that is paid by hand waits for days; a repeated checkout call must not shorten that."""
        a.stock(SKU, 1)
        take("h")
        inventory.prolong("h", None)
        take("h")

        with clock.moved(100 * TERM):
            assert inventory.release_lapsed() == 0
            with pytest.raises(OutOfStock):
                take("other")


class TestCrowds:
    def test_two_hundred_buyers_of_fifty_get_exactly_fifty(self) -> None:
        """Conservation is looked at all the while, by readers who take part in nothing."""
        a.stock(SKU, 30, at="reno")
        a.stock(SKU, 20, at="rotterdam")
        number, broken = count(), []

        def buy() -> int:
            mine = next(number)
            if mine % 10 == 0:
                broken.extend(_unbalanced())
            take(f"h{mine}")
            return mine

        results = many([buy] * 200)

        assert broken == []
        assert {type(refusal) for refusal in refusals(results)} == {OutOfStock}
        bought = answers(results)
        assert len(bought) == 50
        assert {hold for hold in bought if held(f"h{hold}") == 1} == set(bought)
        assert [n[0] for n in numbers().values()] == [0, 0]

    def test_two_skus_in_opposite_orders_neither_lock_nor_leave_halves(self) -> None:
        a.stock("A", 20)
        a.stock("B", 20)

        def buy(mine: int) -> int:
            basket = {"A": 1 + mine % 3, "B": 1 + (mine + 1) % 3}
            turned = dict(reversed(basket.items())) if mine % 2 else basket
            inventory.take(f"h{mine}", turned, locations=BOTH, until=until())
            return mine

        results = many([partial(buy, mine) for mine in range(60)])

        assert {type(refusal) for refusal in refusals(results)} == {OutOfStock}
        bought = answers(results)
        assert 0 < len(bought) < 60
        wanted = [(1 + mine % 3) + (1 + (mine + 1) % 3) for mine in bought]
        assert [held(f"h{mine}") for mine in bought] == wanted
        assert sum(item.held for item in StockItem.objects) == sum(wanted)

    def test_many_at_once_share_what_has_lapsed_and_no_more(self) -> None:
        a.stock(SKU, 5)
        take("old", 5)

        with clock.moved(2 * TERM):
            results = at_once([partial(take, f"new{n}") for n in range(12)])
        assert len(answers(results)) == 5
        assert (held("old"), numbers()) == (0, {"reno": (0, 5, 0)})


class TestEndsOfAHold:
    def test_a_lapsed_hold_needs_no_sweeper(self) -> None:
        a.stock(SKU, 1)
        take("h")
        with pytest.raises(OutOfStock):
            take("early")

        with clock.moved(2 * TERM):
            assert availability([SKU], BOTH) == {SKU: 1}
            take("late")
        assert (held("h"), held("late")) == (0, 1)

    def test_the_sweeper_gives_back_what_has_lapsed_and_nothing_else(self) -> None:
        a.stock(SKU, 3)
        a.stock(OTHER, 3, at="rotterdam")
        take("lapsed")
        take("lapsed", sku=OTHER)
        inventory.take("endless", {SKU: 1}, locations=BOTH, until=None)

        with clock.moved(2 * TERM):
            take("fresh")
            assert inventory.release_lapsed() == 2
            assert inventory.release_lapsed() == 0
        assert (held("lapsed"), held("endless"), held("fresh")) == (0, 1, 1)

    def test_pages_hear_of_goods_that_come_back_by_themselves(self) -> None:
        """The page was built when the last one was held; nobody else would tell it."""
        a.stock(SKU, 1)
        take("h")
        before = len(a.events(AvailabilityTurned))
        with clock.moved(2 * TERM):
            inventory.release_lapsed()

        assert len(a.events(AvailabilityTurned)) == before + 1

    def test_running_out_and_coming_back_are_told_and_nothing_in_between(self) -> None:
        a.stock(SKU, 3)
        before = len(a.events(AvailabilityTurned))
        take("one")
        take("two")
        assert len(a.events(AvailabilityTurned)) == before
        take("three")
        assert len(a.events(AvailabilityTurned)) == before + 1
        inventory.release("one")
        assert len(a.events(AvailabilityTurned)) == before + 2
        inventory.release("two")
        assert len(a.events(AvailabilityTurned)) == before + 2

    def test_releasing_is_safe_to_repeat_and_touches_nobody_else(self) -> None:
        a.stock(SKU, 2, at="reno")
        a.stock(SKU, 2, at="rotterdam")
        take("h", 3)
        take("other", 1)
        for _ in range(3):
            inventory.release("h")

        assert (held("h"), held("other")) == (0, 1)
        assert sum(n[0] for n in numbers().values()) == 3

    def test_released_by_many_at_once_it_comes_back_once(self) -> None:
        a.stock(SKU, 2)
        take("h", 2)
        at_once([lambda: inventory.release("h")] * 10)

        assert numbers() == {"reno": (2, 0, 0)}

    def test_a_prolonged_hold_is_not_swept_even_by_a_sweeper_that_read_it_before(self, wire: Wire) -> None:
        a.stock(SKU, 1)
        take("h")
        with clock.moved(2 * TERM):
            later = clock.now() + TERM
            with wire.meanwhile(lambda c: c.name == "update", lambda: inventory.prolong("h", later)):
                assert inventory.release_lapsed() == 0
        assert held("h") == 1


class TestSell:
    def test_turns_the_hold_into_a_sale_with_its_cause(self) -> None:
        a.stock(SKU, 2, at="reno")
        a.stock(SKU, 2, at="rotterdam")
        take("h", 3)
        sell("h", 3)

        assert numbers() == {"reno": (0, 0, 2), "rotterdam": (1, 0, 1)}
        sold = StockMove.objects(kind="sold")
        assert [(move.location, move.quantity, move.cause) for move in sold] == [
            ("reno", 2, "order:Q-1"),
            ("rotterdam", 1, "order:Q-1"),
        ]

    def test_takes_anew_what_is_no_longer_held(self) -> None:
        a.stock(SKU, 2)
        take("h", 2)
        inventory.release("h")
        sell("h", 2)

        assert numbers() == {"reno": (0, 0, 2)}

    def test_sells_nothing_when_others_have_the_goods(self) -> None:
        a.stock(SKU, 2)
        a.stock("A", 1)
        take("h", 2)
        inventory.release("h")
        take("other", 1)

        with pytest.raises(OutOfStock):
            inventory.sell("h", {"A": 1, SKU: 2}, locations=BOTH, cause="order:Q-1")
        assert numbers() == {"reno": (1, 1, 0)}
        assert numbers("A") == {"reno": (1, 0, 0)}
        assert StockMove.objects(kind="sold").first() is None

    def test_never_sells_more_than_was_ordered(self) -> None:
        a.stock(SKU, 5)
        take("h", 3)
        sell("h", 2)

        assert numbers() == {"reno": (3, 0, 2)}

    def test_a_process_that_dies_on_the_way_has_sold_nothing(self, wire: Wire) -> None:
        a.stock(SKU, 2, at="reno")
        a.stock(SKU, 2, at="rotterdam")
        take("h", 3)
        for step in count(1):
            try:
                with wire.dying_before(step):
                    sell("h", 3)
            except Killed:
                assert imbalances() == []
                assert sum(n[2] for n in numbers().values()) == 0
            else:
                break
        assert step > 5
        assert sum(n[2] for n in numbers().values()) == 3


class TestTakeBack:
    def test_what_was_sold_under_a_cause_goes_back_once(self) -> None:
        a.stock(SKU, 2, at="reno")
        a.stock(SKU, 2, at="rotterdam")
        take("h", 3)
        take("other", 1)
        sell("h", 3)
        sell("other", 1, cause="order:Q-2")

        results = at_once([lambda: inventory.take_back_all("order:Q-1", actor=a.STAFF)] * 5)

        assert refusals(results) == []
        assert numbers() == {"reno": (2, 0, 0), "rotterdam": (1, 0, 1)}

    def test_pages_hear_of_goods_that_come_back(self) -> None:
        a.stock(SKU, 1)
        take("h")
        sell("h")
        before = len(a.events(AvailabilityTurned))
        inventory.take_back_all("order:Q-1", actor=a.STAFF)

        assert len(a.events(AvailabilityTurned)) == before + 1

    def test_nothing_comes_back_of_nothing(self) -> None:
        inventory.take_back_all("order:Q-9", actor=a.STAFF)

        assert StockMove.objects.first() is None


class TestDyingHalfWay:
    def test_what_a_dead_process_held_ends_by_itself(self, wire: Wire) -> None:
        for step in range(1, 12):
            a.stock(SKU, 2, at="reno")
            a.stock(SKU, 2, at="rotterdam")
            try:
                with wire.dying_before(step):
                    take("h", 3)
            except Killed:
                pass
            assert imbalances() == []
            with clock.moved(2 * TERM):
                inventory.release_lapsed()
            assert held("h") == 0

    def test_a_repeat_goes_on_where_it_died(self, wire: Wire) -> None:
        for step in range(1, 12):
            hold = f"h{step}"
            a.stock(SKU, 2, at="reno")
            a.stock(SKU, 2, at="rotterdam")
            try:
                with wire.dying_before(step):
                    take(hold, 3)
            except Killed:
                pass
            take(hold, 3)
            assert held(hold) == 3
            inventory.release(hold)


class TestAvailability:
    def test_counts_what_can_be_bought_in_those_places(self) -> None:
        a.stock(SKU, 3, at="reno")
        a.stock(SKU, 4, at="rotterdam")
        take("h", 1)

        assert availability([SKU, OTHER], BOTH) == {SKU: 6, OTHER: 0}
        assert availability([SKU], ["reno"]) == {SKU: 2}
        assert availability([], BOTH) == {}


def _unbalanced() -> list[str]:
    return [
        str(item.id)
        for item in StockItem.objects
        if item.available + item.held + item.sold != item.came or item.available < 0
    ]


def _nth_take(step: int) -> "_Nth":
    return _Nth(step)


class _Nth:
    """True for the n-th command that would take something off the shelf."""

    def __init__(self, step: int) -> None:
        self.left = step

    def __call__(self, command: Command) -> bool:
        if "'available': -" not in str(command.body):
            return False
        self.left -= 1
        return self.left == 0


def _prolongs(command: Command) -> bool:
    return command.name == "update" and "holds.$.until" in str(command.body)


def _later(by: timedelta, hold: str) -> None:
    with clock.moved(by):
        take(hold)
