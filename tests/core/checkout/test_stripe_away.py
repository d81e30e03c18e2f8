"""Checks 14 and 22 with the real SDK against the stand-in: faults on the way, and a Stripe that says nothing."""

import socket
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial

import pytest

from core import clock
from core.adapters.stripe_gateway import HURRIED, StripeGateway
from core.bootstrap import Shop
from core.breaker import Breaker
from core.checkout.invariants import violations
from core.checkout.services import settle
from core.inbox.events import StripeWebhookKept
from core.inbox.services import receive
from core.orders.models import Order
from core.outbox.models import OutboxMessage
from core.payments.breaker import MOST_FAILURES, guarded
from core.payments.errors import GatewayAway
from core.payments.models import Payment, PaymentState
from jobs.context import work_for
from tests import builders as a
from tests.at_once import many
from tests.core.checkout.shopping import start
from tests.dev.stripe.running import RunningStripe
from tests.fakes import FakeQueue


@pytest.fixture(scope="module")
def stripe() -> Iterator[RunningStripe]:
    with RunningStripe() as server:
        yield server


def shop_at(shop: Shop, url: str, seconds: tuple[float, float] = (0.5, 0.5)) -> Shop:
    """The shop with Stripe at that address, the breaker round it."""
    gateway = StripeGateway(
        "sk_test_suite",
        publishable_key="pk",
        api_base=url,
        webhook_secrets=(),
        seconds=seconds,
        guard=partial(guarded, "stripe"),
    )
    wired = replace(shop, gateways={**shop.gateways, "stripe": gateway})
    work_for(wired)
    return wired


AGAIN, SETTLED_WITHIN = 3, 180
"""Seconds until everybody who was refused asks again, as they are told to; and until all of them are through."""
FAULTS = (
    {"kind": "hang_after", "fraction": 0.2, "seconds": 0.8, "times": None},
    {"kind": "sticky_500", "fraction": 0.1, "times": None},
    {"kind": "429", "fraction": 0.1, "times": None},
    {"kind": "drop_after", "fraction": 0.05, "times": None},
)


@pytest.mark.parametrize(
    "buyers", [8, pytest.param(300, marks=[pytest.mark.faults, pytest.mark.timeout(600)])]
)
def test_faults_on_the_way_charge_everybody_once_under_one_key(
    buyers: int, shop: Shop, queue: FakeQueue, stripe: RunningStripe
) -> None:
    """Check 14: work done and then silence, failures that stay, too many calls, cut connections."""
    controls = stripe.controls()
    controls.post("reset")
    live = shop_at(shop, stripe.url)
    a.markets()
    a.goods("MUG", available=buyers)
    carts = [a.ready_cart({"MUG": 1}, email=f"buyer{n}@example.com") for n in range(buyers)]
    for n, fault in enumerate(FAULTS):
        controls.post("faults", path="/v1/payment_intents", method="POST", seed=n, **fault)
    for later in range(0, SETTLED_WITHIN, AGAIN):
        with clock.moved(timedelta(seconds=later)):
            carts = [cart for cart in carts if not _is_started(cart.id)]
            many([partial(start, live, cart) for cart in carts], threads=4)
    assert [cart.email for cart in carts if not _is_started(cart.id)] == []
    for payment in Payment.objects(state=PaymentState.STARTED):
        controls.post(f"payment_intents/{payment.provider_ref}/pay", payment_method="pm_card_visa")
    a_payment = [partial(_learn, live, payment) for payment in Payment.objects(state=PaymentState.STARTED)]
    many(a_payment, threads=4)
    a.drain(queue)

    assert Order.objects(status="paid").count() == buyers
    ledger = controls.get("ledger")["metadata"]["payment"]
    for payment in Payment.objects:
        known = ledger.get(payment.id)
        assert known is None or known["captures"] == (payment.state == PaymentState.PAID)
        assert known is None or len(known["keys"].get("POST /v1/payment_intents", [])) == 1
    assert violations() == []


def _is_started(cart_id: str) -> bool:
    return (
        Payment.objects(cart_id=cart_id, state=PaymentState.STARTED, provider_ref__ne=None).first()
        is not None
    )


def _learn(shop: Shop, payment: Payment) -> None:
    settle(payment, shop.gateways["stripe"])


class TestSilence:
    """Check 22: the call is taken, and nothing comes back."""

    @pytest.fixture
    def hole(self) -> Iterator[str]:
        with socket.create_server(("127.0.0.1", 0), backlog=200) as server:
            yield f"http://127.0.0.1:{server.getsockname()[1]}"

    @pytest.mark.parametrize("buyers", [6, pytest.param(60, marks=pytest.mark.faults)])
    def test_nobody_waits_and_hardly_anybody_asks(self, buyers: int, shop: Shop, hole: str) -> None:
        live = shop_at(shop, hole, HURRIED)
        a.markets()
        a.goods("MUG", available=buyers)
        carts = [a.ready_cart({"MUG": 1}, email=f"buyer{n}@example.com") for n in range(buyers)]
        waited: list[float] = []

        def ask(cart: object) -> None:
            began = time.monotonic()
            with pytest.raises(GatewayAway) as refusal:
                start(live, cart)  # type: ignore[arg-type]
            waited.append(time.monotonic() - began)
            assert refusal.value.retry_after <= 3

        many([partial(ask, cart) for cart in carts[:MOST_FAILURES]], threads=MOST_FAILURES)
        many([partial(ask, cart) for cart in carts[MOST_FAILURES:]], threads=4)
        assert (len(waited), max(waited) <= 3) == (buyers, True)
        assert max(waited[MOST_FAILURES:]) < 1, "once it is known to be silent, nobody waits at all"
        assert Payment.objects(state=PaymentState.STARTED).count() == buyers, "every hold and key is kept"
        assert violations() == []

    def test_jobs_that_ask_it_give_their_worker_back(
        self, shop: Shop, hole: str, stripe: RunningStripe, queue: FakeQueue
    ) -> None:
        """Thirty webhooks are kept and their payments asked about: a few times somebody waits, and no more."""
        stripe.controls().post("reset")
        live, silent = shop_at(shop, stripe.url), (0.2, 0.2)
        a.markets()
        a.goods("MUG", available=30)
        for number in range(30):
            payment = a.started_payment(live, {"MUG": 1}, email=f"buyer{number}@example.com").payment
            told = StripeWebhookKept(f"stripe-evt_{number}")
            receive(told, source="stripe", kind="-", body=b"{}", facts={"payment_id": payment.id})
        shop_at(shop, hole, silent)
        began = time.monotonic()
        a.drain(queue)

        assert Breaker.objects.get(id="stripe").failures == MOST_FAILURES
        assert time.monotonic() - began < 30 * silent[1], "all of them have waited"
        waiting = OutboxMessage.objects(event=StripeWebhookKept.name, state="ready")
        assert (waiting.count(), violations()) == (30, [])

    def test_who_comes_back_goes_on_with_the_same_payment(
        self, shop: Shop, hole: str, stripe: RunningStripe
    ) -> None:
        stripe.controls().post("reset")
        cart = a.ready_cart({"MUG": 1})
        with pytest.raises(GatewayAway):
            start(shop_at(shop, hole, (0.2, 0.2)), cart)
        started = start(shop_at(shop, stripe.url), cart)

        assert (Payment.objects.count(), started.payment.attempt) == (1, 1)
