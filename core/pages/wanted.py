from dataclasses import dataclass
from typing import ClassVar

from core.pages.models import page_id

FRAME = ("layout", "home", "blog")
"""Kinds of which there is one page."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A page that is to be built: of which kind, under which address, for whom."""

    FIELDS: ClassVar[tuple[str, ...]] = ("kind", "key", "market", "locale", "subject")

    kind: str
    key: str
    market: str
    locale: str
    subject: str | None = None

    @property
    def id(self) -> str:
        return page_id(self.kind, self.key, self.market, self.locale)

    @property
    def handle(self) -> str:
        """Of what it is about, without its kind."""
        return (self.subject or "").partition(":")[2]

    def order(self) -> tuple[str, str, str]:
        """Pages of one subject follow each other, so that a batch shares what they are built of."""
        return self.subject or subject_of(self.kind, self.key), self.market, self.locale


def subject_of(kind: str, key: str) -> str:
    return kind if kind in FRAME else f"{kind}:{key}"
