from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class ErasureDue(Event):
    """Somebody is to be forgotten: it was asked for, or it is time to go on with it."""

    erasure_id: str
