import threading
import time
from collections.abc import Callable
from typing import Any

import pytest
import stripe

from tests.dev.stripe.buying import BACK, charge_of, confirmed, paid_with, refused, started
from tests.dev.stripe.running import Controls, RunningStripe

PARAMS: Any = {"amount": 2000, "currency": "usd", "metadata": {"order_id": "A-1"}}
DAY = 24 * 60 * 60


def key(text: str) -> Any:
    return {"idempotency_key": text}


def headers(thing: stripe.StripeObject) -> Any:
    assert thing.last_response
    return thing.last_response.headers


def test_a_repeated_key_answers_the_same_intent(api: stripe.StripeClient) -> None:
    first = api.v1.payment_intents.create(PARAMS, key("order:A-1:pay:1"))
    again = api.v1.payment_intents.create(PARAMS, key("order:A-1:pay:1"))

    assert again.to_dict() == first.to_dict()
    assert headers(again)["Idempotent-Replayed"] == "true"
    assert headers(again)["Original-Request"] == headers(first)["Request-Id"]
    assert "Idempotent-Replayed" not in headers(first)
    assert len(api.v1.payment_intents.list().data) == 1


def test_the_replay_is_the_old_answer_not_the_present_state(api: stripe.StripeClient) -> None:
    first = api.v1.payment_intents.create(PARAMS, key("k"))
    confirmed(api, first.id, "pm_card_visa")

    again = api.v1.payment_intents.create(PARAMS, key("k"))

    assert again.status == "requires_payment_method"


def test_a_repeated_refund_gives_back_once(api: stripe.StripeClient) -> None:
    paid = paid_with(api, "pm_card_visa")
    params: Any = {"payment_intent": paid.id, "amount": 500}

    refunds = {api.v1.refunds.create(params, key("refund:R-1")).id for _ in range(5)}

    assert len(refunds) == 1
    assert charge_of(api, paid).amount_refunded == 500


def test_other_parameters_under_a_used_key_are_an_error(api: stripe.StripeClient) -> None:
    api.v1.payment_intents.create(PARAMS, key("k"))

    with pytest.raises(stripe.IdempotencyError) as caught:
        api.v1.payment_intents.create(PARAMS | {"amount": 2001}, key("k"))

    assert caught.value.http_status == 400
    assert len(api.v1.payment_intents.list().data) == 1


def test_another_endpoint_under_a_used_key_is_an_error(api: stripe.StripeClient) -> None:
    one, other = started(api), started(api)
    params: Any = {"payment_method": "pm_card_visa", "return_url": BACK}
    api.v1.payment_intents.confirm(one.id, params, key("k"))

    with pytest.raises(stripe.IdempotencyError):
        api.v1.payment_intents.confirm(other.id, params, key("k"))

    assert api.v1.payment_intents.retrieve(other.id).status == "requires_payment_method"


def test_a_decline_is_replayed_without_a_second_attempt(api: stripe.StripeClient) -> None:
    intent = started(api)
    params: Any = {"payment_method": "pm_card_visa_chargeDeclined", "return_url": BACK}

    seen = []
    for _ in range(2):
        with pytest.raises(stripe.CardError) as caught:
            api.v1.payment_intents.confirm(intent.id, params, key("k"))
        seen.append((caught.value.headers or {}).get("Idempotent-Replayed"))

    assert seen == [None, "true"]
    assert len(api.v1.charges.list().data) == 1


def test_a_call_refused_for_its_shape_does_not_use_up_the_key(api: stripe.StripeClient) -> None:
    refused(api.v1.payment_intents.create, PARAMS | {"amount": 1}, key("k"))

    assert api.v1.payment_intents.create(PARAMS, key("k")).amount == 2000


def test_a_key_in_progress_is_a_conflict(
    api: stripe.StripeClient, dev: Controls, in_background: Callable[..., None]
) -> None:
    dev.post("faults", kind="hang", method="POST", path="/v1/payment_intents", seconds=1)
    in_background(api.v1.payment_intents.create, PARAMS, key("k"))
    until_struck(dev)

    with pytest.raises(stripe.APIError) as caught:
        api.v1.payment_intents.create(PARAMS, key("k"))

    assert caught.value.http_status == 409
    body: Any = caught.value.json_body
    assert body["error"]["code"] == "idempotency_key_in_use"


def test_of_many_at_once_one_does_the_work(running: RunningStripe, api: stripe.StripeClient) -> None:
    paid = paid_with(api, "pm_card_visa")
    patient = running.client(max_network_retries=3)
    made: list[str] = []

    def refund() -> None:
        made.append(patient.v1.refunds.create({"payment_intent": paid.id, "amount": 100}, key("k")).id)

    threads = [threading.Thread(target=refund) for _ in range(20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert (len(made), len(set(made))) == (20, 1)
    assert charge_of(api, paid).amount_refunded == 100


def test_a_key_is_forgotten_after_24_hours(api: stripe.StripeClient, dev: Controls) -> None:
    first = api.v1.payment_intents.create(PARAMS, key("k"))
    dev.post("clock", advance=DAY - 60)
    assert api.v1.payment_intents.create(PARAMS, key("k")).id == first.id
    dev.post("clock", advance=120)

    assert api.v1.payment_intents.create(PARAMS, key("k")).id != first.id


def test_a_key_has_at_most_255_characters(api: stripe.StripeClient) -> None:
    assert api.v1.customers.create({}, key("k" * 255)).id

    assert "255" in str(refused(api.v1.customers.create, {}, key("k" * 256)))


def until_struck(dev: Controls) -> None:
    """Waits until the ordered fault has a call in its hands."""
    while not any(fault["struck"] for fault in dev.get("faults")["faults"]):
        time.sleep(0.01)
    time.sleep(0.05)  # it is counted a moment before its key is taken
