"""The one function that says what a basket costs. Pure: all that it depends on is given to it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.catalog.sellable import Keys
from core.pricing.discounts import DELIVERY, Case, Open, Verdict, take_off
from core.pricing.prices import Price
from core.pricing.quote import WRAPPING, DeliveryPrice, PricedLine, Quote, Wrapping, quote_of
from core.pricing.tax import DELIVERY_TAX_CLASS, STANDARD, Taxed, TaxTerms, taxed
from core.pricing.trace import BASE, WRAPPED, Trace, TraceStep
from core.promotions.rules import Rule


@dataclass(frozen=True, slots=True)
class Item:
    """So many of a SKU at the catalogue's price, and what is known of it."""

    sku: str
    quantity: int
    price: Price
    keys: Keys
    tax_class: str
    product_slug: str
    name: str
    options: Mapping[str, str]
    image: str | None = None
    components: Sequence[Mapping[str, Any]] = ()
    note: str | None = None
    wrapping_minor: int | None = None
    """What wrapping its pieces as a gift costs; None: they are not wrapped. Promotions take nothing off it."""


@dataclass(frozen=True, slots=True)
class DeliveryItem:
    """A delivery at its carrier's price."""

    code: str
    name: str
    minor: int


@dataclass(frozen=True, slots=True)
class Priced:
    """What a basket costs, and what became of each promotion that was looked at."""

    quote: Quote
    verdicts: tuple[Verdict, ...]


def price_basket(
    items: Sequence[Item],
    rules: Sequence[Rule],
    delivery: DeliveryItem | None,
    *,
    currency: str,
    tax: TaxTerms,
    case: Case,
) -> Priced:
    """What it costs: catalogue prices, less what promotions take off, and the tax on what is left.

    Whole minor units; every amount has its trace, and the trace adds up to it. The parts of a discount add up to
    the discount, whatever the order of the lines. Nothing costs less than nothing.
    """
    lines = [_opened(item) for item in items]
    carried = Open(DELIVERY, 1, delivery.minor) if delivery else None
    discounts = take_off(rules, lines, carried, case)
    quote = quote_of(
        [_line(item, line, tax) for item, line in zip(items, lines, strict=True)],
        currency=currency,
        tax_included=tax.included,
        delivery=_delivery(delivery, carried, tax) if delivery and carried else None,
    )
    quote = replace(quote, promotions=discounts.applied, tax_estimated=tax.estimated, tax_ref=tax.ref)
    return Priced(quote, discounts.verdicts)


def _opened(item: Item) -> Open:
    reduced = item.price.compare_at_minor is not None
    return Open(item.sku, item.quantity, item.price.minor * item.quantity, item.keys, reduced)


def _line(item: Item, line: Open, tax: TaxTerms) -> PricedLine:
    due = taxed(item.sku, item.tax_class, line.left, tax)
    wrapping, wrapped = _wrapped(item, tax)
    full = item.price.minor * item.quantity
    return PricedLine(
        sku=item.sku,
        quantity=item.quantity,
        unit_minor=item.price.minor,
        compare_at_minor=item.price.compare_at_minor,
        total_minor=due.minor + (wrapping.minor if wrapping else 0),
        tax_minor=due.tax_minor + (wrapping.tax_minor if wrapping else 0),
        product_slug=item.product_slug,
        name=item.name,
        options=item.options,
        image=item.image,
        components=item.components,
        discount_minor=full - line.left,
        tax_class=item.tax_class,
        tax_basis_points=due.basis_points,
        trace=(*(step.times(item.quantity) for step in item.price.trace), *_after(line, due), *wrapped),
        note=item.note,
        wrapping=wrapping,
    )


def _wrapped(item: Item, tax: TaxTerms) -> tuple[Wrapping | None, Trace]:
    """The price of wrapping a line, and the steps that tell of it."""
    if item.wrapping_minor is None:
        return None, ()
    due = taxed(f"{item.sku}{WRAPPING}", STANDARD, item.wrapping_minor, tax)
    step = TraceStep(WRAPPED, item.sku, item.wrapping_minor)
    return Wrapping(due.minor, due.tax_minor, due.basis_points), (step, *due.steps)


def _delivery(delivery: DeliveryItem, line: Open, tax: TaxTerms) -> DeliveryPrice:
    due = taxed(DELIVERY, DELIVERY_TAX_CLASS, line.left, tax)
    return DeliveryPrice(
        code=delivery.code,
        name=delivery.name,
        minor=due.minor,
        tax_minor=due.tax_minor,
        discount_minor=delivery.minor - line.left,
        tax_basis_points=due.basis_points,
        trace=(TraceStep(BASE, delivery.code, delivery.minor), *_after(line, due)),
    )


def _after(line: Open, due: Taxed) -> tuple[TraceStep, ...]:
    return (*line.trace, *due.steps)
