"""Hot items: one SKU at one location, spread over several documents, so that its buyers do not meet at one.

Each bucket is an item of its own to `take`, and all of them together are looked through for the last pieces. Pieces
go from one to another by one short transaction of two documents, beside the traffic, and both remember it as *moved*.
"""

from collections.abc import Iterator, Sequence

from core.audit.services import record
from core.db import transactional
from core.errors import Invalid
from core.inventory import spread as kept
from core.inventory.errors import StockItemNotFound
from core.inventory.models import COUNTS, StockItem, stock_id

MOST_BUCKETS = 64


def spread_item(sku: str, location: str, buckets: int, *, actor: str) -> None:
    """Spread what lies there over that many buckets; 1 gathers it again. While it is being sold, too.

    Every piece can be bought all the time. Other processes know of it after five seconds at the latest; until then
    they look once more. Safe to repeat: what an interrupted call has not shared out, the next one does.
    Raises Invalid, StockItemNotFound.
    """
    if not 1 <= buckets <= MOST_BUCKETS:
        raise Invalid(f"An item has 1 to {MOST_BUCKETS} buckets.", field="buckets")
    _say_how_many(sku, location, buckets, actor)
    kept.forget()
    even_out(sku, location)


def even_out(sku: str, location: str) -> int:
    """Share out what is free there among its buckets, and empty those it no longer has; how many pieces moved."""
    items = list(StockItem.objects.at(sku, location).order_by("bucket"))
    steps = list(_steps(items)) if len(items) > 1 else []
    return sum(pieces for source, target, pieces in steps if _shift(source, target, pieces))


def even_out_all() -> int:
    """The same for whatever is spread and has come out of balance, and for what was and has something left over."""
    spread = {(item.sku, item.location) for item in StockItem.objects(buckets__gt=1)}
    left_over = {(item.sku, item.location) for item in StockItem.objects(bucket__gt=0, available__gt=0)}
    return sum(even_out(*place) for place in sorted(spread | left_over))


@transactional
def _say_how_many(sku: str, location: str, buckets: int, actor: str) -> None:
    """The buckets are there and bucket 0 says so before a piece moves: whoever reads it late knows to look again."""
    main = StockItem.objects.named(stock_id(sku, location))
    if not main.update_one(set__buckets=buckets, full_result=True).matched_count:
        raise StockItemNotFound(sku, location)
    for bucket in range(1, buckets):
        StockItem.objects.named(stock_id(sku, location, bucket)).update_one(
            upsert=True,
            set_on_insert__sku=sku,
            set_on_insert__location=location,
            set_on_insert__bucket=bucket,
            **{f"set_on_insert__{name}": 0 for name in COUNTS},
        )
    record(actor, "spread_item", f"stock:{sku}@{location}", buckets=buckets)


def _steps(items: Sequence[StockItem]) -> Iterator[tuple[str, str, int]]:
    """From which document to which how many pieces have to go."""
    share, rest = divmod(sum(item.available for item in items), items[0].buckets)
    gaps = {item.id: item.available - _share_of(item, items[0].buckets, share, rest) for item in items}
    over = [(name, gap) for name, gap in gaps.items() if gap > 0]
    for target, gap in gaps.items():
        lacking = max(0, -gap)
        while lacking:
            source, more = over.pop()
            pieces = min(lacking, more)
            lacking -= pieces
            over += [(source, more - pieces)] if more > pieces else []
            yield source, target, pieces


def _share_of(item: StockItem, buckets: int, share: int, rest: int) -> int:
    return share + (item.bucket < rest) if item.bucket < buckets else 0


@transactional
def _shift(source: str, target: str, pieces: int) -> bool:
    """Move free pieces from one document to the other, in both or in neither; False when they have been sold."""
    there = StockItem.objects.named(source).filter(available__gte=pieces)
    if not there.update_one(inc__available=-pieces, inc__moved=-pieces):
        return False
    StockItem.objects.named(target).update_one(inc__available=pieces, inc__moved=pieces)
    return True
