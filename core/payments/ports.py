from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from core.money import Money


class GatewayState(StrEnum):
    """How a payment stands at its provider."""

    WAITING = "waiting"
    PAID = "paid"
    GONE = "gone"


@dataclass(frozen=True)
class PaymentStarted:
    """What the browser needs to pay. The secret is the shopper's: it is not kept."""

    ref: str
    client_secret: str | None


@dataclass(frozen=True)
class GatewayPayment:
    """A payment as its provider knows it now; `captured` is what has really been taken."""

    ref: str
    payment_id: str | None
    state: GatewayState
    captured: Money


@dataclass(frozen=True)
class GatewayEvent:
    """A verified webhook: what it is called, and the payment it is about, if any. Only a hint: read again."""

    event_id: str
    kind: str
    ref: str | None
    payment_id: str | None

    def facts(self) -> dict[str, str]:
        """Where to look, for the inbox."""
        found = {"ref": self.ref, "payment_id": self.payment_id}
        return {name: value for name, value in found.items() if value}


class PaymentGateway(Protocol):
    """What the shop needs from whoever takes the money. Every call has a time limit and a stable key."""

    publishable_key: str | None
    manual: bool
    """Whether staff say that it is paid, instead of a webhook."""

    def start(self, payment_id: str, amount: Money, *, key: str, email: str) -> PaymentStarted:
        """Begin to take *amount*; with the same *key* the same payment. Raises GatewayAway, GatewayRefused."""
        ...

    def look_up(self, ref: str) -> GatewayPayment:
        """How it stands now. Raises GatewayAway, GatewayRefused."""
        ...

    def give_up(self, ref: str) -> GatewayPayment:
        """Cancel it, unless it is paid already; how it stands then. Raises GatewayAway, GatewayRefused."""
        ...

    def refund(self, ref: str, amount: Money, *, key: str) -> None:
        """Give *amount* back, once per *key*. Raises GatewayAway, GatewayRefused."""
        ...

    def read_event(self, body: bytes, signature: str) -> GatewayEvent:
        """Verify a webhook on its raw bytes. Raises BadSignature."""
        ...
