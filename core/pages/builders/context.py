from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from core.content.queries import Reader
from core.listing.materials import Materials
from core.markets.models import Market
from core.storefront import tags

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
        return Reader(self.locale, self.materials.library)

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
