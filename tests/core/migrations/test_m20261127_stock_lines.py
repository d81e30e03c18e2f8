import pytest

from core.inventory.models import StockItem
from core.inventory.proof import imbalances
from core.inventory.services import sell, take
from core.migrations.m20261127_stock_lines import migrate
from tests import builders as a

pytestmark = pytest.mark.usefixtures("database")


def test_stock_of_the_release_before_is_proved_by_the_ledger_it_has() -> None:
    a.stock("MUG", 5)
    a.stock("MUG", 2)
    take("h", {"MUG": 1}, locations=["reno"], until=None)
    sell("h", {"MUG": 1}, locations=["reno"], cause="order:Q-1")
    gone = {"lines": 1, "adjusted": 1, "moved": 1}
    StockItem._get_collection().update_one({}, {"$unset": gone})
    assert imbalances() != []

    for _ in range(2):
        migrate()
        assert imbalances() == []
    assert StockItem.objects.get().lines == 3
