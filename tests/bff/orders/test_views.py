from typing import Any

import pytest

from bff.orders.schemas import OrderSchema
from core.bootstrap import Shop
from core.checkout.services import accept_manual_payment, settle
from core.markets.models import Market
from core.markets.queries import forget
from core.orders.ledger import change_due
from core.payments.models import Payment
from tests import builders as a
from tests.bff.asker import Asker, fields_of
from tests.fakes import FakeGateway


@pytest.fixture
def ordered(shop: Any, asker: Asker) -> tuple[Asker, str]:
    """A guest with an order."""
    a.markets()
    a.goods("MUG-SAND", available=99)
    asker.ready_cart(MUG_SAND=1)
    asker.pay()
    return asker, asker.place()["number"]


def test_a_guest_sees_the_order_of_their_cart(ordered: tuple[Asker, str]) -> None:
    guest, number = ordered
    order = guest.get(f"/v1/orders/{number}").get_json()
    assert OrderSchema().validate(order) == {}
    assert order["status"] == "awaiting_payment"


def test_what_a_bank_has_set_aside_is_not_shown_as_open(
    shop: Shop, asker: Asker, gateway: FakeGateway
) -> None:
    a.markets()
    Market.objects(code="us").update_one(set__manual_capture=True)
    forget()
    a.goods("MUG-SAND", available=99)
    asker.ready_cart(MUG_SAND=1)
    asker.pay("stripe")
    number = asker.place()["number"]
    payment = a.payment(a.order(number).payment_id)
    gateway.pay(str(payment.provider_ref))
    settle(payment, shop.gateways["stripe"])

    balance = asker.get(f"/v1/orders/{number}").get_json()["balance"]
    assert (balance["open"]["minor"], balance["paid"]["minor"]) == (0, 0)


@pytest.mark.parametrize("provider", ["none", "barter"])
def test_what_is_open_is_paid_with_a_provider_that_may_be_chosen(
    provider: str, ordered: tuple[Asker, str]
) -> None:
    guest, number = ordered
    accept_manual_payment(number, actor=a.STAFF)
    change_due(number, 500, cause="edit:1", actor=a.STAFF, reason="A second spoon.")
    answer = guest.ask(
        "POST", f"/v1/orders/{number}/payment", {"provider": provider}, Idempotency_Key="a-key-of-a-test-1"
    )

    assert (answer.status_code, fields_of(answer)) == (422, ["provider"])
    assert Payment.objects.count() == 1


def test_nobody_else_sees_it_whatever_they_hold(ordered: tuple[Asker, str]) -> None:
    guest, number = ordered
    assert Asker(guest.client).get(f"/v1/orders/{number}").status_code == 401
    other = Asker(guest.client)
    other.ready_cart(MUG_SAND=1)
    assert other.get(f"/v1/orders/{number}").status_code == 404
    other.register("eve@example.com")
    assert other.get(f"/v1/orders/{number}").status_code == 404


def test_a_claimed_order_is_in_the_account_and_closed_to_its_cart_token(ordered: tuple[Asker, str]) -> None:
    guest, number = ordered
    customer = Asker(guest.client, cart=guest.cart)
    customer.register()
    customer.do("POST", "/v1/cart/claim")
    assert [order["number"] for order in customer.get("/v1/me/orders").get_json()["orders"]] == [number]
    assert customer.get(f"/v1/orders/{number}").status_code == 200
    assert guest.get(f"/v1/orders/{number}").status_code == 404


def test_an_order_is_not_claimed_twice_by_different_people(ordered: tuple[Asker, str]) -> None:
    guest, number = ordered
    ada = Asker(guest.client, cart=guest.cart)
    ada.register()
    ada.do("POST", "/v1/cart/claim")
    eve = Asker(guest.client, cart=guest.cart)
    eve.register("eve@example.com")
    for asker in (eve, guest):
        assert asker.ask("POST", "/v1/cart/claim").status_code in (401, 404)
        placed = asker.ask("POST", "/v1/checkout/place", Idempotency_Key="a-key-of-enough-length")
        assert placed.status_code == 404, placed.text
        assert asker.get(f"/v1/orders/{number}").status_code in (401, 404)
    assert eve.get("/v1/me/orders").get_json()["orders"] == []


def test_a_signed_in_guest_still_finds_the_order_of_their_cart(ordered: tuple[Asker, str]) -> None:
    guest, number = ordered
    guest.register()
    assert guest.get(f"/v1/orders/{number}").status_code == 200


def test_orders_are_read_page_by_page_without_gaps(shop: Any, asker: Asker) -> None:
    a.markets()
    a.goods("MUG-SAND", available=99)
    asker.register()
    placed = []
    for _ in range(5):
        asker.ready_cart(MUG_SAND=1)
        asker.pay()
        placed.append(asker.place()["number"])
    seen: list[str] = []
    after = ""
    while True:
        page = asker.get(f"/v1/me/orders?limit=2{after}").get_json()
        seen += [order["number"] for order in page["orders"]]
        if page["next"] is None:
            break
        after = f"&after={page['next']}"
    assert seen == placed[::-1]


def test_an_order_of_somebody_else_is_no_cursor(ordered: tuple[Asker, str]) -> None:
    guest, number = ordered
    eve = Asker(guest.client)
    eve.register("eve@example.com")
    refused = [eve.get(f"/v1/me/orders?after={one}") for one in (number, "Q-NONE")]

    assert [answer.status_code for answer in refused] == [422, 422]
    assert refused[0].get_json()["errors"] == refused[1].get_json()["errors"]
