"""Check 3 over HTTP, with Stripe's stand-in: who pays when the hold is over and others have bought the goods."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from bff.app import create_app
from core import clock
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.inventory.models import StockItem
from core.orders.models import Order
from jobs.inventory import release_lapsed
from jobs.schedule_events import HoldsReviewDue
from tests import builders as a
from tests.battery.crowd import Answer, crowd, pay_all, statuses, together
from tests.battery.indoors import Indoors
from tests.dev.stripe.running import Controls
from tests.fakes import FakeQueue

LONG = [pytest.mark.faults, pytest.mark.timeout(300)]
HOLD = 5


@pytest.fixture
def hasty(live: Shop, stripe: Controls) -> Iterator[Indoors]:
    """A BFF whose holds last five seconds; Stripe's webhooks come here."""
    brief = live.settings.model_copy(update={"hold_seconds": HOLD})
    with Indoors(create_app(replace(live, settings=brief))) as served:
        stripe.post("webhooks", urls=[f"{served.url}/v1/hooks/stripe"])
        yield served


@pytest.mark.parametrize("swept", ["swept", ""])
@pytest.mark.parametrize("many", [2, pytest.param(10, marks=LONG)])
def test_who_pays_when_others_have_the_goods_gets_all_of_the_money_back(
    many: int, swept: str, hasty: Indoors, stripe: Controls, queue: FakeQueue
) -> None:
    """Whether anybody has swept up the holds that are over makes no difference."""
    a.markets()
    a.goods("MUG", available=many)
    stalled = crowd(hasty.url, [{"MUG": 1}] * many)
    begun = together([buyer.start for buyer in stalled])
    hasty.later = timedelta(seconds=HOLD + 1)
    with clock.moved(hasty.later):
        if swept:
            release_lapsed(HoldsReviewDue())
        others = crowd(hasty.url, [{"MUG": 1}] * many)
        started = together([buyer.start for buyer in others])
        pay_all(stripe, started)
        placed = together([buyer.place for buyer in others])
        pay_all(stripe, begun)
        refused = together([buyer.place for buyer in stalled])
        stripe.after_delivery()
        a.drain(queue)
        broken = violations()

    assert (statuses(begun), statuses(started)) == ({(200, ""): many}, {(200, ""): many})
    assert (statuses(placed), {answer.status for answer in refused}) == ({(201, ""): many}, {409})
    payments = {answer.body["paymentId"] for answer in started}
    assert {order.payment_id for order in Order.objects(status="paid")} == payments
    assert (kept_of(begun, stripe), kept_of(started, stripe)) == ([(1, 0)] * many, [(1, 2_568)] * many)
    assert [(item.available, item.held, item.sold) for item in StockItem.objects] == [(0, 0, many)]
    assert broken == []


def kept_of(started: list[Answer], stripe: Controls) -> list[tuple[int, int]]:
    """Of each payment: how often it was charged, and how much of it the shop still has."""
    ledger = stripe.get("ledger")["metadata"]["payment"]
    booked = [ledger[answer.body["paymentId"]] for answer in started]
    return [(one["captures"], one["captured"] - one["refunded"]) for one in booked]
