import pytest
import stripe

from tests.dev.stripe.buying import paid_with, refused
from tests.dev.stripe.running import Controls


@pytest.fixture
def customer(api: stripe.StripeClient) -> str:
    return api.v1.customers.create({"email": "ada@example.com"}).id


def cards_of(api: stripe.StripeClient, customer: str) -> list[str]:
    return [method.id for method in api.v1.customers.payment_methods.list(customer).data]


def test_a_card_that_is_given_belongs_to_the_customer(
    api: stripe.StripeClient, customer: str, dev: Controls
) -> None:
    intent = api.v1.setup_intents.create({"customer": customer, "usage": "off_session"})
    assert (intent.status, cards_of(api, customer)) == ("requires_payment_method", [])
    dev.post(f"setup_intents/{intent.id}/confirm", payment_method="pm_card_mastercard")

    done = api.v1.setup_intents.retrieve(intent.id)
    assert (done.status, cards_of(api, customer)) == ("succeeded", [done.payment_method])


def test_a_card_that_was_paid_with_is_kept_only_when_that_was_asked_for(
    api: stripe.StripeClient, customer: str
) -> None:
    paid_with(api, "pm_card_visa", customer=customer)
    assert cards_of(api, customer) == []
    paid_with(api, "pm_card_visa", customer=customer, setup_future_usage="off_session")

    assert len(cards_of(api, customer)) == 1


@pytest.mark.usefixtures("dev")
def test_what_is_not_there_is_refused(api: stripe.StripeClient) -> None:
    assert refused(api.v1.setup_intents.create, {"customer": "cus_nobody"}).code == "resource_missing"
    assert refused(api.v1.setup_intents.retrieve, "seti_nobody").http_status == 404
