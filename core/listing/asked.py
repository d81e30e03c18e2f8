"""What somebody asks of a list, and what the list answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from core.money import Money

PAGE_SIZE = 24
RELEVANCE = "relevance"
SORTS = ("newest", "best-selling", "price", "-price", "name")
LABELS = {"brand": "Brand", "availability": "Availability", "tag": "Tag"}

Filters = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Asked:
    """Values of one facet are alternatives, facets and the price narrow each other. Prices are minor units."""

    filters: Filters = field(default_factory=dict)
    price_min: int | None = None
    price_max: int | None = None
    sort: str | None = None
    after: str | None = None
    limit: int = PAGE_SIZE

    @property
    def nothing(self) -> bool:
        """Whether this is the first page of the list as it stands."""
        return not self.narrows and self.sort is None and self.after is None

    @property
    def narrows(self) -> bool:
        return bool(self.filters) or self.price_min is not None or self.price_max is not None

    def fingerprint(self) -> str:
        """The same for whoever asks the same of a list, whatever the page and the order of parameters."""
        chosen = sorted((name, *sorted(values)) for name, values in self.filters.items())
        return repr((chosen, self.price_min, self.price_max))


@dataclass(frozen=True)
class FacetValue:
    value: str
    count: int
    selected: bool

    def as_json(self) -> dict[str, Any]:
        return {"value": self.value, "label": self.value, "count": self.count, "selected": self.selected}


@dataclass(frozen=True)
class Facet:
    """A property of the goods of a list; each value says how many there would be if it were chosen too."""

    name: str
    values: tuple[FacetValue, ...]

    def as_json(self) -> dict[str, Any]:
        label = LABELS.get(self.name, self.name)
        return {"name": self.name, "label": label, "values": [value.as_json() for value in self.values]}


@dataclass(frozen=True)
class Listing:
    """One page of a list: which products in which order, what it can be narrowed by, where it goes on."""

    slugs: tuple[str, ...]
    facets: tuple[Facet, ...]
    price: tuple[int, int] | None
    """Lowest and highest price in minor units, whatever price was asked for."""
    total: int
    next: str | None
    sort: str
    sorts: tuple[str, ...]
    limit: int = PAGE_SIZE

    def as_json(self, currency: str) -> dict[str, Any]:
        """Everything but the products."""
        low, high = self.price or (None, None)
        return {
            "facets": [facet.as_json() for facet in self.facets],
            "priceRange": {
                "min": Money(low, currency).as_json() if low is not None else None,
                "max": Money(high, currency).as_json() if high is not None else None,
            }
            if self.price
            else None,
            "sort": {"current": self.sort, "options": list(self.sorts)},
            "paging": {"size": self.limit, "next": self.next, "total": self.total},
        }
