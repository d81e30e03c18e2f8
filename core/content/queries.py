"""Reading the mirror in one language, noting everything that was read: those are a page's tags."""

from collections.abc import Mapping, Sequence
from typing import Any

from core.content.errors import ContentNotFound
from core.content.models import ContentAsset, ContentEntry, ContentLocale, Mirrored, SyncCursor
from core.content.richtext import html_of, text_of

Linked = Mapping[str, Any]


class Words:
    """One entry in one language: text by field name, with the languages that stand in."""

    def __init__(self, entry: ContentEntry, reader: "Reader") -> None:
        self.id = str(entry.id)
        self.role = entry.role
        self.slug = entry.slug
        self.updated_at = entry.updated_at
        self._fields = entry.fields
        self._reader = reader

    def value(self, *names: str) -> Any:
        """The first of these fields that has a value here, or None."""
        for name in names:
            value = self._reader.pick(self._fields.get(name, {}))
            if value not in (None, "", []):
                return value
        return None

    def text(self, *names: str) -> str | None:
        """Plain text of the first such field; rich text gives its words."""
        value = self.value(*names)
        return text_of(value) if isinstance(value, dict) else str(value) if value is not None else None

    def html(self, *names: str) -> str:
        value = self.value(*names)
        return html_of(value, self._reader.shown) if isinstance(value, dict) else ""

    def document(self, *names: str) -> dict[str, Any] | None:
        """Rich text as it is, for a storefront that renders it itself."""
        value = self.value(*names)
        return value if isinstance(value, dict) and "nodeType" in value else None

    def entry(self, *names: str) -> "Words | None":
        found = self.entries(*names)
        return found[0] if found else None

    def entries(self, *names: str) -> list["Words"]:
        """The entries linked there; what is not published is left out."""
        return self._reader.entries(_ids(self.value(*names)))

    def image(self, *names: str) -> dict[str, Any] | None:
        found = self.images(*names)
        return found[0] if found else None

    def images(self, *names: str) -> list[dict[str, Any]]:
        return self._reader.images(_ids(self.value(*names)))


class Reader:
    """Reads entries and assets in one locale and notes every id, found or not, in `seen`."""

    def __init__(self, locale: str) -> None:
        self.locale = locale
        self.seen: set[str] = set()
        self._chain = _fallbacks(locale)
        self._entries: dict[str, ContentEntry] = {}
        self._assets: dict[str, ContentAsset] = {}

    def pick(self, values: Mapping[str, Any]) -> Any:
        """The value in this language, or in the first that stands in for it."""
        return next((values[code] for code in self._chain if values.get(code) is not None), None)

    def named(self, role: str, slug: str) -> Words:
        """The entry of that role and slug. Raises ContentNotFound."""
        words = self.maybe_named(role, slug)
        if words is None:
            raise ContentNotFound(role, slug)
        return words

    def maybe_named(self, role: str, slug: str) -> Words | None:
        entry = ContentEntry.objects(role=role, slug=slug).first()
        return self._noted(entry) if entry else None

    def first(self, role: str) -> Words | None:
        entry = ContentEntry.objects.of_role(role).order_by("slug").first()
        return self._noted(entry) if entry else None

    def all_of(self, role: str, *, limit: int = 100) -> list[Words]:
        """Entries of a role that have an address, the newest publishing date first."""
        named = ContentEntry.objects.of_role(role).filter(slug__ne=None)
        entries = named.order_by("-sort_key", "slug").limit(limit)
        return [self._noted(entry) for entry in entries]

    def by_slugs(self, role: str, slugs: Sequence[str]) -> dict[str, Words]:
        entries = ContentEntry.objects(role=role, slug__in=list(slugs))
        return {str(entry.slug): self._noted(entry) for entry in entries}

    def entries(self, ids: Sequence[str]) -> list[Words]:
        self._load(ContentEntry, self._entries, ids)
        return [Words(self._entries[key], self) for key in ids if key in self._entries]

    def images(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        self._load(ContentAsset, self._assets, ids)
        pictures = (self._picture(self._assets[key]) for key in ids if key in self._assets)
        return [picture for picture in pictures if picture]

    def shown(self, link_type: str, target: str) -> Linked | None:
        """What rich text shows for a link: a picture, or the address of an entry."""
        if link_type == "Asset":
            return next(iter(self.images([target])), None)
        words = next(iter(self.entries([target])), None)
        return {"path": path_of(words), "title": words.text("title", "name")} if words else None

    def _noted(self, entry: ContentEntry) -> Words:
        self.seen.add(str(entry.id))
        self._entries[str(entry.id)] = entry
        return Words(entry, self)

    def _load(self, kind: type[Mirrored], kept: dict[str, Any], ids: Sequence[str]) -> None:
        self.seen.update(ids)
        missing = [key for key in ids if key not in kept]
        if missing:
            kept.update({str(document.id): document for document in kind.objects(id__in=missing)})

    def _picture(self, asset: ContentAsset) -> dict[str, Any] | None:
        fields = asset.fields
        file = self.pick(fields.get("file", {}))
        if not isinstance(file, dict) or "url" not in file:
            return None
        size = (file.get("details") or {}).get("image") or {}
        alt = self.pick(fields.get("description", {})) or self.pick(fields.get("title", {})) or ""
        url = str(file["url"])
        return {
            "url": f"https:{url}" if url.startswith("//") else url,
            "alt": str(alt),
            "width": size.get("width"),
            "height": size.get("height"),
        }


PATHS = {"product": "/product/{}", "category": "/category/{}", "page": "/content/{}", "post": "/blog/{}"}


def path_of(words: Words | None) -> str | None:
    """The storefront's address of an entry, for those that have a page."""
    if words is None or words.slug is None:
        return None
    return (
        "/" if words.role == "home" else PATHS[words.role].format(words.slug) if words.role in PATHS else None
    )


def first_pictures(role: str, slugs: Sequence[str], locale: str) -> dict[str, dict[str, Any]]:
    """The first picture of each of those entries, by slug: few queries, however many entries there are."""
    reader = Reader(locale)
    entries = reader.by_slugs(role, slugs)
    fields = ("images", "image", "img")
    reader.images([asset for words in entries.values() for asset in _ids(words.value(*fields))])
    found = {slug: words.image(*fields) for slug, words in entries.items()}
    return {slug: picture for slug, picture in found.items() if picture}


def last_sync() -> SyncCursor | None:
    cursor: SyncCursor | None = SyncCursor.objects.first()
    return cursor


def _fallbacks(locale: str) -> list[str]:
    """The language itself, those that stand in for it, the default one last."""
    known = {row.code: row for row in ContentLocale.objects}
    chain = [locale]
    while (row := known.get(chain[-1])) and row.fallback and row.fallback not in chain:
        chain.append(row.fallback)
    return [*chain, *(code for code, row in known.items() if row.default and code not in chain)]


def _ids(value: Any) -> list[str]:
    links = value if isinstance(value, list) else [value]
    return [str(link["sys"]["id"]) for link in links if isinstance(link, dict) and "sys" in link]
