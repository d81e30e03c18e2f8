"""The mirror with a draft laid over it: what an editor sees before it is published."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from core.content.library import Item, Mirror
from core.content.ports import DraftSource, SourceItem
from core.content.roles import BY_TYPE, role_of, skus_of, slug_of
from core.content.services import default_locale
from core.db import outside_call

ROLES_OF = {"home": ("home", "page")}
"""A front page may be a page by its type, and the front one by its slug."""


class Drafts(Mirror):
    """One entry as its editors have it now, and all that it links to; everything else as it is published."""

    @outside_call
    def __init__(self, source: DraftSource, role: str, slug: str, published: Item | None) -> None:
        """Read the draft of *published*, or of whatever has that role and slug and never was.

        An entry that was deleted is not there. Raises SourceAway, SourceMissing.
        """
        super().__init__()
        self._role, self._slug, self._published = role, slug, published
        self._default = default_locale()
        types = [name for name, use in BY_TYPE.items() if use in ROLES_OF.get(role, (role,))]
        draft = source.draft(published.id if published else None, content_types=types, slug=slug)
        self._draft = self._item(draft.entry) if draft else None
        entries = [*draft.entries, draft.entry] if draft else []
        self._over: dict[str, dict[str, Item]] = {
            "entry": {item.id: self._item(item) for item in entries},
            "asset": {item.id: self._item(item) for item in draft.assets} if draft else {},
        }

    def named(self, role: str, slugs: Iterable[str]) -> Mapping[str, Item]:
        wanted = list(slugs)
        found = {slug: self._as_drafted(item) for slug, item in super().named(role, wanted).items()}
        if role == self._role and self._slug in wanted:
            found[self._slug] = self._draft
        return {slug: item for slug, item in found.items() if item}

    def about(self, skus: Iterable[str]) -> Item | None:
        return self._as_drafted(super().about(skus))

    def first(self, role: str) -> Item | None:
        return self._draft if role == self._role else super().first(role)

    def entries(self, ids: Iterable[str]) -> Mapping[str, Item]:
        return self._laid_over("entry", wanted := list(ids), super().entries(wanted))

    def assets(self, ids: Iterable[str]) -> Mapping[str, Item]:
        return self._laid_over("asset", wanted := list(ids), super().assets(wanted))

    def _as_drafted(self, item: Item | None) -> Item | None:
        if item is None or self._published is None or item.id != self._published.id:
            return item
        return self._draft

    def _laid_over(self, kind: str, ids: list[str], found: Mapping[str, Item]) -> Mapping[str, Item]:
        over = self._over[kind]
        laid = {name: over.get(name) or self._as_drafted(found.get(name)) for name in ids}
        return {name: item for name, item in laid.items() if item}

    def _item(self, item: SourceItem) -> Item:
        role = role_of(item.content_type, item.fields, self._default)
        slug = slug_of(item.fields, self._default) if item.content_type else None
        at = datetime.fromisoformat(item.updated_at)
        born = datetime.fromisoformat(item.created_at) if item.created_at else None
        return Item(item.id, role, slug, at, item.fields, skus_of(item.fields, self._default), born)
