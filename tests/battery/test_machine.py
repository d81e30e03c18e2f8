"""Check 11: whatever is done to a shop in whatever order, goods and money are what a small model says they are."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from bff.app import create_app
from core.bootstrap import Shop
from tests.battery.indoors import Indoors
from tests.battery.machine import ShopMachine
from tests.dev.stripe.running import Controls
from tests.fakes import FakeQueue


@pytest.fixture
def indoors(live: Shop) -> Iterator[Indoors]:
    with Indoors(create_app(live)) as served:
        yield served


@pytest.mark.parametrize(
    ("runs", "steps"),
    [(6, 12), pytest.param(200, 50, marks=[pytest.mark.faults, pytest.mark.timeout(3_600)])],
)
def test_a_shop_is_what_its_model_says_whatever_is_done_to_it(
    runs: int, steps: int, indoors: Indoors, stripe: Controls, queue: FakeQueue
) -> None:
    kept = {"indoors": indoors, "stripe": stripe, "queue": queue}
    machine = type("ThisShop", (ShopMachine,), kept)
    chosen = settings(
        max_examples=runs,
        stateful_step_count=steps,
        phases=[Phase.generate],  # a run takes seconds: to look for a shorter one takes hours
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=chosen)
