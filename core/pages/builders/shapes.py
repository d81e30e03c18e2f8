"""Shapes that several pages share: money, pictures, product cards, SEO."""

from collections.abc import Mapping, Sequence
from typing import Any

from core import clock
from core.catalog.models import Product, Variant
from core.content.queries import Words
from core.inventory.queries import availability
from core.markets.models import Market
from core.money import Money
from core.pages.builders.context import Building, Data
from core.storefront import tags

LONGEST_DESCRIPTION = 160


def product_cards(products: Sequence[Product], building: Building) -> list[Data]:
    """Products as lists show them, with two reads for all: words, and stock."""
    words = building.reader.by_slugs("product", [product.slug for product in products])
    skus = [variant.sku for product in products for variant in product.variants]
    free = availability(skus, building.market.locations)
    building.built_of(*(tags.product(product.slug) for product in products))
    return [_card(product, words.get(product.slug), free, building.market) for product in products]


def _card(product: Product, words: Words | None, free: Mapping[str, int], market: Market) -> Data:
    pictures = pictures_of(product, words)
    return {
        "slug": product.slug,
        "path": f"/product/{product.slug}",
        "name": (words.text("title", "name") if words else None) or product.name,
        "brand": product.brand,
        "category": product.category,
        "summary": words.text("summary") if words else None,
        "image": pictures[0] if pictures else None,
        "hoverImage": pictures[1] if len(pictures) > 1 else None,
        "priceRange": price_range(product, market),
        "compareAtPrice": highest_compare_at(product, market),
        "available": any(free.get(variant.sku, 0) > 0 for variant in variants_in(product, market)),
        "tags": list(product.tags),
        "createdAt": clock.rfc3339(product.created_at),
    }


def variants_in(product: Product, market: Market) -> list[Variant]:
    return [variant for variant in product.variants if market.code in variant.prices]


def price_range(product: Product, market: Market) -> Data:
    prices = [variant.prices[market.code]["minor"] for variant in variants_in(product, market)]
    return {
        "min": Money(min(prices), market.currency).as_json(),
        "max": Money(max(prices), market.currency).as_json(),
    }


def highest_compare_at(product: Product, market: Market) -> Data | None:
    """The price that the cheapest offer is compared with; None where nothing is reduced."""
    compared = [
        variant.prices[market.code].get("compare_at_minor") or 0 for variant in variants_in(product, market)
    ]
    return Money(max(compared), market.currency).as_json() if any(compared) else None


def pictures_of(product: Product, words: Words | None) -> list[Data]:
    """The content's pictures; those of the catalogue where there are none."""
    return (words.images("images", "image", "img") if words else []) or list(product.images)


def seo(
    *,
    title: str,
    description: str | None,
    path: str,
    building: Building,
    words: Words | None = None,
    image: Mapping[str, Any] | None = None,
    json_ld: Mapping[str, Any] | None = None,
    robots: str = "index,follow",
) -> Data:
    """The head of a page: an editor's words where there are some, the page's own otherwise."""
    own_title = (words.text("seoTitle") if words else None) or title
    own_description = (words.text("seoDescription") if words else None) or description or ""
    short = _shortened(own_description)
    return {
        "title": own_title,
        "description": short,
        "canonicalPath": path,
        "robots": robots,
        "openGraph": {"title": own_title, "description": short, "image": image["url"] if image else None},
        "jsonLd": dict(json_ld) if json_ld else None,
        "locales": list(building.market.locales),
    }


def crumbs(*steps: tuple[str, str]) -> list[Data]:
    """The way down to a page, from the home page: name and path of each step."""
    return [{"name": name, "path": path} for name, path in steps]


def _shortened(text: str) -> str:
    if len(text) <= LONGEST_DESCRIPTION:
        return text
    return text[: LONGEST_DESCRIPTION - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
