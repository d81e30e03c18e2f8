from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest

from bff.checkout.schemas import CheckoutSchema, PlacedSchema, StartedPaymentSchema
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.inventory.queries import availability
from core.orders.models import Order
from core.payments.errors import GatewayAway
from tests import builders as a
from tests.bff.asker import ADDRESS, Asker, fields_of
from tests.fakes import FakeGateway, FakeTaxes

KEY = "a-key-of-enough-length"


@pytest.fixture
def ready(shop: Shop, asker: Asker) -> Asker:
    """A shopper whose cart lacks nothing but the payment."""
    a.markets()
    a.goods("MUG-SAND", available=3)
    asker.ready_cart(MUG_SAND=2)
    return asker


def test_each_step_says_what_is_missing_and_what_comes_next(shop: Shop, asker: Asker) -> None:
    a.markets()
    a.goods("MUG-SAND", available=3)
    asker.open_cart()
    stand = asker.get("/v1/checkout").get_json()
    assert (stand["missing"][0], stand["next"]) == ("lines", "lines")
    asker.do("POST", "/v1/cart/lines", {"lines": [{"sku": "MUG-SAND", "quantity": 1}]})
    stand = asker.do("PUT", "/v1/checkout/addresses", {"email": "a@example.com", "shippingAddress": ADDRESS})
    assert (stand["missing"], stand["next"]) == (["delivery"], "delivery")
    stand = asker.do("PUT", "/v1/checkout/delivery", {"delivery": stand["deliveryOptions"][0]["code"]})
    assert (stand["missing"], stand["next"]) == ([], "payment")
    assert CheckoutSchema().validate(stand) == {}


def test_the_order_costs_what_the_checkout_said(ready: Asker) -> None:
    said = ready.get("/v1/checkout").get_json()["cart"]["totals"]
    started = ready.pay()
    order = ready.place()
    assert StartedPaymentSchema().validate(started) == {}
    assert PlacedSchema().validate({"order": order}) == {}
    assert started["amount"] == said["total"] == order["totals"]["total"]
    assert violations() == []


def test_stripe_gets_only_what_the_browser_needs(ready: Asker, gateway: FakeGateway) -> None:
    started = ready.pay("stripe")
    assert started["clientSecret"]
    assert started["publishableKey"] == gateway.publishable_key
    assert "sk_" not in str(started)


def test_fifty_clicks_on_place_make_one_order(ready: Asker) -> None:
    ready.pay()
    with ThreadPoolExecutor(10) as clicks:
        numbers = set(clicks.map(lambda _: ready.place()["number"], range(50)))
    assert len(numbers) == 1
    assert Order.objects.count() == 1
    assert violations() == []


@pytest.mark.parametrize("path", ["/v1/checkout/payment", "/v1/checkout/place"])
def test_without_a_key_nothing_is_started(path: str, ready: Asker) -> None:
    answer = ready.ask("POST", path, {"provider": "manual"})
    assert (answer.status_code, fields_of(answer)) == (400, ["Idempotency-Key"])
    assert Order.objects.count() == 0


def test_placing_before_paying_says_what_is_missing(ready: Asker) -> None:
    answer = ready.ask("POST", "/v1/checkout/place", Idempotency_Key=KEY)
    assert (answer.status_code, answer.get_json()["missing"]) == (409, ["payment"])


def test_a_cart_that_changed_since_the_payment_is_not_placed(ready: Asker) -> None:
    ready.pay()
    ready.do("POST", "/v1/cart/lines", {"lines": [{"sku": "MUG-SAND", "quantity": 1}]})
    answer = ready.ask("POST", "/v1/checkout/place", Idempotency_Key=KEY)
    assert (answer.status_code, answer.get_json()["type"]) == (409, "/problems/cart-changed")
    ready.pay()
    assert ready.place()["lines"][0]["quantity"] == 1
    assert availability(["MUG-SAND"], ["reno"]) == {"MUG-SAND": 2}


def test_goods_that_are_gone_are_refused_and_nothing_is_held(ready: Asker) -> None:
    ready.do("POST", "/v1/cart/lines", {"lines": [{"sku": "MUG-SAND", "quantity": 4}]})
    answer = ready.ask("POST", "/v1/checkout/payment", {"provider": "manual"}, Idempotency_Key=KEY)
    assert (answer.status_code, answer.get_json()["sku"]) == (409, "MUG-SAND")
    assert availability(["MUG-SAND"], ["reno"]) == {"MUG-SAND": 3}


