"""stripe   the stand-in, emptied before each test; its webhooks go to `bff`
bff      gunicorn on the tests' MongoDB, the same for all tests of a process
live     the shop of this process, with the same Stripe: its jobs are done by `a.drain(queue)`
"""

from collections.abc import Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from pymongo.database import Database

from core.adapters.stripe_gateway import StripeGateway
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.payments.breaker import guarded
from dev.ports import LOOPBACK, free_port
from jobs.context import work_for
from tests import builders as a
from tests.battery.house import WEBHOOK_SECRET, Bff, takes_money_at
from tests.dev.stripe.running import Controls, RunningStripe


@pytest.fixture(scope="session")
def bff_port() -> int:
    return free_port()


@pytest.fixture(scope="session")
def running_stripe(bff_port: int) -> Iterator[RunningStripe]:
    hook = f"http://{LOOPBACK}:{bff_port}/v1/hooks/stripe"
    with RunningStripe("--webhook-url", hook, "--webhook-secret", WEBHOOK_SECRET) as server:
        yield server


@pytest.fixture(scope="session")
def environment(
    _connected: None, own_environment: dict[str, str], running_stripe: RunningStripe
) -> dict[str, str]:
    """The variables of every process of this shop."""
    return {**own_environment, **takes_money_at(running_stripe.url)}


@pytest.fixture(scope="session")
def running_bff(environment: dict[str, str], bff_port: int, workshop: Path) -> Iterator[Bff]:
    with Bff(environment, workshop, bff_port) as server:
        yield server


@pytest.fixture
def stripe(running_stripe: RunningStripe) -> Iterator[Controls]:
    controls = running_stripe.controls()
    controls.post("reset")
    yield controls
    controls.post("reset")


@pytest.fixture
def bff(shared_database: "Database[dict[str, Any]]", stripe: Controls, running_bff: Bff) -> Iterator[Bff]:
    """With markets, and nothing else yet. What a test has done to the shop keeps every rule."""
    a.markets()
    yield running_bff
    assert violations() == []


@pytest.fixture
def live(shop: Shop, running_stripe: RunningStripe, stripe: Controls) -> Iterator[Shop]:
    gateway = StripeGateway(
        "sk_test_battery",
        publishable_key="pk_test_battery",
        api_base=running_stripe.url,
        webhook_secrets=(WEBHOOK_SECRET,),
        guard=partial(guarded, "stripe"),
    )
    wired = replace(shop, gateways={**shop.gateways, "stripe": gateway})
    work_for(wired)
    yield wired
    work_for(None)
