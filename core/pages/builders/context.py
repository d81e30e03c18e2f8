from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from core.catalog.models import Product
from core.content.queries import Reader, Words
from core.content.roles import SHOWN_AS
from core.listing.materials import Materials
from core.markets.models import Market
from core.storefront import tags
from core.storefront.paths import path_of

Data = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Shelf:
    """A category or collection, as shoppers look for it."""

    name: str
    count: int


@dataclass
class Building:
    """One page on its way: for whom it is built, and what it was built of so far.

    *materials* are shared with the other pages of its batch.
    """

    market: Market
    locale: str
    materials: Materials = field(default_factory=Materials)
    subject: str | None = None
    """What the page is about, where that is not its kind and key."""
    indexed: bool = True
    alternates: list[dict[str, Any]] = field(default_factory=list)
    """Where the same page is in each market and language, where its path is not the same everywhere."""
    shelf: "Shelf | None" = None
    """What it is called and holds, where it is a shelf with something on it."""
    version: int | None = None
    """Which version it has seen, where that is not the newest one."""
    tags: set[str] = field(default_factory=set)
    degraded: list[dict[str, str]] = field(default_factory=list)

    @cached_property
    def reader(self) -> Reader:
        return Reader(self.locale, self.materials.library, self.leads)

    def leads(self, words: Words) -> str | None:
        """Where this market and language has what an entry is about; None where it has it nowhere (yet)."""
        kind = SHOWN_AS.get(words.role)
        if kind == "product":
            product = self.product_of(words)
            sold = product is not None and product.is_sold_in(self.market.code)
            return path_of(kind, product.address(self.locale)) if product and sold else None
        if kind == "category":
            return self._way_to(words.slug)
        return path_of(kind, words.slug or "") if kind and (words.slug or kind == "home") else None

    def product_of(self, words: Words) -> Product | None:
        """The product that an entry is about. Whatever it becomes, or that one comes, makes the page stale."""
        product = self.materials.product_of(words)
        self.built_of(tags.product(product.slug if product else words.slug or words.id))
        if product is None:
            self.built_of(tags.CATALOGUE)
        return product

    def _way_to(self, slug: str | None) -> str | None:
        way = self.materials.way(slug) if slug else ()
        if not way:
            self.built_of(*([tags.category(slug)] if slug else ()))
            return None
        self.built_of(tags.shelf(str(slug)))
        return path_of("category", "/".join(way[-1].shelves))

    def built_of(self, *names: str) -> None:
        self.tags.update(names)

    def fell_back(self, section: str, reason: str) -> None:
        """Say that a section could not be had and what stands in its place is less."""
        self.degraded.append({"section": section, "reason": reason})

    def all_tags(self) -> list[str]:
        """Everything the page depends on, within what Next.js takes: of many things, several share a tag."""
        seen = self.reader.seen if "reader" in vars(self) else ()
        named = {tags.content(entry) for entry in seen}
        if len(self.tags) + len(named) >= tags.MOST_TAGS:
            named = {tags.bucket(entry) for entry in seen}
        own = self.tags
        if len(own) + len(named) >= tags.MOST_TAGS:
            own = {tags.wide(tag) or tag for tag in own}
        return sorted({tags.EVERY_PAGE, *own, *named})
