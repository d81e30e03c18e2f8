"""The mirror with a draft laid over it: what an editor sees before it is published."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from core.content.library import Item, Mirror
from core.content.ports import DraftSource, SourceItem
from core.content.roles import BY_TYPE, role_of, slug_of
from core.content.services import default_locale


class Drafts(Mirror):
    """One entry as its editors have it now, and all that it links to; everything else as it is published.

    The source is asked once, when that entry is. An entry that was deleted is not there.
    """

    def __init__(self, source: DraftSource, role: str, slug: str) -> None:
        super().__init__()
        self._source = source
        self._role, self._slug = role, slug
        self._default = default_locale()
        self._asked = False
        self._draft: Item | None = None
        self._over: dict[str, dict[str, Item]] = {"entry": {}, "asset": {}}

    def named(self, role: str, slugs: Iterable[str]) -> Mapping[str, Item]:
        found = dict(super().named(role, wanted := list(slugs)))
        if role == self._role and self._slug in wanted:
            draft = self._drafted(found.pop(self._slug, None))
            found.update({self._slug: draft} if draft else {})
        return found

    def first(self, role: str) -> Item | None:
        published = super().first(role)
        return self._drafted(published) if role == self._role else published

    def entries(self, ids: Iterable[str]) -> Mapping[str, Item]:
        return self._laid_over("entry", wanted := list(ids), super().entries(wanted))

    def assets(self, ids: Iterable[str]) -> Mapping[str, Item]:
        return self._laid_over("asset", wanted := list(ids), super().assets(wanted))

    def _laid_over(self, kind: str, ids: list[str], found: Mapping[str, Item]) -> Mapping[str, Item]:
        over = self._over[kind]
        return {**found, **{name: over[name] for name in ids if name in over}}

    def _drafted(self, published: Item | None) -> Item | None:
        if not self._asked:
            self._ask(published)
        return self._draft

    def _ask(self, published: Item | None) -> None:
        types = [name for name, role in BY_TYPE.items() if role in ROLES_OF.get(self._role, (self._role,))]
        draft = self._source.draft(published.id if published else None, content_types=types, slug=self._slug)
        self._asked = True
        if draft is None:
            return
        self._draft = self._item(draft.entry)
        self._over["entry"] = {item.id: self._item(item) for item in [*draft.entries, draft.entry]}
        self._over["asset"] = {item.id: self._item(item) for item in draft.assets}

    def _item(self, item: SourceItem) -> Item:
        role = role_of(item.content_type, item.fields, self._default)
        slug = slug_of(item.fields, self._default) if item.content_type else None
        return Item(item.id, role, slug, datetime.fromisoformat(item.updated_at), item.fields)


ROLES_OF = {"home": ("home", "page")}
"""A front page may be a page by its type, and the front one by its slug."""
