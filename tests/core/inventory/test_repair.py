from typing import Any

import pytest

from core.audit.models import AuditRecord
from core.inventory.models import StockItem, StockMove
from core.inventory.proof import imbalances
from core.inventory.repair import repair_stock
from core.inventory.services import sell, take
from tests import builders as a

pytestmark = pytest.mark.usefixtures("database")
RIGHT = (2, 2, 1)


@pytest.fixture(autouse=True)
def _some_stock(database: object) -> None:
    a.stock("MUG", 5)
    take("h", {"MUG": 2}, locations=["reno"], until=None)
    take("i", {"MUG": 1}, locations=["reno"], until=None)
    sell("i", {"MUG": 1}, locations=["reno"], cause="order:Q-1")


def numbers() -> tuple[int, int, int]:
    item = StockItem.objects.get()
    return item.available, item.held, item.sold


def break_it(change: dict[str, Any]) -> None:
    StockItem._get_collection().update_one({}, change)


@pytest.mark.parametrize(
    "change",
    [
        {"$inc": {"available": 1}},
        {"$inc": {"available": -1}},
        {"$inc": {"received": 7}},
        {"$inc": {"held": -1, "available": 1}},
        {"$inc": {"sold": 1, "available": -1}},
        {"$set": {"adjusted": 3, "moved": -2}},
        {"$set": {"available": -4}},
    ],
)
def test_numbers_become_what_the_ledger_and_the_holds_prove(change: dict[str, Any]) -> None:
    break_it(change)
    (repair,) = repair_stock(actor=a.STAFF)

    assert repair.refusal is None
    assert numbers() == RIGHT
    assert imbalances() == []
    record = AuditRecord.objects.get(action="repair_stock")
    assert (record.actor, record.target) == (a.STAFF, "stock:MUG@reno")
    assert record.facts["after"]["available"] == 2


def test_a_hold_that_is_gone_frees_its_pieces() -> None:
    break_it({"$set": {"holds": []}})
    repair_stock(actor=a.STAFF)

    assert numbers() == (4, 0, 1)


def test_a_shop_in_order_is_left_as_it_is() -> None:
    assert repair_stock(actor=a.STAFF) == []
    assert AuditRecord.objects(action="repair_stock").first() is None


def test_a_second_repair_finds_nothing_left() -> None:
    break_it({"$inc": {"available": 1}})
    repair_stock(actor=a.STAFF)

    assert repair_stock(actor=a.STAFF) == []


def test_pieces_that_were_sold_and_never_came_are_said_and_not_hidden() -> None:
    StockMove._get_collection().update_one({"kind": "received"}, {"$set": {"quantity": 1}})
    (repair,) = repair_stock(actor=a.STAFF)

    assert (
        repair.refusal == "2 pieces are held or sold that never came: count, and tell whoever waits for them"
    )
    assert numbers() == RIGHT
    assert imbalances() != []


def test_a_ledger_that_lost_a_line_proves_nothing() -> None:
    """What was sold would become free again, and be sold twice."""
    StockMove.objects(kind="sold").delete()
    (repair,) = repair_stock(actor=a.STAFF)

    assert repair.refusal == "lines of the ledger are missing"
    assert numbers() == RIGHT


def test_an_item_that_is_gone_is_not_made_up() -> None:
    StockItem.objects.delete()
    (repair,) = repair_stock(actor=a.STAFF)

    assert repair.refusal is not None
    assert StockItem.objects.first() is None
