"""Whether a SKU is in stock, low or sold out, all locations together: told once each time that turns."""

from collections.abc import Iterable

from mongoengine import Document, IntField, NotUniqueError, StringField

from core.audit.services import record
from core.db import transactional
from core.documents import collection
from core.errors import Invalid
from core.inventory.events import BackInStock, SoldOut, StockLow
from core.inventory.queries import stock_levels
from core.outbox.services import announce

IN, LOW, OUT, UNKNOWN = "in", "low", "out", "unknown"
TOLD = {IN: BackInStock, LOW: StockLow, OUT: SoldOut}
MOST = 1_000_000


class StockLevel(Document):
    """How a SKU stood when that was last told, and from how many pieces on it is low (0: never)."""

    sku: str = StringField(primary_key=True)
    low_at: int = IntField(required=True, default=0)
    level: str = StringField(required=True, default=UNKNOWN, choices=(IN, LOW, OUT, UNKNOWN))

    meta = collection(
        "stock_levels",
        ("low_at",),
        {"fields": ["level"], "partialFilterExpression": {"low_at": {"$gt": 0}}},
    )


@transactional
def watch_level(sku: str, low_at: int, *, actor: str) -> None:
    """Tell StockLow when no more than *low_at* pieces are left; 0 tells it never. Raises Invalid."""
    if not 0 <= low_at <= MOST:
        raise Invalid(f"From 0 to {MOST:,} pieces.", field="lowAt")
    StockLevel.objects(sku=sku).update_one(upsert=True, set__low_at=low_at, set_on_insert__level=UNKNOWN)
    record(actor, "watch_level", f"stock:{sku}", low_at=low_at)


def low_at(sku: str) -> int:
    """From how many pieces on it is low; 0: never."""
    known: StockLevel | None = StockLevel.objects(sku=sku).first()
    return known.low_at if known else 0


def watched_short(limit: int) -> list[str]:
    """SKUs whose level is watched and was low or out at the last review, the sold out ones first.

    It reads no more than it answers, however much there is in stock.
    """
    found: list[str] = []
    for level in (OUT, LOW):
        short = StockLevel.objects(level=level, low_at__gt=0).only("sku").limit(limit - len(found))
        found += [known.sku for known in short] if len(found) < limit else []
    return found


def review_levels(skus: Iterable[str]) -> int:
    """Tell of each of them what has turned since it was last told; how many that were. Safe to repeat."""
    stock = stock_levels(skus)
    return sum(_review(sku, sum(level.free.values())) for sku, level in stock.items())


def review_watched() -> int:
    """The same for every SKU whose low level is watched: nobody announces each piece that is taken."""
    return review_levels(level.sku for level in StockLevel.objects(low_at__gt=0).only("sku"))


def _review(sku: str, free: int) -> bool:
    known: StockLevel | None = StockLevel.objects(sku=sku).first()
    level = known or StockLevel(sku=sku)
    now = OUT if free <= 0 else LOW if free <= level.low_at else IN
    if now == level.level:
        return False
    try:
        return _turn(sku, level.level, now, known=known is not None)
    except NotUniqueError:  # somebody was faster
        return False


@transactional
def _turn(sku: str, before: str, now: str, *, known: bool) -> bool:
    """Write down and tell, both or neither; False when somebody else has."""
    if not known:
        StockLevel(sku=sku, level=now).save(force_insert=True)
    elif not StockLevel.objects(sku=sku, level=before).update_one(set__level=now):
        return False
    # Low after being out is both: it is there again, and there is little of it.
    kinds = [IN, LOW] if (before, now) == (OUT, LOW) else [now]
    kinds = [] if (before, now) == (LOW, IN) else kinds
    for kind in kinds:
        announce(TOLD[kind](sku))
    return True
