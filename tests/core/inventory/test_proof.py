from typing import Any

import pytest

from core.inventory.models import StockItem, StockMove
from core.inventory.proof import imbalances
from core.inventory.services import sell, take
from tests import builders as a

pytestmark = pytest.mark.usefixtures("database")


@pytest.fixture(autouse=True)
def _some_stock(database: object) -> None:
    a.stock("MUG", 5)
    take("h", {"MUG": 2}, locations=["reno"], until=None)
    take("i", {"MUG": 1}, locations=["reno"], until=None)
    sell("i", {"MUG": 1}, locations=["reno"], cause="order:Q-1")


def test_a_shop_in_order_has_no_imbalances() -> None:
    assert imbalances() == []


@pytest.mark.parametrize(
    "change",
    [
        {"$inc": {"available": 1}},
        {"$inc": {"received": 1}},
        {"$inc": {"held": 1, "available": -1}},
        {"$inc": {"sold": 1, "available": -1}},
        {"$inc": {"sold": -1, "available": 1}},
        {"$set": {"holds": []}},
        {"$set": {"holds.0.quantity": 1}},
        {"$set": {"available": -1, "received": 2}},
    ],
)
def test_a_number_that_somebody_changed_by_hand_is_found(change: dict[str, Any]) -> None:
    StockItem._get_collection().update_one({}, change)

    assert {imbalance.item for imbalance in imbalances()} == {"MUG@reno"}


@pytest.mark.parametrize(
    "change", [{"$set": {"quantity": 9}}, {"$set": {"sku": "POT"}}, {"$set": {"kind": "sold"}}]
)
def test_a_line_of_the_ledger_that_somebody_changed_is_found(change: dict[str, Any]) -> None:
    StockMove._get_collection().update_one({"kind": "received"}, change)

    assert "MUG@reno" in {imbalance.item for imbalance in imbalances()}


def test_a_ledger_that_lost_a_line_is_found() -> None:
    StockMove.objects(kind="sold").delete()

    assert [imbalance.rule for imbalance in imbalances()] == [
        "the ledger tells the same",
        "the ledger has every line",
    ]
