"""Check 22 through gunicorn: Stripe says nothing, shoppers try to pay, and others read the catalogue."""

import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from core.bootstrap import Shop
from core.breaker import MOST_FAILURES, Breaker
from core.orders.models import Order
from core.pages.services import build_all, wanted_of
from tests import builders as a
from tests.battery.crowd import Answer, Buyer, crowd, pay_all, quantile, statuses
from tests.battery.house import Bff
from tests.between import Between
from tests.dev.stripe.running import Controls, RunningStripe
from tests.e2e.waiting import eventually
from tests.fakes import FakeQueue

PAGE = "/v1/pages/product/mug"
READS, PAYS = 50, 10
"""Per second."""
USUAL, SILENT = 20, 120
"""Seconds."""
BUYERS = 60
AT_WORK = 32
THREADS, FIRST_PAYERS = 4, 6
"""Of a small shop, and those who want to pay at once when nobody knows yet that Stripe says nothing."""
LONGEST, MOMENTARY = 3.0, 0.5
BETWEEN_TRIES = 10
WITHIN = 60.0
A_MOMENT = 0.02
"""What a clock of this machine, whose load is made on itself, cannot tell from nothing."""


@pytest.fixture
def wire(running_stripe: RunningStripe) -> Iterator[Between]:
    port = urlsplit(running_stripe.url).port
    assert port
    with Between(port) as between:
        yield between


@pytest.fixture
def far(environment: dict[str, str], workshop: Path, bff: Bff, wire: Between) -> Iterator[Bff]:
    """A BFF that reaches Stripe over that wire."""
    with Bff({**environment, "SHOP_STRIPE_API_BASE": wire.url}, workshop) as server:
        yield server


@pytest.fixture
def small(environment: dict[str, str], workshop: Path, bff: Bff, wire: Between) -> Iterator[Bff]:
    """One process of few threads."""
    sizes = {"SHOP_WEB_WORKERS": "1", "SHOP_WEB_THREADS": str(THREADS)}
    with Bff({**environment, "SHOP_STRIPE_API_BASE": wire.url, **sizes}, workshop) as server:
        yield server


def rushed(bff: Bff, buyers: Sequence[Buyer], seconds: int) -> tuple[list[Answer], list[Answer]]:
    """What readers and payers are answered, who come at their pace however long the others wait."""
    reader = Buyer(bff.url)
    reads, pays = list[Future[Answer]](), list[Future[Answer]]()
    with ThreadPoolExecutor(AT_WORK) as pool:
        began = time.monotonic()
        for tick in range(READS * seconds):
            time.sleep(max(0.0, began + tick / READS - time.monotonic()))
            reads.append(pool.submit(reader.ask, "GET", PAGE))
            if tick % (READS // PAYS) == 0:
                pays.append(pool.submit(buyers[len(pays) % len(buyers)].start))
        return [one.result() for one in reads], [one.result() for one in pays]


def test_the_first_who_pay_into_a_silence_keep_no_reader_waiting_and_wait_for_three_seconds_at_most(
    small: Bff, wire: Between
) -> None:
    """There are more of them than threads: some wait for Stripe, the others for those."""
    a.goods("MUG", available=FIRST_PAYERS)
    build_all(wanted_of(["product:mug"]))
    buyers, reader = crowd(small.url, [{"MUG": 1}] * FIRST_PAYERS), Buyer(small.url)
    before, wire.deaf = wire.taken, True
    with ThreadPoolExecutor(FIRST_PAYERS) as pool:
        pays = [pool.submit(buyer.start) for buyer in buyers]
        eventually(lambda: wire.taken - before >= THREADS - 1)
        reads = [reader.ask("GET", PAGE) for _ in range(20)]
        answers = [one.result() for one in pays]

    assert statuses(reads) == {(200, ""): 20}
    assert quantile(reads, 1) < MOMENTARY
    assert statuses(answers) == {(503, "payment-provider-away"): FIRST_PAYERS}
    assert quantile(answers, 1) <= LONGEST


@pytest.mark.faults
@pytest.mark.timeout(600)
def test_a_silent_stripe_keeps_neither_readers_nor_payers_waiting(
    far: Bff, wire: Between, live: Shop, stripe: Controls, queue: FakeQueue
) -> None:
    a.goods("MUG", available=2 * BUYERS)
    build_all(wanted_of(["product:mug"]))
    buyers = crowd(far.url, [{"MUG": 1}] * (2 * BUYERS))
    before, begun = rushed(far, buyers[:BUYERS], USUAL)
    wire.deaf, silent_at = True, time.monotonic()
    reads, pays = rushed(far, buyers[BUYERS:], SILENT)
    failures = Breaker.objects.get(id="stripe").failures

    odd = [answer for answer in (*before, *begun, *reads) if answer.status != 200]
    assert odd == [], "\n".join(_story(answer, silent_at, far) for answer in odd)
    assert statuses(pays) == {(503, "payment-provider-away"): PAYS * SILENT}
    assert quantile(pays, 1) <= LONGEST
    assert failures - SILENT // BETWEEN_TRIES - 1 <= 20, f"{failures} calls, {MOST_FAILURES} should be enough"

    wire.deaf, returned = False, time.monotonic()
    started = [eventually(partial(_begun, buyer), seconds=WITHIN) for buyer in buyers[BUYERS:]]
    pay_all(stripe, started)
    stripe.after_delivery()
    a.drain(queue)
    assert Order.objects(status="paid").count() == BUYERS
    assert time.monotonic() - returned <= WITHIN
    assert_no_slower(reads, before, rushed(far, buyers[:BUYERS], USUAL)[0])


def assert_no_slower(reads: Sequence[Answer], *usual: Sequence[Answer]) -> None:
    """Than before or after: what else the machine does comes and goes."""
    silent, *others = (quantile(answers, 0.95) for answers in (reads, *usual))
    assert silent <= 1.2 * max(others) + A_MOMENT, (silent, others)


def _begun(buyer: Buyer) -> Answer | None:
    answer = buyer.start()
    return answer if answer.status == 200 else None


def _story(answer: Answer, silent_at: float, bff: Bff) -> str:
    """All that is known of it, with what its server has written of it, or of no request in particular."""
    said = [line for line in bff.output.splitlines() if answer.request_id in line or _warns(line)]
    when = f"{answer.asked} {answer.at - silent_at:+.3f} s"
    return "\n  ".join([f"{when}: {answer.status} {answer.body} after {answer.seconds:.3f} s", *said])


def _warns(line: str) -> bool:
    return '"level": "warning"' in line and "request_id" not in line
