from dataclasses import dataclass, field

from core.db import outside_call
from core.pricing.quote import tax_on
from core.tax.errors import TaxProviderAway
from core.tax.ports import TaxAnswer, TaxQuestion, ToldTax
from tests.fakes.faults import Faults


@dataclass
class FakeTaxes:
    """A tax service with one rate for everything; it remembers what it was asked."""

    rate: int = 825
    faults: Faults = field(
        default_factory=lambda: Faults(TaxProviderAway("The tax service does not answer."))
    )
    asked: list[TaxQuestion] = field(default_factory=list)
    leaves_out: str | None = None

    @outside_call
    def reckon(self, question: TaxQuestion) -> TaxAnswer:
        self.asked.append(question)
        with self.faults.around("reckon"):
            items = {item.name: self._told(item.minor, question) for item in question.items}
            delivery = question.delivery_minor
            return TaxAnswer(
                f"taxcalc_{len(self.asked)}",
                {name: told for name, told in items.items() if name != self.leaves_out},
                None if delivery is None else self._told(delivery, question),
            )

    def _told(self, minor: int, question: TaxQuestion) -> ToldTax:
        return ToldTax(tax_on(minor, self.rate, included=question.included), self.rate)
