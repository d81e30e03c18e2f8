"""Amounts as people type them: `12.50`, `12.50 EUR`, `12,50`. Never minor units."""

import re

from babel.numbers import get_currency_precision

from core.errors import Invalid
from core.money import Money, minor_units

TYPED = re.compile(r"(?P<amount>[0-9]{1,12}(?:[.,][0-9]{1,4})?)(?:\s*(?P<currency>[A-Za-z]{3}))?\Z")


def typed(text: str | None, currency: str, *, field: str) -> int:
    """What was typed, in minor units of *currency*; nothing typed is 0. Raises Invalid, which shows how to write it.

    A comma may stand for the point, as in much of Europe; thousands are written without either.
    """
    if not text:
        return 0
    found = TYPED.match(text.strip())
    if found is None or (found["currency"] or currency).upper() != currency:
        raise _not_an_amount(currency, field)
    try:
        return minor_units(found["amount"].replace(",", "."), currency, field=field)
    except Invalid:
        raise _not_an_amount(currency, field) from None


def example(currency: str) -> str:
    """How an amount of that currency is written here: `12.50 EUR`, `1250 JPY`."""
    return f"{Money(1250, currency).amount} {currency}"


def _not_an_amount(currency: str, field: str) -> Invalid:
    digits = get_currency_precision(currency)
    parts = f", with {digits} digits after the point at most" if digits else ", without a point"
    return Invalid(f"write it as in {example(currency)}{parts}.", field=field)
