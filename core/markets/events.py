from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class MarketsChanged(Event):
    """Markets were set up anew: currency, taxes, languages stand on every page."""
