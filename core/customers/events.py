from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class CustomerRegistered(Event):
    customer_id: str


@dataclass(frozen=True)
class SessionStolen(Event):
    """A refresh token that had been used came back late: somebody has a copy, so the sign-in was ended."""

    customer_id: str
    session_id: str
    device: str
