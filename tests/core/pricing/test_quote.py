import json
import random

from hypothesis import example, given
from hypothesis import strategies as st

from core.markets.models import Market
from core.money import Money
from core.pricing.queries import priced_delivery, tax_terms
from core.pricing.quote import DeliveryPrice, PricedLine, Quote, quote_from_plain, quote_of, tax_on

CURRENCIES = ["USD", "EUR", "JPY", "KWD"]
RATES = st.integers(0, 3_000)


@st.composite
def baskets(draw: st.DrawFn) -> Quote:
    """Any basket that a cart can hold, in a currency of no, two or three digits, tax inside or on top."""
    included = draw(st.booleans())
    count = draw(st.integers(0, 12))
    lines = [
        _line(f"SKU-{number}", draw(st.integers(1, 99)), draw(st.integers(0, 10**7)), draw(RATES), included)
        for number in range(count)
    ]
    delivery = draw(st.none() | st.builds(_delivery, st.integers(0, 10**5), RATES, st.just(included)))
    return quote_of(
        lines, currency=draw(st.sampled_from(CURRENCIES)), tax_included=included, delivery=delivery
    )


def _line(sku: str, quantity: int, unit: int, rate: int, included: bool) -> PricedLine:  # noqa: FBT001
    total = quantity * unit
    return PricedLine(
        sku=sku,
        quantity=quantity,
        unit_minor=unit,
        compare_at_minor=None,
        total_minor=total,
        tax_minor=tax_on(total, rate, included=included),
        product_slug=sku.lower(),
        name=sku,
        options={"Colour": "Sand"},
    )


def _delivery(minor: int, rate: int, included: bool) -> DeliveryPrice:  # noqa: FBT001
    return DeliveryPrice("standard", "Standard", minor, tax_on(minor, rate, included=included))


@given(baskets())
def test_totals_are_the_sums_of_their_parts_in_whole_units(quote: Quote) -> None:
    lines, delivery = quote.lines, quote.delivery
    taxes = [line.tax_minor for line in lines] + ([delivery.tax_minor] if delivery else [])

    assert quote.subtotal_minor == sum(line.quantity * line.unit_minor for line in lines)
    assert quote.delivery_minor == (delivery.minor if delivery else 0)
    assert quote.tax_minor == sum(taxes)
    on_top = 0 if quote.tax_included else quote.tax_minor
    assert quote.total_minor == quote.subtotal_minor + quote.delivery_minor + on_top
    amounts = (quote.subtotal_minor, quote.delivery_minor, quote.tax_minor, quote.total_minor, *taxes)
    assert all(type(amount) is int and amount >= 0 for amount in amounts)


@given(baskets(), st.randoms())
def test_the_order_of_the_lines_does_not_matter(quote: Quote, dice: random.Random) -> None:
    lines = list(quote.lines)
    dice.shuffle(lines)
    turned = quote_of(
        lines, currency=quote.currency, tax_included=quote.tax_included, delivery=quote.delivery
    )

    for amount in ("subtotal_minor", "delivery_minor", "tax_minor", "total_minor"):
        assert getattr(turned, amount) == getattr(quote, amount)


@given(baskets())
def test_a_quote_that_was_written_down_is_the_same_quote(quote: Quote) -> None:
    again = quote_from_plain(json.loads(json.dumps(quote.as_plain())))

    assert again == quote
    assert again.fingerprint == quote.fingerprint


@given(baskets(), baskets())
@example(
    quote_of([], currency="USD", tax_included=True, delivery=None),
    quote_of([], currency="EUR", tax_included=True, delivery=None),
)
def test_only_the_same_quote_has_the_same_fingerprint(one: Quote, other: Quote) -> None:
    assert (one.fingerprint == other.fingerprint) == (one == other)


@given(baskets())
def test_included_tax_lies_inside_the_total(quote: Quote) -> None:
    if quote.tax_included:
        assert quote.tax_minor <= quote.total_minor


@given(st.sampled_from(CURRENCIES), st.integers(0, 10**9))
def test_the_total_has_as_many_digits_as_its_currency(currency: str, minor: int) -> None:
    digits = {"JPY": 0, "KWD": 3}.get(currency, 2)
    whole, _, part = Money(minor, currency).amount.partition(".")

    assert len(part) == digits
    assert int(whole + part) == minor


def test_a_tax_class_that_nobody_knows_pays_the_standard_rate() -> None:
    market = Market(tax_display="excluded", tax_rates={"standard": 700, "reduced": 0})

    assert (tax_terms(market).rate("reduced"), tax_terms(market).rate("books")) == (0, 700)
    assert tax_terms(Market(tax_display="excluded", tax_rates={})).rate("standard") == 0
    delivery = priced_delivery("d", "D", 1_000, market)
    assert (delivery.minor, delivery.tax_minor, delivery.tax_basis_points) == (1_000, 70, 700)
