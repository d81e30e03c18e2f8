"""One stand-in for the whole session, emptied before each test; every answer is held against the contract."""

import threading
from collections.abc import Callable, Iterator
from typing import Any

import pytest
import stripe

from dev.contracts import FOLDER
from tests.dev.stripe.running import Controls, Receiver, RunningStripe

SECRET = "whsec_of_the_suite"


@pytest.fixture(scope="session")
def receiver() -> Iterator[Receiver]:
    with Receiver() as receiver:
        yield receiver


@pytest.fixture(scope="session")
def running(receiver: Receiver) -> Iterator[RunningStripe]:
    contracts = ["--contracts", str(FOLDER)] if FOLDER.is_dir() else []
    webhooks = ["--webhook-url", receiver.url, "--webhook-secret", SECRET]
    with RunningStripe(*contracts, *webhooks) as running:
        yield running


@pytest.fixture(scope="session")
def contracts_watched() -> None:
    """Skips where Stripe's schemas are absent: without them nothing can be watched."""
    if not FOLDER.is_dir():
        pytest.skip(f"Stripe's schemas are not there: {FOLDER} is absent")


@pytest.fixture
def sends_nonsense() -> None:
    """For tests whose own requests break the contract on purpose."""


@pytest.fixture(autouse=True)
def dev(running: RunningStripe, receiver: Receiver, request: pytest.FixtureRequest) -> Iterator[Controls]:
    """The controls of an empty stand-in; afterwards nothing it gave may have broken the contract."""
    controls = running.controls()
    controls.post("reset")
    controls.after_delivery()
    receiver.forget()
    yield controls
    forgiven = {"request"} if "sends_nonsense" in request.fixturenames else set()
    violations = controls.get("violations")["violations"]
    assert [it for it in violations if it["side"] not in forgiven] == []


@pytest.fixture
def api(running: RunningStripe) -> stripe.StripeClient:
    return running.client()


@pytest.fixture
def in_background() -> Iterator[Callable[..., None]]:
    """Starts calls in threads of their own; waits for them at the end of the test."""
    threads: list[threading.Thread] = []

    def start(call: Callable[..., object], *arguments: Any) -> None:
        threads.append(threading.Thread(target=call, args=arguments))
        threads[-1].start()

    yield start
    for thread in threads:
        thread.join()
