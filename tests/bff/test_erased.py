"""What is left of a customer who was forgotten, for whoever still holds their tokens: nothing."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from bff.app import create_app
from core.bootstrap import Shop
from core.customers.links import link_for
from core.customers.models import Customer
from core.idempotency.models import KeptAnswer
from core.key_ring import KeyRing
from core.orders.events import OrderLinkAsked
from core.orders.links import link_for as order_link
from core.privacy.services import ask_for_erasure, go_on
from tests import builders as a
from tests.apps import shared
from tests.core.privacy.lives import ZENOBIA, cart_of, goods

KEY = {"Idempotency-Key": "a-key-of-the-erased-test"}
SECRET = "the-secret-of-the-links"


@pytest.fixture
def client(shop: Shop) -> FlaskClient:
    goods()
    return shared(create_app, shop).test_client()


def signed_in(client: FlaskClient) -> dict[str, str]:
    login = {"email": ZENOBIA.email, "password": a.PASSWORD}
    told = client.post("/v1/auth/login", json=login).get_json()
    return {"access": told["accessToken"], "refresh": told["refreshToken"]}


def test_tokens_links_and_kept_answers_open_nothing(client: FlaskClient, shop: Shop) -> None:
    customer = a.customer(ZENOBIA.email, name=ZENOBIA.name)
    tokens = signed_in(client)
    who: dict[str, str] = {"Authorization": f"Bearer {tokens['access']}"}
    order = a.delivered_order(shop, basket=cart_of(ZENOBIA, customer.id))
    written: Any = {"json": {"name": ZENOBIA.name}, "headers": {**who, **KEY}}
    assert client.post("/v1/me/wishlists", **written).status_code == 201
    guests = a.delivered_order(shop, basket=cart_of(ZENOBIA, None))
    token = order_link(
        OrderLinkAsked(guests.number, ZENOBIA.email, "ask"), secret=KeyRing(SECRET), seconds=600
    )

    go_on(ask_for_erasure(ZENOBIA.email, actor=a.STAFF).id, None)

    assert client.post("/v1/me/wishlists", **written).status_code == 401
    assert client.get(f"/v1/orders/{order.number}", headers=who).status_code == 401
    assert client.post("/v1/auth/refresh", json={"refreshToken": tokens["refresh"]}).status_code == 401
    opened = client.get(f"/v1/orders/{guests.number}", headers={"X-Order-Token": str(token)})
    assert opened.status_code in (401, 404)
    assert ZENOBIA.name.encode() not in b"".join(kept.body or b"" for kept in KeptAnswer.objects)
    assert Customer.objects.count() == 0


def test_a_link_for_a_new_password_is_void(client: FlaskClient, shop: Shop) -> None:
    customer = a.customer(ZENOBIA.email)
    link = link_for(
        "password",
        customer,
        customer.email,
        "ask",
        "2999-01-01T00:00:00.000Z",
        secret=KeyRing(SECRET),
        seconds=600,
    )
    go_on(ask_for_erasure(ZENOBIA.email, actor=a.STAFF).id, None)

    tried = {"token": link, "password": "another long enough one"}
    assert client.post("/v1/auth/password/reset", json=tried).status_code == 422
