from typing import Any

import pytest
import stripe

from tests.dev.stripe.buying import BACK, refused, started


@pytest.fixture
def ada(api: stripe.StripeClient) -> stripe.Customer:
    return api.v1.customers.create({"email": "ada@example.com", "name": "Ada", "metadata": {"shop_id": "7"}})


def test_a_customer_is_kept_found_and_changed(api: stripe.StripeClient, ada: stripe.Customer) -> None:
    api.v1.customers.create({"email": "bob@example.com"})

    changed = api.v1.customers.update(
        ada.id, {"name": "", "phone": "+49 40 1", "preferred_locales": ["de", "en"]}
    )

    assert (changed.name, changed.phone, changed.email) == (None, "+49 40 1", "ada@example.com")
    assert changed.preferred_locales == ["de", "en"]
    assert [it.id for it in api.v1.customers.list({"email": "ada@example.com"}).data] == [ada.id]


def test_a_deleted_customer_is_only_a_name(api: stripe.StripeClient, ada: stripe.Customer) -> None:
    api.v1.customers.delete(ada.id)

    assert api.v1.customers.retrieve(ada.id).to_dict() == {
        "id": ada.id,
        "object": "customer",
        "deleted": True,
    }
    assert api.v1.customers.list().data == []
    assert refused(api.v1.customers.update, ada.id, {"name": "X"}).http_status == 404
    params: Any = {"amount": 2000, "currency": "usd", "customer": ada.id}
    assert refused(api.v1.payment_intents.create, params).param == "customer"


def test_a_refused_change_changes_nothing(
    api: stripe.StripeClient, ada: stripe.Customer, sends_nonsense: None
) -> None:
    wrong: Any = {"name": "Eve", "shipping": {"planet": "Mars"}}

    assert refused(api.v1.customers.update, ada.id, wrong).param == "shipping[planet]"
    assert api.v1.customers.retrieve(ada.id).name == "Ada"


def test_a_payment_method_is_attached_used_and_detached(
    api: stripe.StripeClient, ada: stripe.Customer
) -> None:
    card = api.v1.payment_methods.attach("pm_card_mastercard", {"customer": ada.id})
    assert (card.customer, card.card and card.card.last4) == (ada.id, "4444")
    assert [it.id for it in api.v1.customers.payment_methods.list(ada.id).data] == [card.id]
    assert [it.id for it in api.v1.payment_methods.list({"customer": ada.id, "type": "card"}).data] == [
        card.id
    ]

    paid = started(api, customer=ada.id, payment_method=card.id, confirm=True, return_url=BACK)
    assert (paid.status, paid.payment_method) == ("succeeded", card.id)

    assert api.v1.payment_methods.detach(card.id).customer is None
    assert api.v1.customers.payment_methods.list(ada.id).data == []
    assert refused(api.v1.payment_methods.detach, card.id).code == "payment_method_unexpected_state"


def test_a_payment_method_belongs_to_one_customer(api: stripe.StripeClient, ada: stripe.Customer) -> None:
    card = api.v1.payment_methods.attach("pm_card_visa", {"customer": ada.id})
    bob = api.v1.customers.create({"name": "Bob"})

    assert "another customer" in str(refused(api.v1.payment_methods.attach, card.id, {"customer": bob.id}))


@pytest.mark.parametrize(
    ("card", "last4"),
    [
        ({"number": "4242 4242 4242 4242", "exp_month": 1, "exp_year": 2035, "cvc": "123"}, "4242"),
        ({"token": "tok_amex"}, "0005"),
    ],
)
def test_a_card_is_made_from_a_test_number_or_token(
    api: stripe.StripeClient, card: dict[str, Any], last4: str
) -> None:
    params: Any = {"type": "card", "card": card, "billing_details": {"name": "Ada"}, "metadata": {"a": "1"}}

    made = api.v1.payment_methods.retrieve(api.v1.payment_methods.create(params).id)

    assert made.card
    assert (made.card.last4, made.billing_details.name) == (last4, "Ada")


def test_a_number_that_is_no_test_card_is_declined(api: stripe.StripeClient) -> None:
    params: Any = {"type": "card", "card": {"number": "4111111111111111", "exp_month": 1, "exp_year": 2035}}

    with pytest.raises(stripe.CardError, match="test cards"):
        api.v1.payment_methods.create(params)
