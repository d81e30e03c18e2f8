from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class PurgeRequested(Event):
    """Somebody wants every replica to be told once more; the purge is written down and not sent yet."""

    purge_id: str
