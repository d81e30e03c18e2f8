from typing import Any

import pytest

from tests import builders as a
from tests.bff.asker import Asker


@pytest.fixture
def shopping(shop: Any, asker: Asker) -> Asker:
    a.markets()
    a.goods("MUG-SAND", available=9)
    asker.ready_cart(MUG_SAND=1)
    return asker


def test_private_pages_are_stored_by_nobody(shopping: Asker) -> None:
    shopping.register()
    for path in ("cart", "checkout", "account", "account/orders"):
        answer = shopping.get(f"/v1/pages/{path}")
        assert answer.status_code == 200, answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Cache-Tag" not in answer.headers


def test_the_checkout_page_says_what_may_come_next(shopping: Asker) -> None:
    assert shopping.get("/v1/pages/checkout").get_json()["data"]["next"] == "payment"
    shopping.pay()
    assert shopping.get("/v1/pages/checkout").get_json()["data"]["next"] == "place"


def test_the_order_page_is_for_whoever_may_see_it(shopping: Asker) -> None:
    shopping.pay()
    number = shopping.place()["number"]
    assert shopping.get(f"/v1/pages/order/{number}").get_json()["data"]["number"] == number
    stranger = Asker(shopping.client)
    assert stranger.get(f"/v1/pages/order/{number}").status_code == 401
    stranger.open_cart(MUG_SAND=1)
    assert stranger.get(f"/v1/pages/order/{number}").status_code == 404
