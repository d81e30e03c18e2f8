"""Check 21 with real processes: webhooks that are lost, an answer that is lost, and `shop reconcile` once."""

import time

import pytest

from core.bootstrap import Shop
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.payments.models import Payment
from core.payments.reconciliations import open_differences
from tests import builders as a
from tests.battery.crowd import crowd, pay, pay_all, together
from tests.battery.house import Bff, run_shop
from tests.dev.stripe.running import Controls
from tests.fakes import FakeQueue

LONG = [pytest.mark.faults, pytest.mark.timeout(300)]
LATER = 600  # a pass looks at nothing that is younger than two minutes
AT_MOST = 120


@pytest.mark.parametrize("buyers", [5, pytest.param(100, marks=LONG)])
def test_one_reconciliation_finds_whatever_nobody_told_of(
    buyers: int, bff: Bff, environment: dict[str, str], live: Shop, stripe: Controls, queue: FakeQueue
) -> None:
    """Three webhooks in ten are lost. Of one payment nobody here ever learned the name under which it is charged."""
    a.goods("MUG", available=buyers + 1)
    unheard, *heard = crowd(bff.url, [{"MUG": 1}] * (buyers + 1))
    stripe.post("webhooks", drop=1.0)
    stripe.post("faults", kind="drop_after", method="POST", path="/v1/payment_intents")
    assert unheard.start().status == 503
    (nameless,) = stripe.get("ledger")["payment_intents"]
    stripe.post(f"payment_intents/{nameless}/pay", payment_method="pm_card_visa")
    first = heard[0].start()
    pay(stripe, first)
    stripe.after_delivery()
    stripe.post("webhooks", drop=0.3, seed=21)
    pay_all(stripe, together([buyer.start for buyer in heard[1:]]))
    lost = stripe.after_delivery()["lost"]
    a.drain(queue)
    assert (Payment.objects(provider_ref=None).count(), lost > 0) == (1, True)
    assert Order.objects(status="paid").count() <= buyers - 1

    began = time.monotonic()
    later = {**environment, "SHOP_CLOCK_OFFSET_SECONDS": str(LATER)}
    code, said = run_shop(later, "reconcile", "--days", "1")
    assert (code, said.splitlines()[-1], time.monotonic() - began < AT_MOST) == (0, "the books agree", True)
    assert ", 1 repaired" in said, "the one whose name nobody knew"
    a.drain(queue)

    booked = stripe.get("ledger")["metadata"]["payment"]
    assert Order.objects(status="paid").count() == buyers + 1
    for order in Order.objects:
        there = booked[order.payment_id]
        balance = balance_of(order.number)
        assert (there["captures"], there["captured"], there["refunded"]) == (1, balance.captured, 0)
        assert balance.open == 0
    assert open_differences() == []
