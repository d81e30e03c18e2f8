import pytest

from core.inventory.models import BackOrder
from core.migrations.m20261129_back_orders import migrate


@pytest.mark.usefixtures("database")
def test_the_index_that_nothing_asks_is_dropped_and_the_one_of_what_is_owed_stays() -> None:
    collection = BackOrder._get_collection()
    before = set(collection.index_information())
    collection.create_index([("sku", 1), ("ordered_at", 1)])
    assert set(collection.index_information()) != before
    for _ in range(2):
        migrate()

    assert set(collection.index_information()) == before
