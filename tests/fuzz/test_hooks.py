"""What is odd behind a good signature: no fault of ours, nothing changed by it, and no job that goes on for ever.

The signature says who has sent it, and not that it makes sense. In `make test` a part of them, in `make faults` all.
"""

import json
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from itertools import cycle
from typing import Any

import pytest
from flask.testing import FlaskClient
from pymongo.database import Database

from bff.app import create_app
from core.adapters.contentful_source import ContentfulSource
from core.adapters.stripe_gateway import StripeGateway
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.content.ports import ContentEvent
from core.errors import ShopError
from core.inbox.models import Receipt
from core.key_ring import KeyRing
from core.orders.ledger import balance_of
from core.outbox.models import MOST_ATTEMPTS, OutboxMessage, OutboxState
from core.payments.models import Payment
from core.payments.queries import payment_by_id
from dev.contentful.signing import sign as signed_by_contentful
from dev.stripe.deliveries import sign
from jobs.context import work_for
from tests import builders as a
from tests.dev.stripe.running import RunningStripe
from tests.fakes import FakeQueue, FakeSource
from tests.fuzz.conftest import Ground
from tests.fuzz.ground import Json, at
from tests.fuzz.senders import SUBJECT, Odd, odd_bodies, odd_events
from tests.fuzz.test_injections import written_to
from tests.holding import NotInTheContract
from tests.wire import Wire

SECRET = "whsec_" + "f" * 32  # pragma: allowlist secret
CONTENT_SECRET = "c" * 64
STRIPE, CONTENTFUL = "/v1/hooks/stripe", "/v1/hooks/contentful"
KEPT = {"inbox", "outbox"}
LOOKED = {"content_cursor", "content_comparisons", "breakers"}
"""When the source was asked last, and what was found."""
STAMPS = {"changed_at", "compared_in"}
BACK = 300
TAKEN, REFUSED = 204, (400, 413)
Record = Callable[[str, object], None]
LONG = [pytest.mark.faults, pytest.mark.timeout(1_800)]
TOPICS = (
    "ContentManagement.Entry.publish",
    "ContentManagement.ContentType.publish",
    "ContentManagement.Entry.invented",
    "",
    ".",
    "é" * 100,
    "{'$ne': 1}",
    "a" * 4_000,
)
PUBLISHED: Json = {
    "sys": {
        "type": "Entry",
        "id": "page-about",
        "space": {"sys": {"type": "Link", "linkType": "Space", "id": "s"}},
        "environment": {"sys": {"type": "Link", "linkType": "Environment", "id": "master"}},
        "contentType": {"sys": {"type": "Link", "linkType": "ContentType", "id": "page"}},
        "revision": 9,
        "createdAt": "2026-03-01T00:00:00.000Z",
        "updatedAt": "2026-03-02T00:00:00.000Z",
    },
    "fields": {"slug": {"en-US": "about"}, "title": {"en-US": "Another title", "de-DE": None}},
}


