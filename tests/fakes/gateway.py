import json
import threading
from collections import Counter
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from core import clock
from core.db import outside_call
from core.money import Money
from core.payments.errors import BadSignature, GatewayAway, GatewayRefused, GatewayStuck
from core.payments.ports import (
    PLAIN,
    GatewayDispute,
    GatewayEvent,
    GatewayPage,
    GatewayPayment,
    GatewayRefund,
    GatewayState,
    Listed,
    ListedPayment,
    PaymentStarted,
    Terms,
)
from tests.fakes.faults import Faults

GOOD = "good"


@dataclass(frozen=True)
class Intent:
    """A payment as the provider keeps it."""

    ref: str
    payment_id: str
    amount: Money
    state: GatewayState = GatewayState.WAITING
    captured: Money | None = None
    authorised: int = 0
    voided: int = 0
    terms: Terms = PLAIN
    at: datetime = field(default_factory=clock.now)
    refunds: tuple[GatewayRefund, ...] = ()
    disputes: tuple[GatewayDispute, ...] = ()

    @property
    def refunded(self) -> int:
        return sum(refund.minor for refund in self.refunds if not refund.failed)


class FakeGateway:
    """A payment provider: one intent per key, money that is taken once, refunds that never exceed it."""

    publishable_key: str | None = "pk_test_fake"
    manual = False

    def __init__(self) -> None:
        self.faults = Faults(GatewayAway("The payment provider does not answer; nothing is lost, try again."))
        self.intents: dict[str, Intent] = {}
        self.calls: Counter[str] = Counter()
        self.busy: set[str] = set()
        """References that can no longer be given up, though they are not paid yet (a bank is at work)."""
        self.page = 100
        self.takes_parts = True
        """Whether what is set aside can be taken in several parts."""
        self._sticking: dict[str, bool] = {}
        self._stuck_keys: set[str] = set()
        self._used: set[tuple[str, str]] = set()
        self.refusing: set[str] = set()
        """Calls that are answered with a plain no, by name."""
        self._keys: dict[str, tuple[str, str, Money]] = {}
        self._refunds: dict[str, str] = {}
        self._lock = threading.RLock()

    # What the shop asks.

    @outside_call
    def start(
        self,
        payment_id: str,
        amount: Money,
        *,
        key: str,
        email: str,  # noqa: ARG002
        terms: Terms = PLAIN,
    ) -> PaymentStarted:
        with self._lock, self._asked("start", key):
            ref = f"pi_{payment_id}_{len(self.intents)}"
            if self._first_time(key, "start", payment_id, amount):
                self.intents[ref] = Intent(ref, payment_id, amount, terms=terms)
                self._keys[key] = ("start", ref, amount)
                if terms.card == "pm_good":
                    self.pay(ref)
            ref = self._keys[key][1]
            fault = "authentication_required" if terms.card == "pm_needs_holder" else None
            return PaymentStarted(ref, f"{ref}_secret", fault)

    @outside_call
    def look_up(self, ref: str, *, refunds: bool = False) -> GatewayPayment:  # noqa: ARG002
        with self._lock, self._asked("look_up"):
            return self._seen(ref)

    @outside_call
    def give_up(self, ref: str) -> GatewayPayment:
        with self._lock, self._asked("give_up"):
            intent = self._intent(ref)
            if intent.state in (GatewayState.WAITING, GatewayState.AUTHORISED) and ref not in self.busy:
                self.let_go(ref)
            return self._seen(ref)

    @outside_call
    def capture(self, ref: str, minor: int, *, last: bool, key: str) -> GatewayPayment:
        with self._lock, self._asked("capture"):
            intent = self._intent(ref)
            if not self._first_time(key, "capture", ref, Money(minor, intent.amount.currency)):
                return self._seen(ref)
            if not last and not self.takes_parts:
                raise GatewayRefused("Multicapture is not available for this PaymentIntent.")
            if intent.state is not GatewayState.AUTHORISED or minor > intent.authorised:
                raise GatewayRefused(f"{ref} has not that much to take.")
            self._keys[key] = ("capture", ref, Money(minor, intent.amount.currency))
            self.take(ref, minor, last=last)
            return self._seen(ref)

    @outside_call
    def refund(self, ref: str, amount: Money, *, key: str, refund_id: str) -> str:
        with self._lock, self._asked("refund", key):
            if self._first_time(key, "refund", ref, amount):
                self._keys[key] = ("refund", ref, amount)
                try:
                    self._refunds[key] = self.give_back(ref, amount.minor, ours=refund_id)
                except GatewayRefused:
                    del self._keys[key]
                    raise
            return self._refunds[key]

    @outside_call
    def find(self, payment_id: str, since: datetime) -> PaymentStarted | None:
        with self._lock, self._asked("find"):
            found = [it for it in self.of(payment_id) if it.at >= since - timedelta(minutes=1)]
            return PaymentStarted(found[0].ref, f"{found[0].ref}_secret") if found else None

    @outside_call
    def listed(self, kind: Listed, since: datetime, until: datetime, *, after: str | None) -> GatewayPage:
        with self._lock, self._asked("listed"):
            rows = [it for it in self.intents.values() if self._is_of(it, kind, since, until)]
            start = int(after or 0)
            page = tuple(self._listed(it) for it in rows[start : start + self.page])
            end = start + self.page
            return GatewayPage(page, str(end) if end < len(rows) else None)

    def _is_of(self, intent: Intent, kind: Listed, since: datetime, until: datetime) -> bool:
        """Refunds and disputes of the fake have no time of their own: all of them are listed."""
        if kind is Listed.PAYMENTS:
            return since <= intent.at < until
        return bool(intent.refunds if kind is Listed.REFUNDS else intent.disputes)

    def _listed(self, intent: Intent) -> ListedPayment:
        seen = replace(self._seen(intent.ref), refunds=(), disputes=())
        return ListedPayment(intent.ref, seen, intent.refunded, bool(intent.disputes))

    def read_event(self, body: bytes, signature: str) -> GatewayEvent:
        """Takes `good` for a signature."""
        if signature != GOOD:
            raise BadSignature("The signature is not that of this body.")
        return GatewayEvent(**json.loads(body))

    # What the shopper and the provider do.

    def pay(self, ref: str, captured: Money | None = None) -> None:
        """The money is taken: all of it, or *captured*."""
        with self._lock:
            intent = self._intent(ref)
            if intent.state is GatewayState.GONE:
                raise GatewayRefused(f"{ref} was cancelled.")
            if intent.terms.manual_capture and captured is None:
                self._change(ref, state=GatewayState.AUTHORISED, authorised=intent.amount.minor)
            else:
                self._change(ref, state=GatewayState.PAID, captured=captured or intent.amount)

    def take(self, ref: str, minor: int, *, last: bool = True) -> None:
        """So much of what is set aside is taken: by the shop, or by hand in the provider's console."""
        with self._lock:
            intent = self._intent(ref)
            had = intent.captured.minor if intent.captured else 0
            left = intent.authorised - minor
            over = last or not left
            self._change(
                ref,
                state=GatewayState.PAID if over else GatewayState.AUTHORISED,
                captured=Money(had + minor, intent.amount.currency),
                authorised=0 if over else left,
                voided=left if over else 0,
            )

    def let_go(self, ref: str) -> None:
        """It is cancelled, or a week has passed: what was set aside is free."""
        with self._lock:
            free = self._intent(ref).authorised
            self._change(ref, state=GatewayState.GONE, authorised=0, voided=free)

    def give_back(self, ref: str, minor: int, *, ours: str | None = None) -> str:
        """So much goes back: for the shop, or by hand in the provider's console."""
        with self._lock:
            intent = self._intent(ref)
            taken = intent.captured.minor if intent.captured else 0
            lost = sum(minor for dispute in intent.disputes for _, minor in dispute.moves)
            if intent.refunded + lost + minor > taken:
                raise GatewayRefused(f"{ref} has not that much to give back.")
            refund = GatewayRefund(f"re_{ref}_{len(intent.refunds)}", ours, minor)
            self._change(ref, refunds=(*intent.refunds, refund))
            return refund.ref

    def fail_refund(self, ref: str, refund: str) -> None:
        """The bank sends it back, days later."""
        with self._lock:
            all_of = self._intent(ref).refunds
            self._change(
                ref, refunds=tuple(replace(it, failed=it.failed or it.ref == refund) for it in all_of)
            )

    def dispute(self, ref: str, minor: int, status: str = "needs_response") -> str:
        """A cardholder's bank takes so much of it and asks why."""
        with self._lock:
            intent = self._intent(ref)
            name = f"dp_{ref}_{len(intent.disputes)}"
            dispute = GatewayDispute(name, minor, status, "fraudulent", ((f"txn_{name}_0", minor),))
            self._change(ref, disputes=(*intent.disputes, dispute))
            return name

    def decide(self, ref: str, dispute: str, *, won: bool) -> None:
        """The bank decides a dispute; when the shop won, the money is back."""
        with self._lock:
            self._change(
                ref,
                disputes=tuple(
                    _decided(it, won=won) if it.ref == dispute else it for it in self._intent(ref).disputes
                ),
            )

    def event(
        self, ref: str, kind: str = "payment_intent.succeeded", *, number: int = 1
    ) -> tuple[bytes, str]:
        """The body and the signature of a webhook about that payment."""
        told = GatewayEvent(f"evt_{ref}_{kind}_{number}", kind, ref, self._intent(ref).payment_id)
        return json.dumps(told.__dict__).encode(), GOOD

    # What a test asks.

    def of(self, payment_id: str) -> list[Intent]:
        """Every intent that was made for that payment: one, unless keys were mixed up."""
        return [intent for intent in self.intents.values() if intent.payment_id == payment_id]

    @property
    def captured_minor(self) -> int:
        return sum(intent.captured.minor for intent in self.intents.values() if intent.captured)

    @property
    def refunded_minor(self) -> int:
        return sum(intent.refunded for intent in self.intents.values())

    def stick(self, call: str, *, work: bool) -> None:
        """The next key of such a call is answered with a failure, now and ever after; the work is done or not."""
        self._sticking[call] = work

    def keys_of(self, call: str) -> set[str]:
        """Every key that such calls came with, also those that failed."""
        return {key for kind, key in self._used if kind == call}

    @contextmanager
    def _stuck(self, call: str, key: str) -> Iterator[None]:
        self._used.add((call, key))
        if key in self._stuck_keys:
            raise GatewayStuck("A failure of its own, as before.")
        if call not in self._sticking:
            yield
            return
        self._stuck_keys.add(key)
        if self._sticking.pop(call):
            yield
            raise GatewayAway("A failure of its own.")
        raise GatewayAway("A failure of its own.")

    @contextmanager
    def _asked(self, call: str, key: str | None = None) -> Iterator[None]:
        with self._reached(call), self._stuck(call, key) if key else nullcontext():
            yield

    def _reached(self, call: str) -> AbstractContextManager[None]:
        self.calls[call] += 1
        if call in self.refusing:
            raise GatewayRefused("It will not.")
        return self.faults.around(call)

    def _first_time(self, key: str, call: str, about: str, amount: Money) -> bool:
        """Whether that key is new; like the real one it refuses a key that comes with another request."""
        if key not in self._keys:
            return True
        kind, ref, before = self._keys[key]
        same = (call, amount) == (kind, before) and about in (ref, self.intents[ref].payment_id)
        if not same:
            raise GatewayAway("The same call is still being worked on.", retry_after=1)
        return False

    def _intent(self, ref: str) -> Intent:
        if ref not in self.intents:
            raise GatewayRefused(f"No such payment: {ref}")
        return self.intents[ref]

    def _seen(self, ref: str) -> GatewayPayment:
        intent = self._intent(ref)
        return GatewayPayment(
            ref,
            intent.payment_id,
            intent.state,
            intent.captured or Money(0, intent.amount.currency),
            authorised=intent.authorised,
            voided=intent.voided,
            refunds=intent.refunds,
            disputes=intent.disputes,
            in_parts=self.takes_parts,
        )

    def _change(self, ref: str, **facts: Any) -> None:
        self.intents[ref] = replace(self.intents[ref], **facts)


def _decided(dispute: GatewayDispute, *, won: bool) -> GatewayDispute:
    back = ((f"txn_{dispute.ref}_1", -dispute.minor),) if won else ()
    return replace(dispute, status="won" if won else "lost", moves=(*dispute.moves, *back))
