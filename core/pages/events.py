from dataclasses import dataclass

from core.outbox.events import Event


@dataclass(frozen=True)
class BuildPartDue(Event):
    """A part of a build of everything waits for somebody to work on it."""

    build: int
    part: str


@dataclass(frozen=True)
class PagesRebuilt(Event):
    """Every page with one of these tags is at least as new as that version: older copies are stale."""

    tags: list[str]
    version: int
