"""Reading the mirror in one language, noting everything that was read: those are a page's tags."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from core.content.errors import ContentNotFound
from core.content.library import Item, Library, Mirror, links_in
from core.content.models import ContentComparison, SyncCursor
from core.content.richtext import html_of, text_of

Linked = Mapping[str, Any]


class Words:
    """One entry in one language: text by field name, with the languages that stand in."""

    def __init__(self, entry: Item, reader: "Reader") -> None:
        self.id = entry.id
        self.role = entry.role
        self.slug = entry.slug
        self.skus = entry.skus
        self.updated_at = entry.updated_at
        self.created_at = entry.created_at
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
        return self._reader.entries(links_in(self.value(*names)))

    def image(self, *names: str) -> dict[str, Any] | None:
        found = self.images(*names)
        return found[0] if found else None

    def images(self, *names: str) -> list[dict[str, Any]]:
        return self._reader.images(links_in(self.value(*names)))


Leads = Callable[[Words], str | None]


def nowhere(_words: Words) -> None:
    """For who reads words alone."""


class Reader:
    """Reads entries and assets in one locale and notes every id, found or not, in `seen`.

    *leads* says where the storefront shows what an entry is about; without it no link to an entry leads anywhere.
    """

    def __init__(self, locale: str, library: Library | None = None, leads: Leads = nowhere) -> None:
        self.locale = locale
        self.leads = leads
        self.seen: set[str] = set()
        self._library = library or Mirror()
        self._chain = self._library.fallbacks(locale)

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
        return self.by_slugs(role, [slug]).get(slug)

    def for_product(self, slug: str, skus: Iterable[str]) -> Words | None:
        """The entry of a product: the one that is called like it, else one that names a SKU of it."""
        words = self.maybe_named("product", slug)
        about = None if words else self._library.about(skus)
        return self._noted(about) if about else words

    def first(self, role: str) -> Words | None:
        item = self._library.first(role)
        return self._noted(item) if item else None

    def all_of(self, role: str) -> list[Words]:
        """Entries of a role that have an address, the newest publishing date first."""
        return [self._noted(item) for item in self._library.newest(role)]

    def by_slugs(self, role: str, slugs: Sequence[str]) -> dict[str, Words]:
        found = self._library.named(role, slugs)
        return {slug: self._noted(item) for slug, item in found.items()}

    def entries(self, ids: Sequence[str]) -> list[Words]:
        self.seen.update(ids)
        found = self._library.entries(ids)
        return [Words(found[key], self) for key in ids if key in found]

    def images(self, ids: Sequence[str]) -> list[dict[str, Any]]:
        self.seen.update(ids)
        found = self._library.assets(ids)
        wrapped = self._library.entries([key for key in ids if key not in found])
        pictures = [
            self._picture(found[key]) if key in found else self._wrapped_picture(wrapped.get(key))
            for key in ids
        ]
        return [picture for picture in pictures if picture]

    def shown(self, link_type: str, target: str) -> Linked | None:
        """What rich text shows for a link: a picture, or the address of an entry."""
        if link_type == "Asset":
            return next(iter(self.images([target])), None)
        words = next(iter(self.entries([target])), None)
        return {"path": self.leads(words), "title": words.text("title", "name")} if words else None

    def _noted(self, item: Item) -> Words:
        self.seen.add(item.id)
        return Words(item, self)

    def _wrapped_picture(self, wrapper: Item | None) -> dict[str, Any] | None:
        """The picture of an entry that says where in it the eye is to fall."""
        if wrapper is None:
            return None
        assets = links_in(self.pick(wrapper.fields.get("image", {})))
        self.seen.update(assets)
        found = self._library.assets(assets)
        picture = self._picture(found[assets[0]]) if assets and assets[0] in found else None
        point = _point(self.pick(wrapper.fields.get("focalPoint", {})))
        return {**picture, "focalPoint": point} if picture else None

    def _picture(self, asset: Item) -> dict[str, Any] | None:
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
            "focalPoint": None,
        }


def _point(value: Any) -> dict[str, Any] | None:
    """Pixels from the left and from the top, as Contentful's focal point app keeps them."""
    inner = value.get("focalPoint", value) if isinstance(value, Mapping) else None
    if not isinstance(inner, Mapping) or not all(isinstance(inner.get(axis), int | float) for axis in "xy"):
        return None
    return {"x": inner["x"], "y": inner["y"]}


def first_pictures(role: str, slugs: Sequence[str], locale: str) -> dict[str, dict[str, Any]]:
    """The first picture of each of those entries, by slug: few queries, however many entries there are."""
    reader = Reader(locale)
    entries = reader.by_slugs(role, slugs)
    fields = ("images", "image", "img")
    reader.images([asset for words in entries.values() for asset in links_in(words.value(*fields))])
    found = {slug: words.image(*fields) for slug, words in entries.items()}
    return {slug: picture for slug, picture in found.items() if picture}


def last_comparison() -> ContentComparison | None:
    """The full comparison that was finished last."""
    finished = ContentComparison.objects(finished_at__ne=None)
    found: ContentComparison | None = finished.order_by("-id").first()
    return found


def last_sync() -> SyncCursor | None:
    cursor: SyncCursor | None = SyncCursor.objects.first()
    return cursor
