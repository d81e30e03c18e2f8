"""What a variant costs in a market, period by period: past, present and planned. Pure functions of what it stores.

A variant is seen here as it is stored, as a mapping, so that documents and raw records have one truth.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any

ALWAYS = datetime.min.replace(tzinfo=UTC)
"""The beginning of a price of which nobody has written down when it began."""
NEVER = datetime.max.replace(tzinfo=UTC)
LOOK_BACK = timedelta(days=30)

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Period:
    """One price, from a moment on until another."""

    minor: int
    compare_at_minor: int | None
    begins: datetime
    ends: datetime

    @property
    def reduced(self) -> bool:
        return (self.compare_at_minor or 0) > self.minor

    def same_price(self, other: "Period") -> bool:
        return (self.minor, self.compare_at_minor) == (other.minor, other.compare_at_minor)

    def as_stored(self) -> dict[str, Any]:
        stored: dict[str, Any] = {"minor": self.minor, "from": self.begins, "until": self.ends}
        return (
            stored if self.compare_at_minor is None else {**stored, "compare_at_minor": self.compare_at_minor}
        )


def planned(variant: Facts, market: str) -> Iterator[Period]:
    """From the end of its past on: the base price, interrupted by the scheduled ones. Each is one period."""
    base, at = variant["prices"][market], variant.get("since", {}).get(market, ALWAYS)
    for price in variant.get("schedule", ()):
        if price["market"] == market and price["until"] > at:
            if price["from"] > at:
                yield _period(base, at, price["from"])
            yield _period(price, max(at, price["from"]), price["until"])
            at = price["until"]
    yield _period(base, at, NEVER)


def periods(variant: Facts, market: str) -> list[Period]:
    """All that is known of its price there, in order; neighbours with one price are one period."""
    found: list[Period] = []
    past = [
        _period(price, price["from"], price["until"]) for price in variant.get("past", {}).get(market, ())
    ]
    for period in (*past, *planned(variant, market)):
        if found and found[-1].same_price(period):
            found[-1] = replace(found[-1], ends=period.ends)
        else:
            found.append(period)
    return found


def price_at(variant: Facts, market: str, at: datetime) -> Period:
    """The period of that moment."""
    if not variant.get("schedule"):
        return _period(variant["prices"][market], at, NEVER)
    known = list(planned(variant, market))
    return known[position(known, at)]


def position(known: Sequence[Period], at: datetime) -> int:
    """Which of them is in force at that moment."""
    if len(known) == 1:
        return 0
    return max((index for index, period in enumerate(known) if period.begins <= at), default=0)


def lowest_before(known: Sequence[Period], index: int) -> int | None:
    """The lowest price that applied in the 30 days before the reduction began that *index* is part of.

    A price that falls further, without a break, is one reduction (Price Indication Directive, article 6a).
    None where that price is not reduced, or nothing came before it.
    """
    if not known[index].reduced:
        return None
    first = _first_of_reduction(known, index)
    earliest = known[first].begins - LOOK_BACK if first else ALWAYS
    return min((period.minor for period in known[:first] if period.ends > earliest), default=None)


def _first_of_reduction(known: Sequence[Period], index: int) -> int:
    while index and known[index - 1].reduced and known[index - 1].minor >= known[index].minor:
        index -= 1
    return index


def horizon(known: Sequence[Period], now: datetime) -> datetime:
    """What ended 30 days before this is asked for by no lowest price any more."""
    index = position(known, now)
    return known[_first_of_reduction(known, index)].begins if known[index].reduced else now


def _period(price: Facts, begins: datetime, ends: datetime) -> Period:
    return Period(price["minor"], price.get("compare_at_minor"), begins, ends)
