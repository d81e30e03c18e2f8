"""The shop broken on purpose: one change of one file, and the test that must notice it.

`tests/battery/test_mutants.py` applies each to a copy of the project. A text that is not in the source once fails
there and then, so a change of the code takes its mutants along.
"""

from tests.battery.mutants.access import ACCESS
from tests.battery.mutants.events import EVENTS
from tests.battery.mutants.goods import GOODS
from tests.battery.mutants.mutant import ROOT, Mutant
from tests.battery.mutants.payments import PAYMENTS

__all__ = ["MUTANTS", "ROOT", "Mutant"]

MUTANTS: tuple[Mutant, ...] = (*GOODS, *PAYMENTS, *EVENTS, *ACCESS)
