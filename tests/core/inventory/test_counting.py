from collections.abc import Iterator
from functools import partial

import pytest

from core.audit.models import AuditRecord
from core.errors import Invalid
from core.inventory import services as inventory
from core.inventory.ahead import sell_ahead
from core.inventory.counting import count_stock
from core.inventory.errors import OutOfStock, PromisedToOthers, StockItemNotFound, StockMovedMeanwhile
from core.inventory.events import AvailabilityTurned
from core.inventory.models import AHEAD, StockItem, StockMove
from core.inventory.proof import imbalances
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.wire import Wire


@pytest.fixture(autouse=True)
def _ten_mugs(database: object) -> Iterator[None]:
    a.stock("MUG", 10)
    yield
    assert imbalances() == []


def count(found: int, *, seen: int = 10, reason: str = "counted") -> int:
    return count_stock("MUG", "reno", seen=seen, found=found, reason=reason, actor=a.STAFF, remark="aisle 4")


def take(hold: str, quantity: int = 1) -> None:
    inventory.take(hold, {"MUG": quantity}, locations=["reno"], until=None)


def item() -> StockItem:
    found: StockItem = StockItem.objects.get()
    return found


@pytest.mark.parametrize(("found", "change"), [(12, 2), (7, -3), (0, -10)])
def test_a_count_is_the_truth_from_then_on_with_its_reason_in_ledger_and_audit(
    found: int, change: int
) -> None:
    assert count(found, reason="damaged") == change

    assert (item().available, item().received, item().adjusted) == (found, 10, change)
    line = StockMove.objects.get(kind="adjusted")
    assert (line.quantity, line.cause, line.actor) == (change, "damaged:aisle 4", a.STAFF)
    record = AuditRecord.objects.get(action="count_stock")
    assert (record.facts["seen"], record.facts["found"]) == (10, found)


def test_a_count_that_finds_what_was_expected_is_recorded_and_moves_nothing() -> None:
    assert count(10) == 0
    assert StockMove.objects(kind="adjusted").first() is None
    assert AuditRecord.objects(action="count_stock").count() == 1


def test_what_is_held_counts_as_lying_there() -> None:
    take("h", 4)
    assert count(9) == -1
    assert (item().available, item().held) == (5, 4)


def test_a_count_of_what_has_changed_since_it_was_seen_changes_nothing() -> None:
    a.stock("MUG", 1)
    with pytest.raises(StockMovedMeanwhile, match="There are 11 of MUG now, not 10"):
        count(8)
    assert item().available == 11


def test_what_is_held_cannot_be_counted_away() -> None:
    take("h", 4)
    with pytest.raises(PromisedToOthers, match="4 of MUG are held"):
        count(3)
    assert (item().available, item().held) == (6, 4)


def test_room_to_sell_ahead_is_no_piece_that_could_be_missing() -> None:
    sell_ahead("MUG", 5, kind="back-order", ships_from=None, actor=a.STAFF)
    take("h", 4)
    with pytest.raises(PromisedToOthers):
        count(3)
    assert StockItem.objects.get(location=AHEAD).available == 5


@pytest.mark.parametrize(
    ("found", "reason", "field"),
    [(-1, "counted", "found"), (10_000_001, "counted", "found"), (9, "", "reason")],
)
def test_nonsense_is_refused_and_named(found: int, reason: str, field: str) -> None:
    with pytest.raises(Invalid) as refusal:
        count(found, reason=reason)
    assert refusal.value.field == field


def test_what_has_never_lain_there_cannot_be_counted() -> None:
    with pytest.raises(StockItemNotFound):
        count_stock("MUG", "rotterdam", seen=0, found=3, reason="found", actor=a.STAFF)


def test_of_ten_who_count_at_once_one_is_believed() -> None:
    results = at_once([partial(count, 3)] * 10)

    assert answers(results) == [-7]
    assert {type(refusal) for refusal in refusals(results)} == {StockMovedMeanwhile}
    assert item().available == 3


def test_pages_hear_of_goods_that_a_count_finds_or_loses() -> None:
    count(0)
    count(2, seen=0)
    assert len(a.events(AvailabilityTurned)) == 3


def test_a_buyer_who_comes_in_the_middle_of_a_count_gets_what_is_left_or_nothing(wire: Wire) -> None:
    """The count has read ten, and is about to take nine of them away."""
    with wire.meanwhile(lambda c: "'available': -9" in str(c.body), partial(_buy, 2)):
        assert count(1) == -9
    assert (item().available, item().held) == (1, 0)


def _buy(quantity: int) -> None:
    try:
        take("late", quantity)
    except OutOfStock:
        return


@pytest.mark.timeout(60)
def test_fifty_who_buy_sell_give_back_and_count_at_once_lose_no_piece() -> None:
    for number in range(6):
        take(f"sold{number}")

    def act(number: int) -> None:
        kind = number % 5
        if kind == 0:
            inventory.sell(
                f"sold{number // 5 % 6}", {"MUG": 1}, locations=["reno"], cause=f"order:{number // 5 % 6}"
            )
        elif kind == 1:
            count(9, seen=10)
        elif kind == 2:
            a.stock("MUG", 1)
        elif kind == 3:
            inventory.release(f"free{number - 1}")
        else:
            take(f"free{number}")

    results = at_once([partial(act, number) for number in range(50)])

    assert {type(refusal) for refusal in refusals(results)} <= {
        OutOfStock,
        StockMovedMeanwhile,
        PromisedToOthers,
    }
    assert imbalances() == []
