import time
from typing import Any

import pytest
import stripe

from tests.dev.stripe.buying import charge_of, confirmed, paid_with, started
from tests.dev.stripe.running import Controls, RunningStripe

PARAMS: Any = {"amount": 2000, "currency": "usd", "metadata": {"order_id": "A-1"}}
KEY: Any = {"idempotency_key": "order:A-1:pay:1"}


def intents(api: stripe.StripeClient) -> int:
    return len(api.v1.payment_intents.list().data)


@pytest.mark.parametrize(
    ("kind", "status", "raised"),
    [("500", 500, stripe.APIError), ("409", 409, stripe.APIError), ("429", 429, stripe.RateLimitError)],
)
def test_a_refusal_at_the_door_does_nothing_and_leaves_the_key(
    api: stripe.StripeClient, dev: Controls, kind: str, status: int, raised: type[stripe.StripeError]
) -> None:
    dev.post("faults", kind=kind, method="POST", path="/v1/payment_intents")

    with pytest.raises(raised) as caught:
        api.v1.payment_intents.create(PARAMS, KEY)

    assert (caught.value.http_status, intents(api)) == (status, 0)
    assert api.v1.payment_intents.create(PARAMS, KEY).status == "requires_payment_method"


@pytest.mark.parametrize(("work", "made"), [(True, 1), (False, 0)])
def test_a_500_that_sticks_is_replayed_for_its_key(
    api: stripe.StripeClient,
    dev: Controls,
    running: RunningStripe,
    *,
    work: bool,
    made: int,
) -> None:
    dev.post("faults", kind="sticky_500", path="/v1/payment_intents", work=work)
    seen = []

    for client in (api, api, running.client(max_network_retries=2)):
        with pytest.raises(stripe.APIError) as caught:
            client.v1.payment_intents.create(PARAMS, KEY)
        seen.append((caught.value.http_status, (caught.value.headers or {}).get("Idempotent-Replayed")))

    assert seen == [(500, None), (500, "true"), (500, "true")]
    assert intents(api) == made
    # Stripe asks clients not to repeat such a call: the SDK, told to retry twice, called once.
    assert len(dev.get("calls", key=KEY["idempotency_key"])["calls"]) == 3


def test_work_done_before_the_connection_is_cut_is_found_by_the_retry(
    api: stripe.StripeClient, dev: Controls, running: RunningStripe
) -> None:
    intent = started(api)
    dev.post("faults", kind="drop_after", path="/v1/payment_intents/*/confirm")

    with pytest.raises(stripe.APIConnectionError, match="Network error: ConnectionError"):
        confirmed(api, intent.id, "pm_card_visa")

    assert api.v1.payment_intents.retrieve(intent.id).status == "succeeded"
    assert dev.get("calls")["calls"][-2]["status"] is None


def test_the_sdk_retries_a_cut_connection_under_one_key(
    api: stripe.StripeClient, dev: Controls, running: RunningStripe
) -> None:
    dev.post("faults", kind="drop_after", path="/v1/refunds", times=1)
    paid = paid_with(api, "pm_card_visa")

    refund = running.client(max_network_retries=1).v1.refunds.create(
        {"payment_intent": paid.id, "amount": 100}
    )

    assert refund.amount == 100
    assert charge_of(api, paid).amount_refunded == 100
    assert [call["replayed"] for call in dev.get("calls", path="/v1/refunds")["calls"]] == [False, True]


def test_a_connection_cut_before_the_work_changed_nothing(api: stripe.StripeClient, dev: Controls) -> None:
    dev.post("faults", kind="drop_before", path="/v1/payment_intents")

    with pytest.raises(stripe.APIConnectionError, match="Network error: ConnectionError"):
        api.v1.payment_intents.create(PARAMS)

    assert intents(api) == 0


@pytest.mark.parametrize("kind", ["hang", "hang_after"])
def test_a_call_that_hangs_is_still_worked_on(
    running: RunningStripe, api: stripe.StripeClient, dev: Controls, kind: str
) -> None:
    dev.post("faults", kind=kind, path="/v1/payment_intents", seconds=1.5)
    hasty = running.client(http_client=stripe.RequestsClient(timeout=0.2))

    with pytest.raises(stripe.APIConnectionError, match="Network error: ReadTimeout"):
        hasty.v1.payment_intents.create(PARAMS, KEY)

    assert kind == "hang_after" or intents(api) == 0
    deadline = time.monotonic() + 5
    while not intents(api) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert api.v1.payment_intents.create(PARAMS, KEY).id == api.v1.payment_intents.list().data[0].id
    assert intents(api) == 1


def test_a_fault_strikes_what_it_was_ordered_for_and_no_more(api: stripe.StripeClient, dev: Controls) -> None:
    dev.post("faults", kind="500", method="POST", path="/v1/refunds", times=2)
    paid = paid_with(api, "pm_card_visa")

    for _ in range(2):
        with pytest.raises(stripe.APIError):
            api.v1.refunds.create({"payment_intent": paid.id})

    assert api.v1.refunds.list().data == []
    assert api.v1.refunds.create({"payment_intent": paid.id}).status == "succeeded"


def test_a_share_of_the_calls_can_be_struck_the_same_share_each_time(
    api: stripe.StripeClient, dev: Controls
) -> None:
    def struck() -> list[int]:
        dev.delete("faults")
        dev.post("faults", kind="429", path="/v1/customers", times=None, fraction=0.5, seed=7)
        return [at for at in range(30) if is_limited(api)]

    first = struck()

    assert 5 < len(first) < 25
    assert struck() == first


def is_limited(api: stripe.StripeClient) -> bool:
    try:
        api.v1.customers.list()
    except stripe.RateLimitError:
        return True
    return False


@pytest.mark.parametrize(
    ("body", "field"),
    [
        ({}, "kind"),
        ({"kind": "500s"}, "kind"),
        ({"kind": "500", "times": 0}, "times"),
        ({"kind": "500", "fraction": 2}, "fraction"),
        ({"kind": "500", "fracton": 1}, "fracton"),
        ({"kind": "hang", "seconds": "long"}, "seconds"),
        ({"kind": "hang", "seconds": True}, "seconds"),
    ],
)
def test_an_order_that_makes_no_sense_names_the_field(
    dev: Controls, body: dict[str, Any], field: str
) -> None:
    with pytest.raises(AssertionError, match=f'"param": "{field}"'):
        dev.post("faults", **body)

    assert dev.get("faults") == {"faults": []}
