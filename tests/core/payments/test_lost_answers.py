"""Check 10 with the real SDK against the stand-in: Stripe gives money back, and its answer is lost."""

from collections.abc import Iterator
from datetime import timedelta
from functools import partial

import pytest

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.orders.events import RefundOwed
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.orders.refunds import grant_refund
from core.payments.errors import GatewayAway
from core.payments.models import Refund, RefundState
from jobs.payments import pay_out
from tests import builders as a
from tests.core.checkout.shopping import learn
from tests.core.checkout.test_stripe_away import shop_at
from tests.dev.stripe.running import Controls, RunningStripe
from tests.fakes import FakeQueue

BACK = 300


@pytest.fixture(scope="module")
def running() -> Iterator[RunningStripe]:
    with RunningStripe() as server:
        yield server


@pytest.fixture
def stripe(running: RunningStripe) -> Controls:
    controls = running.controls()
    controls.post("reset")
    return controls


@pytest.fixture
def live(shop: Shop, running: RunningStripe) -> Shop:
    return shop_at(shop, running.url)


@pytest.fixture
def order(live: Shop, stripe: Controls, queue: FakeQueue) -> Order:
    """A paid one of which some is to go back: asked for, done, and the answer lost."""
    a.markets()
    a.goods("MUG", available=1)
    payment = a.started_payment(live, {"MUG": 1}).payment
    ref = a.payment(payment.id).provider_ref
    stripe.post(f"payment_intents/{ref}/pay", payment_method="pm_card_visa")
    learn(live, payment)
    a.drain(queue)
    paid: Order = Order.objects.get()
    grant_refund(paid.number, actor=a.STAFF, reason="Scratched.", minor=BACK)
    stripe.post("faults", kind="drop_after", path="/v1/refunds", method="POST")
    with pytest.raises(GatewayAway):
        pay_out(RefundOwed(paid.number))
    assert [refund.state for refund in Refund.objects] == [RefundState.PLANNED]
    return paid


def look(live: Shop, order: Order) -> None:
    """As a webhook has the shop look."""
    learn(live, a.payment(order.payment_id))


def again(queue: FakeQueue) -> None:
    """As the outbox has it tried."""
    for minutes in range(3):
        a.drain(queue, later=timedelta(minutes=minutes))


@pytest.mark.parametrize("told_first", [True, False])
def test_a_refund_whose_answer_was_lost_goes_once_and_is_in_the_books_once(
    *, told_first: bool, order: Order, live: Shop, stripe: Controls, queue: FakeQueue
) -> None:
    """Whether Stripe's webhook comes before the next try or after it."""
    steps = [partial(look, live, order), partial(again, queue)]
    for step in steps if told_first else reversed(steps):
        step()

    (refund,) = Refund.objects
    assert (refund.state, refund.minor) == (RefundState.GONE, BACK)
    (there,) = stripe.get("ledger")["payment_intents"].values()
    assert (there["refunded"], balance_of(order.number).refunded) == (BACK, BACK)
    assert len(there["keys"]["POST /v1/refunds"]) == 1
    assert violations() == []
