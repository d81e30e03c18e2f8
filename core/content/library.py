"""Where a reader of content gets its entries and pictures from: the mirror, or drafts laid over it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

import orjson

from core.content.models import ContentAsset, ContentEntry, ContentLocale

MOST_LISTED = 100


@dataclass(frozen=True, slots=True)
class Item:
    """An entry or an asset in all its languages: `fields` is `{field: {locale: value}}`."""

    id: str
    role: str
    slug: str | None
    updated_at: datetime
    fields: Mapping[str, Mapping[str, Any]]
    skus: Sequence[str] = ()
    created_at: datetime | None = None


class Library(Protocol):
    """What a reader reads from. What is not there is left out, or None."""

    def fallbacks(self, locale: str) -> Sequence[str]:
        """The language itself, those that stand in for it, the default one last."""
        ...

    def named(self, role: str, slugs: Iterable[str]) -> Mapping[str, Item]:
        """The entries of that role with those slugs, by slug."""
        ...

    def about(self, skus: Iterable[str]) -> Item | None:
        """The entry that says it is about one of these; of several the one with the lowest id."""
        ...

    def first(self, role: str) -> Item | None: ...

    def newest(self, role: str) -> Sequence[Item]:
        """Entries of a role that have an address, the newest publishing date first."""
        ...

    def entries(self, ids: Iterable[str]) -> Mapping[str, Item]: ...

    def assets(self, ids: Iterable[str]) -> Mapping[str, Item]: ...


class Mirror:
    """Our copy of Contentful, each thing read once, however many pages are built of it.

    It lives as long as one batch of pages: what is published meanwhile makes those pages stale anyway.
    """

    def __init__(self) -> None:
        self._chains: dict[str, list[str]] = {}
        self._named: dict[tuple[str, str], Item | None] = {}
        self._about: dict[str, Item | None] = {}
        self._entries: dict[str, Item | None] = {}
        self._assets: dict[str, Item | None] = {}

    def fallbacks(self, locale: str) -> Sequence[str]:
        if locale not in self._chains:
            self._chains[locale] = _chain(locale)
        return self._chains[locale]

    def named(self, role: str, slugs: Iterable[str]) -> Mapping[str, Item]:
        wanted = list(slugs)
        missing = [slug for slug in wanted if (role, slug) not in self._named]
        if missing:
            self._named.update(dict.fromkeys(((role, slug) for slug in missing), None))
            # Of two that share an address the one with the lower id is shown, in every build.
            for item in sorted(_read(ContentEntry, role=role, slug__in=missing), key=_id, reverse=True):
                self._named[role, str(item.slug)] = self._entries[item.id] = item
        return _there({slug: self._named[role, slug] for slug in wanted})

    def about(self, skus: Iterable[str]) -> Item | None:
        wanted = list(skus)
        self.load_about(wanted)
        found = {item.id: item for sku in wanted if (item := self._about[sku])}
        return found[min(found)] if found else None

    def load_about(self, skus: Iterable[str]) -> None:
        """Read the entries that say they are about any of these, in one query: later it is known."""
        missing = [sku for sku in dict.fromkeys(skus) if sku not in self._about]
        if not missing:
            return
        self._about.update(dict.fromkeys(missing, None))
        for item in sorted(_read(ContentEntry, skus__in=missing), key=_id, reverse=True):
            self._entries[item.id] = item
            self._about.update({sku: item for sku in item.skus if sku in self._about})

    def first(self, role: str) -> Item | None:
        return next(iter(_items(ContentEntry.objects.of_role(role).order_by("slug").limit(1))), None)

    def newest(self, role: str) -> Sequence[Item]:
        named = ContentEntry.objects.of_role(role).filter(slug__ne=None)
        return _items(named.order_by("-sort_key", "slug").limit(MOST_LISTED))

    def entries(self, ids: Iterable[str]) -> Mapping[str, Item]:
        return _looked_up(ContentEntry, self._entries, ids)

    def assets(self, ids: Iterable[str]) -> Mapping[str, Item]:
        return _looked_up(ContentAsset, self._assets, ids)

    def follow(self, items: Iterable[Item]) -> None:
        """Read what those entries link to, in two queries: their readers then find it here."""
        links = {"Entry": set[str](), "Asset": set[str]()}
        for item in items:
            _collect(item.fields, links)
        self.entries(links["Entry"])
        self.assets(links["Asset"])


def links_in(value: Any) -> list[str]:
    """The ids that a field links to: one link, or a list of them."""
    links = value if isinstance(value, list) else [value]
    return [str(link["sys"]["id"]) for link in links if isinstance(link, dict) and "sys" in link]


def _collect(value: Any, links: dict[str, set[str]]) -> None:
    """Every link in a value, however deep: rich text embeds them in its nodes."""
    if isinstance(value, Mapping):
        sys = value.get("sys")
        if isinstance(sys, Mapping) and sys.get("linkType") in links:
            links[sys["linkType"]].add(str(sys.get("id")))
        for inner in value.values():
            _collect(inner, links)
    elif isinstance(value, list):
        for inner in value:
            _collect(inner, links)


def _looked_up(kind: type[Any], kept: dict[str, Item | None], ids: Iterable[str]) -> Mapping[str, Item]:
    wanted = list(ids)
    missing = [key for key in wanted if key not in kept]
    if missing:
        kept.update(dict.fromkeys(missing, None))
        kept.update({item.id: item for item in _read(kind, id__in=missing)})
    return _there({key: kept[key] for key in wanted})


def _there(found: Mapping[str, Item | None]) -> Mapping[str, Item]:
    return {key: item for key, item in found.items() if item is not None}


def _id(item: Item) -> str:
    return item.id


def _read(kind: type[Any], **which: Any) -> list[Item]:
    return _items(kind.objects(**which))


def _items(found: Any) -> list[Item]:
    """Straight from BSON: a MongoEngine document costs many times what is read from it."""
    return [
        Item(
            str(row["_id"]),
            row.get("role", ""),
            row.get("slug"),
            row["updated_at"],
            orjson.loads(row["body"]),
            row.get("skus") or (),
            row.get("created_at"),
        )
        for row in found.as_pymongo()
    ]


def _chain(locale: str) -> list[str]:
    known = {row.code: row for row in ContentLocale.objects}
    chain = [locale]
    while (row := known.get(chain[-1])) and row.fallback and row.fallback not in chain:
        chain.append(row.fallback)
    return [*chain, *(code for code, row in known.items() if row.default and code not in chain)]
