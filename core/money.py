"""Money: integer minor units and a currency. Never a float, never mixed currencies."""

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from functools import lru_cache

from babel.numbers import format_currency, get_currency_precision, list_currencies

from core.errors import Invalid

BASIS_POINTS = 10_000
MOST_MINOR = 10**12
"""The largest price that anything outside may name: totals of full carts then still fit into 64 bits."""


class CurrenciesDiffer(ValueError):
    """Two amounts of different currencies cannot be added: a fault in the shop, not of its caller."""


@dataclass(frozen=True, slots=True)
class Money:
    """An amount in the smallest unit of its currency (ISO 4217), as Stripe counts it."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if isinstance(self.minor, bool) or not isinstance(self.minor, int):
            raise TypeError("money is counted in whole minor units")

    def __add__(self, other: "Money") -> "Money":
        return Money(self.minor + self._same(other).minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.minor - self._same(other).minor, self.currency)

    def __mul__(self, quantity: int) -> "Money":
        return Money(self.minor * quantity, self.currency)

    @property
    def amount(self) -> str:
        """The amount in major units, exact: `12.99`, `1200` for yen."""
        return _exact(self.minor, self.currency)

    def as_json(self) -> dict[str, str | int]:
        """As every answer writes money: exact text, minor units, currency."""
        return told(self.minor, self.currency)

    def words(self, locale: str) -> str:
        """As a person of that locale reads it: `$12.99`, `12,99 €`."""
        text: str = format_currency(Decimal(self.amount), self.currency, locale=locale.replace("-", "_"))
        return text

    def _same(self, other: "Money") -> "Money":
        if other.currency != self.currency:
            raise CurrenciesDiffer(f"{self.currency} and {other.currency}")
        return other


def told(minor: int, currency: str) -> dict[str, str | int]:
    """So many minor units, as *Money.as_json* writes them: for the many of a long cart."""
    return {"amount": _exact(minor, currency), "minor": minor, "currency": currency}


@lru_cache(maxsize=4096)
def _exact(minor: int, currency: str) -> str:
    digits = get_currency_precision(currency)
    return f"{Decimal(minor).scaleb(-digits):.{digits}f}"


def share(minor: int, basis_points: int) -> int:
    """That share of an amount, halves rounded away from zero: the one rounding rule of the shop."""
    exact = Decimal(minor) * basis_points / BASIS_POINTS
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def included_share(minor: int, basis_points: int) -> int:
    """The tax inside an amount that includes it, rounded as *share* rounds."""
    exact = Decimal(minor) * basis_points / (BASIS_POINTS + basis_points)
    return int(exact.quantize(Decimal(1), rounding=ROUND_HALF_UP))


def minor_units(amount: str, currency: str, *, field: str) -> int:
    """An exact decimal amount in minor units. Raises Invalid when the currency has fewer digits than it."""
    try:
        minor = Decimal(amount).scaleb(get_currency_precision(currency))
    except ArithmeticError:
        raise Invalid(f"{amount!r} is not an amount.", field=field) from None
    if not minor.is_finite() or abs(minor) > MOST_MINOR or minor != minor.to_integral_value():
        raise Invalid(f"{amount!r} is not an amount of {currency}.", field=field)
    return int(minor)


def known_currency(code: str, *, field: str) -> str:
    """The code, if ISO 4217 knows it; else raises Invalid."""
    if code not in list_currencies():
        raise Invalid(f"{code!r} is not a currency of ISO 4217.", field=field)
    return code
