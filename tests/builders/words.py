"""Content as editors make it: entries and assets, in two languages."""

from dataclasses import replace
from typing import Any

from core.content.ports import ContentPage, SourceItem, SourceLocale
from core.content.services import put_locales, store_page, sync_page
from tests.fakes import FakeSource

MOMENT = "2026-03-01T00:00:00.000Z"
LOCALES = (SourceLocale("en-US", None, True), SourceLocale("de-DE", "en-US", False))


class _Both(dict[str, Any]):
    """A value by language; every other value is one in the default language."""


def both(en: Any, de: Any) -> dict[str, Any]:
    """A field that has words in both languages."""
    return _Both({"en-US": en, "de-DE": de})


def entry(
    content_type: str, slug: str | None = None, *, named: str | None = None, revision: int = 1, **fields: Any
) -> SourceItem:
    """An entry; its id is `<type>-<slug>` unless *named* says otherwise. Plain values are in the default language."""
    if slug is not None:
        fields = {"slug": slug, **fields}
    return SourceItem(
        id=named or f"{content_type}-{slug}",
        revision=revision,
        updated_at=MOMENT,
        content_type=content_type,
        fields={field: _localised(value) for field, value in fields.items()},
        created_at=MOMENT,
    )


def revised(item: SourceItem, revision: int) -> SourceItem:
    """The same entry or asset as it is published for the so-manieth time."""
    return replace(item, revision=revision)


def asset(name: str, *, revision: int = 1, url: str | None = None, alt: str = "A picture") -> SourceItem:
    """A picture of 800 by 600."""
    file = {
        "url": url or f"https://images.example/{name}.png",
        "contentType": "image/png",
        "details": {"image": {"width": 800, "height": 600}},
    }
    fields = {"title": _localised(alt), "file": _localised(file)}
    return SourceItem(name, revision, MOMENT, None, fields)


def link(target: str, kind: str = "Entry") -> dict[str, Any]:
    return {"sys": {"type": "Link", "linkType": kind, "id": target}}


def rich(*nodes: Any) -> dict[str, Any]:
    """A rich text document."""
    return {"nodeType": "document", "data": {}, "content": list(nodes)}


def paragraph(text: str, **more: Any) -> dict[str, Any]:
    words = {"nodeType": "text", "value": text, "marks": [], "data": {}, **more}
    return {"nodeType": "paragraph", "data": {}, "content": [words]}


def led_to(target: str, text: str = "there") -> dict[str, Any]:
    """A link to an entry, in rich text."""
    words = {"nodeType": "text", "value": text, "marks": [], "data": {}}
    return {"nodeType": "entry-hyperlink", "data": {"target": link(target)}, "content": [words]}


def mirrored(*items: SourceItem) -> None:
    """These entries and assets are in the mirror, as an import puts them there."""
    put_locales(LOCALES)
    entries = [item for item in items if item.content_type]
    assets = [item for item in items if not item.content_type]
    store_page(ContentPage(entries=entries, assets=assets), cursor=False)


def synced(source: FakeSource) -> int:
    """Read everything that has changed in the source; how many pages that were."""
    pages = 1
    while sync_page(source):
        pages += 1
    return pages


def _localised(value: Any) -> dict[str, Any]:
    return value if isinstance(value, _Both) else {"en-US": value}
