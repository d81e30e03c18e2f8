from typing import Any

import pytest
import stripe

from tests.dev.stripe.buying import charge_of, event_types, paid_with, refused, started
from tests.dev.stripe.running import Controls


@pytest.fixture
def paid(api: stripe.StripeClient) -> stripe.PaymentIntent:
    return paid_with(api, "pm_card_visa")


def test_a_refund_gives_everything_back_by_itself(
    api: stripe.StripeClient, paid: stripe.PaymentIntent
) -> None:
    refund = api.v1.refunds.create({"payment_intent": paid.id})

    charge = charge_of(api, paid)
    assert (refund.status, refund.amount, refund.charge) == ("succeeded", 2000, charge.id)
    assert (charge.refunded, charge.amount_refunded) == (True, 2000)
    assert event_types(api)[-2:] == ["refund.created", "charge.refunded"]


def test_refunds_may_be_partial_and_repeated(api: stripe.StripeClient, paid: stripe.PaymentIntent) -> None:
    params: Any = {
        "payment_intent": paid.id,
        "reason": "requested_by_customer",
        "metadata": {"refund_id": "R-1"},
    }
    first = api.v1.refunds.create(params | {"amount": 500})
    second = api.v1.refunds.create({"charge": str(paid.latest_charge), "amount": 700})

    assert (first.reason, first.to_dict()["metadata"]) == ("requested_by_customer", {"refund_id": "R-1"})
    assert (charge_of(api, paid).amount_refunded, charge_of(api, paid).refunded) == (1200, False)
    listed = api.v1.refunds.list({"payment_intent": paid.id}).data
    assert [refund.id for refund in listed] == [second.id, first.id]
    moved = api.v1.balance_transactions.retrieve(str(first.balance_transaction))
    assert (moved.amount, moved.type) == (-500, "refund")


def test_never_more_is_refunded_than_was_taken(api: stripe.StripeClient, paid: stripe.PaymentIntent) -> None:
    api.v1.refunds.create({"payment_intent": paid.id, "amount": 1500})

    error = refused(api.v1.refunds.create, {"payment_intent": paid.id, "amount": 501})

    assert (error.http_status, error.param) == (400, "amount")
    assert charge_of(api, paid).amount_refunded == 1500


def test_after_a_partial_capture_only_what_was_taken_can_go_back(api: stripe.StripeClient) -> None:
    intent = paid_with(api, "pm_card_visa", capture_method="manual")
    api.v1.payment_intents.capture(intent.id, {"amount_to_capture": 1200})

    assert "(1200)" in str(refused(api.v1.refunds.create, {"payment_intent": intent.id, "amount": 1201}))
    assert api.v1.refunds.create({"payment_intent": intent.id}).amount == 1200


def test_a_charge_that_went_back_whole_says_so(api: stripe.StripeClient, paid: stripe.PaymentIntent) -> None:
    api.v1.refunds.create({"payment_intent": paid.id})

    assert refused(api.v1.refunds.create, {"payment_intent": paid.id}).code == "charge_already_refunded"


def test_what_was_not_paid_cannot_go_back(api: stripe.StripeClient) -> None:
    open_intent, held = started(api), paid_with(api, "pm_card_visa", capture_method="manual")

    for intent in (open_intent, held):
        error = refused(api.v1.refunds.create, {"payment_intent": intent.id})
        assert error.code == "payment_intent_unexpected_state"


@pytest.mark.parametrize(
    ("params", "param"),
    [
        ({}, "payment_intent"),
        ({"payment_intent": "pi_gone"}, "payment_intent"),
        ({"charge": "ch_gone"}, "charge"),
        ({"charge": "ch_gone", "payment_intent": "pi_gone"}, "payment_intent"),
        ({"amount": 0}, "amount"),
        ({"reason": "boredom"}, "reason"),
    ],
)
def test_a_wrong_refund_names_the_parameter(
    api: stripe.StripeClient, sends_nonsense: None, params: dict[str, Any], param: str
) -> None:
    assert refused(api.v1.refunds.create, params).param == param


def test_a_refund_may_fail_days_after_it_succeeded(api: stripe.StripeClient, dev: Controls) -> None:
    intent = paid_with(api, "pm_card_refundFail")
    refund = api.v1.refunds.create({"payment_intent": intent.id, "amount": 700})
    assert refund.status == "succeeded"

    dev.post("clock", advance=60)

    after = api.v1.refunds.retrieve(refund.id)
    assert (after.status, after.failure_reason) == ("failed", "expired_or_canceled_card")
    returned = api.v1.balance_transactions.retrieve(str(after.failure_balance_transaction))
    assert (returned.amount, returned.type) == (700, "refund_failure")
    assert charge_of(api, intent).amount_refunded == 0
    assert event_types(api)[-2:] == ["refund.updated", "refund.failed"]


def test_any_refund_can_be_made_to_fail(
    api: stripe.StripeClient, dev: Controls, paid: stripe.PaymentIntent
) -> None:
    refund = api.v1.refunds.create({"payment_intent": paid.id})

    dev.post(f"refunds/{refund.id}/fail", reason="lost_or_stolen_card")

    assert api.v1.refunds.retrieve(refund.id).failure_reason == "lost_or_stolen_card"
    assert charge_of(api, paid).refunded is False
    assert api.v1.refunds.create({"payment_intent": paid.id}).status == "succeeded"


def test_a_pending_refund_settles_with_time(api: stripe.StripeClient, dev: Controls) -> None:
    intent = paid_with(api, "pm_card_pendingRefund")
    refund = api.v1.refunds.create({"payment_intent": intent.id})
    assert (refund.status, refund.pending_reason) == ("pending", "processing")

    dev.post("clock", advance=60)

    assert api.v1.refunds.retrieve(refund.id).status == "succeeded"
    assert event_types(api)[-1] == "refund.updated"


def test_only_a_pending_refund_can_be_cancelled(
    api: stripe.StripeClient, paid: stripe.PaymentIntent, dev: Controls
) -> None:
    intent = paid_with(api, "pm_card_pendingRefund")
    pending = api.v1.refunds.create({"payment_intent": intent.id})
    done = api.v1.refunds.create({"payment_intent": paid.id})

    assert api.v1.refunds.cancel(pending.id).status == "canceled"
    assert charge_of(api, intent).amount_refunded == 0
    assert "cannot be canceled" in str(refused(api.v1.refunds.cancel, done.id))
    dev.post("clock", advance=60)
    assert api.v1.refunds.retrieve(pending.id).status == "canceled"


def test_the_metadata_of_a_refund_can_change(api: stripe.StripeClient, paid: stripe.PaymentIntent) -> None:
    refund = api.v1.refunds.create({"payment_intent": paid.id, "metadata": {"a": "1"}})

    changed = api.v1.refunds.update(refund.id, {"metadata": {"b": "2"}})

    assert changed.to_dict()["metadata"] == {"a": "1", "b": "2"}
