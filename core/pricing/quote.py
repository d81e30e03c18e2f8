"""What a basket costs: a pure function of lines, prices, tax and delivery. Integers only."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, TypeVar

from core.money import included_share, share
from core.plain import names_of, plain
from core.pricing.trace import Trace, added_up, trace_of

T = TypeVar("T")


WRAPPING = "(wrapping)"
"""Behind a SKU, the gift wrapping of its line: no SKU has brackets."""


@dataclass(frozen=True)
class Wrapping:
    """What wrapping the pieces of a line as a gift costs, with its tax: inside or on top as everywhere."""

    minor: int
    tax_minor: int
    tax_basis_points: int | None = None


@dataclass(frozen=True)
class PricedLine:
    """One line, minor units. `unit_minor` is the catalogue's price of a piece; `total_minor` is what all of them cost
    after discounts, of which there are `discount_minor`, with their `wrapping`. `tax_minor` is the tax on both; it is
    inside `total_minor` where tax is included.
    """

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
    discount_minor: int = 0
    tax_class: str = "standard"
    tax_basis_points: int | None = None
    trace: Trace = ()
    note: str | None = None
    wrapping: Wrapping | None = None


@dataclass(frozen=True)
class DeliveryPrice:
    """The delivery that was chosen, after discounts, with its tax."""

    code: str
    name: str
    minor: int
    tax_minor: int
    discount_minor: int = 0
    tax_basis_points: int | None = None
    trace: Trace = ()


@dataclass(frozen=True)
class AppliedPromotion:
    """A promotion that has taken something off, and how much altogether."""

    id: str
    name: str
    minor: int
    code: str | None = None
    priority: int = 0
    stacking: str = "together"


@dataclass(frozen=True)
class Quote:
    """All amounts of one basket, minor units of `currency`.

    Always: subtotal = sum of the lines; total = subtotal + delivery, plus the tax where it is excluded; discount =
    what promotions of the basket have taken off, which lines and delivery show already.
    """

    currency: str
    tax_included: bool
    lines: tuple[PricedLine, ...]
    delivery: DeliveryPrice | None
    subtotal_minor: int
    delivery_minor: int
    tax_minor: int
    total_minor: int
    discount_minor: int = 0
    promotions: tuple[AppliedPromotion, ...] = ()
    tax_estimated: bool = False
    """Whether an outside tax service was to be asked, and the shop's own rates stand in for it."""
    tax_ref: str | None = None
    """What an outside tax service calls the answer that the tax is from."""

    @property
    def quantities(self) -> dict[str, int]:
        return {line.sku: line.quantity for line in self.lines}

    @property
    def pieces(self) -> dict[str, int]:
        """The stock that the lines take together, by SKU: of a bundle, that of its components."""
        return pieces_of(self.lines)

    @property
    def traced(self) -> bool:
        """Whether every trace adds up to its amount; there is none in what was written before there were traces."""
        on_top = not self.tax_included
        parts = [(line.trace, line.total_minor, line.tax_minor) for line in self.lines]
        if self.delivery:
            parts.append((self.delivery.trace, self.delivery.minor, self.delivery.tax_minor))
        return all(added_up(trace) == minor + tax * on_top for trace, minor, tax in parts if trace)

    def as_plain(self) -> dict[str, Any]:
        told: dict[str, Any] = plain(self)
        return told

    @property
    def fingerprint(self) -> str:
        """The same for the same amounts of the same goods, and for nothing else: whoever answered for the tax."""
        amounts = {**self.as_plain(), "tax_ref": None}
        return hashlib.sha256(json.dumps(amounts, sort_keys=True).encode()).hexdigest()


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
        discount_minor=sum(line.discount_minor for line in lines)
        + (delivery.discount_minor if delivery else 0),
    )


def quote_from_plain(written: Mapping[str, Any]) -> Quote:
    """The quote that `as_plain` wrote down, in this release or an earlier one; what a newer one added is left out."""
    delivery = _delivery(written["delivery"]) if written["delivery"] else None
    lines = tuple(_line(line) for line in written["lines"])
    promotions = tuple(_known(AppliedPromotion, one) for one in written.get("promotions", ()))
    return replace(_known(Quote, written), lines=lines, delivery=delivery, promotions=promotions)


def _line(written: Mapping[str, Any]) -> PricedLine:
    line = _known(PricedLine, written)
    components = tuple(dict(part) for part in written.get("components", ()))
    trace = trace_of(written.get("trace", ()))
    wrapping = _known(Wrapping, written["wrapping"]) if written.get("wrapping") else None
    options = dict(written["options"])
    return replace(line, options=options, components=components, trace=trace, wrapping=wrapping)


def _delivery(written: Mapping[str, Any]) -> DeliveryPrice:
    return replace(_known(DeliveryPrice, written), trace=trace_of(written.get("trace", ())))


def _known(kind: type[T], written: Mapping[str, Any]) -> T:
    one: Any = kind
    return kind(**{name: written[name] for name in names_of(one) if name in written})
