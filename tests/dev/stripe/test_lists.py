from typing import Any

import pytest
import stripe

from tests.dev.stripe.buying import paid_with, refused, started
from tests.dev.stripe.running import Controls


def test_a_list_is_newest_first_and_paged_by_cursor(api: stripe.StripeClient) -> None:
    made = [started(api, amount=1000 + n).id for n in range(5)]

    first = api.v1.payment_intents.list({"limit": 2})
    second = api.v1.payment_intents.list({"limit": 2, "starting_after": first.data[-1].id})
    third = api.v1.payment_intents.list({"limit": 2, "starting_after": second.data[-1].id})
    back = api.v1.payment_intents.list({"limit": 2, "ending_before": third.data[0].id})

    pages = [[it.id for it in page.data] for page in (first, second, third, back)]
    newest = made[::-1]
    assert pages == [newest[:2], newest[2:4], newest[4:], newest[2:4]]
    assert [page.has_more for page in (first, second, third, back)] == [True, True, False, True]


def test_the_sdk_walks_through_all_pages(api: stripe.StripeClient) -> None:
    made = [started(api).id for _ in range(5)]

    seen = [it.id for it in api.v1.payment_intents.list({"limit": 2}).auto_paging_iter()]

    assert seen == made[::-1]


@pytest.mark.parametrize("limit", [0, 101, -1])
def test_a_page_has_1_to_100_items(api: stripe.StripeClient, limit: int) -> None:
    assert refused(api.v1.payment_intents.list, {"limit": limit}).param == "limit"


@pytest.mark.parametrize("cursor", ["starting_after", "ending_before"])
def test_a_cursor_that_is_not_in_the_list_is_refused(api: stripe.StripeClient, cursor: str) -> None:
    error = refused(api.v1.refunds.list, {cursor: "re_gone"})

    assert (error.param, error.code) == (cursor, "resource_missing")


def test_lists_are_narrowed_by_the_time_of_creation(api: stripe.StripeClient, dev: Controls) -> None:
    old = started(api)
    dev.post("clock", advance=1000)
    new = started(api)

    def ids(**bounds: int) -> list[str]:
        created: Any = bounds
        return [it.id for it in api.v1.payment_intents.list({"created": created}).data]

    assert ids(gt=old.created) == [new.id]
    assert ids(gte=old.created) == [new.id, old.id]
    assert ids(lt=new.created) == [old.id]
    assert ids(gte=old.created, lte=old.created) == [old.id]
    assert [it.id for it in api.v1.payment_intents.list({"created": new.created}).data] == [new.id]


def test_events_are_narrowed_by_type(api: stripe.StripeClient) -> None:
    paid_with(api, "pm_card_visa")

    (charged,) = api.v1.events.list({"type": "charge.*"}).data
    two = api.v1.events.list({"types": ["payment_intent.created", "payment_intent.succeeded"]}).data

    assert charged.type == "charge.succeeded"
    assert [it.type for it in two] == ["payment_intent.succeeded", "payment_intent.created"]
    assert api.v1.events.retrieve(charged.id).data.object["object"] == "charge"


def test_ids_are_expanded_on_demand(api: stripe.StripeClient) -> None:
    customer = api.v1.customers.create({"name": "Ada"})
    paths = ["latest_charge.balance_transaction.source", "customer", "payment_method"]
    intent = paid_with(api, "pm_card_visa", customer=customer.id)

    whole = api.v1.payment_intents.retrieve(intent.id, {"expand": paths}).to_dict()

    assert whole["customer"]["name"] == "Ada"
    assert whole["payment_method"]["card"]["last4"] == "4242"
    assert whole["latest_charge"]["balance_transaction"]["source"]["id"] == intent.latest_charge
    assert api.v1.payment_intents.retrieve(intent.id).to_dict() == intent.to_dict()


def test_the_items_of_a_list_are_expanded_too(api: stripe.StripeClient) -> None:
    started(api)
    paid_with(api, "pm_card_visa")

    listed = api.v1.payment_intents.list({"expand": ["data.latest_charge"]}).to_dict()["data"]

    assert [it["latest_charge"] and it["latest_charge"]["amount"] for it in listed] == [2000, None]


@pytest.mark.parametrize(
    "path", ["amount", "data.latest_charge", "latest_charge.payment_intent.customer.x.y"]
)
def test_what_cannot_be_expanded_is_refused_before_any_work(api: stripe.StripeClient, path: str) -> None:
    params: stripe.params.PaymentIntentCreateParams = {"amount": 2000, "currency": "usd", "expand": [path]}

    assert refused(api.v1.payment_intents.create, params).param == "expand"
    assert api.v1.payment_intents.list().data == []
