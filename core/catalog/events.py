from dataclasses import dataclass, field

from core.outbox.events import Event


@dataclass(frozen=True)
class ProductChanged(Event):
    """A product was made or changed, or its time has come.

    *categories* are the shelves it stood or stands on, *collections* those it was or is in, *addresses* those
    under which it is found now and was not before, or the other way round.
    """

    slug: str
    categories: list[str]
    collections: list[str] = field(default_factory=list)
    addresses: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class ProductsChanged(Event):
    """The same of products that changed together, by time or by what they belong to: a few hundred at most."""

    slugs: list[str]
    categories: list[str]
    collections: list[str] = field(default_factory=list)


@dataclass(frozen=True)
class CatalogueLoaded(Event):
    """Many products changed at once: every page of the catalogue is to be built anew."""

    products: int


@dataclass(frozen=True)
class CategoriesChanged(Event):
    """Shelves were made, named, ordered or moved: their pages, and the products on them, are to follow."""

    slugs: list[str]


@dataclass(frozen=True)
class CollectionChanged(Event):
    """A collection was made or changed: what is in it is to be decided anew, from the product after *after*.

    *again*: for those products that were being put when it changed, and did not see that.
    """

    slug: str
    after: str = ""
    again: bool = False


@dataclass(frozen=True)
class ProductTimesDue(Event):
    """For some products the moment has come at which time alone changes them."""


@dataclass(frozen=True)
class ManyTimesDue(Event):
    """The same for so many that everything is to be built anew; *applied* of them have had it done to them."""

    applied: int = 0
