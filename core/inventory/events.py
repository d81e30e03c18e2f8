from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class AvailabilityTurned(Event):
    """A SKU went from some to none, or from none to some: pages that say so are stale."""

    sku: str


@dataclass(frozen=True)
class SoldOut(Event):
    """Nothing of a SKU is left at any location."""

    sku: str


@dataclass(frozen=True)
class StockLow(Event):
    """Of a SKU there are no more pieces than somebody wanted to be told of."""

    sku: str


@dataclass(frozen=True)
class BackInStock(Event):
    """There is something of a SKU again, where there was nothing; *since* when those wished who are still to hear."""

    sku: str
    since: str = ""


@dataclass(frozen=True)
class RestockWished(Event):
    """Somebody wants to be told when there is something of a SKU again."""

    sku: str
    email: str
    market: str
    locale: str
