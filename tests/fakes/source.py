import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from itertools import count

from core.content.errors import AnswerTooLarge, BadContentSignature, SourceAway, SyncTokenRefused
from core.content.ports import PAGE, ContentEvent, ContentPage, SourceItem, SourceLocale
from core.db import outside_call
from tests.fakes.faults import Faults

GOOD = "good"
LOCALES = (SourceLocale("en-US", None, True), SourceLocale("de-DE", "en-US", False))
BORN = datetime(2026, 3, 1, tzinfo=UTC)


@dataclass(frozen=True)
class _Change:
    """One line of the space's history: the thing as it became, or None when it was withdrawn."""

    kind: str
    id: str
    item: SourceItem | None


class FakeSource:
    """A content space: what is published in it, and everything that has changed since any token it gave."""

    def __init__(self, *, page_size: int = 100, locales: Sequence[SourceLocale] = LOCALES) -> None:
        self.faults = Faults(SourceAway("The content source does not answer; the last good copy stays."))
        self.page_size = page_size
        self.most_at_once = PAGE
        """A page for more than that would be too large to send."""
        self.asked: list[str | None] = []
        """Every token that was asked with; None is a sync from the start."""
        self._locales = list(locales)
        self._items: dict[tuple[str, str], SourceItem] = {}
        self._history: list[_Change] = []
        self._refused: set[str] = set()
        self._revisions: dict[str, int] = {}
        self._serial = count(1)

    # What the shop asks.

    @outside_call
    def locales(self) -> list[SourceLocale]:
        with self.faults.around("locales"):
            return list(self._locales)

    @outside_call
    def changes(self, token: str | None, limit: int = PAGE) -> ContentPage:
        self.asked.append(token)
        if token is None and limit > self.most_at_once:
            raise AnswerTooLarge
        with self.faults.around("changes"):
            if token in self._refused:
                raise SyncTokenRefused
            start, offset, end = _place(token) if token else (0, 0, len(self._history))
            changes = self._since(start, end if end is not None else len(self._history))
            return self._page(changes, start, offset, end if end is not None else len(self._history))

    @outside_call
    def look_up(self, kind: str, ids: Sequence[str]) -> list[SourceItem]:
        with self.faults.around("look_up"):
            return [self._items[kind, name] for name in ids if (kind, name) in self._items]

    def read_event(self, method: str, path: str, headers: Mapping[str, str], body: bytes) -> ContentEvent:  # noqa: ARG002
        if {name.lower(): value for name, value in headers.items()}.get("x-fake-signature") != GOOD:
            raise BadContentSignature("The signature is not that of this request.")
        return ContentEvent(**json.loads(body))

    # What the editors do.

    def publish(self, *items: SourceItem) -> None:
        """Publish entries (with a content type) or assets (without); each publishing is a new revision."""
        for item in items:
            revision = self._revisions[item.id] = self._revisions.get(item.id, 0) + 1
            moment = (BORN + timedelta(minutes=len(self._history))).isoformat().replace("+00:00", "Z")
            kind = "entry" if item.content_type else "asset"
            now = replace(item, revision=revision, updated_at=moment)
            self._items[kind, item.id] = now
            self._history.append(_Change(kind, item.id, now))

    def withdraw(self, *ids: str) -> None:
        """Unpublish or delete: a sync tells only that they are gone."""
        for kind, name in [key for key in self._items if key[1] in ids]:
            del self._items[kind, name]
            self._history.append(_Change(kind, name, None))

    def restyle(self, name: str, **fields: str) -> None:
        """Change an entry's content type: it is delivered with these fields, in the revision that it has."""
        values = {field: {"en-US": value} for field, value in fields.items()}
        self._items["entry", name] = replace(self._items["entry", name], fields=values)

    def refuse_token(self, token: str | None) -> None:
        """Treat that token as too old from now on."""
        if token is not None:
            self._refused.add(token)

    # What a test asks.

    @property
    def published(self) -> dict[str, SourceItem]:
        return {name: item for (_, name), item in self._items.items()}

    def pages(self, token: str | None = None) -> Iterator[ContentPage]:
        """Every page from there to the end, without being counted as asked."""
        while True:
            page = self.changes(token)
            self.asked.pop()
            yield page
            if page.last:
                return
            token = page.token

    def _since(self, start: int, end: int) -> list[_Change]:
        """The last change of each thing in that stretch; from the very start only what is still there."""
        last = {(change.kind, change.id): change for change in self._history[start:end]}
        return [self._as_now(change) for change in last.values() if start or change.item]

    def _as_now(self, change: _Change) -> _Change:
        now = self._items.get((change.kind, change.id))
        same = now and change.item and now.revision == change.item.revision
        return replace(change, item=now) if same else change

    def _page(self, changes: list[_Change], start: int, offset: int, end: int) -> ContentPage:
        part = changes[offset : offset + self.page_size]
        last = offset + self.page_size >= len(changes)
        place = f"{end}" if last else f"{start}-{offset + self.page_size}-{end}"
        found: dict[str, list[SourceItem]] = {"entry": [], "asset": []}
        gone: dict[str, list[str]] = {"entry": [], "asset": []}
        for change in part:
            if change.item:
                found[change.kind].append(change.item)
            else:
                gone[change.kind].append(change.id)
        token = f"{place}~{next(self._serial)}"
        return ContentPage(found["entry"], found["asset"], gone["entry"], gone["asset"], token, last)


def _place(token: str) -> tuple[int, int, int | None]:
    """Where a token stands: `12~1` after the twelfth change, `0-100-250~2` inside a sync of many pages."""
    start, _, rest = token.partition("~")[0].partition("-")
    offset, _, end = rest.partition("-")
    return int(start), int(offset or 0), int(end) if end else None
