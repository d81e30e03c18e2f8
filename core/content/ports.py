from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

PAGE = 1_000
"""Things on a page, where nobody says otherwise: the most that Contentful gives."""


@dataclass(frozen=True)
class SourceItem:
    """An entry or asset as its source has it: all locales, links unresolved."""

    id: str
    revision: int
    updated_at: str
    content_type: str | None
    fields: Mapping[str, Mapping[str, Any]]
    created_at: str | None = None


@dataclass(frozen=True)
class SourceLocale:
    code: str
    fallback: str | None
    default: bool


@dataclass(frozen=True)
class ContentPage:
    """One page of changes, and the token that the next one is asked for with; `last` when there is none now."""

    entries: Sequence[SourceItem] = field(default=())
    assets: Sequence[SourceItem] = field(default=())
    deleted_entries: Sequence[str] = field(default=())
    deleted_assets: Sequence[str] = field(default=())
    token: str | None = None
    last: bool = True

    def __len__(self) -> int:
        """How many things it tells of."""
        return sum(map(len, (self.entries, self.assets, self.deleted_entries, self.deleted_assets)))


@dataclass(frozen=True)
class ContentEvent:
    """A verified webhook: only a hint that there is something to sync."""

    event_id: str
    topic: str


@dataclass(frozen=True)
class Draft:
    """An entry as its editors have it now, with what it links to, some levels deep."""

    entry: SourceItem
    entries: Sequence[SourceItem] = field(default=())
    assets: Sequence[SourceItem] = field(default=())


class DraftSource(Protocol):
    """What the shop needs to show an editor what is not published yet."""

    def draft(self, entry_id: str | None, *, content_types: Sequence[str], slug: str) -> Draft | None:
        """That entry; the one of those types with that slug when its id is not known. None when there is none.

        Raises SourceAway, and SourceBusy when asked too often; SourceMissing where drafts cannot be read.
        """
        ...


class ContentSource(Protocol):
    """What the shop needs from whoever keeps its words and pictures."""

    def locales(self) -> list[SourceLocale]:
        """Raises SourceAway."""
        ...

    def changes(self, token: str | None, limit: int = PAGE) -> ContentPage:
        """The next page of what has changed since *token*; everything, from the start, for None.

        *limit* is how much a page may hold; a token goes on with the one that it began with.
        Raises SourceAway, and SourceBusy when asked too often; SyncTokenRefused when the token is too old
        or from another space; AnswerTooLarge when the page would be.
        """
        ...

    def look_up(self, kind: str, ids: Sequence[str]) -> list[SourceItem]:
        """The entries (kind `entry`) or assets (`asset`) of those ids, as far as they are there.

        Raises SourceAway, and SourceBusy when asked too often.
        """
        ...

    def read_event(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> ContentEvent:
        """Verify a webhook on its raw bytes. Raises BadContentSignature."""
        ...
