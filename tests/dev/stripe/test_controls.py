from typing import Any

import pytest
import requests
import stripe

from tests.dev.stripe.buying import BACK, charge_of, confirmed, paid_with, started
from tests.dev.stripe.running import Controls, RunningStripe

PARAMS: Any = {"amount": 2000, "currency": "usd", "metadata": {"order_id": "A-1"}}


def test_the_ledger_counts_captures_by_intent_and_by_metadata(
    api: stripe.StripeClient, dev: Controls
) -> None:
    once = paid_with(api, "pm_card_visa", metadata={"order_id": "A-1"})
    api.v1.refunds.create({"payment_intent": once.id, "amount": 300})
    twice = [paid_with(api, "pm_card_visa", metadata={"order_id": "A-2"}) for _ in range(2)]
    held = paid_with(api, "pm_card_visa", capture_method="manual", metadata={"order_id": "A-3"})

    ledger = dev.get("ledger")

    one, two = ledger["metadata"]["order_id"]["A-1"], ledger["metadata"]["order_id"]["A-2"]
    assert (one["captures"], one["captured"], one["refunded"]) == (1, 2000, 300)
    assert (two["captures"], two["captured"], two["payment_intents"]) == (2, 4000, [it.id for it in twice])
    assert ledger["payment_intents"][held.id]["captures"] == 0
    api.v1.payment_intents.capture(held.id, {"amount_to_capture": 700})
    assert dev.get("ledger")["payment_intents"][held.id]["captured"] == 700


def test_the_ledger_shows_every_key_that_was_tried_for_an_order(
    api: stripe.StripeClient, dev: Controls
) -> None:
    dev.post("faults", kind="500", path="/v1/payment_intents")
    with pytest.raises(stripe.APIError):
        api.v1.payment_intents.create(PARAMS, {"idempotency_key": "first"})
    for _ in range(2):
        intent = api.v1.payment_intents.create(PARAMS, {"idempotency_key": "second"})
    paid = confirmed(api, intent.id, "pm_card_visa")
    refund: Any = {"charge": str(paid.latest_charge), "amount": 1, "metadata": {"refund_id": "R-1"}}
    api.v1.refunds.create(refund, {"idempotency_key": "third"})

    named = dev.get("ledger")["metadata"]

    keys = named["order_id"]["A-1"]["keys"]
    assert keys["POST /v1/payment_intents"] == ["first", "second"]
    assert keys["POST /v1/refunds"] == ["third"]
    assert named["refund_id"]["R-1"]["keys"] == {"POST /v1/refunds": ["third"]}


def test_time_only_moves_when_told(api: stripe.StripeClient, dev: Controls) -> None:
    before = dev.get("clock")["now"]

    after = dev.post("clock", advance=86_400)["now"]

    assert 86_400 <= after - before < 86_410
    assert started(api).created >= after


def test_reset_forgets_everything_that_was_ordered_and_made(api: stripe.StripeClient, dev: Controls) -> None:
    paid = paid_with(api, "pm_card_visa")
    dev.post("faults", kind="500", path="/v1/nothing")
    dev.post("webhooks", drop=0.5, urls=["http://127.0.0.1:9/"])
    dev.post("clock", advance=1_000_000)
    urls = dev.get("webhooks")["settings"]["urls"]

    dev.post("reset")

    assert api.v1.payment_intents.list().data == api.v1.events.list().data == []
    assert dev.get("faults")["faults"] == []
    assert dev.get("webhooks")["settings"]["drop"] == 0
    assert dev.get("webhooks")["settings"]["urls"] != urls
    assert started(api).created < paid.created + 1000


def test_the_calls_are_told_with_key_and_status(api: stripe.StripeClient, dev: Controls) -> None:
    api.v1.payment_intents.create(PARAMS, {"idempotency_key": "k"})
    api.v1.payment_intents.create(PARAMS, {"idempotency_key": "k"})
    api.v1.payment_intents.list()

    calls = dev.get("calls", key="k")["calls"]

    assert [(it["method"], it["status"], it["replayed"]) for it in calls] == [
        ("POST", 200, False),
        ("POST", 200, True),
    ]
    assert calls[0]["at"] <= calls[1]["at"]


def test_paying_through_the_controls_is_what_a_browser_does(api: stripe.StripeClient, dev: Controls) -> None:
    intent = started(api)

    with pytest.raises(AssertionError, match=r"(?s)402.*card_declined"):
        dev.post(f"payment_intents/{intent.id}/pay", payment_method="pm_card_visa_chargeDeclined")
    asked = dev.post(
        f"payment_intents/{intent.id}/pay", payment_method="pm_card_authenticationRequired", return_url=BACK
    )
    paid = dev.post(f"payment_intents/{intent.id}/authenticate?success=true")

    assert asked["next_action"]["redirect_to_url"]["return_url"] == BACK
    assert paid["status"] == "succeeded"
    assert charge_of(api, api.v1.payment_intents.retrieve(intent.id)).paid is True


@pytest.mark.parametrize(
    "path",
    [
        "payment_intents/pi_gone/pay",
        "payment_intents/pi_gone/authenticate",
        "charges/ch_gone/dispute",
        "disputes/dp_gone/resolve",
        "refunds/re_gone/fail",
        "events/evt_gone/redeliver",
    ],
)
def test_a_control_for_something_that_is_not_there_is_404(running: RunningStripe, path: str) -> None:
    answer = requests.post(f"{running.url}/_dev/{path}", json={}, timeout=5)

    assert (answer.status_code, answer.json()["error"]["code"]) == (404, "resource_missing")


@pytest.mark.parametrize("body", [b"{", b"[]", b'"x"', b"\xff"])
def test_a_body_that_is_no_json_object_is_refused(running: RunningStripe, body: bytes) -> None:
    answer = requests.post(
        f"{running.url}/_dev/clock", body, headers={"Content-Type": "application/json"}, timeout=5
    )

    assert answer.status_code == 400
    assert "JSON" in answer.json()["error"]["message"]


def test_a_broken_contract_is_seen(
    api: stripe.StripeClient, dev: Controls, sends_nonsense: None, contracts_watched: None
) -> None:
    wrong: Any = {"amount": "12.99", "currency": "usd", "payment_method_types": ["card"]}

    with pytest.raises(stripe.InvalidRequestError):
        api.v1.payment_intents.create(wrong)

    seen = dev.get("violations", side="request")
    assert seen["watching"] is True
    assert [it["call"] for it in seen["violations"]] == ["POST /v1/payment_intents"] * 2
    assert {it["fault"].partition(":")[0] for it in seen["violations"]} == {"$", "$.amount"}
