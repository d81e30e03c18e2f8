from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class CustomerRegistered(Event):
    customer_id: str
