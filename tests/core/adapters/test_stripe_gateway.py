import json
import socket
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import pytest
import stripe

from core import clock
from core.adapters import stripe_gateway
from core.adapters.stripe_gateway import HURRIED, StripeGateway
from core.money import Money
from core.payments.errors import BadSignature, GatewayAway, GatewayRefused, GatewayStuck
from core.payments.ports import GatewayState, Listed, Terms
from tests.dev.stripe.buying import confirmed
from tests.dev.stripe.running import RunningStripe

SECRET, OLD_SECRET = "whsec_new", "whsec_old"
TOLERANCE = 300
BODY = json.dumps(
    {
        "id": "evt_1",
        "object": "event",
        "api_version": "2026-01-01",
        "type": "payment_intent.succeeded",
        "data": {"object": {"object": "payment_intent", "id": "pi_1", "metadata": {"payment": "pay_1"}}},
    },
    indent=1,
).encode()


def gateway_at(url: str, *secrets: str) -> StripeGateway:
    return StripeGateway("sk_test_suite", publishable_key="pk_test", api_base=url, webhook_secrets=secrets)


def signed(body: bytes, secret: str = SECRET, *, at: float | None = None) -> str:
    """The header that Stripe's own signer in the official SDK writes."""
    moment = int(at if at is not None else time.time())
    return str(stripe.WebhookSignature.generate_signature_header(body.decode(), secret, timestamp=moment))


FORGED: dict[str, Callable[[], str]] = {
    "nothing": lambda: "",
    "a letter": lambda: "x",
    "empty parts": lambda: "t=,v1=",
    "no signature": lambda: f"t={int(time.time())}",
    "zeros": lambda: f"t={int(time.time())},v1={'0' * 64}",
    "not ASCII": lambda: f"t={int(time.time())},v1=\xe9\xe9",
    "a digit that is no number": lambda: "t=\xb2,v1=abc",
    "an endless number": lambda: f"t={'9' * 5000},v1=abc",
    "a negative time": lambda: "t=-1,v1=abc",
    "no time": lambda: "v1=abc",
    "commas": lambda: ",,,===",
    "the secret of somebody else": lambda: signed(BODY, "whsec_wrong"),
    "the older scheme alone": lambda: signed(BODY).replace("v1=", "v0="),
    "one byte more": lambda: signed(BODY + b" "),
    "serialised anew": lambda: signed(json.dumps(json.loads(BODY)).encode()),
    "too old": lambda: signed(BODY, at=time.time() - TOLERANCE - 5),
    "an empty secret": lambda: signed(BODY, ""),
}
"""Made when they are tried: one that had grown old meanwhile would be refused for its age alone."""


@pytest.fixture
def gateway() -> StripeGateway:
    return gateway_at("http://127.0.0.1:1", SECRET, OLD_SECRET)


