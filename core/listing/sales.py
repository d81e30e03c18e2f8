"""What sells best is known some minutes after a sale: cards are built once for all orders of that time."""

import time
from collections.abc import Iterable

from pymongo import UpdateOne

from core.listing.events import SalesCountDue
from core.listing.models import UncountedSale
from core.listing.services import News, batch_size, put_cards
from core.outbox.queries import under_way
from core.outbox.services import announce_alone

BUDGET_SECONDS = 12.0


def note_sales(handles: Iterable[str]) -> None:
    """An order of these products was paid. Noted twice it is counted once: the truth is in the stock."""
    notes = [UpdateOne({"_id": slug}, {"$inc": {"orders": 1}}, upsert=True) for slug in sorted(set(handles))]
    if notes:
        UncountedSale._get_collection().bulk_write(notes)


def sales_due() -> bool:
    """Whether something was sold that nobody has counted or counts now."""
    return UncountedSale.objects.first() is not None and not under_way(SalesCountDue)


def count_sales(*, seconds: float = BUDGET_SECONDS) -> None:
    """Build the cards of everything that was sold. No page is stale for it: orders must not empty caches.

    What is sold meanwhile stays noted. When the time is up, the rest is announced and goes on in another job.
    """
    end = time.monotonic() + seconds
    while sold := list(UncountedSale.objects.order_by("id").limit(batch_size())):
        put_cards([str(sale.id) for sale in sold], News())
        for sale in sold:
            UncountedSale.objects(id=sale.id, orders=sale.orders).delete()
        if time.monotonic() > end:
            announce_alone(SalesCountDue())
            return
