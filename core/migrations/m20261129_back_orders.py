"""The index on all back-orders goes: what is owed still has one of its own, and nothing asks for the rest."""

from core.inventory.models import BackOrder

OLD = "sku_1_ordered_at_1"


def migrate() -> None:
    collection = BackOrder._get_collection()
    if OLD in collection.index_information():
        collection.drop_index(OLD)
