from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import requests
import stripe

from tests.dev.stripe.buying import charge_of, paid_with, started
from tests.dev.stripe.running import Receiver, RunningStripe

PARAMS: Any = {"amount": 2000, "currency": "usd"}
KEY: Any = {"idempotency_key": "k"}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return tmp_path / "state" / "stripe.jsonl"


@pytest.fixture
def process(data: Path) -> Iterator[RunningStripe]:
    with RunningStripe("--data", str(data)) as process:
        yield process


def killed_and_started(process: RunningStripe) -> stripe.StripeClient:
    process.kill()
    return process.start().client()


def test_everything_is_there_after_kill_9(process: RunningStripe) -> None:
    api = process.client()
    paid = paid_with(api, "pm_card_visa", metadata={"order_id": "A-1"})
    refund = api.v1.refunds.create({"payment_intent": paid.id, "amount": 500})
    waiting = started(api)
    events = [event.to_dict() for event in api.v1.events.list().data]
    process.controls().post("clock", advance=3600)

    api = killed_and_started(process)

    assert api.v1.payment_intents.retrieve(paid.id).to_dict() == paid.to_dict()
    assert api.v1.refunds.retrieve(refund.id).to_dict() == refund.to_dict()
    assert charge_of(api, paid).amount_refunded == 500
    assert [it.id for it in api.v1.payment_intents.list().data] == [waiting.id, paid.id]
    assert [event.to_dict() for event in api.v1.events.list().data] == events
    assert process.controls().get("ledger")["metadata"]["order_id"]["A-1"]["captured"] == 2000
    assert started(api).created >= waiting.created + 3600


def test_a_key_is_replayed_after_kill_9(process: RunningStripe) -> None:
    first = process.client().v1.payment_intents.create(PARAMS, KEY)

    again = killed_and_started(process).v1.payment_intents.create(PARAMS, KEY)

    assert again.to_dict() == first.to_dict()


def test_what_the_bank_will_say_is_not_forgotten(process: RunningStripe) -> None:
    intent = paid_with(process.client(), "pm_usBankAccount_processing")

    api = killed_and_started(process)
    process.controls().post("clock", advance=5 * 24 * 60 * 60)

    assert api.v1.payment_intents.retrieve(intent.id).status == "succeeded"


def test_events_that_were_on_their_way_arrive_after_kill_9(tmp_path: Path, receiver: Receiver) -> None:
    hooks = ("--webhook-url", receiver.url, "--webhook-secret", "whsec_1")
    receiver.forget()
    with RunningStripe("--data", str(tmp_path / "stripe.jsonl"), *hooks) as process:
        receiver.answers = [500] * 50
        started(process.client())

        process.kill()
        receiver.forget()
        process.start()
        process.controls().after_delivery()

        assert receiver.types("whsec_1") == ["payment_intent.created"]
        urls = process.controls().get("webhooks")["settings"]["urls"]
        assert urls == [receiver.url]


def test_a_change_that_was_half_written_never_happened(process: RunningStripe, data: Path) -> None:
    first = started(process.client())
    whole = data.read_bytes()
    started(process.client())
    process.kill()
    second = data.read_bytes()[len(whole) :]
    data.write_bytes(whole + second[: len(second) // 2])

    api = process.start().client()

    assert [it.id for it in api.v1.payment_intents.list().data] == [first.id]
    assert started(api).id


def test_a_file_that_is_not_ours_is_refused_and_left_alone(data: Path) -> None:
    data.parent.mkdir()
    data.write_text("milk\neggs\n")

    with pytest.raises(AssertionError, match="did not start"):
        RunningStripe("--data", str(data)).start()

    assert data.read_text() == "milk\neggs\n"


def test_reset_empties_the_file_too(process: RunningStripe, data: Path) -> None:
    started(process.client())
    process.controls().post("reset")

    api = killed_and_started(process)

    assert api.v1.payment_intents.list().data == []
    assert requests.get(f"{process.url}/_dev/ledger", timeout=5).json() == {
        "metadata": {},
        "payment_intents": {},
    }
