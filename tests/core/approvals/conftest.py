from dataclasses import dataclass

import pytest

from core.bootstrap import Shop
from core.orders.models import Order
from tests import builders as a
from tests.conftest import Resettle


@dataclass(frozen=True)
class Colleague:
    """Somebody who may approve: their address, and the secret of their app."""

    email: str
    secret: str

    @property
    def code(self) -> str:
        return a.code_of(self.secret)


def colleague(email: str, role: str = "owner") -> Colleague:
    a.staff_member(email, role)
    return Colleague(email, a.second_factor(email)[0])


@pytest.fixture(autouse=True)
def bounded(database: object, steady: None, resettle: Resettle) -> None:
    """One act up to 10.00 USD, a day up to 25.00; no other currency."""
    resettle(staff_alone="USD:1000/2500")


@pytest.fixture
def asker() -> str:
    return a.staff_member("ada@quayside.example", "owner").email


@pytest.fixture
def bea() -> Colleague:
    return colleague("bea@quayside.example")


@pytest.fixture
def order(shop: Shop) -> Order:
    """Four mugs at 23.50 and delivery at 6.00, untaxed: 100.00. They have left."""
    a.markets({**a.US, "tax": {"display": "excluded", "ratesBasisPoints": {}}})
    a.goods("MUG", prices={"us": 2_350}, available=9)
    return a.shipped_order(shop, {"MUG": 4})
