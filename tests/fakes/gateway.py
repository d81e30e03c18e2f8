import json
import threading
from collections import Counter
from contextlib import AbstractContextManager
from dataclasses import dataclass, replace
from typing import Any

from core.db import outside_call
from core.money import Money
from core.payments.errors import BadSignature, GatewayAway, GatewayRefused
from core.payments.ports import GatewayEvent, GatewayPayment, GatewayState, PaymentStarted
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
    refunded: int = 0


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
        self._keys: dict[str, tuple[str, str, Money]] = {}
        self._lock = threading.RLock()

    # What the shop asks.

    @outside_call
    def start(self, payment_id: str, amount: Money, *, key: str, email: str) -> PaymentStarted:  # noqa: ARG002
        with self._lock, self._asked("start"):
            ref = f"pi_{payment_id}_{len(self.intents)}"
            if self._first_time(key, "start", payment_id, amount):
                self.intents[ref] = Intent(ref, payment_id, amount)
                self._keys[key] = ("start", ref, amount)
            ref = self._keys[key][1]
            return PaymentStarted(ref, f"{ref}_secret")

    @outside_call
    def look_up(self, ref: str) -> GatewayPayment:
        with self._lock, self._asked("look_up"):
            return self._seen(ref)

    @outside_call
    def give_up(self, ref: str) -> GatewayPayment:
        with self._lock, self._asked("give_up"):
            if self._intent(ref).state is GatewayState.WAITING and ref not in self.busy:
                self._change(ref, state=GatewayState.GONE)
            return self._seen(ref)

    @outside_call
    def refund(self, ref: str, amount: Money, *, key: str) -> None:
        with self._lock, self._asked("refund"):
            if not self._first_time(key, "refund", ref, amount):
                return
            intent = self._intent(ref)
            if intent.captured is None or intent.refunded + amount.minor > intent.captured.minor:
                raise GatewayRefused(f"{ref} has not that much to give back.")
            self._change(ref, refunded=intent.refunded + amount.minor)
            self._keys[key] = ("refund", ref, amount)

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
            self._change(ref, state=GatewayState.PAID, captured=captured or intent.amount)

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

    def _asked(self, call: str) -> AbstractContextManager[None]:
        self.calls[call] += 1
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
            ref, intent.payment_id, intent.state, intent.captured or Money(0, intent.amount.currency)
        )

    def _change(self, ref: str, **facts: Any) -> None:
        self.intents[ref] = replace(self.intents[ref], **facts)
