"""A line of the goods file as the record that is kept: built as plain data, because a load has a hundred thousand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from core.catalog.goods import ProductInFile, ScheduledPriceInFile, VariantInFile
from core.catalog.models import ANY_LOCALE
from core.catalog.search import search_terms

Stored = dict[str, Any]


def record_of_product(
    entry: ProductInFile, *, shelves: Sequence[str], old: Mapping[str, Any] | None, now: datetime
) -> Stored:
    """The product's record, without what follows from collections and time. Where nothing is said, the old
    record's pictures, addresses and age stay.
    """
    old = old or {}
    named = entry.translations
    record = {
        "slug": entry.slug,
        "default_slug": old.get("default_slug") or entry.slug,
        "slugs": old.get("slugs", {}) | {locale: words.slug for locale, words in named.items() if words.slug},
        "name": entry.name,
        "translations": {locale: words for locale in named if (words := _words(entry, locale))},
        "brand": entry.brand,
        "category": entry.category,
        "shelves": list(shelves),
        "tags": list(entry.tags),
        "attributes": dict(entry.attributes),
        "tax_class": entry.tax_class,
        "options": [{"name": name, "values": values} for name, values in entry.options.items()],
        "variants": [_variant(variant, now) for variant in entry.variants],
        "images": entry.images or old.get("images", []),
        "related": list(entry.related),
        "complementary": list(entry.complementary),
        "markets": _markets(entry),
        "hidden_in": sorted(set(entry.hidden_in)),
        "visible": {market: _shown(period.begins, period.until) for market, period in entry.visible.items()},
        "search_terms": search_terms(*_findable(entry)),
        "status": old.get("status", "published"),
        "created_at": moment(entry.created_at) or old.get("created_at") or now,
    }
    more = {"description": entry.description, "content_id": entry.content_id}
    return record | {name: value for name, value in more.items() if value is not None}


def addresses_of(record: Mapping[str, Any], locales: Iterable[str]) -> list[str]:
    """Under what it is found: `"locale address"` for each of these and its own locales, and `"* address"`."""
    everywhere, own = record["default_slug"], record["slugs"]
    named = sorted({*locales, *own})
    return [f"{ANY_LOCALE} {everywhere}", *(f"{locale} {own.get(locale, everywhere)}" for locale in named)]


def moment(given: datetime | None) -> datetime | None:
    """In UTC, to the millisecond, as MongoDB gives it back."""
    if given is None:
        return None
    return given.astimezone(UTC).replace(microsecond=given.microsecond // 1000 * 1000)


def _variant(entry: VariantInFile, now: datetime) -> Stored:
    record: Stored = {
        "sku": entry.sku,
        "options": dict(entry.options),
        "prices": {
            market: _amounts(price.minor, price.compare_at_minor) for market, price in entry.prices.items()
        },
        "since": dict.fromkeys(entry.prices, now),
        "weight_grams": entry.weight_grams,
    }
    ahead = sorted((price for price in entry.schedule if price.until > now), key=lambda price: price.begins)
    more: Stored = {
        "schedule": [_scheduled(price) for price in ahead],
        "tiers": {
            market: [tier.model_dump(exclude_none=True) for tier in tiers]
            for market, tiers in entry.tiers.items()
        },
        "components": [part.model_dump() for part in entry.components],
        "image": entry.image,
    }
    return record | {name: value for name, value in more.items() if value}


def _scheduled(price: ScheduledPriceInFile) -> Stored:
    span = {"from": moment(price.begins), "until": moment(price.until)}
    return {"market": price.market, **_amounts(price.minor, price.compare_at_minor), **span}


def _amounts(minor: int, compare_at_minor: int | None) -> Stored:
    if compare_at_minor is None:
        return {"minor": minor}
    return {"minor": minor, "compare_at_minor": compare_at_minor}


def _shown(begins: datetime | None, until: datetime | None) -> Stored:
    ends = {"from": moment(begins), "until": moment(until)}
    return {name: at for name, at in ends.items() if at}


def _markets(entry: ProductInFile) -> list[str]:
    priced = {market for variant in entry.variants for market in variant.prices}
    return sorted(priced - set(entry.hidden_in))


def _words(entry: ProductInFile, locale: str) -> Stored:
    said = entry.translations[locale]
    words = {"name": said.name, "description": said.description}
    return {name: text for name, text in words.items() if text}


def _findable(entry: ProductInFile) -> list[str]:
    names = [words.name for words in entry.translations.values() if words.name]
    return [entry.name, *names, entry.brand or "", entry.category, *entry.tags]
