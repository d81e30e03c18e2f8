import json

import pytest

from core.inbox.events import ContentfulWebhookKept, StripeWebhookKept
from core.inbox.models import Receipt
from core.inbox.services import receive
from tests import builders as a
from tests.at_once import at_once
from tests.failpoints import WRITE_CONFLICT, failing_in_transactions
from tests.wire import Killed, Wire

pytestmark = pytest.mark.usefixtures("database")

BODY = b'{"id": "evt_1", "caf\xc3\xa9": 1}'


def told(number: int = 1, body: bytes = BODY) -> bool:
    facts = {"ref": "pi_1"}
    return receive(
        StripeWebhookKept(f"stripe-evt_{number}"), source="stripe", kind="x", body=body, facts=facts
    )


def test_a_delivery_is_kept_as_it_came_with_the_note_that_it_is_to_be_worked_on() -> None:
    assert told()

    receipt = Receipt.objects.get()
    assert (receipt.id, receipt.body, receipt.facts, receipt.done_at) == (
        "stripe-evt_1",
        BODY,
        {"ref": "pi_1"},
        None,
    )
    assert a.announced() == [("StripeWebhookKept", {"receipt_id": "stripe-evt_1"})]


def test_a_repeated_delivery_is_known_and_changes_nothing() -> None:
    told()

    assert not told(body=b"something else under the same name")
    assert Receipt.objects.get().body == BODY
    assert len(a.announced()) == 1


def test_of_twenty_deliveries_at_once_one_is_new() -> None:
    assert sorted(at_once([told] * 20), key=bool) == [False] * 19 + [True]
    assert (Receipt.objects.count(), len(a.announced())) == (1, 1)


def test_deliveries_that_are_not_the_same_are_all_new() -> None:
    assert [told(number) for number in range(3)] == [True] * 3
    assert receive(ContentfulWebhookKept("contentful-evt_1"), source="contentful", kind="x", body=b"")
    assert len(a.announced()) == 4


@pytest.mark.parametrize("step", range(1, 4))
def test_a_process_that_dies_on_the_way_leaves_nothing_so_its_sender_comes_again(
    step: int, wire: Wire
) -> None:
    with pytest.raises(Killed), wire.dying_before(step):
        told()

    assert (list(Receipt.objects), a.announced()) == ([], [])
    assert told()


def test_a_database_in_trouble_loses_nothing_and_doubles_nothing(wire: Wire) -> None:
    with failing_in_transactions(wire, ["insert", "commitTransaction"], WRITE_CONFLICT, times=4) as hit:
        assert told()

    assert len(hit) == 4
    assert (Receipt.objects.count(), len(a.announced())) == (1, 1)


def test_a_receipt_is_finished_once() -> None:
    told()

    assert Receipt.objects.finish("stripe-evt_1").done_at
    assert Receipt.objects.finish("stripe-evt_1") is None
    assert Receipt.objects.finish("stripe-evt_2") is None


def test_what_opens_a_payment_is_not_kept() -> None:
    body = b'{"data": {"object": {"id": "pi_1", "client_secret" : "pi_1_secret_canary", "amount": 5}}}'
    receive(StripeWebhookKept("stripe-evt_9"), source="stripe", kind="x", body=body)

    kept = bytes(Receipt.objects(id="stripe-evt_9").get().body)
    assert json.loads(kept)["data"]["object"] == {"id": "pi_1", "client_secret": None, "amount": 5}
