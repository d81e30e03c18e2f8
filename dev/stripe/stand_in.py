"""The stand-in as a whole: what it remembers, its threads, and what tests have ordered."""

from collections import deque
from dataclasses import dataclass
from pathlib import Path

from dev.stripe import endpoints
from dev.stripe.acts import Ticker
from dev.stripe.deliveries import Manner, Post
from dev.stripe.faults import Faults
from dev.stripe.idempotency import Keys
from dev.stripe.store import Record, Store
from dev.stripe.watch import Watch

CALLS_REMEMBERED = 10_000


@dataclass(frozen=True)
class Options:
    """What the command line says."""

    webhook_urls: tuple[str, ...] = ()
    webhook_secrets: tuple[str, ...] = ()
    data: Path | None = None
    contracts: Path | None = None


class StandIn:
    """Everything one process has; `start()` and `stop()` are about its threads."""

    def __init__(self, options: Options) -> None:
        self.options = options
        self.store = Store(options.data)
        self.watch = Watch(options.contracts)
        self.post = Post(self.store, self.watch.see_event)
        self.ticker = Ticker(self.store)
        self.faults = Faults()
        self.keys = Keys()
        self.calls: deque[Record] = deque(maxlen=CALLS_REMEMBERED)
        self._take_up_endpoints()

    def _take_up_endpoints(self) -> None:
        """The endpoints of the command line, beside those that the file remembers."""
        with self.store.change() as store:
            for url in self.options.webhook_urls:
                endpoints.take_up(store, url, list(self.options.webhook_secrets))

    def start(self, origin: str) -> None:
        self.store.origin = origin
        self.post.start()
        self.ticker.start()

    def stop(self) -> None:
        self.ticker.stop()
        self.post.stop()

    def reset(self) -> None:
        """As it was after a first start with the same options."""
        self.faults.clear()
        self.post.hold()
        self.calls.clear()
        self.watch.forget()
        with self.store.change() as store:
            store.clear()
        self._take_up_endpoints()
        self.post.behave(Manner())
