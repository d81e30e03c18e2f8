from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Protocol

from core.money import Money


class GatewayState(StrEnum):
    """How a payment stands at its provider."""

    WAITING = "waiting"
    AUTHORISED = "authorised"
    """A bank has set the money aside; it is ours to take, all at once or in parts."""
    PAID = "paid"
    GONE = "gone"


@dataclass(frozen=True)
class PaymentStarted:
    """What the browser needs to pay. The secret is the shopper's: it is not kept."""

    ref: str
    client_secret: str | None
    fault: str | None = None
    """Why a kept card could not be charged at once; the payment waits for its holder."""


@dataclass(frozen=True)
class Terms:
    """How a payment is to be taken, besides how much."""

    manual_capture: bool = False
    """Set the money aside only; it is captured later."""
    payer: str | None = None
    """The customer as the provider knows them, who may choose one of their kept cards."""
    keep_card: bool = False
    """Keep the card that is used, for later payments of that customer."""
    card: str | None = None
    """Charge this kept card at once, while its holder is not there."""


@dataclass(frozen=True)
class GatewayRefund:
    """Money that has gone back, or failed to; *ours* is the refund that the shop knows it as, if it asked for it."""

    ref: str
    ours: str | None
    minor: int
    failed: bool = False


@dataclass(frozen=True)
class GatewayDispute:
    """A cardholder's bank disputes a payment; *moves* are what it took (plus) and gave back (minus), by name."""

    ref: str
    minor: int
    status: str
    reason: str
    moves: tuple[tuple[str, int], ...] = ()


@dataclass(frozen=True)
class GatewayPayment:
    """A payment as its provider knows it now; `captured` is what has really been taken.

    What is not among `refunds` and `disputes` was not asked about; it is not unmade by that.
    """

    ref: str
    payment_id: str | None
    state: GatewayState
    captured: Money
    authorised: int = 0
    """What a bank has set aside and nobody has taken yet, in minor units."""
    voided: int = 0
    """What it has set free again, untaken."""
    refunds: tuple[GatewayRefund, ...] = ()
    disputes: tuple[GatewayDispute, ...] = ()
    in_parts: bool = False
    """Whether what is set aside can be taken in several parts."""


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


class Listed(StrEnum):
    """What a provider can list, in the order in which a reconciliation goes through it."""

    PAYMENTS = "payments"
    REFUNDS = "refunds"
    DISPUTES = "disputes"


@dataclass(frozen=True)
class ListedPayment:
    """A payment as a list shows it; *ref* alone is certain where refunds or disputes are listed."""

    ref: str
    seen: GatewayPayment | None = None
    refunded: int = 0
    disputed: bool = False


@dataclass(frozen=True)
class GatewayPage:
    """A part of a list, and after what the next part begins; None: there is none."""

    listed: tuple[ListedPayment, ...]
    after: str | None


PLAIN = Terms()


class PaymentGateway(Protocol):
    """What the shop needs from whoever takes the money. Every call has a time limit and a stable key."""

    publishable_key: str | None
    manual: bool
    """Whether staff say that it is paid, instead of a webhook."""

    def start(
        self, payment_id: str, amount: Money, *, key: str, email: str, terms: Terms = PLAIN
    ) -> PaymentStarted:
        """Begin to take *amount*; with the same *key* the same payment. Raises GatewayAway, GatewayRefused."""
        ...

    def look_up(self, ref: str, *, refunds: bool = False) -> GatewayPayment:
        """How it stands now; with *refunds*, also those that nothing else tells of (they failed).

        Raises GatewayAway, GatewayRefused.
        """
        ...

    def capture(self, ref: str, minor: int, *, last: bool, key: str) -> GatewayPayment:
        """Take *minor* of what is set aside, once per *key*; after the *last* part the rest is set free.

        Raises GatewayAway, GatewayRefused.
        """
        ...

    def give_up(self, ref: str) -> GatewayPayment:
        """Cancel it, unless it is paid already; how it stands then. Raises GatewayAway, GatewayRefused."""
        ...

    def refund(self, ref: str, amount: Money, *, key: str, refund_id: str) -> str:
        """Give *amount* back, once per *key*; what the provider calls it. Raises GatewayAway, GatewayRefused."""
        ...

    def find(self, payment_id: str, since: datetime) -> PaymentStarted | None:
        """The payment that was begun for that attempt after *since*, when no answer told of it.

        By what the provider has on record, so it is certain. Raises GatewayAway, GatewayRefused.
        """
        ...

    def listed(self, kind: Listed, since: datetime, until: datetime, *, after: str | None) -> GatewayPage:
        """Payments that were begun in that time, or whose refunds or disputes were. Raises GatewayAway."""
        ...

    def read_event(self, body: bytes, signature: str) -> GatewayEvent:
        """Verify a webhook on its raw bytes. Raises BadSignature."""
        ...


@dataclass(frozen=True)
class KeptCard:
    """A card that a customer has kept at the provider; nothing of it is with us but what is shown."""

    id: str
    brand: str
    last4: str
    exp_month: int
    exp_year: int


class CardVault(Protocol):
    """Cards that customers keep with whoever takes the money. Every call has a time limit."""

    provider: str
    publishable_key: str | None

    def open_account(self, customer_id: str, email: str, *, key: str) -> str:
        """What the provider calls that customer; with the same *key* the same. Raises GatewayAway."""
        ...

    def cards_of(self, payer: str) -> list[KeptCard]:
        """The newest first. Raises GatewayAway."""
        ...

    def start_keeping(self, payer: str) -> str:
        """The secret with which the browser keeps a card without a payment. Raises GatewayAway."""
        ...

    def forget(self, payer: str, card: str) -> bool:
        """False when that customer has no such card. Raises GatewayAway."""
        ...

    def close_account(self, payer: str) -> None:
        """The provider keeps neither that customer nor their cards any more; safe to repeat. Raises GatewayAway."""
        ...