class TestWebhook:
    def test_a_signed_event_tells_where_to_look(self, gateway: StripeGateway) -> None:
        event = gateway.read_event(BODY, signed(BODY))

        assert (event.event_id, event.kind, event.ref, event.payment_id) == (
            "evt_1",
            "payment_intent.succeeded",
            "pi_1",
            "pay_1",
        )

    def test_both_secrets_of_a_rotated_pair_are_valid(self, gateway: StripeGateway) -> None:
        assert gateway.read_event(BODY, signed(BODY, OLD_SECRET)).event_id == "evt_1"

    def test_one_of_several_signatures_is_enough(self, gateway: StripeGateway) -> None:
        good = signed(BODY)
        stamp, _, value = good.partition(",v1=")

        assert gateway.read_event(BODY, f"{stamp},v1={'0' * 64},v1={value},v0=abc").event_id == "evt_1"

    @pytest.mark.parametrize("header", FORGED.values(), ids=FORGED.keys())
    def test_everything_else_is_refused(self, header: Callable[[], str], gateway: StripeGateway) -> None:
        with pytest.raises(BadSignature):
            gateway.read_event(BODY, header())

    @pytest.mark.parametrize("position", [0, 10, len(BODY) // 2, len(BODY) - 1])
    def test_one_altered_byte_is_noticed(self, position: int, gateway: StripeGateway) -> None:
        altered = bytearray(BODY)
        altered[position] ^= 1

        with pytest.raises(BadSignature):
            gateway.read_event(bytes(altered), signed(BODY))

    @pytest.mark.parametrize(
        "body",
        [
            b"",
            b"{",
            b"[]",
            b"null",
            b"1",
            b'"text"',
            b"{}",
            b'{"id": "evt_1"}',
            b'{"id": "evt_1", "object": "event", "type": "x", "data": null}',
            b'{"id": "evt_1", "object": "event", "type": "x", "data": {"object": null}}',
            b'{"id": "evt_1", "object": "event", "type": "x", "data": {"object": []}}',
            b'{"id": "evt_1", "object": "event", "type": "x", "data": {"object": {"metadata": [1]}}}',
            b'{"id": "evt_1", "object": "event", "type": "x", "data": {"object": {"metadata": {"payment": 5}}}}',
            b'{"id": "evt_1", "object": "event", "type": "x", "data": {"object": {"payment_intent": {"id": 5}}}}',
            b'{"id": "evt_1", "object": "event", "type": "x", "data": {"object": {"payment_intent": ["pi_1"]}}}',
            b'{"id": "evt_\\ud800", "object": "event", "type": "x", "data": {"object": {}}}',
            b'{"id": "", "object": "event", "type": "x", "data": {"object": {}}}',
            b'{"id": 5, "object": "event", "type": {"$ne": 1}, "data": {"object": {}}}',
            b"[" * 20_000,
        ],
    )
    def test_signed_garbage_is_no_event(self, body: bytes, gateway: StripeGateway) -> None:
        with pytest.raises(BadSignature):
            gateway.read_event(body, signed(body))

    @pytest.mark.parametrize("header", ["", "t=1,v1=abc"])
    def test_a_body_that_is_no_text_is_refused(self, header: str, gateway: StripeGateway) -> None:
        with pytest.raises(BadSignature):
            gateway.read_event(b"\xff\xfe\x00{", header)

    @pytest.mark.parametrize("text", ["", "a" * 256, "\ud800", "pi\x00", "pi\n1"])
    def test_what_nothing_can_be_called_is_looked_for_nowhere(
        self, text: str, gateway: StripeGateway
    ) -> None:
        """Anybody's software can write such a text into what is then told to us too."""
        about = {"object": "charge", "payment_intent": text, "metadata": {"payment": text}}
        body = json.dumps({**json.loads(BODY), "data": {"object": about}}).encode()

        assert gateway.read_event(body, signed(body)).facts() == {}

    def test_without_any_secret_nothing_is_taken(self) -> None:
        with pytest.raises(BadSignature, match="No webhook secret"):
            gateway_at("http://127.0.0.1:1").read_event(BODY, signed(BODY, ""))

    @pytest.mark.parametrize(
        ("subject", "ref"),
        [
            ({"object": "charge", "id": "ch_1", "payment_intent": "pi_2"}, "pi_2"),
            ({"object": "refund", "payment_intent": {"id": "pi_3", "object": "payment_intent"}}, "pi_3"),
            ({"object": "customer", "id": "cus_1"}, None),
        ],
    )
    def test_an_event_about_something_else_names_its_payment(
        self, subject: dict[str, Any], ref: str | None, gateway: StripeGateway
    ) -> None:
        body = json.dumps({**json.loads(BODY), "data": {"object": subject}}).encode()

        event = gateway.read_event(body, signed(body))
        assert (event.ref, event.payment_id) == (ref, None)
        assert event.facts() == ({"ref": ref} if ref else {})


@pytest.fixture(scope="module")
def running() -> Iterator[RunningStripe]:
    with RunningStripe() as server:
        yield server


@pytest.fixture
def live(running: RunningStripe) -> StripeGateway:
    """The gateway with the real SDK over real HTTP to the stand-in."""
    running.controls().post("reset")
    return gateway_at(running.url, SECRET)


PRICE = Money(4_494, "USD")


class TestPayments:
    def start(self, gateway: StripeGateway, amount: Money = PRICE, name: str = "pay_1") -> str:
        return gateway.start(name, amount, key=f"key-of-{name}", email="ada@example.com").ref

    @pytest.mark.parametrize("amount", [PRICE, Money(1_200, "JPY"), Money(12_340, "KWD"), Money(50, "EUR")])
    def test_what_is_asked_for_is_what_is_taken(
        self, amount: Money, live: StripeGateway, running: RunningStripe
    ) -> None:
        ref = self.start(live, amount)
        waits = live.look_up(ref)
        assert (waits.state, waits.payment_id, waits.captured) == (
            GatewayState.WAITING,
            "pay_1",
            Money(0, amount.currency),
        )

        confirmed(running.client(), ref, "pm_card_visa")
        paid = live.look_up(ref)
        assert (paid.ref, paid.state, paid.captured) == (ref, GatewayState.PAID, amount)

    def test_the_same_key_is_the_same_payment(self, live: StripeGateway, running: RunningStripe) -> None:
        first = live.start("pay_1", PRICE, key="key-1", email="ada@example.com")
        again = live.start("pay_1", PRICE, key="key-1", email="ada@example.com")

        assert (first.ref, first.client_secret) == (again.ref, again.client_secret)
        assert str(first.client_secret).startswith(first.ref)
        assert len(running.client().v1.payment_intents.list({"limit": 10}).data) == 1

    def test_the_same_key_with_another_amount_is_refused(self, live: StripeGateway) -> None:
        self.start(live)
        with pytest.raises(GatewayRefused):
            self.start(live, Money(1_000, "USD"))

    def test_what_was_given_up_is_gone_also_the_second_time(
        self, live: StripeGateway, running: RunningStripe
    ) -> None:
        ref = self.start(live)

        assert [live.give_up(ref).state for _ in range(2)] == [GatewayState.GONE] * 2
        with pytest.raises(stripe.InvalidRequestError):
            confirmed(running.client(), ref, "pm_card_visa")

    def test_what_was_paid_meanwhile_is_not_given_up(
        self, live: StripeGateway, running: RunningStripe
    ) -> None:
        ref = self.start(live)
        confirmed(running.client(), ref, "pm_card_visa")

        seen = live.give_up(ref)
        assert (seen.state, seen.captured) == (GatewayState.PAID, PRICE)

    def test_a_refund_is_made_once_per_key_and_never_beyond_what_was_paid(
        self, live: StripeGateway, running: RunningStripe
    ) -> None:
        ref = self.start(live)
        confirmed(running.client(), ref, "pm_card_visa")
        for _ in range(3):
            live.refund(ref, PRICE, key="refund-pay_1", refund_id="rf_1")
        with pytest.raises(GatewayRefused):
            live.refund(ref, PRICE, key="another", refund_id="rf_2")

        refunds = running.client().v1.refunds.list({"payment_intent": ref}).data
        assert [refund.amount for refund in refunds] == [PRICE.minor]

    def test_what_the_provider_does_not_know_is_refused(self, live: StripeGateway) -> None:
        for call in (live.look_up, live.give_up):
            with pytest.raises(GatewayRefused):
                call("pi_nobody")

    def test_a_declined_card_leaves_the_payment_waiting(
        self, live: StripeGateway, running: RunningStripe
    ) -> None:
        ref = self.start(live)
        with pytest.raises(stripe.CardError):
            confirmed(running.client(), ref, "pm_card_chargeDeclined")

        assert live.look_up(ref).state is GatewayState.WAITING

    def test_a_provider_that_is_away_is_said_so_and_when_to_try_again(self, gateway: StripeGateway) -> None:
        start = time.monotonic()
        for call in (
            lambda: self.start(gateway),
            lambda: gateway.look_up("pi_1"),
            lambda: gateway.give_up("pi_1"),
            lambda: gateway.refund("pi_1", PRICE, key="k", refund_id="rf_1"),
        ):
            with pytest.raises(GatewayAway) as refusal:
                call()
            assert refusal.value.retry_after > 0
        assert time.monotonic() - start < 5

    def test_one_that_takes_the_call_and_says_nothing_is_given_up_within_three_seconds(self) -> None:
        with socket.create_server(("127.0.0.1", 0)) as hole:
            port = hole.getsockname()[1]
            gateway = StripeGateway(
                "sk",
                publishable_key=None,
                api_base=f"http://127.0.0.1:{port}",
                webhook_secrets=(),
                seconds=HURRIED,
            )
            began = time.monotonic()
            with pytest.raises(GatewayAway):
                self.start(gateway)

        assert sum(HURRIED) < 3
        assert time.monotonic() - began < 3


class TestSetAside:
    """With what Stripe calls manual capture."""

    @pytest.fixture
    def ref(self, live: StripeGateway, running: RunningStripe) -> str:
        terms = Terms(manual_capture=True)
        ref = live.start("pay_1", PRICE, key="k", email="ada@example.com", terms=terms).ref
        confirmed(running.client(), ref, "pm_card_visa")
        return ref

    def test_nothing_is_taken_before_it_is_asked_for(self, ref: str, live: StripeGateway) -> None:
        seen = live.look_up(ref)

        assert (seen.state, seen.captured.minor, seen.authorised) == (GatewayState.AUTHORISED, 0, PRICE.minor)

    def test_a_part_is_taken_once_per_key_and_the_rest_is_free(self, ref: str, live: StripeGateway) -> None:
        for _ in range(2):
            seen = live.capture(ref, 1_000, last=True, key="capture-1")

        assert (seen.state, seen.captured.minor, seen.authorised) == (GatewayState.PAID, 1_000, 0)
        assert seen.voided == live.look_up(ref).voided == PRICE.minor - 1_000
        with pytest.raises(GatewayRefused):
            live.capture(ref, 1_000, last=True, key="capture-2")

    def test_in_parts_where_card_and_account_allow_it(self, ref: str, live: StripeGateway) -> None:
        for n in range(2):
            seen = live.capture(ref, 1_000, last=False, key=f"capture-{n}")
        assert (seen.state, seen.captured.minor, seen.authorised) == (
            GatewayState.AUTHORISED,
            2_000,
            PRICE.minor - 2_000,
        )

        seen = live.capture(ref, 500, last=True, key="capture-last")
        assert (seen.state, seen.captured.minor, seen.voided) == (
            GatewayState.PAID,
            2_500,
            PRICE.minor - 2_500,
        )

    def test_whether_it_can_be_taken_in_parts_is_the_charges_to_say(
        self, ref: str, live: StripeGateway, running: RunningStripe
    ) -> None:
        assert live.look_up(ref).in_parts
        api = running.client().v1.payment_intents
        once = api.create(
            {"amount": 500, "currency": "usd", "capture_method": "manual", "metadata": {"payment": "pay_2"}}
        )
        assert not live.look_up(once.id).in_parts
        confirmed(running.client(), once.id, "pm_card_visa")
        assert not live.look_up(once.id).in_parts

    def test_given_up_it_is_free(self, ref: str, live: StripeGateway) -> None:
        seen = live.give_up(ref)

        assert (seen.state, seen.captured.minor, seen.voided) == (GatewayState.GONE, 0, PRICE.minor)

    def test_a_week_later_it_is_free(self, ref: str, live: StripeGateway, running: RunningStripe) -> None:
        running.controls().post("clock", advance=8 * 24 * 3_600)

        assert (live.look_up(ref).state, live.look_up(ref).voided) == (GatewayState.GONE, PRICE.minor)


class TestKept:
    """A kept card, charged while its holder is away."""

    def start(self, live: StripeGateway, running: RunningStripe, card: str) -> tuple[str, str | None]:
        api = running.client()
        payer = api.v1.customers.create({"email": "ada@example.com"}).id
        method = api.v1.payment_methods.attach(card, {"customer": payer}).id
        terms = Terms(payer=payer, card=method)
        started = live.start("pay_1", PRICE, key="k", email="ada@example.com", terms=terms)
        return started.ref, started.fault

    def test_is_charged_at_once(self, live: StripeGateway, running: RunningStripe) -> None:
        ref, fault = self.start(live, running, "pm_card_visa")

        assert (fault, live.look_up(ref).state) == (None, GatewayState.PAID)

    @pytest.mark.parametrize(
        ("card", "said"),
        [
            ("pm_card_authenticationRequired", "authentication_required"),
            ("pm_card_chargeDeclined", "card_declined"),
        ],
    )
    def test_that_its_bank_does_not_let_pass_waits_for_its_holder(
        self, card: str, said: str, live: StripeGateway, running: RunningStripe
    ) -> None:
        ref, fault = self.start(live, running, card)

        assert (fault, live.look_up(ref).state) == (said, GatewayState.WAITING)


class TestFound:
    def test_a_payment_by_our_own_name_however_many_came_after(
        self, live: StripeGateway, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(stripe_gateway, "PAGE", 2)
        since = clock.now()
        refs = [live.start(f"pay_{n}", PRICE, key=f"k{n}", email="a@example.com").ref for n in range(5)]

        found = live.find("pay_1", since)
        assert found
        assert (found.ref, bool(found.client_secret)) == (refs[1], True)
        assert live.find("pay_9", since) is None

    def test_a_key_that_is_stuck_says_so_the_second_time(
        self, live: StripeGateway, running: RunningStripe
    ) -> None:
        running.controls().post("faults", kind="sticky_500", path="/v1/payment_intents")
        told = []
        for _ in range(2):
            with pytest.raises(GatewayAway) as refusal:
                live.start("pay_1", PRICE, key="k", email="a@example.com")
            told.append(type(refusal.value))

        assert told == [GatewayAway, GatewayStuck]

    def test_what_is_listed_says_what_came_and_what_went_back(
        self, live: StripeGateway, running: RunningStripe, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(stripe_gateway, "PAGE", 1)
        since, until = clock.now() - timedelta(minutes=1), clock.now() + timedelta(minutes=1)
        refs = [live.start(f"pay_{n}", PRICE, key=f"k{n}", email="a@example.com").ref for n in range(2)]
        confirmed(running.client(), refs[0], "pm_card_visa")
        live.refund(refs[0], Money(100, "USD"), key="r", refund_id="rf_1")

        first = live.listed(Listed.PAYMENTS, since, until, after=None)
        second = live.listed(Listed.PAYMENTS, since, until, after=first.after)
        (waits,), (paid,) = first.listed, second.listed
        assert (waits.ref, paid.ref, second.after, paid.refunded) == (refs[1], refs[0], None, 100)
        assert paid.seen
        assert paid.seen.captured == PRICE
        (refunded,) = live.listed(Listed.REFUNDS, since, until, after=None).listed
        assert (refunded.ref, live.listed(Listed.DISPUTES, since, until, after=None).listed) == (refs[0], ())


class TestTold:
    """What happened to the money, by whomever."""

    def paid(self, live: StripeGateway, running: RunningStripe, card: str = "pm_card_visa") -> str:
        ref = live.start("pay_1", PRICE, key="k", email="ada@example.com").ref
        confirmed(running.client(), ref, card)
        return ref

    def test_refunds_say_whose_they_are(self, live: StripeGateway, running: RunningStripe) -> None:
        ref = self.paid(live, running)
        ours = live.refund(ref, Money(100, "USD"), key="r", refund_id="rf_1")
        theirs = running.client().v1.refunds.create({"payment_intent": ref, "amount": 50})

        found = {
            refund.ref: (refund.ours, refund.minor, refund.failed) for refund in live.look_up(ref).refunds
        }
        assert found == {ours: ("rf_1", 100, False), theirs.id: (None, 50, False)}

    def test_a_refund_that_failed_is_told_to_whoever_asks(
        self, live: StripeGateway, running: RunningStripe
    ) -> None:
        ref = self.paid(live, running)
        running.controls().post(f"refunds/{live.refund(ref, PRICE, key='r', refund_id='rf_1')}/fail")

        assert [refund.failed for refund in live.look_up(ref, refunds=True).refunds] == [True]

    @pytest.mark.parametrize(("won", "left"), [(True, 0), (False, PRICE.minor)])
    def test_disputes_say_what_the_bank_took(
        self, *, won: bool, left: int, live: StripeGateway, running: RunningStripe
    ) -> None:
        ref = self.paid(live, running)
        charge = running.client().v1.payment_intents.retrieve(ref).latest_charge
        dispute = running.controls().post(f"charges/{charge}/dispute")["id"]
        (seen,) = live.look_up(ref).disputes
        assert (seen.ref, seen.minor, seen.status) == (dispute, PRICE.minor, "needs_response")

        running.controls().post(f"disputes/{dispute}/resolve?won={str(won).lower()}")
        (seen,) = live.look_up(ref).disputes
        assert (seen.status, sum(minor for _, minor in seen.moves)) == ("won" if won else "lost", left)
