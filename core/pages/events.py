from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class PagesStale(Event):
    """Pages with these tags that are older than that version are still to be built anew."""

    tags: list[str]
    below: int


@dataclass(frozen=True)
class CatalogueHalfBuilt(Event):
    """Every product page up to that slug is built; the rest is still to do."""

    after: str


@dataclass(frozen=True)
class PagesRebuilt(Event):
    """Pages with these tags are as new as that version: other copies of them are stale."""

    tags: list[str]
    version: int
