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
class PaymentQuarantined(PaymentEvent):
    """The provider's amount or currency is not ours: a person must look."""
