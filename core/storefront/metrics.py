"""How well the storefront hears of changes. Counted in the process that tells it: a worker."""

from datetime import datetime

from prometheus_client import Counter, Histogram

from core import clock
from core.storefront.ports import Reply

CALLS = Counter("shop_purge_calls_total", "Calls to replicas of the storefront", ["outcome"])
SECONDS = Histogram(
    "shop_purge_seconds",
    "From the announcement of a change to the yes of a replica",
    buckets=(0.1, 0.25, 0.5, 1, 2, 5, 15, 60, 300, 3_600, 86_400),
)


def count(reply: Reply, changed_at: datetime) -> None:
    CALLS.labels(_outcome(reply)).inc()
    if reply.heard:
        SECONDS.observe((clock.now() - changed_at).total_seconds())


def _outcome(reply: Reply) -> str:
    if reply.heard:
        return "heard"
    return "away" if reply.status is None else "refused"
