from typing import Any

import pytest
import stripe

from tests.dev.stripe.buying import BACK, charge_of, confirmed, event_types, paid_with, refused, started
from tests.dev.stripe.running import Controls

WEEK = 7 * 24 * 60 * 60


def test_a_card_that_works_is_charged_once_and_in_full(api: stripe.StripeClient) -> None:
    intent = paid_with(api, "pm_card_visa", metadata={"order_id": "A-1"})

    charge = charge_of(api, intent)
    assert (intent.status, intent.amount_received, intent.amount_capturable) == ("succeeded", 2000, 0)
    assert (charge.status, charge.paid, charge.captured, charge.amount_captured) == (
        "succeeded",
        True,
        True,
        2000,
    )
    assert charge.to_dict()["metadata"] == {"order_id": "A-1"}
    moved = api.v1.balance_transactions.retrieve(str(charge.balance_transaction))
    assert (moved.amount, moved.net, moved.source) == (2000, 2000 - moved.fee, charge.id)


@pytest.mark.parametrize(
    ("method", "code", "decline_code"),
    [
        ("pm_card_visa_chargeDeclined", "card_declined", "generic_decline"),
        ("pm_card_chargeDeclined", "card_declined", "generic_decline"),
        ("pm_card_visa_chargeDeclinedInsufficientFunds", "card_declined", "insufficient_funds"),
        ("pm_card_visa_chargeDeclinedLostCard", "card_declined", "lost_card"),
        ("pm_card_chargeDeclinedExpiredCard", "expired_card", None),
        ("pm_card_chargeDeclinedIncorrectCvc", "incorrect_cvc", None),
    ],
)
def test_a_decline_says_why_and_leaves_the_intent_open(
    api: stripe.StripeClient, method: str, code: str, decline_code: str | None
) -> None:
    intent = started(api)

    with pytest.raises(stripe.CardError) as caught:
        confirmed(api, intent.id, method)

    error: Any = caught.value.error
    assert (caught.value.http_status, error.code, error.decline_code) == (402, code, decline_code)
    assert error.payment_intent.status == "requires_payment_method"
    left = api.v1.payment_intents.retrieve(intent.id, {"expand": ["latest_charge"]}).to_dict()
    assert left["last_payment_error"]["code"] == code
    assert (left["payment_method"], left["latest_charge"]["status"]) == (None, "failed")
    assert event_types(api)[1:] == ["charge.failed", "payment_intent.payment_failed"]


def test_the_same_intent_takes_another_card_after_a_decline(api: stripe.StripeClient) -> None:
    intent = started(api)
    with pytest.raises(stripe.CardError):
        confirmed(api, intent.id, "pm_card_visa_chargeDeclined")

    intent = confirmed(api, intent.id, "pm_card_mastercard")

    assert (intent.status, intent.last_payment_error) == ("succeeded", None)
    assert len(api.v1.charges.list({"payment_intent": intent.id}).data) == 2


@pytest.mark.parametrize(
    "method",
    ["pm_card_authenticationRequired", "pm_card_threeDSecureRequired", "pm_card_threeDSecure2Required"],
)
def test_three_d_secure_is_asked_for_and_then_paid(
    api: stripe.StripeClient, dev: Controls, method: str
) -> None:
    intent = paid_with(api, method)
    assert (intent.status, intent.latest_charge) == ("requires_action", None)
    assert intent.next_action
    assert intent.next_action.type == "redirect_to_url"

    dev.post(f"payment_intents/{intent.id}/authenticate?success=true")

    after = api.v1.payment_intents.retrieve(intent.id)
    assert (after.status, after.next_action) == ("succeeded", None)
    assert event_types(api)[1:] == [
        "payment_intent.requires_action",
        "charge.succeeded",
        "payment_intent.succeeded",
    ]


