import pytest

from core.errors import Invalid
from core.inventory import services as inventory
from core.inventory.events import BackInStock, SoldOut, StockLow
from core.inventory.levels import review_levels, review_watched, watch_level
from core.inventory.spreading import spread_item
from tests import builders as a
from tests.at_once import answers, at_once

pytestmark = pytest.mark.usefixtures("database")
EVENTS = (SoldOut, StockLow, BackInStock)


def take(hold: str, quantity: int) -> None:
    inventory.take(hold, {"MUG": quantity}, locations=["reno", "rotterdam"], until=None)


def told() -> list[str]:
    """What was announced, in its order."""
    names = [event.name for event in EVENTS]
    return [name for name, _ in a.announced() if name in names]


def test_each_turn_is_told_once_all_locations_together() -> None:
    a.stock("MUG", 1, at="reno")
    a.stock("MUG", 2, at="rotterdam")
    review_levels(["MUG"])
    take("a", 2)
    review_levels(["MUG"])
    assert told() == ["BackInStock"]
    take("b", 1)
    for _ in range(3):
        review_levels(["MUG"])
    assert told() == ["BackInStock", "SoldOut"]
    inventory.release("b")
    review_levels(["MUG"])
    assert told() == ["BackInStock", "SoldOut", "BackInStock"]


def test_little_is_told_once_and_again_only_after_there_was_more() -> None:
    a.stock("MUG", 9)
    watch_level("MUG", 5, actor=a.STAFF)
    review_watched()
    for hold in ("a", "b", "c"):
        take(hold, 2)
        review_watched()
    assert told() == ["BackInStock", "StockLow"]
    a.stock("MUG", 9)
    review_watched()
    take("d", 9)
    review_watched()
    assert told() == ["BackInStock", "StockLow", "StockLow"]


def test_little_that_comes_after_nothing_is_both() -> None:
    watch_level("MUG", 5, actor=a.STAFF)
    review_watched()
    a.stock("MUG", 2)
    review_watched()
    assert told() == ["SoldOut", "BackInStock", "StockLow"]


def test_what_many_notice_at_once_is_told_once() -> None:
    a.stock("MUG", 1)
    results = at_once([lambda: review_levels(["MUG"])] * 12)
    assert sum(answers(results)) == 1
    assert told() == ["BackInStock"]


def test_a_bucket_that_runs_dry_is_not_a_shop_that_is_sold_out() -> None:
    a.stock("MUG", 4)
    spread_item("MUG", "reno", 4, actor=a.STAFF)
    review_levels(["MUG"])
    take("a", 1)
    review_levels(["MUG"])
    assert told() == ["BackInStock"]


@pytest.mark.parametrize("low_at", [-1, 1_000_001])
def test_nonsense_is_refused(low_at: int) -> None:
    with pytest.raises(Invalid):
        watch_level("MUG", low_at, actor=a.STAFF)
