from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class ContentChanged(Event):
    """Entries or assets were published, changed or withdrawn. *names* are `role:slug` where there is one."""

    ids: list[str]
    names: list[str]


@dataclass(frozen=True)
class ContentSyncDue(Event):
    """It is time to ask the source what has changed."""


@dataclass(frozen=True)
class ContentReviewDue(Event):
    """It is time to compare the whole mirror with its source."""


@dataclass(frozen=True)
class ContentComparisonDue(Event):
    """There is something to do for a comparison that has begun."""

    comparison: str
