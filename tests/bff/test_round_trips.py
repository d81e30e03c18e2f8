"""How often a cart and a checkout ask MongoDB: each time costs more than all else that a request does."""

from collections.abc import Callable

import pytest

from core.bootstrap import Shop
from tests import builders as a
from tests.bff.asker import ADDRESS, Asker
from tests.wire import Wire

TWO = {"lines": [{"sku": "MUG-SAND", "quantity": 1}, {"sku": "POT", "quantity": 1}]}
WHO = {"email": "a@example.com", "shippingAddress": ADDRESS}

Asked = Callable[..., int]


@pytest.fixture
def asked(shop: Shop, asker: Asker, wire: Wire) -> Asked:
    """Ask, and how many round trips that took; what a process keeps for some seconds is there already."""
    a.markets()
    for sku in ("MUG-SAND", "POT"):
        a.goods(sku, available=9)
    asker.ready_cart(MUG_SAND=1)
    asker.pay()

    def ask(method: str, path: str, body: object = None) -> int:
        with wire.recorded() as commands:
            answer = asker.do(method, path, body)
        asker.cart = answer.get("token", asker.cart)
        return len(commands)

    return ask


def test_a_cart_takes_nine(asked: Asked) -> None:
    assert asked("POST", "/v1/cart", {"lines": []}) <= 2
    assert asked("POST", "/v1/cart/lines", TWO) <= 5
    assert asked("GET", "/v1/cart") <= 2


def test_a_checkout_of_two_lines_takes_forty(asked: Asked) -> None:
    assert asked("POST", "/v1/cart", TWO) <= 3
    assert asked("PUT", "/v1/checkout/addresses", WHO) <= 6
    assert asked("PUT", "/v1/checkout/delivery", {"delivery": "us-standard"}) <= 6
    assert asked("POST", "/v1/checkout/payment", {"provider": "manual"}) <= 11
    assert asked("POST", "/v1/checkout/place") <= 14