def test_three_d_secure_that_fails_asks_for_another_method(api: stripe.StripeClient, dev: Controls) -> None:
    intent = paid_with(api, "pm_card_authenticationRequired")

    dev.post(f"payment_intents/{intent.id}/authenticate?success=false")

    after = api.v1.payment_intents.retrieve(intent.id)
    assert after.status == "requires_payment_method"
    assert after.last_payment_error
    assert after.last_payment_error.code == "payment_intent_authentication_failure"
    assert event_types(api)[-1] == "payment_intent.payment_failed"


@pytest.mark.parametrize("alone", [{"off_session": True}, {"error_on_requires_action": True}])
def test_without_the_buyer_three_d_secure_is_a_decline(
    api: stripe.StripeClient, alone: dict[str, Any]
) -> None:
    with pytest.raises(stripe.CardError) as caught:
        confirmed(api, started(api).id, "pm_card_authenticationRequired", **alone)

    assert caught.value.code == "authentication_required"


def test_a_bank_debit_is_processing_until_the_bank_answers(api: stripe.StripeClient, dev: Controls) -> None:
    intent = paid_with(api, "pm_usBankAccount_success")
    assert (intent.status, charge_of(api, intent).status) == ("processing", "pending")
    assert event_types(api)[1:] == ["charge.pending", "payment_intent.processing"]

    dev.post("clock", advance=60)

    assert api.v1.payment_intents.retrieve(intent.id).status == "succeeded"
    assert event_types(api)[3:] == ["charge.succeeded", "payment_intent.succeeded"]


def test_a_bank_debit_may_fail_after_processing(api: stripe.StripeClient, dev: Controls) -> None:
    intent = paid_with(api, "pm_failed_de", currency="eur")
    assert intent.status == "processing"

    dev.post("clock", advance=60)

    after = api.v1.payment_intents.retrieve(intent.id)
    assert after.status == "requires_payment_method"
    assert charge_of(api, after).status == "failed"
    assert event_types(api)[3:] == ["charge.failed", "payment_intent.payment_failed"]


def test_a_bank_account_described_by_a_browser_is_a_method_too(api: stripe.StripeClient) -> None:
    params: Any = {"payment_method_data": {"type": "sepa_debit"}, "return_url": BACK}

    intent = api.v1.payment_intents.confirm(started(api, currency="eur").id, params)

    assert intent.status == "processing"


def test_a_method_that_the_intent_does_not_take_is_refused(api: stripe.StripeClient) -> None:
    error = refused(paid_with, api, "pm_success_de")

    assert error.code == "payment_intent_incompatible_payment_method"


def test_confirming_needs_a_way_back(api: stripe.StripeClient) -> None:
    intent = started(api)
    error = refused(api.v1.payment_intents.confirm, intent.id, {"payment_method": "pm_card_visa"})
    assert error.param == "return_url"

    stays = started(api, automatic_payment_methods={"enabled": True, "allow_redirects": "never"})
    assert api.v1.payment_intents.confirm(stays.id, {"payment_method": "pm_card_visa"}).status == "succeeded"


def test_confirming_without_a_method_is_refused(api: stripe.StripeClient) -> None:
    error = refused(api.v1.payment_intents.confirm, started(api).id, {"return_url": BACK})

    assert error.code == "payment_intent_unexpected_state"


def test_what_is_paid_cannot_be_paid_again(api: stripe.StripeClient) -> None:
    intent = paid_with(api, "pm_card_visa")

    error = refused(confirmed, api, intent.id, "pm_card_visa")

    assert error.code == "payment_intent_unexpected_state"
    body: Any = error.json_body
    assert body["error"]["payment_intent"]["status"] == "succeeded"
    assert len(api.v1.charges.list().data) == 1


