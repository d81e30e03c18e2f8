from dataclasses import dataclass, field

from core.outbox.events import Event


@dataclass(frozen=True)
class CardsStale(Event):
    """Cards of these products, and those built of these tags that are older than that version, are still to do."""

    tags: list[str]
    products: list[str]
    below: int
    subjects: list[str]
    """What else has pages of its own that are to be built when the cards are."""


@dataclass(frozen=True)
class PagesStale(Event):
    """Pages with these tags that are older than that version are to be built anew; where it is 0, all of them.

    What is announced with a change cannot name a version: a page that is built meanwhile, of what was there before
    the change, has a higher one than any that was drawn before the change was committed.

    *subjects* (`product:mug`) are what has pages of its own, which may not be there yet. *came* are cards that
    came to stand on a shelf or left it: what stands beside them is stale too, as it stands there when this is heard.
    Where *many* changed at once, this is one of several that have pages in common.
    """

    tags: list[str]
    below: int
    subjects: list[str]
    came: list[str] = field(default_factory=list)
    many: bool = False


@dataclass(frozen=True)
class SynonymsChanged(Event):
    """Searches find something else now: there are so many phrases that stand for others."""

    phrases: int


@dataclass(frozen=True)
class SalesCountDue(Event):
    """Products were sold since their cards were built, and it is time to count that."""


@dataclass(frozen=True)
class RecountDue(Event):
    """It is time to count the words of a market and a language."""

    market: str
    locale: str
