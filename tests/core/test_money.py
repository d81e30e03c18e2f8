from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Invalid
from core.money import CurrenciesDiffer, Money, included_share, known_currency, minor_units, share

MINOR = st.integers(-(10**12), 10**12)
RATE = st.integers(0, 10_000)
CURRENCIES = st.sampled_from(["USD", "EUR", "JPY", "KWD"])


@pytest.mark.parametrize(
    ("minor", "currency", "amount"),
    [
        (1299, "USD", "12.99"),
        (5, "EUR", "0.05"),
        (0, "EUR", "0.00"),
        (-5, "USD", "-0.05"),
        (1200, "JPY", "1200"),
        (1234, "KWD", "1.234"),
        (10**15 + 1, "USD", "10000000000000.01"),
    ],
)
def test_an_amount_is_written_with_the_digits_of_its_currency(minor: int, currency: str, amount: str) -> None:
    assert Money(minor, currency).as_json() == {"amount": amount, "minor": minor, "currency": currency}


@given(MINOR, CURRENCIES)
def test_an_amount_read_back_is_the_same_amount(minor: int, currency: str) -> None:
    assert minor_units(Money(minor, currency).amount, currency, field="price") == minor


@pytest.mark.parametrize("minor", [12.0, 12.5, True, "12", Decimal(12), None])
def test_only_whole_minor_units_are_money(minor: object) -> None:
    with pytest.raises(TypeError, match="whole minor units"):
        Money(minor, "USD")  # type: ignore[arg-type]  # that is the point


def test_currencies_never_mix() -> None:
    for mix in (Money.__add__, Money.__sub__):
        with pytest.raises(CurrenciesDiffer, match="USD and EUR"):
            mix(Money(1, "USD"), Money(1, "EUR"))


def test_money_adds_up() -> None:
    assert Money(100, "USD") + Money(50, "USD") - Money(25, "USD") == Money(125, "USD")
    assert Money(100, "USD") * 3 == Money(300, "USD")
    with pytest.raises(TypeError):
        Money(100, "USD") * 1.5  # type: ignore[operator]  # that is the point


def test_people_read_it_in_their_own_way() -> None:
    assert Money(123456, "USD").words("en-US") == "$1,234.56"
    assert Money(123456, "EUR").words("de-DE").replace("\xa0", " ") == "1.234,56 €"


@pytest.mark.parametrize(
    ("minor", "basis_points", "exact"),
    [(50, 100, 1), (49, 100, 0), (150, 100, 2), (-50, 100, -1), (1799, 700, 126), (0, 700, 0), (999, 0, 0)],
)
def test_halves_are_rounded_away_from_zero(minor: int, basis_points: int, exact: int) -> None:
    assert share(minor, basis_points) == exact


@given(MINOR, RATE)
def test_a_share_is_the_nearest_whole_number(minor: int, rate: int) -> None:
    assert abs(share(minor, rate) * 10_000 - minor * rate) <= 5_000


@given(st.integers(0, 10**9), RATE)
def test_the_tax_inside_an_amount_is_the_tax_on_what_is_left(gross: int, rate: int) -> None:
    tax = included_share(gross, rate)

    assert 0 <= tax <= gross
    assert abs(share(gross - tax, rate) - tax) <= 1


def test_nineteen_percent_inside_119_are_19() -> None:
    assert included_share(11_900, 1_900) == 1_900


@pytest.mark.parametrize(
    "amount", ["", "twelve", "1,50", "NaN", "sNaN", "Infinity", "1e999999999", "12.999", "0.001"]
)
def test_what_is_no_amount_is_refused_by_field(amount: str) -> None:
    with pytest.raises(Invalid) as refusal:
        minor_units(amount, "USD", field="variants.0.price")

    assert refusal.value.field == "variants.0.price"


def test_a_currency_without_cents_takes_none() -> None:
    assert minor_units("1200", "JPY", field="price") == 1200
    with pytest.raises(Invalid):
        minor_units("1200.5", "JPY", field="price")


@pytest.mark.parametrize("code", ["usd", "XYZ", "", "EURO"])
def test_only_currencies_of_iso_4217_are_known(code: str) -> None:
    assert known_currency("KWD", field="currency") == "KWD"
    with pytest.raises(Invalid, match="ISO 4217"):
        known_currency(code, field="currency")
