"""Check 20: webhooks while MongoDB is slow and Redis is away, and while there is no MongoDB at all."""

import json
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from pathlib import Path

import pytest
import stripe as stripe_sdk

from core.inbox.models import Receipt
from core.outbox.models import OutboxMessage
from dev.mongod import Mongod
from dev.ports import LOOPBACK
from tests import builders as a
from tests.battery.house import WEBHOOK_SECRET, Bff
from tests.between import Between
from tests.e2e.waiting import eventually
from tests.failpoints import failing
from tests.fakes import FakeQueue

LATE = 0.05
PER_SECOND, MANY = 50, 1_000
AT_WORK = 64
"""Threads of the sender: none of its events waits for another one's answer."""
LONGEST = 35.0
"""Twenty seconds that a webhook may wait for a thread (docs/adr/0018), and fifteen for MongoDB."""
LONG = [pytest.mark.faults, pytest.mark.timeout(600)]
REFUSED = {"errorCode": 50}
TAKEN, ROUNDS = 204, 3


@pytest.fixture
def wire(mongod: Mongod) -> Iterator[Between]:
    with Between(mongod.port) as between:
        yield between


@pytest.fixture
def far(environment: dict[str, str], workshop: Path, bff: Bff, wire: Between) -> Iterator[Bff]:
    """A BFF that reaches MongoDB over that wire; Redis it could not reach at all."""
    uri = f"mongodb://127.0.0.1:{wire.port}/?directConnection=true"
    with Bff({**environment, "SHOP_MONGODB_URI": uri}, workshop) as server:
        yield server


def told(bff: Bff, number: int) -> tuple[int, float]:
    """An event as Stripe sends it: the status, and the seconds until it came."""
    return _sent(bff, *_signed(number))


def told_of(bff: Bff, numbers: Sequence[int]) -> list[tuple[int, float]]:
    """So many of them at their pace, however long the others are at it. They are signed before, and sent with as
    little ado as can be: sender, wire and shop share the machine.
    """
    ready = [_signed(number) for number in numbers]
    with ThreadPoolExecutor(AT_WORK) as pool:
        began, coming = time.monotonic(), []
        for nth, event in enumerate(ready):
            time.sleep(max(0.0, began + nth / PER_SECOND - time.monotonic()))
            coming.append(pool.submit(_sent, bff, *event))
        return [one.result() for one in coming]


def _signed(number: int) -> tuple[str, str]:
    event = {"id": f"evt_{number}", "object": "event", "type": "payment_intent.created"}
    body = json.dumps({**event, "data": {"object": {"id": f"pi_{number}", "object": "payment_intent"}}})
    return body, stripe_sdk.WebhookSignature.generate_signature_header(payload=body, secret=WEBHOOK_SECRET)


def _sent(bff: Bff, body: str, signature: str) -> tuple[int, float]:
    began = time.monotonic()
    wire = HTTPConnection(LOOPBACK, bff.port, timeout=2 * LONGEST)
    wire.request("POST", "/v1/hooks/stripe", body, {"Stripe-Signature": signature})
    status = wire.getresponse().status
    wire.close()
    return status, time.monotonic() - began


@pytest.mark.parametrize("events", [20, pytest.param(MANY, marks=LONG)])
def test_every_webhook_is_taken_or_comes_again(
    events: int,
    far: Bff,
    wire: Between,
    queue: FakeQueue,
    live: object,
    record_property: Callable[[str, object], None],
) -> None:
    wire.late = LATE
    answers = told_of(far, range(events))
    assert {status for status, _ in answers} == {204}
    waits = sorted(seconds for _, seconds in answers)
    half, most = (waits[int(share * len(waits))] for share in (0.5, 0.99))
    record_property("answered within", f"{half:.2f} s half of them, {most:.2f} s 99 in 100")
    assert most <= 0.5 or events < 100, waits[-5:]

    with failing(["insert"], REFUSED):
        assert told(far, events)[0] // 100 == 5
    assert told(far, events)[0] == 204
    a.drain(queue)
    assert all_done() == events + 1


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_without_a_database_every_webhook_comes_again(
    far: Bff, wire: Between, queue: FakeQueue, live: object
) -> None:
    """All that were refused are sent again, as Stripe does it, until they are taken; each is worked on once."""
    wire.deaf = True
    refused = told_of(far, range(MANY))
    assert {status // 100 for status, _ in refused} == {5}
    assert max(seconds for _, seconds in refused) <= LONGEST
    assert Receipt.objects.count() == 0

    wire.deaf = False
    assert eventually(lambda: told(far, 0)[0] == 204)
    left = list(range(MANY))
    for _ in range(ROUNDS):
        left = [n for n, (status, _) in zip(left, told_of(far, left), strict=True) if status != TAKEN]
    a.drain(queue)
    assert (left, all_done()) == ([], MANY)


def all_done() -> int:
    """How many events are kept, each worked on."""
    assert Receipt.objects(done_at=None).count() == 0
    assert OutboxMessage.objects(state__ne="done").first() is None
    return int(Receipt.objects.count())
