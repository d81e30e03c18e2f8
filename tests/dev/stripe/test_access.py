import base64
from typing import Any

import pytest
import requests
import stripe

from tests.dev.stripe.buying import BACK, started
from tests.dev.stripe.running import RunningStripe


def ask(
    running: RunningStripe, path: str, bearer: str | None, method: str = "GET", **form: str
) -> requests.Response:
    headers = {"Authorization": f"Bearer {bearer}"} if bearer is not None else {}
    given: Any = {"params": form} if method == "GET" else {"data": form}
    return requests.request(method, running.url + path, headers=headers, timeout=5, **given)


@pytest.mark.parametrize("key", [None, "", "sk_live_real", "rk_test_x", "whatever"])
def test_only_a_secret_test_key_opens_the_api(running: RunningStripe, key: str | None) -> None:
    answer = ask(running, "/v1/payment_intents", key)

    assert answer.status_code == 401
    assert answer.json()["error"]["type"] == "invalid_request_error"
    assert "real" not in answer.text


def test_the_sdk_reports_a_wrong_key(running: RunningStripe) -> None:
    with pytest.raises(stripe.AuthenticationError):
        running.client("sk_live_real").v1.customers.list()


def test_a_key_may_come_as_the_user_of_basic_authentication(running: RunningStripe) -> None:
    url = f"{running.url}/v1/customers"

    assert requests.get(url, auth=("sk_test_curl", ""), timeout=5).status_code == 200
    broken = {"Authorization": "Basic " + base64.b64encode(b"\xff").decode()}
    assert requests.get(url, headers=broken, timeout=5).status_code == 401


def test_every_answer_names_its_request(running: RunningStripe) -> None:
    seen = {ask(running, "/v1/customers", "sk_test_x").headers["Request-Id"] for _ in range(3)}
    refused = ask(running, "/v1/customers", None)

    assert len(seen | {refused.headers["Request-Id"]}) == 4
    assert all(it.startswith("req_") for it in seen)


def test_an_address_that_is_not_copied_is_answered_in_json(running: RunningStripe) -> None:
    for method, path in (("GET", "/v1/subscriptions"), ("DELETE", "/v1/refunds"), ("GET", "/v1/refunds/a/b")):
        answer = ask(running, path, "sk_test_x", method)
        assert (answer.status_code, answer.json()["error"]["type"]) == (404, "invalid_request_error")
    assert ask(running, "/v1/subscriptions", None).status_code == 401


def test_the_browser_sees_and_pays_its_intent_and_nothing_more(
    running: RunningStripe, api: stripe.StripeClient
) -> None:
    intent = started(api, metadata={"order_id": "A-1"}, customer=api.v1.customers.create({}).id)
    path, secret = f"/v1/payment_intents/{intent.id}", str(intent.client_secret)

    form = {"key": "pk_test_1", "client_secret": secret, "return_url": BACK}
    seen = ask(running, path, "pk_test_1", client_secret=secret)
    declined = ask(running, f"{path}/confirm", None, "POST", payment_method="pm_card_chargeDeclined", **form)
    paid = ask(running, f"{path}/confirm", None, "POST", payment_method="pm_card_visa", **form)

    assert (seen.status_code, seen.json()["status"]) == (200, "requires_payment_method")
    assert (declined.status_code, declined.json()["error"]["code"]) == (402, "card_declined")
    for shown in (seen.json(), declined.json()["error"]["payment_intent"], paid.json()):
        assert not {"metadata", "customer", "latest_charge"} & shown.keys()
    assert (paid.status_code, paid.json()["status"]) == (200, "succeeded")
    assert paid.headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize("secret", ["", "pi_x_secret_x", "ключ"])
def test_without_the_client_secret_the_browser_is_refused(
    running: RunningStripe, api: stripe.StripeClient, secret: str
) -> None:
    intent = started(api)
    path = f"/v1/payment_intents/{intent.id}"

    seen = ask(running, path, "pk_test_1", client_secret=secret)
    paid = ask(
        running, f"{path}/confirm", "pk_test_1", "POST", client_secret=secret, payment_method="pm_card_visa"
    )

    assert (seen.status_code, paid.status_code) == (400, 400)
    assert seen.json()["error"]["param"] == "client_secret"
    assert api.v1.payment_intents.retrieve(intent.id).status == "requires_payment_method"


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", ""), ("POST", ""), ("POST", "/{id}"), ("POST", "/{id}/capture"), ("POST", "/{id}/cancel")],
)
def test_a_publishable_key_opens_nothing_else(
    running: RunningStripe, api: stripe.StripeClient, method: str, path: str
) -> None:
    intent = started(api)
    form = {"client_secret": str(intent.client_secret)}

    answer = ask(running, f"/v1/payment_intents{path.format(id=intent.id)}", "pk_test_1", method, **form)

    assert (answer.status_code, answer.json()["error"]["code"]) == (403, "secret_key_required")


def test_a_storefront_of_another_origin_may_ask_first(running: RunningStripe) -> None:
    answer = requests.options(f"{running.url}/v1/payment_intents/pi_1/confirm", timeout=5)

    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (204, "*")
