import json
import time
from collections import Counter
from itertools import combinations, pairwise

import pytest
import stripe

from tests.dev.stripe.buying import event_types, paid_with, refused, started
from tests.dev.stripe.conftest import SECRET
from tests.dev.stripe.running import Controls, Receiver


def test_every_event_arrives_signed_with_the_object_as_it_was(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    intent = paid_with(api, "pm_card_visa", metadata={"order_id": "A-1"})
    assert dev.after_delivery() == {"delivered": 3}

    came = {event.type: event for event in receiver.events(SECRET)}

    assert came.keys() == {"payment_intent.created", "charge.succeeded", "payment_intent.succeeded"}
    made, paid = came["payment_intent.created"], came["payment_intent.succeeded"]
    assert made.data.object["status"] == "requires_payment_method"
    assert paid.data.object["id"] == intent.id
    assert paid.data.object["status"] == "succeeded"
    assert {event.api_version for event in came.values()} == {"2026-10-28.endive"}
    assert api.v1.events.retrieve(paid.id).data.object.to_dict() == paid.data.object.to_dict()


def test_an_event_names_the_call_that_caused_it(api: stripe.StripeClient) -> None:
    intent = api.v1.payment_intents.create({"amount": 2000, "currency": "usd"}, {"idempotency_key": "k"})

    (event,) = api.v1.events.list().data

    assert intent.last_response
    assert event.request
    assert (event.request.id, event.request.idempotency_key) == (intent.last_response.request_id, "k")


@pytest.mark.parametrize("answer", [500, 404, 302])
def test_a_delivery_is_repeated_until_a_2xx(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver, answer: int
) -> None:
    dev.post("webhooks", backoff=0.01)
    receiver.answers = [answer, answer]

    started(api)

    assert dev.after_delivery() == {"delivered": 1}
    assert [event.id for event in receiver.events(SECRET)] == [api.v1.events.list().data[0].id] * 3
    (row,) = dev.get("webhooks", state="delivered")["deliveries"]
    assert [attempt["status"] for attempt in row["attempts"]] == [answer, answer, 200]


def test_the_pauses_between_attempts_grow(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    dev.post("webhooks", backoff=0.05)
    receiver.answers = [500, 500, 500]

    started(api)
    dev.after_delivery()

    (row,) = dev.get("webhooks")["deliveries"]
    times = [attempt["at"] for attempt in row["attempts"]]
    pauses = [later - earlier for earlier, later in pairwise(times)]
    assert pauses[0] >= 0.05
    assert pauses[1] >= 0.1
    assert pauses[2] >= 0.2


def test_a_delivery_is_given_up_after_its_attempts(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    dev.post("webhooks", attempts=3, backoff=0.01)
    receiver.answers = [500] * 9

    started(api)

    assert dev.after_delivery() == {"failed": 1}
    assert len(receiver.received) == 3
    assert api.v1.events.list({"delivery_success": False}).data == []


def test_an_address_that_nobody_listens_on_counts_as_a_failed_attempt(
    api: stripe.StripeClient, dev: Controls
) -> None:
    dev.post("webhooks", urls=["http://127.0.0.1:9/nobody"], attempts=2, backoff=0.01)

    started(api)

    assert dev.after_delivery() == {"failed": 1}
    (row,) = dev.get("webhooks")["deliveries"]
    assert {attempt["error"] for attempt in row["attempts"]} == {"ConnectionError"}


def test_two_secrets_sign_while_one_is_rotated(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    dev.post("webhooks", secrets=["whsec_old", "whsec_new"])

    started(api)
    dev.after_delivery()

    assert len(receiver.events("whsec_old")) == len(receiver.events("whsec_new")) == 1
    with pytest.raises(stripe.SignatureVerificationError):
        receiver.events(SECRET)


def test_one_byte_changed_or_written_anew_breaks_the_signature(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    started(api)
    dev.after_delivery()
    (body, signed) = receiver.received[0]

    for forged in (body.replace(b"2000", b"2001"), json.dumps(json.loads(body)).encode()):
        with pytest.raises(stripe.SignatureVerificationError):
            stripe.Webhook.construct_event(forged, signed, SECRET)


def test_the_signature_tells_real_time_whatever_the_clock_says(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    dev.post("clock", advance=-1_000_000)

    started(api)
    dev.after_delivery()

    (event,) = receiver.events(SECRET)
    assert event.created < time.time() - 900_000


def test_nothing_leaves_while_paused_and_all_of_it_after(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    dev.post("webhooks", paused=True)
    paid_with(api, "pm_card_visa")
    assert (dev.get("webhooks")["counts"]["pending"], receiver.received) == (3, [])
    assert [event.pending_webhooks for event in api.v1.events.list().data] == [1, 1, 1]
    assert len(api.v1.events.list({"delivery_success": False}).data) == 3

    dev.post("webhooks", paused=False)

    assert dev.after_delivery() == {"delivered": 3}
    assert [event.pending_webhooks for event in api.v1.events.list().data] == [0, 0, 0]


def test_shuffled_events_all_arrive_in_another_order(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    dev.post("webhooks", paused=True)
    for _ in range(6):
        paid_with(api, "pm_card_visa")
    made = [event.id for event in reversed(api.v1.events.list({"limit": 100}).data)]

    dev.post("webhooks", paused=False, shuffle=True, seed=1)
    dev.after_delivery()

    came = [event.id for event in receiver.events(SECRET)]
    assert sorted(came) == sorted(made)
    overtaken = [(a, b) for a, b in combinations(came, 2) if made.index(a) > made.index(b)]
    assert len(overtaken) > len(made)


def test_duplicates_are_the_same_event_again(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    dev.post("webhooks", duplicate=3)

    paid_with(api, "pm_card_visa")
    dev.after_delivery()

    counted = Counter(event.id for event in receiver.events(SECRET))
    assert (len(counted), set(counted.values())) == (3, {3})


def test_a_share_of_events_is_lost_and_can_be_sent_later(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    dev.post("webhooks", drop=1.0)
    intent = started(api)
    assert (dev.after_delivery(), receiver.received) == ({"lost": 1}, [])
    (event,) = api.v1.events.list().data

    dev.post("webhooks", drop=0)
    assert dev.post(f"events/{event.id}/redeliver") == {"deliveries": 1}
    dev.after_delivery()

    assert [came.data.object["id"] for came in receiver.events(SECRET)] == [intent.id]


def test_settings_that_make_no_sense_name_the_field(dev: Controls) -> None:
    for wrong in ({"drop": 2}, {"duplicate": 0}, {"attempts": 0}, {"colour": 1}, {"paused": "yes"}):
        with pytest.raises(AssertionError, match=next(iter(wrong))):
            dev.post("webhooks", **wrong)

    assert dev.get("webhooks")["settings"]["duplicate"] == 1


def test_an_endpoint_made_over_the_api_gets_what_it_asked_for(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    dev.post("webhooks", urls=[])
    endpoint = api.v1.webhook_endpoints.create(
        {"url": receiver.url, "enabled_events": ["charge.succeeded"], "api_version": "2026-10-28.endive"}
    )

    paid_with(api, "pm_card_visa")
    dev.after_delivery()

    assert endpoint.secret
    assert receiver.types(endpoint.secret) == ["charge.succeeded"]
    assert "secret" not in api.v1.webhook_endpoints.retrieve(endpoint.id)


def test_endpoints_are_listed_changed_and_deleted(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    dev.post("webhooks", urls=[])
    endpoint = api.v1.webhook_endpoints.create({"url": receiver.url, "enabled_events": ["*"]})
    api.v1.webhook_endpoints.update(endpoint.id, {"disabled": True, "description": "off"})
    started(api)
    assert dev.get("webhooks")["deliveries"] == []

    (listed,) = api.v1.webhook_endpoints.list().data
    assert (listed.status, listed.description) == ("disabled", "off")
    assert api.v1.webhook_endpoints.delete(endpoint.id).deleted is True
    assert refused(api.v1.webhook_endpoints.retrieve, endpoint.id).http_status == 404
    wrong = refused(api.v1.webhook_endpoints.create, {"url": "ftp://x", "enabled_events": ["*"]})
    assert wrong.code == "url_invalid"


def test_all_kinds_of_events_of_an_order_arrive(
    api: stripe.StripeClient, dev: Controls, receiver: Receiver
) -> None:
    intent = paid_with(api, "pm_card_visa")
    api.v1.refunds.create({"payment_intent": intent.id, "amount": 100})
    dev.post(f"charges/{intent.latest_charge}/dispute")
    for _ in range(2):
        dev.after_delivery()

    assert receiver.types(SECRET) == sorted(event_types(api))
    assert {"refund.created", "charge.refunded", "charge.dispute.created"} <= set(receiver.types(SECRET))
