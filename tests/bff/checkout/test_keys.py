"""Check 12: a key has one effect and one answer, where a cart is paid, where it is placed, where goods come back."""

import uuid
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

import pytest
from mongoengine import Document
from werkzeug.test import TestResponse

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.checkout.services import accept_manual_payment
from core.orders.models import Order
from core.payments.models import Payment
from core.returns.models import Return
from core.shipping.services import ship_order
from tests import builders as a
from tests.bff.asker import Asker, fields_of
from tests.fakes import FakeGateway

AT_ONCE = 20
PAYMENT, PLACE = "/v1/checkout/payment", "/v1/checkout/place"


@dataclass
class Write:
    """One that needs a key: what is asked for, what would be another request, and what it leaves behind."""

    by: Asker
    path: str
    body: Any
    other: Any
    leaves: type[Document]

    def ask(self, key: str | None, body: Any = None, *, by: Asker | None = None) -> TestResponse:
        headers = {"Idempotency_Key": key} if key is not None else {}
        return (by or self.by).ask("POST", self.path, body or self.body, **headers)

    @property
    def effects(self) -> int:
        return int(self.leaves.objects.count())


def paying(asker: Asker) -> Write:
    return Write(asker, PAYMENT, {"provider": "stripe"}, {"provider": "manual"}, Payment)


def placing(asker: Asker) -> Write:
    asker.pay()
    return Write(asker, PLACE, None, {"anything": "else"}, Order)


def returning(asker: Asker) -> Write:
    asker.pay()
    number = asker.place()["number"]
    accept_manual_payment(number, actor=a.STAFF)
    ship_order(number, carrier="UPS", tracking_code=None, actor=a.STAFF)
    wish = {"sku": "MUG", "quantity": 1, "reason": "damaged"}
    body, other = {"lines": [wish]}, {"lines": [{**wish, "quantity": 2}]}
    return Write(asker, f"/v1/orders/{number}/returns", body, other, Return)


@pytest.fixture(params=[paying, placing, returning], ids=lambda make: make.__name__)
def write(request: pytest.FixtureRequest, shop: Shop, asker: Asker) -> Write:
    a.markets()
    a.goods("MUG", available=9)
    asker.ready_cart(MUG=3)
    make: Callable[[Asker], Write] = request.param
    return make(asker)


@pytest.fixture
def key() -> str:
    return str(uuid.uuid4())


def test_is_answered_again_as_it_was(write: Write, key: str) -> None:
    first, again = write.ask(key), write.ask(key)

    assert first.status_code // 100 == 2
    assert (again.status_code, again.data) == (first.status_code, first.data)
    assert again.headers["Idempotent-Replayed"] == "true"
    assert (write.effects, violations()) == (1, [])


def test_with_another_body_is_refused_and_changes_nothing(write: Write, key: str) -> None:
    write.ask(key)
    other = write.ask(key, write.other)

    assert (other.status_code, other.get_json()["type"]) == (422, "/problems/idempotency-key-reused")
    assert (write.effects, violations()) == (1, [])


def test_of_twenty_at_once_one_has_an_effect(write: Write, key: str, gateway: FakeGateway) -> None:
    with ThreadPoolExecutor(AT_ONCE) as pool:
        answers = list(pool.map(lambda _: write.ask(key), range(AT_ONCE)))

    assert {answer.status_code for answer in answers} <= {200, 201, 409}
    assert len({answer.data for answer in answers if answer.status_code < 300}) == 1
    assert (write.effects, violations()) == (1, [])
    assert len(gateway.intents) <= 1


def test_of_somebody_else_tells_nothing(write: Write, key: str) -> None:
    mine = write.ask(key)
    stranger = Asker(write.by.client)
    stranger.open_cart(MUG=1)
    answer = write.ask(key, by=stranger)

    assert "Idempotent-Replayed" not in answer.headers
    assert answer.status_code >= 400
    assert mine.data not in answer.data
    assert (write.effects, violations()) == (1, [])


@pytest.mark.parametrize("key", ["short", "x" * 256])
def test_that_could_collide_or_is_too_long_is_refused(key: str, write: Write) -> None:
    answer = write.ask(key)

    assert (answer.status_code, fields_of(answer)) == (400, ["Idempotency-Key"])
    assert (write.effects, violations()) == (0, [])


def test_is_demanded_where_money_or_an_order_follows(write: Write) -> None:
    """Who asks twice for the same return is told that there are not so many pieces left."""
    answer = write.ask(None)

    if write.leaves is Return:
        assert answer.status_code == 201
        return
    assert (answer.status_code, fields_of(answer)) == (400, ["Idempotency-Key"])
    assert (write.effects, violations()) == (0, [])