def test_stripe_away_is_503_and_the_same_call_goes_on_later(ready: Asker, gateway: FakeGateway) -> None:
    gateway.faults.away = True
    answer = ready.ask("POST", "/v1/checkout/payment", {"provider": "stripe"}, Idempotency_Key=KEY)
    assert answer.status_code == 503
    assert int(answer.headers["Retry-After"]) > 0
    assert answer.get_json()["type"] == f"/problems/{GatewayAway.code}"
    gateway.faults.away = False
    again = ready.ask("POST", "/v1/checkout/payment", {"provider": "stripe"}, Idempotency_Key=KEY)
    assert again.status_code == 200
    assert len(gateway.intents) == 1


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"country": "us"}, "shippingAddress.country"),
        ({"country": "DE"}, "shippingAddress.country"),
        ({"name": ""}, "shippingAddress.name"),
        ({"name": "   "}, "shippingAddress.name"),
        ({"line1": {"$ne": 1}}, "shippingAddress.line1"),
        ({"city": "x" * 121}, "shippingAddress.city"),
        ({"isAdmin": True}, "shippingAddress.isAdmin"),
    ],
)
def test_an_address_that_cannot_be_is_refused_by_name(change: Any, field: str, ready: Asker) -> None:
    answer = ready.ask("PUT", "/v1/checkout/addresses", {"shippingAddress": {**ADDRESS, **change}})
    assert (answer.status_code, fields_of(answer)) == (422, [field])
    assert ready.get("/v1/cart").get_json()["shippingAddress"]["name"] == ADDRESS["name"]


def test_an_address_that_its_country_does_not_have_is_refused_as_that(ready: Asker) -> None:
    """Each part is right somewhere: the postal code is one of London."""
    elsewhere = {**ADDRESS, "postalCode": "SW1A 2AA"}
    answer = ready.ask("PUT", "/v1/checkout/addresses", {"shippingAddress": elsewhere})
    assert (answer.status_code, answer.get_json()["type"]) == (422, "/problems/undeliverable-address")
    assert fields_of(answer) == ["shippingAddress.postalCode"]


@pytest.mark.parametrize("delivery", ["eu-standard", "nope", "$ne"])
def test_a_delivery_that_is_not_offered_is_refused(delivery: str, ready: Asker) -> None:
    answer = ready.ask("PUT", "/v1/checkout/delivery", {"delivery": delivery})
    assert (answer.status_code, fields_of(answer)) == (422, ["delivery"])
    assert answer.get_json()["type"] == "/problems/unknown-delivery"


def test_an_unknown_provider_is_refused_by_name(ready: Asker) -> None:
    answer = ready.ask("POST", "/v1/checkout/payment", {"provider": "barter"}, Idempotency_Key=KEY)
    assert (answer.status_code, fields_of(answer)) == (422, ["provider"])


def test_the_checkout_shows_the_tax_of_an_outside_service_and_a_cart_never_asks_it(
    shop: Shop, asker: Asker, taxes: FakeTaxes
) -> None:
    a.markets({**a.US, "tax": {**a.US["tax"], "provider": "stripe"}})
    a.goods("MUG-SAND", price=1_000, available=3)
    said = asker.ready_cart(MUG_SAND=2)["cart"]["totals"]
    assert (said["tax"]["minor"], said["taxEstimated"]) == (165 + 50, False)
    asked = len(taxes.asked)
    assert asker.get("/v1/cart").get_json()["totals"] == said

    taxes.faults.away = True
    guessed = asker.do("POST", "/v1/cart/lines", {"lines": [{"sku": "MUG-SAND", "quantity": 1}]})["totals"]
    assert (guessed["taxEstimated"], guessed["tax"]["minor"]) == (True, 70 + 42)
    assert len(taxes.asked) == asked
    started = asker.pay()
    assert started["amount"]["minor"] == guessed["total"]["minor"]
    assert asker.place()["totals"]["tax"]["minor"] == 112


def test_a_customer_places_their_cart_without_its_token(shop: Shop, asker: Asker) -> None:
    a.markets()
    a.goods("MUG-SAND", available=3)
    asker.register()
    asker.ready_cart(MUG_SAND=1)
    asker.pay()
    asker.cart = None
    assert asker.place()["number"]
