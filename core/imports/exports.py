"""Contentful's space export: the same things as its API has, with every field in every locale."""

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

from slugify import slugify

from core.catalog.goods import ProductInFile
from core.content.ports import ContentPage, SourceItem, SourceLocale
from core.content.roles import name_of, role_of, slug_of, text_in
from core.files import BadFile, record_of
from core.markets.models import Market
from core.money import minor_units

NEVER = "1970-01-01T00:00:00.000Z"
UNSORTED = "unsorted"


def page_of(export: Mapping[str, Any], *, where: str) -> tuple[ContentPage, list[SourceLocale]]:
    """The published entries and assets of an export, and its languages. Raises BadFile."""
    try:
        entries = [_item(entry) for entry in export["entries"] if _published(entry)]
        assets = [_asset(asset) for asset in export.get("assets", []) if _published(asset)]
        locales = [
            SourceLocale(item["code"], item.get("fallbackCode"), bool(item.get("default")))
            for item in export.get("locales", [])
        ]
    except (KeyError, TypeError, AttributeError) as error:
        raise BadFile(f"{where} is not a Contentful export: {error!r}.", field="entries") from None
    return ContentPage(entries=entries, assets=assets), locales or [SourceLocale("en-US", None, True)]


def goods_in(page: ContentPage, locales: Sequence[SourceLocale], market: Market) -> Iterator[ProductInFile]:
    """What can be sold as it stands: entries with a name and a price, one variant each, in that market's money.

    Entries that leave prices to the shop are words only: their goods come from a goods file.
    """
    default = next((locale.code for locale in locales if locale.default), locales[0].code)
    by_id = {entry.id: entry for entry in page.entries}
    taken: set[str] = set()
    for entry in page.entries:
        price = entry.fields.get("price", {}).get(default)
        slug = slug_of(entry.fields, default)
        if role_of(entry.content_type, entry.fields, default) == "product" and slug and _is_number(price):
            free = slug if slug not in taken else f"{slug}-{entry.id}"  # two may have the same title
            taken.add(slug)
            yield _product(entry, free, price, by_id, default, market)


def _product(
    entry: SourceItem,
    slug: str,
    price: Any,
    by_id: Mapping[str, SourceItem],
    default: str,
    market: Market,
) -> ProductInFile:
    sku = text_in(entry.fields, "sku", default) or slugify(slug).upper()
    facts = {
        "slug": slugify(slug),
        "name": name_of(entry.fields, default) or slug,
        "category": _category(entry, by_id, default),
        "variants": [{"sku": sku, "prices": {market.code: {"minor": _minor(entry, price, market)}}}],
    }
    return record_of(ProductInFile, facts, where=f"entry {entry.id}")


def _minor(entry: SourceItem, price: Any, market: Market) -> int:
    return minor_units(str(price), market.currency, field=f"{entry.id}.price")


def _category(entry: SourceItem, by_id: Mapping[str, SourceItem], default: str) -> str:
    """The first category it links to, or the word it is filed under."""
    word = text_in(entry.fields, "category", default)
    linked = next((by_id[target] for target in _targets(entry, default) if target in by_id), None)
    name = word or (slug_of(linked.fields, default) if linked else None)
    return slugify(name or "") or UNSORTED


def _targets(entry: SourceItem, default: str) -> list[str]:
    """The ids it links to as categories: one link, or a list of them."""
    found = [entry.fields.get(name, {}).get(default) for name in ("categories", "category")]
    links = [link for links in found for link in (links if isinstance(links, list) else [links])]
    return [link["sys"]["id"] for link in links if isinstance(link, dict) and "sys" in link]


def _published(thing: Mapping[str, Any]) -> bool:
    return "publishedVersion" in thing["sys"] or "publishedAt" in thing["sys"]


def _item(thing: Mapping[str, Any]) -> SourceItem:
    sys = thing["sys"]
    content_type = sys.get("contentType", {}).get("sys", {}).get("id")
    return SourceItem(
        sys["id"],
        int(sys.get("publishedCounter", 1)),
        sys.get("updatedAt", NEVER),
        content_type,
        thing["fields"],
        sys.get("createdAt"),
    )


def _asset(asset: Mapping[str, Any]) -> SourceItem:
    files = {code: _addressed(file) for code, file in asset["fields"].get("file", {}).items()}
    return _item({**asset, "fields": {**asset["fields"], "file": files}})


def _addressed(file: Mapping[str, Any]) -> dict[str, Any]:
    url = str(file.get("url", ""))
    return {**file, "url": f"https:{url}" if url.startswith("//") else url}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | Decimal) and not isinstance(value, bool)
