"""What a basket costs: a pure function of lines, prices, tax and delivery. Integers only."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from core.money import included_share, share


@dataclass(frozen=True)
class PricedLine:
    """One line at the catalogue's price, minor units. `tax_minor` is inside `total_minor` where tax is included."""

    sku: str
    quantity: int
    unit_minor: int
    compare_at_minor: int | None
    total_minor: int
    tax_minor: int
    product_slug: str
    name: str
    options: Mapping[str, str]
    image: str | None = None
    components: Sequence[Mapping[str, Any]] = ()
    """Of a bundle, `[{sku, quantity}]` as it was made up when it was priced."""


@dataclass(frozen=True)
class DeliveryPrice:
    """The delivery that was chosen, with its tax."""

    code: str
    name: str
    minor: int
    tax_minor: int


@dataclass(frozen=True)
class Quote:
    """All amounts of one basket, minor units of `currency`.

    Always: subtotal = sum of the lines; total = subtotal + delivery, plus the tax where it is excluded.
    """

    currency: str
    tax_included: bool
    lines: tuple[PricedLine, ...]
    delivery: DeliveryPrice | None
    subtotal_minor: int
    delivery_minor: int
    tax_minor: int
    total_minor: int

    @property
    def quantities(self) -> dict[str, int]:
        return {line.sku: line.quantity for line in self.lines}

    @property
    def pieces(self) -> dict[str, int]:
        """The stock that the lines take together, by SKU: of a bundle, that of its components."""
        return pieces_of(self.lines)

    def as_plain(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def fingerprint(self) -> str:
        """The same for the same amounts of the same goods, and for nothing else."""
        return hashlib.sha256(json.dumps(self.as_plain(), sort_keys=True).encode()).hexdigest()


def pieces_of(lines: Iterable[Any]) -> dict[str, int]:
    """The stock that lines (priced ones, or those of an order) take together, by SKU."""
    total: dict[str, int] = {}
    for line in lines:
        for part in line.components or ({"sku": line.sku, "quantity": 1},):
            total[part["sku"]] = total.get(part["sku"], 0) + part["quantity"] * line.quantity
    return total


def tax_on(minor: int, basis_points: int, *, included: bool) -> int:
    """The tax inside an amount, or on top of it; halves are rounded away from zero, per line."""
    return included_share(minor, basis_points) if included else share(minor, basis_points)


def quote_of(
    lines: Sequence[PricedLine], *, currency: str, tax_included: bool, delivery: DeliveryPrice | None
) -> Quote:
    """Add it up: the totals are the sums of their lines, in any order of the lines."""
    subtotal = sum(line.total_minor for line in lines)
    delivery_minor = delivery.minor if delivery else 0
    tax = sum(line.tax_minor for line in lines) + (delivery.tax_minor if delivery else 0)
    return Quote(
        currency=currency,
        tax_included=tax_included,
        lines=tuple(lines),
        delivery=delivery,
        subtotal_minor=subtotal,
        delivery_minor=delivery_minor,
        tax_minor=tax,
        total_minor=subtotal + delivery_minor + (0 if tax_included else tax),
    )


def quote_from_plain(plain: Mapping[str, Any]) -> Quote:
    """The quote that `as_plain` wrote down."""
    delivery = DeliveryPrice(**plain["delivery"]) if plain["delivery"] else None
    lines = tuple(_line_from_plain(line) for line in plain["lines"])
    return Quote(**{**plain, "lines": lines, "delivery": delivery})


def _line_from_plain(line: Mapping[str, Any]) -> PricedLine:
    components = tuple(dict(part) for part in line.get("components", ()))
    return PricedLine(**{**line, "options": dict(line["options"]), "components": components})
