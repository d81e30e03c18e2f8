from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class AvailabilityTurned(Event):
    """A SKU went from some to none, or from none to some: pages that say so are stale."""

    sku: str
