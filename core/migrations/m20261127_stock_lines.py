"""Stock from before items counted the lines of their ledger gets that count, and zero for what is new."""

from core.inventory.ledger import told_by_ledger
from core.inventory.models import StockItem, stock_id


def migrate() -> None:
    items = StockItem._get_collection()
    for (sku, location), told in told_by_ledger().items():
        old = {"_id": stock_id(sku, location), "lines": None}
        items.update_one(old, {"$set": {"lines": told["lines"], "adjusted": 0, "moved": 0}})
