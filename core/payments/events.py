from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class PaymentEvent(Event):
    payment_id: str


@dataclass(frozen=True)
class RefundDue(PaymentEvent):
    """Money was taken that no order stands against (any more): it is to be given back in full."""


@dataclass(frozen=True)
class PaymentRetired(PaymentEvent):
    """An attempt was given up: what was held for it is free."""


@dataclass(frozen=True)
class CaptureAsked(PaymentEvent):
    """What is due for what has left is to be taken now, and the rest set free: staff say so."""


@dataclass(frozen=True)
class RefundFailed(PaymentEvent):
    """A bank has sent a refund back: the buyer does not have it, and a person must look."""

    refund_id: str


@dataclass(frozen=True)
class DisputeChanged(PaymentEvent):
    """A cardholder's bank disputes the payment, or something has come of it."""

    dispute_id: str
    status: str


@dataclass(frozen=True)
class PaymentQuarantined(PaymentEvent):
    """The provider's amount or currency is not ours: a person must look."""
