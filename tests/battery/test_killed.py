"""Check 15: workers that are killed again and again while they learn of payments."""

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path

import pytest
import redis

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.inbox.events import StripeWebhookKept
from core.inbox.services import receive
from core.orders.models import Order
from core.outbox.models import OutboxMessage, OutboxState
from dev.redis_server import RedisServer
from tests import builders as a
from tests.at_once import answers, many
from tests.dev.stripe.running import Controls
from tests.jobs.running import Process, until

pytestmark = [pytest.mark.faults, pytest.mark.timeout(600)]
PAYMENTS, KILLS = 200, 20
BEFORE_THE_NEXT = 1.0
SETTLED_WITHIN, DONE_WITHIN = 90.0, 300.0
"""Seconds until every payment is learned, and until every mail and page that follows from it is made as well."""
SLOW = ((0.2, 0.7), (1.0, 0.67), (2.0, 1.0))
"""Seconds that Stripe takes to answer, and the share of those that are left."""
Run = Callable[[str], Process]


@pytest.fixture
def run(
    shared_database: object, environment: dict[str, str], redis_server: RedisServer, workshop: Path
) -> Iterator[Run]:
    client, started = redis.Redis.from_url(redis_server.url), list[Process]()
    client.flushall()

    def start(name: str) -> Process:
        started.append(Process(name, {**environment, "SHOP_REDIS_URL": redis_server.url}, workshop))
        return started[-1]

    yield start
    for process in started:
        process.kill()
    client.flushall()
    client.close()


def paid_and_told(shop: Shop, stripe: Controls, number: int) -> None:
    """A buyer has paid, and the webhook that says so is kept; nobody has worked on it."""
    payment = a.started_payment(shop, {"MUG": 1}, email=f"buyer{number}@example.com").payment
    ref = str(a.payment(payment.id).provider_ref)
    stripe.post(f"payment_intents/{ref}/pay", payment_method="pm_card_visa")
    told, facts = StripeWebhookKept(f"stripe-evt_{number}"), {"ref": ref, "payment_id": payment.id}
    receive(told, source="stripe", kind="payment_intent.succeeded", body=b"{}", facts=facts)


def paid() -> int:
    return int(Order.objects(status="paid").count())


def done() -> bool:
    return OutboxMessage.objects(state__ne=OutboxState.DONE).first() is None


def test_workers_that_are_killed_at_any_moment_lose_no_payment(
    run: Run, live: Shop, stripe: Controls, record_property: Callable[[str, object], None]
) -> None:
    dice = random.Random(15)
    a.markets()
    a.goods("MUG", available=PAYMENTS)
    stripe.post("webhooks", paused=True)
    told = many([partial(paid_and_told, live, stripe, number) for number in range(PAYMENTS)], threads=4)
    assert len(answers(told)) == PAYMENTS
    for seconds, fraction in SLOW:
        fault = {"method": "GET", "path": "/v1/payment_intents/*", "seconds": seconds, "times": None}
        stripe.post("faults", kind="hang", fraction=fraction, **fault)
    run("relay")
    workers = [run("worker") for _ in range(2)]
    for _ in range(KILLS):
        time.sleep(dice.uniform(0.2, 2.0))
        nth = dice.randrange(len(workers))
        workers[nth].kill()
        time.sleep(BEFORE_THE_NEXT)
        workers[nth] = run("worker")
    learned, killed = paid(), time.monotonic()
    until(lambda: paid() == PAYMENTS, seconds=SETTLED_WITHIN)
    record_property("settled after", f"{time.monotonic() - killed:.0f} s, {PAYMENTS - learned} of them")
    until(done, seconds=DONE_WITHIN)

    assert learned < PAYMENTS, "they were killed after their work"
    assert paid() == Order.objects.count() == PAYMENTS
    ledger = stripe.get("ledger")["payment_intents"].values()
    assert [intent["captures"] for intent in ledger] == [1] * PAYMENTS
    assert sum(message.attempts - 1 for message in OutboxMessage.objects) <= KILLS
    assert violations() == []