def test_manual_capture_holds_first_and_takes_later(api: stripe.StripeClient) -> None:
    intent = paid_with(api, "pm_card_visa", capture_method="manual")
    assert (intent.status, intent.amount_capturable, intent.amount_received) == ("requires_capture", 2000, 0)
    assert charge_of(api, intent).captured is False

    taken = api.v1.payment_intents.capture(intent.id)

    assert (taken.status, taken.amount_capturable, taken.amount_received) == ("succeeded", 0, 2000)
    assert event_types(api)[1:] == [
        "charge.succeeded",
        "payment_intent.amount_capturable_updated",
        "charge.captured",
        "payment_intent.succeeded",
    ]


def test_a_partial_capture_lets_the_rest_go_without_a_refund(api: stripe.StripeClient) -> None:
    intent = paid_with(api, "pm_card_visa", capture_method="manual")

    taken = api.v1.payment_intents.capture(intent.id, {"amount_to_capture": 1500})

    charge = charge_of(api, taken)
    assert (taken.status, taken.amount_received) == ("succeeded", 1500)
    assert (charge.amount, charge.amount_captured, charge.amount_refunded) == (2000, 1500, 0)
    assert api.v1.refunds.list().data == []


@pytest.mark.parametrize(
    ("params", "param"),
    [({"amount_to_capture": 2001}, "amount_to_capture"), ({"final_capture": False}, "final_capture")],
)
def test_a_capture_that_cannot_be_is_refused(
    api: stripe.StripeClient, params: dict[str, Any], param: str
) -> None:
    intent = paid_with(api, "pm_card_visa", capture_method="manual")

    error = refused(api.v1.payment_intents.capture, intent.id, params)

    assert error.param == param
    assert api.v1.payment_intents.retrieve(intent.id).status == "requires_capture"


def test_a_second_capture_is_refused(api: stripe.StripeClient) -> None:
    intent = paid_with(api, "pm_card_visa", capture_method="manual")
    api.v1.payment_intents.capture(intent.id, {"amount_to_capture": 500})

    error = refused(api.v1.payment_intents.capture, intent.id)

    assert error.code == "payment_intent_unexpected_state"


def test_what_is_held_for_a_week_is_let_go(api: stripe.StripeClient, dev: Controls) -> None:
    intent = paid_with(api, "pm_card_visa", capture_method="manual")

    dev.post("clock", advance=WEEK - 60)
    assert api.v1.payment_intents.retrieve(intent.id).status == "requires_capture"
    dev.post("clock", advance=120)

    after = api.v1.payment_intents.retrieve(intent.id)
    assert (after.status, after.cancellation_reason) == ("canceled", "automatic")
    assert event_types(api)[-2:] == ["charge.expired", "payment_intent.canceled"]


@pytest.mark.parametrize("capture_method", ["automatic", "manual"])
def test_an_unpaid_intent_can_be_cancelled(api: stripe.StripeClient, capture_method: str) -> None:
    intent = started(api, capture_method=capture_method)
    if capture_method == "manual":
        confirmed(api, intent.id, "pm_card_visa")

    gone = api.v1.payment_intents.cancel(intent.id, {"cancellation_reason": "requested_by_customer"})

    assert (gone.status, gone.cancellation_reason) == ("canceled", "requested_by_customer")
    assert gone.amount_capturable == 0
    assert event_types(api)[-1] == "payment_intent.canceled"
    assert api.v1.refunds.list().data == []


@pytest.mark.parametrize("method", ["pm_card_visa", "pm_usBankAccount_processing"])
def test_a_paid_or_processing_intent_cannot_be_cancelled(api: stripe.StripeClient, method: str) -> None:
    intent = paid_with(api, method)

    error = refused(api.v1.payment_intents.cancel, intent.id)

    assert (error.http_status, error.code) == (400, "payment_intent_unexpected_state")


def test_the_browser_may_pay_with_its_key_and_the_secret(api: stripe.StripeClient, dev: Controls) -> None:
    intent = started(api)

    paid = dev.post(f"payment_intents/{intent.id}/pay", payment_method="pm_card_visa")

    assert paid["status"] == "succeeded"
