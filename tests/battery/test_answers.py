"""Checks 12 and 13: answers that get lost on their way, and a server that dies between its work and its answer."""

import random
import threading
import uuid
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import requests

from core import clock, db
from core.bootstrap import Shop
from core.checkout.services import accept_manual_payment
from core.idempotency.models import KeptAnswer
from core.orders.models import Order
from core.payments.models import Payment
from core.returns.models import Return
from core.settings import settings
from core.shipping.services import ship_order
from tests import builders as a
from tests.battery.crowd import Answer, Buyer, crowd
from tests.battery.house import Bff
from tests.between import Between
from tests.dev.stripe.running import Controls
from tests.e2e.waiting import eventually
from tests.failpoints import failing
from tests.fakes import FakeQueue

LONG = [pytest.mark.faults, pytest.mark.timeout(600)]
TRIES = 5
DECK, LOST_OF_IT = 10, 3


def until_answered(ask: Callable[[str], Answer]) -> Answer:
    """Try again under the same key, as a storefront does; a request that is still at work is asked for again."""
    key = str(uuid.uuid4())
    for _ in range(TRIES):
        with suppress(requests.ConnectionError):
            answer = ask(key)
            if answer.problem != "request-in-progress":
                return answer
    raise AssertionError(f"no answer in {TRIES} tries")


def _three_in_ten(seed: int) -> Iterator[bool]:
    dice, deck = random.Random(seed), [n < LOST_OF_IT for n in range(DECK)]
    while True:
        dice.shuffle(deck)
        yield from deck


@pytest.mark.parametrize("buyers", [8, pytest.param(100, marks=LONG)])
def test_answers_that_are_lost_cost_nobody_an_order_and_make_none_twice(
    buyers: int, bff: Bff, live: Shop, stripe: Controls, queue: FakeQueue
) -> None:
    """Check 13: of ten answers to anybody, three never arrive. Which ones, is chance; five on end would be too much
    for five tries, and by chance alone one run in three would have somebody who loses so many.
    """
    a.goods("MUG", available=buyers)
    waiting = crowd(bff.url, [{"MUG": 1}] * buyers)

    def buy(nth: int) -> tuple[int, int, int]:
        with Between(bff.port, cuts=_three_in_ten(nth)) as wire:
            buyer = Buyer(wire.url, waiting[nth].cart)
            started = until_answered(lambda key: buyer.start(key=key))
            placed = until_answered(lambda key: buyer.place(key=key))
            return started.status, placed.status, wire.dropped

    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(buy, range(buyers)))

    assert [(started, placed) for started, placed, _ in results] == [(200, 201)] * buyers
    assert sum(dropped for *_, dropped in results) >= buyers // 2
    assert (Order.objects.count(), Payment.objects.count()) == (buyers, buyers)
    assert len(stripe.get("ledger")["payment_intents"]) == buyers


@pytest.fixture
def doomed(environment: dict[str, str], workshop: Path, bff: Bff) -> Iterator[Bff]:
    """A BFF that will not live long, beside the one that does."""
    with Bff({**environment, "SHOP_WEB_WORKERS": "1"}, workshop) as server:
        yield server


def killed_before_it_answers(ask: Callable[[], object], bff: Bff, is_done: Callable[[], object]) -> None:
    """Its work is committed, and what it is about to keep as its answer waits at the database: then it dies."""
    kept = f"{settings().mongodb_database}.{KeptAnswer._get_collection_name()}"
    waits = {"namespace": kept, "blockConnection": True, "blockTimeMS": 60_000}
    with failing(["update"], waits):
        asking = threading.Thread(target=_in_vain, args=(ask,))
        asking.start()
        eventually(is_done, seconds=15)
        bff.kill()
        asking.join()
        db.client().admin.command("killAllSessions", [])  # what the dead one has sent comes to nothing too


def _in_vain(ask: Callable[[], object]) -> None:
    with pytest.raises(requests.ConnectionError):
        ask()


STEPS = ["place", *(pytest.param(step, marks=LONG) for step in ("payment", "returns"))]


@pytest.mark.parametrize("step", STEPS)
def test_a_server_that_dies_before_its_answer_has_done_it_once(
    step: str, doomed: Bff, bff: Bff, live: Shop, stripe: Controls
) -> None:
    """Check 12: the same key gets its answer from whoever comes after, once the dead one's lease is over."""
    a.goods("MUG", available=9)
    buyer, key = Buyer(doomed.url).fill({"MUG": 3}), str(uuid.uuid4())
    if step != "payment":
        buyer.do("POST", "/v1/checkout/payment", {"provider": "manual"})
    path, effects = f"/v1/checkout/{step}", Order
    body: dict[str, Any] | None = {"provider": "stripe"} if step == "payment" else None
    if step == "returns":
        number = buyer.do("POST", "/v1/checkout/place")["order"]["number"]
        accept_manual_payment(number, actor=a.STAFF)
        ship_order(number, carrier="UPS", tracking_code=None, actor=a.STAFF)
        wish = {"sku": "MUG", "quantity": 1, "reason": "damaged"}
        path, body, effects = f"/v1/orders/{number}/returns", {"lines": [wish]}, Return
    if step == "payment":
        effects = Payment
    known = {"provider_ref__ne": None} if step == "payment" else {}
    killed_before_it_answers(
        partial(buyer.ask, "POST", path, body, key=key), doomed, lambda: effects.objects(**known).first()
    )
    other = Buyer(bff.url, buyer.cart)
    early = other.ask("POST", path, body, key=key)
    KeptAnswer.objects(status=None).update(set__leased_until=clock.now())
    first, again = (other.ask("POST", path, body, key=key) for _ in range(2))

    assert (early.status, early.problem) == (409, "request-in-progress")
    assert (first.status // 100, first.replayed, again.replayed) == (2, False, True)
    assert first.body == again.body
    assert effects.objects.count() == 1
    assert len(stripe.get("ledger")["payment_intents"]) == (step == "payment")
