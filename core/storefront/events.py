from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class ReplicasBehind(Event):
    """A replica that did not answer has been left alone for long enough: it is to be told what it has missed."""


@dataclass(frozen=True)
class PurgeRequested(Event):
    """Somebody wants every replica to be told once more; the purge is written down and not sent yet."""

    purge_id: str
