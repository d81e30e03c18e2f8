from dataclasses import replace
from datetime import timedelta

import pytest

from core import clock
from core.db import OutsideCallInTransaction, transactional
from core.tax.models import TaxQuote
from core.tax.ports import TaxItem, TaxPlace, TaxQuestion
from core.tax.services import ESTIMATED, FRESH, kept_quote, tax_quote
from tests.at_once import answers, at_once
from tests.fakes import FakeTaxes
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")
RENO = TaxPlace("US", "NV", "89501", "Reno", "1 Quay Street")
QUESTION = TaxQuestion("USD", included=False, to=RENO, items=(TaxItem("MUG", 2, 2_000),), delivery_minor=600)
TICK = timedelta(seconds=1)


def taxes_of(quote: TaxQuote) -> dict[str, int]:
    return {one["name"]: one["minor"] for one in quote.taxes}


class TestAnswer:
    def test_a_question_is_asked_once_and_another_one_anew(self, taxes: FakeTaxes) -> None:
        first = tax_quote("stripe", QUESTION, taxes)
        again = tax_quote("stripe", QUESTION, taxes)
        assert taxes_of(first) == taxes_of(again) == {"MUG": 165, "(delivery)": 50}
        assert (first.ref, again.ref, first.estimated) == ("taxcalc_1", "taxcalc_1", False)

        others = [
            replace(QUESTION, to=replace(RENO, postal_code="89502")),
            replace(QUESTION, items=(TaxItem("MUG", 2, 1_999),)),
            replace(QUESTION, delivery_minor=None),
        ]
        for other in others:
            tax_quote("stripe", other, taxes)
        assert len(taxes.asked) == 4

    def test_known_already_it_costs_one_read(self, taxes: FakeTaxes, wire: Wire) -> None:
        tax_quote("stripe", QUESTION, taxes)
        with wire.recorded() as sent:
            tax_quote("stripe", QUESTION, taxes)
        assert len(sent) == 1

    def test_it_is_asked_again_when_it_has_grown_old(self, taxes: FakeTaxes) -> None:
        tax_quote("stripe", QUESTION, taxes)
        with clock.moved(FRESH + TICK):
            assert kept_quote("stripe", QUESTION) is None
            assert tax_quote("stripe", QUESTION, taxes).ref == "taxcalc_2"

    def test_of_two_answers_at_once_the_first_one_counts_for_both(self, taxes: FakeTaxes) -> None:
        told: list[TaxQuote] = answers(at_once([lambda: tax_quote("stripe", QUESTION, taxes)] * 8))
        refs = {quote.ref for quote in told}
        assert len(refs) == 1
        assert TaxQuote.objects.get().ref in refs

    def test_no_address_is_kept(self, taxes: FakeTaxes) -> None:
        tax_quote("stripe", QUESTION, taxes)
        kept = str(TaxQuote.objects.get().to_mongo().to_dict())
        assert not any(word in kept for word in ("89501", "Reno", "Quay"))

    def test_nobody_asks_inside_a_transaction_known_or_not(self, taxes: FakeTaxes) -> None:
        tax_quote("stripe", QUESTION, taxes)
        with pytest.raises(OutsideCallInTransaction):
            transactional(lambda: tax_quote("stripe", QUESTION, taxes))()


class TestNoAnswer:
    @pytest.mark.parametrize("leaves_out", [None, "MUG"])
    def test_own_rates_stand_in_for_a_while_and_nobody_waits_meanwhile(
        self, taxes: FakeTaxes, leaves_out: str | None
    ) -> None:
        taxes.faults.away, taxes.leaves_out = leaves_out is None, leaves_out
        assert tax_quote("stripe", QUESTION, taxes).estimated

        taxes.faults.away, taxes.leaves_out = False, None
        still = tax_quote("stripe", QUESTION, taxes)
        assert (still.estimated, still.taxes, len(taxes.asked)) == (True, [], 1)
        with clock.moved(ESTIMATED + TICK):
            assert not tax_quote("stripe", QUESTION, taxes).estimated

    def test_a_tax_that_nobody_could_owe_is_no_answer(self, taxes: FakeTaxes) -> None:
        taxes.rate = 12_000
        assert tax_quote("stripe", QUESTION, taxes).estimated

    def test_a_provider_that_is_not_set_up_is_as_one_that_is_away(self) -> None:
        assert tax_quote("stripe", QUESTION, None).estimated
