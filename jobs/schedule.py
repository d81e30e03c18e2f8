"""The schedule as a table. Several may run: who announces a slot is decided in MongoDB."""

from collections.abc import Callable
from datetime import timedelta

from core import log
from core.catalog.events import ProductTimesDue
from core.catalog.times import times_due
from core.content.events import ContentReviewDue, ContentSyncDue
from core.db import DATABASE_TROUBLE
from core.listing.events import SalesCountDue
from core.listing.sales import sales_due
from core.outbox.events import Event
from core.outbox.services import announce_when_due
from core.promotions import services as promotions
from core.promotions.events import PromotionTimesDue
from core.settings import settings
from core.storefront.events import ReplicasBehind
from core.storefront.services import replicas_due
from jobs.process import beat, begin_again, stopping, wait_until_allowed
from jobs.schedule_events import (
    ErasuresReviewDue,
    HoldsReviewDue,
    PaymentsReviewDue,
    ReconciliationDue,
    SitemapsReviewDue,
    WordsReviewDue,
)

EVERY: dict[str, tuple[timedelta, Event]] = {
    "review-holds": (timedelta(seconds=20), HoldsReviewDue()),
    "review-payments": (timedelta(seconds=60), PaymentsReviewDue()),
    "reconcile": (timedelta(seconds=60), ReconciliationDue()),
    "sync-content": (timedelta(seconds=60), ContentSyncDue()),
    "review-sitemaps": (timedelta(minutes=30), SitemapsReviewDue()),
    "review-content": (timedelta(days=1), ContentReviewDue()),
    "review-words": (timedelta(hours=12), WordsReviewDue()),
    "review-erasures": (timedelta(minutes=5), ErasuresReviewDue()),
}
WHEN_ASKED: dict[str, tuple[timedelta, Callable[[], bool], Event]] = {
    "product-times": (timedelta(seconds=1), times_due, ProductTimesDue()),
    "promotion-times": (timedelta(seconds=1), promotions.times_due, PromotionTimesDue()),
    "replicas": (timedelta(seconds=1), replicas_due, ReplicasBehind()),
    "sales": (timedelta(minutes=3), sales_due, SalesCountDue()),
}
"""What has no period of its own: a cheap question at every tick, and not more often than that."""
TICK_SECONDS = 1.0


def tick() -> int:
    """Announce whatever is due; how much that was."""
    regular = [announce_when_due(name, every, event) for name, (every, event) in EVERY.items()]
    asked = [
        announce_when_due(name, pause, event) for name, (pause, due, event) in WHEN_ASKED.items() if due()
    ]
    return sum(regular) + sum(asked)


def main() -> None:
    """Run until told to stop."""
    log.set_up(process="schedule", style=settings().log_format)
    stop = stopping()
    wait_until_allowed(stop)
    while not stop.is_set():
        try:
            tick()
        except DATABASE_TROUBLE as error:
            log.get(__name__).warning("database_away", fault=type(error).__name__)
        beat()
        stop.wait(TICK_SECONDS)


if __name__ == "__main__":
    main()
    begin_again()
