from typing import Any

import pytest
import stripe

from tests.dev.stripe.buying import BACK, confirmed, event_types, paid_with, refused, started
from tests.dev.stripe.running import RunningStripe


def test_a_new_intent_waits_for_a_payment_method(api: stripe.StripeClient) -> None:
    intent = started(api, metadata={"order_id": "A-1"}, payment_details={"order_reference": "A-1"})

    assert intent.status == "requires_payment_method"
    assert str(intent.client_secret).startswith(f"{intent.id}_secret_")
    assert intent.capture_method == "automatic_async"
    assert intent.to_dict()["metadata"] == {"order_id": "A-1"}
    assert api.v1.payment_intents.retrieve(intent.id).to_dict() == intent.to_dict()
    assert event_types(api) == ["payment_intent.created"]


def test_an_intent_says_back_what_it_was_told(api: stripe.StripeClient) -> None:
    address = {"line1": "Kai 1", "city": "Hamburg", "country": "DE", "postal_code": "20457"}
    customer = api.v1.customers.create({"email": "ada@example.com", "address": {"city": "Hamburg"}})
    told: Any = {
        "amount": 1999,
        "currency": "EUR",
        "customer": customer.id,
        "description": "Order A-1",
        "receipt_email": "ada@example.com",
        "shipping": {"name": "Ada", "address": address},
        "amount_details": {"shipping": {"amount": 500}, "tax": {"total_tax_amount": 319}},
        "hooks": {"inputs": {"tax": {"calculation": "taxcalc_1"}}},
        "excluded_payment_method_types": ["sepa_debit"],
    }

    intent = api.v1.payment_intents.create(told).to_dict()

    assert (intent["amount"], intent["currency"], intent["customer"]) == (1999, "eur", customer.id)
    assert intent["shipping"]["address"] == {"line2": None, "state": None, **address}
    assert intent["amount_details"]["shipping"] == {"amount": 500}
    assert intent["hooks"]["inputs"]["tax"]["calculation"] == "taxcalc_1"
    assert intent["payment_method_types"] == ["card"]


def test_confirming_at_creation_pays_at_once(api: stripe.StripeClient) -> None:
    intent = started(api, confirm=True, payment_method="pm_card_visa", return_url=BACK)

    assert (intent.status, intent.amount_received) == ("succeeded", 2000)
    assert event_types(api) == ["payment_intent.created", "charge.succeeded", "payment_intent.succeeded"]


def test_a_decline_at_creation_leaves_the_intent_to_be_tried_again(api: stripe.StripeClient) -> None:
    with pytest.raises(stripe.CardError) as caught:
        started(api, confirm=True, payment_method="pm_card_visa_chargeDeclined", return_url=BACK)

    assert caught.value.error
    assert caught.value.error.payment_intent
    left = api.v1.payment_intents.retrieve(caught.value.error.payment_intent.id)
    assert left.status == "requires_payment_method"
    assert confirmed(api, left.id, "pm_card_visa").status == "succeeded"


@pytest.mark.parametrize(
    ("wrong", "param", "code"),
    [
        ({"amount": None}, "amount", "parameter_missing"),
        ({"currency": None}, "currency", "parameter_missing"),
        ({"amount": 49}, "amount", "amount_too_small"),
        ({"amount": 100_000_000}, "amount", "amount_too_large"),
        ({"amount": -5}, "amount", "parameter_invalid_integer"),
        ({"amount": "12.99"}, "amount", "parameter_invalid_integer"),
        ({"currency": "zzz"}, "currency", None),
        ({"currency": ""}, "currency", "parameter_invalid_empty"),
        ({"capture_method": "later"}, "capture_method", None),
        ({"customer": "cus_gone"}, "customer", "resource_missing"),
        ({"payment_method": "pm_gone"}, "payment_method", "resource_missing"),
        ({"colour": "blue"}, "colour", "parameter_unknown"),
        ({"shipping": {"planet": "Mars"}}, "shipping[planet]", "parameter_unknown"),
        ({"metadata": {"k" * 41: "v"}}, f"metadata[{'k' * 41}]", None),
        ({"metadata": {"note": "v" * 501}}, "metadata[note]", None),
        ({"metadata": {f"k{n}": "v" for n in range(51)}}, "metadata", None),
        ({"return_url": BACK}, "return_url", None),
        ({"expand": ["latest_charge.colour"]}, "expand", None),
    ],
)
def test_a_wrong_parameter_is_named_and_nothing_is_made(
    api: stripe.StripeClient, sends_nonsense: None, wrong: dict[str, Any], param: str, code: str | None
) -> None:
    params: Any = {"amount": 2000, "currency": "usd", **wrong}
    params = {name: value for name, value in params.items() if value is not None}

    error = refused(api.v1.payment_intents.create, params)

    assert (error.http_status, error.param, error.code) == (400, param, code)
    assert api.v1.payment_intents.list().data == []


def test_amounts_are_counted_in_the_smallest_unit_of_the_currency(api: stripe.StripeClient) -> None:
    assert started(api, amount=50, currency="jpy").amount == 50


def test_payment_method_types_is_refused_by_the_version_that_dropped_it(
    api: stripe.StripeClient, sends_nonsense: None
) -> None:
    params: Any = {"amount": 2000, "currency": "usd", "payment_method_types": ["card"]}

    error = refused(api.v1.payment_intents.create, params)
    older = api.v1.payment_intents.create(params, {"stripe_version": "2026-09-30.endive"})

    assert error.code == "payment_method_types_no_longer_supported"
    assert older.payment_method_types == ["card"]


def test_a_version_that_is_none_is_refused(running: RunningStripe) -> None:
    error = refused(running.client(stripe_version="yesterday").v1.payment_intents.list)

    assert "yesterday" in str(error)


def test_the_amount_follows_the_cart_until_payment_begins(api: stripe.StripeClient) -> None:
    intent = started(api)
    changed = api.v1.payment_intents.update(intent.id, {"amount": 2500, "description": "two lines"})
    assert (changed.amount, changed.description) == (2500, "two lines")
    confirmed(api, intent.id, "pm_card_authenticationRequired")

    error = refused(api.v1.payment_intents.update, intent.id, {"amount": 3000})

    assert error.code == "payment_intent_unexpected_state"
    assert api.v1.payment_intents.retrieve(intent.id).amount == 2500


def test_metadata_is_merged_and_emptied_key_by_key(api: stripe.StripeClient) -> None:
    intent = paid_with(api, "pm_card_visa", metadata={"a": "1", "b": "2", "7": "seven"})

    changed = api.v1.payment_intents.update(intent.id, {"metadata": {"b": "", "c": "3"}})
    assert changed.to_dict()["metadata"] == {"a": "1", "c": "3", "7": "seven"}
    emptied = api.v1.payment_intents.update(intent.id, {"metadata": ""})
    assert emptied.to_dict()["metadata"] == {}


def test_an_intent_that_is_given_a_method_waits_for_confirmation(api: stripe.StripeClient) -> None:
    intent = started(api)

    intent = api.v1.payment_intents.update(intent.id, {"payment_method": "pm_card_visa"})

    assert intent.status == "requires_confirmation"
    assert api.v1.payment_intents.confirm(intent.id, {"return_url": BACK}).status == "succeeded"


def test_an_unknown_intent_is_not_found(api: stripe.StripeClient) -> None:
    error = refused(api.v1.payment_intents.retrieve, "pi_gone")

    assert (error.http_status, error.code) == (404, "resource_missing")
