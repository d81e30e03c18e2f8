"""Cards at the stand-in, over the BFF: kept, listed, forgotten, and nobody else's."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from flask.testing import FlaskClient

from bff.app import create_app
from core.adapters.stripe_gateway import StripeGateway
from core.adapters.stripe_vault import StripeVault
from core.bootstrap import Shop
from core.orders.ledger import change_due
from core.payments.models import PayerAccount, Payment
from core.privacy.services import ask_for_erasure, go_on
from dev.contracts import FOLDER
from tests import builders as a
from tests.apps import shared
from tests.dev.stripe.buying import confirmed
from tests.dev.stripe.running import RunningStripe

KEY = {"Idempotency-Key": "a-key-of-the-cards-test"}


@pytest.fixture(scope="module")
def stripe() -> Iterator[RunningStripe]:
    contracts = ["--contracts", str(FOLDER)] if FOLDER.is_dir() else []
    with RunningStripe(*contracts) as server:
        yield server
        assert server.controls().get("violations")["violations"] == []


@pytest.fixture
def client(shop: Shop, stripe: RunningStripe) -> FlaskClient:
    facts: Any = {"publishable_key": "pk_test_suite", "api_base": stripe.url}
    wired = replace(
        shop,
        gateways={"stripe": StripeGateway("sk_test_suite", webhook_secrets=(), **facts)},
        vault=StripeVault("sk_test_suite", **facts),
    )
    return shared(create_app, wired).test_client()


def signed_in(client: FlaskClient, email: str) -> dict[str, str]:
    a.customer(email)
    answer = client.post("/v1/auth/login", json={"email": email, "password": a.PASSWORD}).get_json()
    return {"Authorization": f"Bearer {answer['accessToken']}"}


def keep(client: FlaskClient, stripe: RunningStripe, who: dict[str, str]) -> str:
    """The browser finishes what the BFF began; the card's id."""
    secret = client.post("/v1/me/cards", headers=who).get_json()["clientSecret"]
    stripe.controls().post(f"setup_intents/{secret.partition('_secret')[0]}/confirm")
    return str(client.get("/v1/me/cards", headers=who).get_json()["cards"][0]["id"])


def test_a_card_is_kept_shown_and_forgotten(client: FlaskClient, stripe: RunningStripe) -> None:
    who = signed_in(client, "ada@example.com")
    assert client.get("/v1/me/cards", headers=who).get_json() == {"cards": []}
    card = keep(client, stripe, who)

    (shown,) = client.get("/v1/me/cards", headers=who).get_json()["cards"]
    assert shown == {"id": card, "brand": "visa", "last4": "4242", "expMonth": 12, "expYear": 2034}
    assert client.delete(f"/v1/me/cards/{card}", headers=who).status_code == 204
    assert client.get("/v1/me/cards", headers=who).get_json() == {"cards": []}
    assert PayerAccount.objects.count() == 1


def test_nobody_forgets_or_sees_the_card_of_another(client: FlaskClient, stripe: RunningStripe) -> None:
    ada, eve = (signed_in(client, f"{name}@example.com") for name in ("ada2", "eve2"))
    card = keep(client, stripe, ada)
    keep(client, stripe, eve)

    for path in (card, "pm_nobody"):
        assert client.delete(f"/v1/me/cards/{path}", headers=eve).status_code == 404
    assert card not in client.get("/v1/me/cards", headers=eve).get_data(as_text=True)
    assert client.get("/v1/me/cards").status_code == 401
    assert len(client.get("/v1/me/cards", headers=ada).get_json()["cards"]) == 1


def test_a_customer_who_is_forgotten_is_gone_from_the_provider_with_their_cards(
    client: FlaskClient, stripe: RunningStripe, shop: Shop
) -> None:
    who = signed_in(client, "ada5@example.com")
    keep(client, stripe, who)
    payer = str(PayerAccount.objects.get().ref)
    vault = StripeVault("sk_test_suite", publishable_key=None, api_base=stripe.url)

    go_on(ask_for_erasure("ada5@example.com", actor=a.STAFF).id, vault)
    vault.close_account(payer)

    gone = stripe.client().v1.customers.retrieve(payer)
    assert gone.deleted
    assert PayerAccount.objects.count() == 0
    assert client.get("/v1/me/cards", headers=who).status_code == 401


def test_a_card_that_is_used_is_kept_when_its_holder_wants_it(
    client: FlaskClient, stripe: RunningStripe
) -> None:
    who = signed_in(client, "ada3@example.com")
    customer_id = client.get("/v1/me", headers=who).get_json()["id"]
    a.ready_cart({"MUG": 1}, customer_id=customer_id)
    body = {"provider": "stripe", "keepCard": True}
    started = client.post("/v1/checkout/payment", headers={**who, **KEY}, json=body)
    assert started.status_code == 200, started.get_json()
    ref = Payment.objects.get().provider_ref
    confirmed(stripe.client(), ref, "pm_card_visa")

    assert len(client.get("/v1/me/cards", headers=who).get_json()["cards"]) == 1


def test_what_was_added_to_an_order_is_paid_by_its_own_customer(
    client: FlaskClient, stripe: RunningStripe, shop: Shop
) -> None:
    who, other = signed_in(client, "ada4@example.com"), signed_in(client, "eve4@example.com")
    customer_id = client.get("/v1/me", headers=who).get_json()["id"]
    order = a.paid_order(shop, {"MUG": 1}, customer_id=customer_id)
    address = f"/v1/orders/{order.number}/payment"
    asked: Any = {"json": {"provider": "stripe"}}
    refused = client.post(address, headers={**who, **KEY}, **asked)
    assert (refused.status_code, "nothing-open" in refused.get_json()["type"]) == (409, True)
    change_due(order.number, 500, cause="edit:1", actor=a.STAFF, reason="A spoon.")

    started = client.post(address, headers={**who, **KEY}, **asked)
    assert (started.status_code, started.get_json()["amount"]["minor"]) == (200, 500)
    assert client.post(address, headers={**other, **KEY}, **asked).status_code == 404
