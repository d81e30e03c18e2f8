"""Tax on amounts that discounts have been taken off: inside them or on top, by the rates of where goods go."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.money import BASIS_POINTS
from core.pricing.quote import tax_on
from core.pricing.trace import ROUNDING, TAX, TraceStep

STANDARD = "standard"
DELIVERY_TAX_CLASS = STANDARD


@dataclass(frozen=True, slots=True)
class TaxTerms:
    """How tax is reckoned for one buyer in one place.

    *amounts* are what the outside *provider* says, by SKU and `(delivery)`, with the rates that they come from where
    it names any (*told_rates*); what it does not say is reckoned by *rates*. *estimated*: it should have said, and
    did not.
    """

    included: bool
    rates: Mapping[str, int] = field(default_factory=dict)
    place: str = ""
    exempt: bool = False
    amounts: Mapping[str, int] = field(default_factory=dict)
    told_rates: Mapping[str, int | None] = field(default_factory=dict)
    provider: str = ""
    ref: str | None = None
    estimated: bool = False

    def rate(self, tax_class: str) -> int:
        """Basis points for that class; a class nobody knows pays the standard rate."""
        return self.rates.get(tax_class, self.rates.get(STANDARD, 0))


@dataclass(frozen=True, slots=True)
class Taxed:
    """An amount with its tax, and the steps that tell of it."""

    minor: int
    tax_minor: int
    basis_points: int | None
    steps: tuple[TraceStep, ...]


def taxed(name: str, tax_class: str, minor: int, terms: TaxTerms) -> Taxed:
    """The tax on *minor*. Whoever is exempt pays none, and where prices include it, that much less."""
    rate = terms.rate(tax_class)
    where = f"{terms.place}:{tax_class}" if terms.place else tax_class
    if terms.exempt:
        inside = tax_on(minor, rate, included=True) if terms.included else 0
        return Taxed(minor - inside, 0, 0, (TraceStep(TAX, f"exempt:{where}", -inside, basis_points=rate),))
    said = terms.amounts.get(name)
    if said is not None:
        return _as_told(minor, said, terms.told_rates.get(name), f"{terms.provider}:{where}", terms)
    where = f"estimated:{where}" if terms.estimated else where
    tax = tax_on(minor, rate, included=terms.included)
    if terms.included:
        return Taxed(minor, tax, rate, (TraceStep(TAX, where, 0, inside_minor=tax, basis_points=rate),))
    whole = minor * rate // BASIS_POINTS
    step = TraceStep(TAX, where, whole, basis_points=rate)
    rounding = (TraceStep(ROUNDING, where, tax - whole),) if tax != whole else ()
    return Taxed(minor, tax, rate, (step, *rounding))


def _as_told(minor: int, tax: int, rate: int | None, where: str, terms: TaxTerms) -> Taxed:
    on_top, inside = (0, tax) if terms.included else (tax, None)
    return Taxed(minor, tax, rate, (TraceStep(TAX, where, on_top, inside_minor=inside, basis_points=rate),))
