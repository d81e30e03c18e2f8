"""Which items are spread over buckets: few, and asked for at every take, so each process keeps them for seconds.

What is out of date here costs a look more and nothing else: a take that finds no goods where it was sent looks
everywhere.
"""

import time
from dataclasses import dataclass, field

from core.inventory.models import StockItem, stock_id

FRESH_SECONDS = 5.0


@dataclass
class _Kept:
    at: float | None = None
    buckets: dict[str, int] = field(default_factory=dict)


_kept = _Kept()


def buckets_of(sku: str, location: str) -> int:
    """Over how many documents that SKU is spread there; at most five seconds old."""
    if _kept.at is None or time.monotonic() - _kept.at > FRESH_SECONDS:
        spread = StockItem.objects(buckets__gt=1).only("buckets").as_pymongo()
        _kept.buckets = {row["_id"]: row["buckets"] for row in spread}
        _kept.at = time.monotonic()
    return _kept.buckets.get(stock_id(sku, location), 1)


def forget() -> None:
    """Read them anew on the next call: after a change in this process."""
    _kept.at = None
