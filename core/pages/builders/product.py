from collections.abc import Mapping

from core import clock
from core.catalog.models import Product, Variant
from core.catalog.queries import product_by_slug, products_by_slug, products_in
from core.content.queries import Words
from core.inventory.queries import availability
from core.markets.models import Market
from core.money import Money
from core.pages.builders.context import Building, Data
from core.pages.builders.shapes import (
    crumbs,
    pictures_of,
    price_range,
    product_cards,
    seo,
    variants_in,
)
from core.storefront import tags

MOST_RELATED = 8


def build_product(slug: str, building: Building) -> Data:
    """Everything a product page shows. Raises ProductNotFound."""
    product = product_by_slug(slug, building.market.code)
    building.built_of(tags.product(slug), tags.named_content("product", slug))
    words = building.reader.maybe_named("product", slug)
    if words is None:
        building.fell_back("content", "no-entry")
    free = availability([variant.sku for variant in product.variants], building.market.locations)
    name = (words.text("title", "name") if words else None) or product.name
    pictures = pictures_of(product, words)
    return {
        "product": {
            "slug": slug,
            "path": f"/product/{slug}",
            "name": name,
            "brand": product.brand,
            "tags": list(product.tags),
            "images": pictures,
            "options": list(product.options),
            "variants": [
                _variant(variant, free, building.market) for variant in variants_in(product, building.market)
            ],
            "priceRange": price_range(product, building.market),
            "available": any(free[variant.sku] > 0 for variant in variants_in(product, building.market)),
            "taxIncluded": building.market.tax_included,
            "createdAt": clock.rfc3339(product.created_at),
        },
        "content": _content(words),
        "category": _category(product, building),
        "related": _related(product, building),
        "breadcrumbs": _crumbs(product, name, building),
        "seo": _seo(product, name, words, pictures, free, building),
    }


def _variant(variant: Variant, free: Mapping[str, int], market: Market) -> Data:
    price = variant.prices[market.code]
    compared = price.get("compare_at_minor")
    return {
        "sku": variant.sku,
        "options": dict(variant.options),
        "price": Money(price["minor"], market.currency).as_json(),
        "compareAtPrice": Money(compared, market.currency).as_json() if compared else None,
        "available": free.get(variant.sku, 0) > 0,
        "weightGrams": variant.weight_grams,
    }


def _content(words: Words | None) -> Data | None:
    if words is None:
        return None
    return {
        "entryId": words.id,
        "summary": words.text("summary"),
        "descriptionHtml": words.html("description"),
        "description": words.document("description"),
        "highlights": words.value("highlights") or [],
    }


def _category(product: Product, building: Building) -> Data:
    words = building.reader.maybe_named("category", product.category)
    building.built_of(tags.named_content("category", product.category))
    name = (words.text("title", "name") if words else None) or product.category.replace("-", " ").capitalize()
    return {"slug": product.category, "name": name, "path": f"/category/{product.category}"}


def _related(product: Product, building: Building) -> list[Data]:
    """Those that were chosen; else neighbours on the shelf, which makes the page depend on the shelf."""
    chosen = products_by_slug(product.related[:MOST_RELATED], building.market.code)
    building.built_of(*(tags.product(slug) for slug in product.related[:MOST_RELATED]))
    if not chosen:
        building.built_of(tags.category(product.category))
        shelf = products_in(product.category, building.market.code, limit=MOST_RELATED + 1)
        chosen = [other for other in shelf if other.slug != product.slug][:MOST_RELATED]
    return product_cards(chosen, building)


def _crumbs(product: Product, name: str, building: Building) -> list[Data]:
    category = _category(product, building)
    return crumbs(("Home", "/"), (category["name"], category["path"]), (name, f"/product/{product.slug}"))


def _seo(
    product: Product,
    name: str,
    words: Words | None,
    pictures: list[Data],
    free: Mapping[str, int],
    building: Building,
) -> Data:
    description = words.text("summary", "description") if words else None
    return seo(
        title=name,
        description=description,
        path=f"/product/{product.slug}",
        building=building,
        words=words,
        image=pictures[0] if pictures else None,
        json_ld=_json_ld(product, name, description, pictures, free, building),
    )


def _json_ld(
    product: Product,
    name: str,
    description: str | None,
    pictures: list[Data],
    free: Mapping[str, int],
    building: Building,
) -> Data:
    """schema.org/Product with one offer per variant, as search engines read it."""
    stock = {True: "https://schema.org/InStock", False: "https://schema.org/OutOfStock"}
    market = building.market
    return {
        "@context": "https://schema.org",
        "@type": "Product",
        "name": name,
        "description": description,
        "brand": {"@type": "Brand", "name": product.brand} if product.brand else None,
        "image": [picture["url"] for picture in pictures],
        "offers": [
            {
                "@type": "Offer",
                "sku": variant.sku,
                "price": Money(variant.prices[market.code]["minor"], market.currency).amount,
                "priceCurrency": market.currency,
                "availability": stock[free.get(variant.sku, 0) > 0],
            }
            for variant in variants_in(product, market)
        ],
    }
