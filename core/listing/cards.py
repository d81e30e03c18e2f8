"""A card: one product in one market and one language, as every list shows it."""

from collections.abc import Iterator
from typing import Any

import orjson

from core import clock
from core.catalog.models import Product
from core.catalog.search import folded, known_words, terms_of
from core.content.queries import Reader, Words
from core.listing.materials import Materials
from core.listing.models import CARD_FORMAT, EVERYTHING, card_id
from core.listing.rows import row_of
from core.listing.shapes import (
    Data,
    highest_compare_at,
    name_of,
    pictures_of,
    price_range,
    prices_minor,
    words_for,
)
from core.markets.models import Market
from core.markets.queries import known_markets
from core.storefront import tags
from core.storefront.paths import path_of

Row = dict[str, Any]
IN_STOCK, SOLD_OUT = "in-stock", "sold-out"


def cards_of(product: Product, materials: Materials, version: int) -> list[Row]:
    """Its cards in every market that sells it, in each of the market's languages."""
    return [
        _card(product, market, locale, materials, version)
        for market in known_markets().values()
        if product.is_sold_in(market.code)
        for locale in market.locales
    ]


def _card(product: Product, market: Market, locale: str, materials: Materials, version: int) -> Row:
    reader = Reader(locale, materials.library)
    words = words_for(product, reader)
    available = any(materials.free(variant, market) > 0 for variant in product.variants_in(market.code))
    prices = prices_minor(product, market)
    body = _body(product, words, available=available, market=market, locale=locale)
    card = {
        "_id": card_id(product.slug, market.code, locale),
        "slug": product.slug,
        "market": market.code,
        "locale": locale,
        "category": product.category,
        "shelves": [*(product.shelves or [product.category]), EVERYTHING],
        "collections": list(product.collections),
        "facets": list(_facets(product, market, available=available)),
        "price_minor": min(prices),
        "price_max_minor": max(prices),
        "name_key": folded(body["name"]),
        "created_at": product.created_at,
        "sold": sum(materials.sold(variant.sku) for variant in product.variants),
        "available": available,
        "terms": _terms(product, body["name"]),
        "body": orjson.dumps(body),
        "tags": sorted({tags.product(product.slug), *map(tags.content, reader.seen)}),
        "version": version,
        "format": CARD_FORMAT,
    }
    return {**card, "row": row_of(card)}


def _body(product: Product, words: Words | None, *, available: bool, market: Market, locale: str) -> Data:
    pictures = pictures_of(product, words)
    address = product.address(locale)
    return {
        "slug": address,
        "path": path_of("product", address),
        "name": name_of(product, words, locale),
        "brand": product.brand,
        "category": product.category,
        "summary": words.text("summary") if words else None,
        "image": pictures[0] if pictures else None,
        "hoverImage": pictures[1] if len(pictures) > 1 else None,
        "priceRange": price_range(product, market),
        "compareAtPrice": highest_compare_at(product, market),
        "available": available,
        "tags": list(product.tags),
        "createdAt": clock.rfc3339(product.created_at),
    }


def _facets(product: Product, market: Market, *, available: bool) -> Iterator[str]:
    """What a list can be narrowed down by: brand, tags, what can be chosen, and whether it can be bought."""
    yield f"availability={IN_STOCK if available else SOLD_OUT}"
    if product.brand:
        yield f"brand={product.brand}"
    yield from (f"tag={tag}" for tag in product.tags)
    yield from (f"{name}={value}" for name, values in product.attributes.items() for value in values)
    chosen = {pair for variant in product.variants_in(market.code) for pair in variant.options.items()}
    yield from (f"{name}={value}" for name, value in sorted(chosen))


def _terms(product: Product, name: str) -> list[str]:
    """The words of its name in that language first: there is an end to how many are looked at."""
    return terms_of(known_words(name, product.brand or "", product.category, *product.tags, product.name))
