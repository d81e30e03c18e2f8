"""Check 9: staff change a price at any moment; what is taken is what was said, or the shopper is asked."""

import random
from functools import partial
from itertools import count

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.checkout.services import settle
from core.orders.models import Order
from tests import builders as a
from tests.bff.asker import Asker
from tests.fakes import FakeGateway
from tests.wire import Wire, nth

PRICES = (1_500, 1_800, 2_100)
MOST_COMMANDS = 60
AT_EACH_STEP = "a-key-for-each-interleaving-"


@pytest.mark.parametrize(
    "interleavings", [10, pytest.param(1_000, marks=[pytest.mark.faults, pytest.mark.timeout(900)])]
)
def test_what_is_taken_is_what_was_said(
    interleavings: int, shop: Shop, client: FlaskClient, gateway: FakeGateway, wire: Wire
) -> None:
    dice = random.Random(9)
    a.markets()
    a.goods("MUG", available=interleavings)
    outcomes: set[str] = set()
    for number in range(interleavings):
        asker = Asker(client)
        asker.ready_cart(MUG=1)
        reprice = partial(a.goods, "MUG", price=dice.choice(PRICES))
        with wire.meanwhile(nth(dice.randint(1, MOST_COMMANDS)), reprice, must=False):
            outcomes.add(_bought(asker, f"{AT_EACH_STEP}{number}", shop, gateway))

    assert outcomes == {"as said", "asked again"}
    assert violations() == []


def test_whichever_step_of_paying_it_changes_at(
    shop: Shop, client: FlaskClient, gateway: FakeGateway, wire: Wire
) -> None:
    """The price is another one from each single command on, one purchase after the other."""
    a.markets()
    a.goods("MUG", price=PRICES[0], available=100)
    outcomes, changes = set[str](), list[object]()
    for step in count(1):
        asker = Asker(client)
        asker.ready_cart(MUG=1)
        said, price = _said(asker), PRICES[step % len(PRICES)]
        reprice = partial(lambda minor: changes.append(a.goods("MUG", price=minor)), price)
        with wire.meanwhile(nth(step), reprice, must=False):
            answer = _start(asker, said, f"{AT_EACH_STEP}{step}")
        outcomes.add(_outcome(asker, answer, said, shop, gateway))
        if len(changes) < step:
            break

    assert (outcomes, step > 10, violations()) == ({"as said", "asked again"}, True, [])


def _bought(asker: Asker, key: str, shop: Shop, gateway: FakeGateway) -> str:
    """Somebody sees a total, agrees to it and pays."""
    said = _said(asker)
    return _outcome(asker, _start(asker, said, key), said, shop, gateway)


def _said(asker: Asker) -> int:
    total: int = asker.get("/v1/checkout").get_json()["cart"]["totals"]["total"]["minor"]
    return total


def _start(asker: Asker, said: int, key: str) -> TestResponse:
    body = {"provider": "stripe", "expectedTotalMinor": said}
    return asker.ask("POST", "/v1/checkout/payment", body, Idempotency_Key=key)


def _outcome(asker: Asker, answer: TestResponse, said: int, shop: Shop, gateway: FakeGateway) -> str:
    if answer.status_code == 409:
        assert answer.get_json()["type"] == "/problems/price-changed"
        return "asked again"
    payment = a.payment(answer.get_json()["paymentId"])
    gateway.pay(str(payment.provider_ref))
    placed = asker.place()
    settle(payment, shop.gateways["stripe"])
    (intent,) = gateway.of(payment.id)
    order = Order.objects.get(number=placed["number"])
    assert intent.captured
    assert {intent.captured.minor, order.total_minor, payment.amount_minor} == {said}
    return "as said"
