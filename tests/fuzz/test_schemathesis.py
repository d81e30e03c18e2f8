"""Check 53: what Schemathesis makes of the document, through gunicorn, as nobody, guest, customer and machine.

No answer of 5xx, none that the document does not have, no body that breaks its schema; every refusal is a problem
document that says nothing of how the shop is built.
"""

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from core.bootstrap import Shop
from core.keys.models import SCOPES
from core.keys.services import issue_key
from tests import builders as a
from tests.battery.crowd import Buyer
from tests.battery.house import Bff
from tests.fakes import FakeQueue
from tests.fuzz.campaign import Found, attacked
from tests.fuzz.test_injections import documented

SKU = "HARBOUR-MUG-SAND"
"""What the examples of the document are about."""
OFF = {"enabled": False}
SHORT = {
    "examples": {"enabled": True},
    "coverage": OFF,
    "fuzzing": {"enabled": True, "generation": {"max-examples": 3}},
    "stateful": OFF,
}
WHOLE = {
    "examples": {"enabled": True},
    "coverage": {"enabled": True},
    "fuzzing": {"enabled": True, "generation": {"max-examples": 30}},
    "stateful": {"enabled": True, "generation": {"max-examples": 15}},
}
WHO = ("nobody", "a guest", "a customer", "a machine")
Attack = Callable[[Mapping[str, Any], str], Found]


@pytest.fixture(scope="module")
def running(_connected: None, own_environment: dict[str, str], workshop: Path) -> Iterator[Bff]:
    with Bff(own_environment, workshop) as server:
        yield server


@pytest.fixture
def bff(
    shared_database: "Database[dict[str, Any]]", shop: Shop, queue: FakeQueue, running: Bff
) -> Iterator[Bff]:
    """The shop of the document's examples."""
    a.markets()
    a.goods(SKU, slug="harbour-mug", name="Harbour Mug", available=9)
    a.drain(queue)
    yield running
    assert [line for line in running.output.splitlines() if "Traceback" in line] == []


@pytest.fixture
def attack(bff: Bff) -> Attack:
    """`attack(phases, "a guest")`: all of it from somebody who shows what that one has."""

    def attack_as(phases: Mapping[str, Any], who: str) -> Found:
        if who == "a machine":
            key = issue_key("erp", list(SCOPES), actor=a.STAFF)[1]
            return attacked(bff.url, phases=phases, shown={"Authorization": f"Bearer {key}"}, email=None)
        buyer, email = Buyer(bff.url), None
        if who != "nobody":
            buyer.fill({SKU: 1})
        if who == "a customer":
            email = str(a.customer("ada@example.com").email)
        shown = {"X-Cart-Token": buyer.cart} if buyer.cart else {}
        return attacked(bff.url, phases=phases, shown=shown, email=email)

    return attack_as


def test_three_hundred_cases_find_no_fault(attack: Attack) -> None:
    found = attack(SHORT, "a customer")

    assert found.faults == {}
    assert found.cases >= 200
    assert found.operations == set(documented())


@pytest.mark.faults
@pytest.mark.timeout(3_000)
def test_ten_thousand_cases_find_no_fault(
    attack: Attack, record_property: Callable[[str, object], None]
) -> None:
    found = {who: attack(WHOLE, who) for who in WHO}
    for who, one in found.items():
        record_property(who, f"{one.cases} cases, {dict(sorted(one.statuses.items()))}")

    assert {who: one.faults for who, one in found.items() if one.faults} == {}
    assert sum(one.cases for one in found.values()) >= 10_000
    assert all(one.operations == set(documented()) for one in found.values())
