from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class RedirectsChanged(Event):
    """These addresses lead elsewhere than before, or nowhere any more."""

    sources: list[str]
