"""Why this amount: the steps from the base price to what is paid, in their order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from core.plain import names_of, plain

BASE, LIST, PROMOTION, TAX, ROUNDING = "base", "list", "promotion", "tax", "rounding"
WRAPPED = "wrapping"


@dataclass(frozen=True, slots=True)
class TraceStep:
    """One step: what it adds to the amount, in minor units; together they are what is paid, tax on top included.

    *id* says by what: a SKU, a price list, a promotion, a tax class. *inside_minor* is the tax that an amount
    already holds, where prices include it.
    """

    kind: str
    id: str
    minor: int
    code: str | None = None
    inside_minor: int | None = None
    basis_points: int | None = None

    def times(self, quantity: int) -> "TraceStep":
        return TraceStep(self.kind, self.id, self.minor * quantity, self.code)

    def as_plain(self) -> dict[str, Any]:
        return {name: value for name, value in plain(self).items() if value is not None}


Trace = tuple[TraceStep, ...]


def added_up(trace: Iterable[TraceStep]) -> int:
    """What is paid, by its trace."""
    return sum(step.minor for step in trace)


def trace_of(written: Iterable[Mapping[str, Any]]) -> Trace:
    """The trace that was written down; what a newer release added to it is left out."""
    known = names_of(TraceStep)
    return tuple(TraceStep(**{name: step[name] for name in known if name in step}) for step in written)
