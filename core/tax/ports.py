from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol


@dataclass(frozen=True)
class TaxPlace:
    """Where goods go, as far as tax asks."""

    country: str
    region: str | None
    postal_code: str
    city: str
    line1: str


@dataclass(frozen=True)
class TaxItem:
    """What so many pieces cost after discounts, in minor units, under a name that the answer comes back with.

    *code* is the provider's own name for what they are, where the market knows one for their tax class.
    """

    name: str
    quantity: int
    minor: int
    code: str | None = None


@dataclass(frozen=True)
class TaxQuestion:
    """What tax is there on this? *included*: inside the amounts, else on top of them."""

    currency: str
    included: bool
    to: TaxPlace
    items: tuple[TaxItem, ...]
    delivery_minor: int | None = None


@dataclass(frozen=True)
class ToldTax:
    """The tax on one item, in minor units, and the rate that it comes from where it comes from one."""

    minor: int
    basis_points: int | None = None


@dataclass(frozen=True)
class TaxAnswer:
    """What a provider says: by the items' names, and of the delivery. *ref* is what it calls its answer."""

    ref: str | None
    items: Mapping[str, ToldTax]
    delivery: ToldTax | None = None


class TaxProvider(Protocol):
    """What the shop needs from whoever reckons tax for it. Every call has a time limit: somebody waits."""

    def reckon(self, question: TaxQuestion) -> TaxAnswer:
        """The tax on every item that is asked about, and on the delivery. Raises TaxProviderAway, TaxRefused."""
        ...
