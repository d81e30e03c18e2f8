from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class ProductChanged(Event):
    """A product was made or changed. *categories* are the shelves it stood or stands on."""

    slug: str
    categories: list[str]


@dataclass(frozen=True)
class CatalogueLoaded(Event):
    """Many products changed at once: every page of the catalogue is to be built anew."""

    products: int
