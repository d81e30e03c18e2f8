import json
import time
from dataclasses import replace

import pytest
import stripe
from flask.testing import FlaskClient

from bff.app import create_app
from core.adapters.contentful_source import ContentfulSource
from core.adapters.stripe_gateway import StripeGateway
from core.bootstrap import Shop
from core.inbox.models import Receipt
from core.key_ring import KeyRing
from core.outbox.models import OutboxMessage
from dev.contentful.signing import sign
from tests.apps import shared

SECRETS = ("whsec_new", "whsec_old")
CONTENTFUL_SECRET = "c" * 64
EVENT = {
    "id": "evt_1",
    "object": "event",
    "type": "payment_intent.succeeded",
    "data": {"object": {"id": "pi_1", "object": "payment_intent", "metadata": {"payment": "pay_1"}}},
}
BODY = json.dumps(EVENT).encode()


@pytest.fixture
def client(shop: Shop) -> FlaskClient:
    """A BFF that verifies what it is sent, with the real adapters."""
    gateway = StripeGateway(
        "sk_test_x", publishable_key=None, api_base="http://127.0.0.1:1", webhook_secrets=SECRETS
    )
    source = ContentfulSource(
        space="s",
        environment="master",
        token="t",
        api_base="http://127.0.0.1:1",
        webhook_secrets=KeyRing(CONTENTFUL_SECRET),
    )
    return shared(create_app, replace(shop, gateways={"stripe": gateway}, content=source)).test_client()


def signature(body: bytes, secret: str = SECRETS[0], at: int | None = None) -> str:
    header: str = stripe.WebhookSignature.generate_signature_header(
        payload=body.decode(), secret=secret, timestamp=at or int(time.time())
    )
    return header


def post(client: FlaskClient, body: bytes, header: str | None) -> int:
    headers = {} if header is None else {"Stripe-Signature": header}
    return client.post("/v1/hooks/stripe", data=body, headers=headers).status_code


@pytest.mark.parametrize("secret", SECRETS)
def test_an_event_signed_with_either_of_two_secrets_is_kept_with_its_bytes(
    secret: str, client: FlaskClient
) -> None:
    assert post(client, BODY, signature(BODY, secret)) == 204
    receipt = Receipt.objects.get()
    assert (receipt.id, bytes(receipt.body)) == ("stripe-evt_1", BODY)
    assert dict(receipt.facts) == {"ref": "pi_1", "payment_id": "pay_1"}


def test_of_an_event_about_no_payment_nothing_but_its_name_is_kept(client: FlaskClient) -> None:
    """A customer who was deleted at Stripe comes back in the event that says so."""
    about = {"id": "cus_1", "object": "customer", "email": "ada@example.com", "name": "Ada"}
    body = json.dumps({**EVENT, "type": "customer.deleted", "data": {"object": about}}).encode()

    assert post(client, body, signature(body)) == 204
    receipt = Receipt.objects.get()
    assert (receipt.kind, bytes(receipt.body)) == ("customer.deleted", b"{}")


def test_a_repeated_event_is_answered_and_kept_once(client: FlaskClient) -> None:
    for _ in range(3):
        assert post(client, BODY, signature(BODY)) == 204
    assert Receipt.objects.count() == 1
    assert OutboxMessage.objects.count() == 1


def test_an_event_that_is_not_stripes_is_refused_and_nothing_is_kept(client: FlaskClient) -> None:
    good = signature(BODY)
    forgeries = {
        "no header": (BODY, None),
        "empty header": (BODY, ""),
        "another secret": (BODY, signature(BODY, "whsec_other")),
        "empty secret": (BODY, signature(BODY, "")),
        "only v0": (BODY, good.replace("v1=", "v0=")),
        "one byte changed": (BODY.replace(b"pi_1", b"pi_2"), good),
        "written anew": (json.dumps(EVENT, indent=1).encode(), good),
        "too old": (BODY, signature(BODY, at=int(time.time()) - 301)),
        "not UTF-8": (b"\xff\xfe", good),
        "signed, but no JSON": (b"not json", signature(b"not json")),
        "signed, but no event": (b"[]", signature(b"[]")),
        "signed, but empty": (b"{}", signature(b"{}")),
    }
    answers = {name: post(client, body, header) for name, (body, header) in forgeries.items()}
    assert answers == dict.fromkeys(forgeries, 400)
    assert Receipt.objects.count() == OutboxMessage.objects.count() == 0


@pytest.mark.parametrize("kib", [300, 2_048])
def test_a_webhook_of_megabytes_is_413(kib: int, client: FlaskClient) -> None:
    body = b"x" * (kib * 1024)
    assert post(client, body, signature(body)) == 413
    assert Receipt.objects.count() == OutboxMessage.objects.count() == 0


def test_a_webhook_is_a_post(client: FlaskClient) -> None:
    assert client.get("/v1/hooks/stripe").status_code == 405


def contentful(
    client: FlaskClient, *, secret: str = CONTENTFUL_SECRET, age_ms: int = 0, body: bytes = b"{}"
) -> int:
    headers = {"X-Contentful-Topic": "ContentManagement.Entry.publish"}
    at = int(time.time() * 1000) - age_ms
    signed = sign(secret, "POST", "/v1/hooks/contentful", headers, b"{}", at)
    return client.post("/v1/hooks/contentful", data=body, headers=signed).status_code


def test_a_signed_contentful_event_is_kept(client: FlaskClient) -> None:
    assert contentful(client) == 204
    assert Receipt.objects.get().kind == "ContentManagement.Entry.publish"


def test_a_contentful_event_that_is_forged_changed_or_old_is_refused(client: FlaskClient) -> None:
    assert contentful(client, secret="d" * 64) == 400
    assert contentful(client, body=b"{} ") == 400
    assert contentful(client, age_ms=301_000) == 400
    assert client.post("/v1/hooks/contentful", data=b"{}").status_code == 400
    for stamp, mark in (("²", "x"), ("9" * 400, "x"), (str(int(time.time() * 1000)), "é")):
        headers = {
            "X-Contentful-Signed-Headers": "x-contentful-timestamp",
            "X-Contentful-Timestamp": stamp,
            "X-Contentful-Signature": mark,
        }
        assert client.post("/v1/hooks/contentful", data=b"{}", headers=headers).status_code == 400
    assert Receipt.objects.count() == 0
