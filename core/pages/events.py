from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class PagesStale(Event):
    """Pages with these tags that are older than that version are still to be built anew."""

    tags: list[str]
    below: int


@dataclass(frozen=True)
class CatalogueHalfBuilt(Event):
    """Every product page up to that slug is newer than that version; the rest is still to do."""

    after: str
    version: int


@dataclass(frozen=True)
class PagesRebuilt(Event):
    """Every page with one of these tags is at least as new as that version: older copies are stale."""

    tags: list[str]
    version: int
