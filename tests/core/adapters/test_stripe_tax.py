"""Stripe Tax through the SDK, against the stand-in, which is slow, fails and refuses."""

import time
from collections.abc import Iterator

import pytest

from core.adapters.stripe_tax import IMPATIENT, StripeTax
from core.payments.breaker import MOST_FAILURES, guarded
from core.tax.errors import TaxProviderAway, TaxRefused
from core.tax.ports import TaxItem, TaxPlace, TaxQuestion, ToldTax
from tests.dev.stripe.running import Controls, RunningStripe

RENO = TaxPlace("US", "NV", "89501", "Reno", "1 Quay Street")
CALCULATIONS = "/v1/tax/calculations"


@pytest.fixture(scope="module")
def stripe_at() -> Iterator[RunningStripe]:
    with RunningStripe() as running:
        yield running


@pytest.fixture
def dev(stripe_at: RunningStripe) -> Controls:
    controls = stripe_at.controls()
    controls.post("reset")
    return controls


@pytest.fixture
def taxes(stripe_at: RunningStripe, dev: Controls) -> StripeTax:
    return StripeTax("sk_test_suite", api_base=stripe_at.url)


def question(*items: TaxItem, to: TaxPlace = RENO, included: bool = False) -> TaxQuestion:
    return TaxQuestion("USD", included, to, items or (TaxItem("MUG", 2, 2_000),), 600)


def test_the_tax_of_each_line_and_of_the_delivery_with_its_rate(taxes: StripeTax) -> None:
    answer = taxes.reckon(question())
    assert answer.items == {"MUG": ToldTax(137 + 28, 827)}
    assert answer.delivery == ToldTax(41 + 8, 827)
    assert answer.ref is not None
    assert answer.ref.startswith("taxcalc_")


def test_tax_that_is_inside_the_amounts(taxes: StripeTax) -> None:
    berlin = TaxPlace("DE", None, "10115", "Berlin", "Hafen 1")
    assert taxes.reckon(question(to=berlin, included=True)).items == {"MUG": ToldTax(319, 1_900)}


def test_where_nothing_is_collected_there_is_no_rate(taxes: StripeTax) -> None:
    portland = TaxPlace("US", "OR", "97201", "Portland", "1 Quay Street")
    assert taxes.reckon(question(to=portland)).items == {"MUG": ToldTax(0, None)}


def test_every_line_of_a_large_basket_is_answered(taxes: StripeTax) -> None:
    items = [TaxItem(f"SKU-{number}", 1, 100 + number) for number in range(23)]
    answer = taxes.reckon(question(*items))
    assert sorted(answer.items) == sorted(item.name for item in items)


def test_an_address_that_no_tax_office_knows_is_refused(taxes: StripeTax) -> None:
    nowhere = TaxPlace("US", "NV", "00000", "Nowhere", "1 Quay Street")
    with pytest.raises(TaxRefused):
        taxes.reckon(question(to=nowhere))


@pytest.mark.parametrize("kind", ["500", "429", "drop_before", "drop_after"])
def test_what_fails_is_away(taxes: StripeTax, dev: Controls, kind: str) -> None:
    dev.post("faults", kind=kind, path=f"{CALCULATIONS}*")
    with pytest.raises(TaxProviderAway):
        taxes.reckon(question())
    assert taxes.reckon(question()).items


def test_a_slow_one_is_waited_for_as_long_as_a_shopper_can_wait(taxes: StripeTax, dev: Controls) -> None:
    dev.post("faults", kind="hang", path=CALCULATIONS, seconds=5)
    began = time.monotonic()
    with pytest.raises(TaxProviderAway):
        taxes.reckon(question())
    assert time.monotonic() - began < sum(IMPATIENT) + 0.5 < 3


@pytest.mark.usefixtures("database")
def test_one_that_fails_again_and_again_is_left_alone_and_payments_are_not(
    stripe_at: RunningStripe, dev: Controls
) -> None:
    careful = StripeTax("sk_test_suite", api_base=stripe_at.url, guard=lambda: guarded("stripe-tax"))
    dev.post("faults", kind="500", path=CALCULATIONS, times=None)
    for _ in range(MOST_FAILURES + 2):
        with pytest.raises(TaxProviderAway):
            careful.reckon(question())
    assert len([call for call in dev.get("calls")["calls"] if call["path"] == CALCULATIONS]) == MOST_FAILURES
    with guarded("stripe"):
        pass
