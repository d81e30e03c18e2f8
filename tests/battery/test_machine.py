"""Check 11: whatever is done to a shop in whatever order, goods and money are what a small model says they are."""

from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from bff.app import create_app
from core.bootstrap import Shop
from core.orders.models import Order
from tests.battery.indoors import Indoors
from tests.battery.machine import KINDS, ShopMachine
from tests.battery.model import BY_HAND, STRIPE
from tests.dev.stripe.running import Controls
from tests.fakes import FakeQueue


@pytest.fixture
def indoors(live: Shop) -> Iterator[Indoors]:
    with Indoors(create_app(live)) as served:
        yield served


def machine_of(indoors: Indoors, stripe: Controls, queue: FakeQueue) -> type[ShopMachine]:
    return type("ThisShop", (ShopMachine,), {"indoors": indoors, "stripe": stripe, "queue": queue})


@pytest.mark.parametrize(
    ("runs", "steps"),
    [(6, 12), pytest.param(200, 50, marks=[pytest.mark.faults, pytest.mark.timeout(3_600)])],
)
def test_a_shop_is_what_its_model_says_whatever_is_done_to_it(
    runs: int, steps: int, indoors: Indoors, stripe: Controls, queue: FakeQueue
) -> None:
    machine = machine_of(indoors, stripe, queue)
    chosen = settings(
        max_examples=runs,
        stateful_step_count=steps,
        phases=[Phase.generate],  # a run takes seconds: to look for a shorter one takes hours
        suppress_health_check=list(HealthCheck),
    )
    run_state_machine_as_test(machine, settings=chosen)


@pytest.mark.parametrize("told", [False, True])
def test_a_payment_that_nobody_told_of_is_asked_about_in_the_end(
    *, told: bool, indoors: Indoors, stripe: Controls, queue: FakeQueue
) -> None:
    """Found by the machine after some hundred runs, and it was the model that was wrong: told of before it was paid,
    a payment counted as told of for ever, and what nobody told of counted as not taken.
    """
    state = machine_of(indoors, stripe, queue)()
    state.open_shop(first=1, provider=BY_HAND, sku="MUG", count=1, wanted=1, cancelled=False)
    state.start_payment(0, STRIPE)
    if told:
        state.hear(0, KINDS[1])
        state.work()
    state.pay(0)
    state.work()
    state.the_orders_are_as_the_model_says()
    state.teardown()

    assert Order.objects.count() == 3
