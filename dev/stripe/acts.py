"""The things time does, and the thread that lets them happen."""

import threading
from collections.abc import Callable

from dev.stripe import disputes, payments, refunds, timetable
from dev.stripe.store import Store

TICK_SECONDS = 0.1

ACTS: dict[str, Callable[[Store, str], None]] = {
    payments.SETTLE: payments.settle,
    payments.EXPIRE: payments.expire,
    payments.DISPUTE: disputes.open_by_magic,
    refunds.SETTLE: refunds.settle,
    refunds.FAIL: refunds.fail_by_magic,
}


def run_due(store: Store) -> None:
    """Do everything that is due, and what that makes due at once."""
    while ready := timetable.due(store):
        for it in ready:
            ACTS[it["act"]](store, it["target"])


class Ticker:
    """Lets due things happen on their own, a tenth of a second late at most."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._stopped = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._run, name="ticker", daemon=True).start()

    def stop(self) -> None:
        self._stopped.set()

    def _run(self) -> None:
        while not self._stopped.wait(TICK_SECONDS):
            with self._store.change() as store:
                run_due(store)