class SignedSource(FakeSource):
    """A space whose webhooks are verified as Contentful's are."""

    def read_event(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> ContentEvent:
        verifying = ContentfulSource(
            space="s",
            environment="master",
            token="t",
            api_base="http://127.0.0.1:1",
            webhook_secrets=KeyRing(CONTENT_SECRET),
        )
        return verifying.read_event(method, path, headers, body)


@dataclass
class Door:
    """The BFF where webhooks come in, whatever works on them, and what the shop was before."""

    ground: Ground
    queue: FakeQueue
    wire: Wire

    @property
    def client(self) -> FlaskClient:
        return self.ground.client

    def faults(self, path: str, body: bytes, headers: Mapping[str, str]) -> Iterator[str]:
        """What is wrong with what that delivery was answered, or has done. What it has changed is put back."""
        with self.wire.recorded() as commands:
            try:
                status = self.client.post(path, data=body, headers=dict(headers)).status_code
            except NotInTheContract as fault:
                yield str(fault)[:400]
                return
            if status == TAKEN:
                a.drain(self.queue)
            written = written_to(list(commands)) & self.ground.before.keys()
        if status not in (TAKEN, *REFUSED):
            yield f"answered {status}"
        if status != TAKEN and "inbox" in written:
            yield f"kept, and answered {status}"
        yield from (f"has changed {name}" for name in sorted(self._changed(written - KEPT - LOOKED)))

    def _changed(self, names: Iterable[str]) -> set[str]:
        now = self.ground.now(*names) if names else {}
        changed = {name for name in names if _bare(now[name]) != _bare(self.ground.before[name])}
        self.ground.restore(changed)
        return changed

    def unended(self) -> list[str]:
        """Jobs that go on, once all that is tried again has been, or have ended by what nobody has foreseen."""
        for hours in range(1, MOST_ATTEMPTS + 2):
            a.drain(self.queue, later=timedelta(hours=hours))
        typed = {kind.__name__ for kind in refusals()}
        return [
            f"{message.state}: {message.last_fault}"
            for message in OutboxMessage.objects(state__ne=OutboxState.DONE)
            if message.state != OutboxState.DEAD or str(message.last_fault).split(": ")[1] not in typed
        ]


def _bare(documents: Iterable[Mapping[str, Any]]) -> list[dict[str, Any]]:
    return [{name: value for name, value in one.items() if name not in STAMPS} for one in documents]


def refusals(kind: type[ShopError] = ShopError) -> Iterator[type[ShopError]]:
    yield kind
    for one in kind.__subclasses__():
        yield from refusals(one)


@pytest.fixture(scope="module")
def running() -> Iterator[RunningStripe]:
    with RunningStripe() as server:
        yield server


@pytest.fixture
def live(shop: Shop, running: RunningStripe) -> Shop:
    """The shop with the real adapters where webhooks are read, and a Stripe that answers."""
    running.controls().post("reset")
    gateway = StripeGateway(
        "sk_test_suite", publishable_key=None, api_base=running.url, webhook_secrets=[SECRET]
    )
    wired = replace(shop, gateways={**shop.gateways, "stripe": gateway}, content=SignedSource())
    work_for(wired)
    return wired


@dataclass
class House:
    """A shop that agrees with Stripe about all that has happened, and the events that have told it so."""

    door: Door
    events: Sequence[Json]
    others: Sequence[str]


@pytest.fixture
def house(
    live: Shop, running: RunningStripe, queue: FakeQueue, wire: Wire, database: "Database[dict[str, Any]]"
) -> House:
    """An order that is paid, in part refunded and disputed; payments that wait, are by hand, have lost an answer."""
    stripe, controls = running.client().v1, running.controls()
    a.markets()
    a.goods("MUG", available=9)
    sold = a.placed_order(live, {"MUG": 2})
    waiting, lost = (a.started_payment(live, {"MUG": 1}).payment for _ in range(2))
    by_hand = a.placed_order(live, {"MUG": 1}, provider="manual")
    ref = str(payment_by_id(sold.payment_id).provider_ref)
    controls.post(f"payment_intents/{ref}/pay", payment_method="pm_card_visa")
    charge = str(stripe.payment_intents.retrieve(ref).latest_charge)
    refund = stripe.refunds.create({"payment_intent": ref, "amount": BACK})
    controls.post(f"charges/{charge}/dispute", amount=BACK)
    Payment.objects(id=lost.id).update_one(unset__provider_ref=1)
    a.drain(queue)
    client = create_app(live).test_client()
    events = [event.to_dict() for event in stripe.events.list({"limit": 100}).data]
    for event in events:
        body = json.dumps(event).encode()
        assert client.post(STRIPE, data=body, headers=stripe_signed(body)).status_code == TAKEN
    a.drain(queue)
    others = [
        ref,
        charge,
        refund.id,
        str(payment_by_id(waiting.id).provider_ref),
        sold.number,
        *(one.id for one in (waiting, lost)),
        sold.payment_id,
        by_hand.payment_id,
        f"manual-{by_hand.payment_id}",
        "../charges",
    ]
    return House(Door(Ground(client, database, {}), queue, wire), events, others)


def stripe_signed(body: bytes) -> dict[str, str]:
    return {"Stripe-Signature": sign(body, [SECRET], int(time.time()))}


def contentful_signed(body: bytes, topic: str, key: str) -> dict[str, str]:
    headers = {"X-Contentful-Topic": topic, "X-Contentful-Idempotency-Key": key}
    return signed_by_contentful(CONTENT_SECRET, "POST", CONTENTFUL, headers, body, int(time.time() * 1000))


@pytest.fixture
def contents(live: Shop, queue: FakeQueue, wire: Wire, database: "Database[dict[str, Any]]") -> Door:
    """A shop whose content is what its source has."""
    assert isinstance(live.content, FakeSource)
    live.content.publish(a.entry("page", "about", title="About"))
    a.markets()
    a.synced(live.content)
    a.drain(queue)
    return Door(Ground(create_app(live).test_client(), database, {}), queue, wire)


def test_real_events_do_what_they_tell(house: House, live: Shop) -> None:
    """So the odd ones get as far as they can."""
    sold, *_ = (payment for payment in Payment.objects if payment.captured_minor)

    assert {event["type"] for event in house.events} > {
        "payment_intent.succeeded",
        "charge.succeeded",
        "charge.refunded",
        "charge.dispute.created",
    }
    assert balance_of(house.others[4]).refunded == BACK
    assert sold.disputed_minor == BACK
    assert Receipt.objects(done_at=None).count() == 0
    assert violations() == []


@pytest.mark.parametrize(
    ("every", "elsewhere", "least"), [(89, 1, 100), pytest.param(1, 2, 8_000, marks=LONG)]
)
def test_no_odd_event_of_stripes_is_a_fault_or_moves_anything(
    every: int, elsewhere: int, least: int, house: House, running: RunningStripe, record_property: Record
) -> None:
    money, tried, faults = running.controls().get("ledger"), 0, []
    for what, body in odd_events(house.events, house.others, elsewhere=elsewhere, every=every):
        tried += 1
        faults += [f"{what}: {fault}" for fault in house.door.faults(STRIPE, body, stripe_signed(body))]
    record_property("bodies", f"{tried}, of which {Receipt.objects.count()} were kept")

    assert faults == []
    assert tried >= least
    assert house.door.unended() == []
    assert running.controls().get("ledger") == money
    assert violations() == []


def test_a_job_that_stripe_refuses_is_tried_a_few_times_and_says_why(house: House) -> None:
    """A payment whose answer was lost is looked for where the event says; there is something else."""
    charge, lost = house.others[1], house.others[6]
    told = next(event for event in house.events if at(event, SUBJECT).get("metadata") == {"payment": lost})
    body = Odd(told, (*SUBJECT, "id"), charge).made(id="evt_of_a_charge")

    assert list(house.door.faults(STRIPE, body, stripe_signed(body))) == []
    assert house.door.unended() == []
    (dead,) = OutboxMessage.objects.dead()
    assert "GatewayRefused" in dead.last_fault
    assert dead.attempts == MOST_ATTEMPTS


@pytest.mark.parametrize(("elsewhere", "least"), [(1, 40), pytest.param(60, 1_500, marks=LONG)])
def test_no_odd_body_of_contentfuls_is_a_fault_or_changes_anything(
    elsewhere: int, least: int, contents: Door, record_property: Record
) -> None:
    tried, faults, topics = 0, [], cycle(TOPICS)
    for number, (what, body) in enumerate(odd_bodies(PUBLISHED, elsewhere=elsewhere)):
        tried += 1
        headers = contentful_signed(body, next(topics), f"a-key-{number}")
        faults += [f"{what}: {fault}" for fault in contents.faults(CONTENTFUL, body, headers)]
    record_property("bodies", f"{tried}, of which {Receipt.objects.count()} were kept")

    assert faults == []
    assert tried >= least
    assert contents.unended() == []


def test_a_delivery_is_known_by_whatever_key_it_has(contents: Door) -> None:
    keys = ("", "a" * 4_000, "é", "$ne", "a.b", "-", "../")
    faults = []
    for key in keys:
        headers = contentful_signed(b"{}", TOPICS[0], key)
        faults += [fault for _ in range(2) for fault in contents.faults(CONTENTFUL, b"{}", headers)]

    assert faults == []
    assert Receipt.objects.count() == len(keys)
