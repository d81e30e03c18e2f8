from collections.abc import Mapping

from orjson import Fragment

from core import clock
from core.catalog.models import Product, Variant
from core.content.queries import Words
from core.listing.shapes import name_of, pictures_of, price_range, words_for
from core.markets.models import Market
from core.money import Money
from core.pages.builders.context import Building, Data
from core.pages.builders.shapes import crumbs, seo, spliced
from core.storefront import tags

MOST_RELATED = 8


def build_product(address: str, building: Building) -> Data:
    """Everything a product page shows. Raises ProductNotFound."""
    product = building.materials.product_at(address, building.market, building.locale)
    slug = product.slug
    building.subject = f"product:{slug}"
    building.built_of(tags.product(slug), tags.named_content("product", slug))
    words = words_for(product, building.reader)
    if words is None:
        building.fell_back("content", "no-entry")
    variants = product.variants_in(building.market.code)
    free = {variant.sku: building.materials.free(variant.sku, building.market) for variant in variants}
    name = name_of(product, words)
    pictures = pictures_of(product, words)
    return {
        "product": {
            "slug": address,
            "path": f"/product/{address}",
            "name": name,
            "brand": product.brand,
            "tags": list(product.tags),
            "images": pictures,
            "options": list(product.options),
            "variants": [_variant(variant, free, building.market) for variant in variants],
            "priceRange": price_range(product, building.market),
            "available": any(units > 0 for units in free.values()),
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


def _related(product: Product, building: Building) -> list[Fragment]:
    """Those that were chosen; else those beside it on the shelf."""
    market, locale = building.market, building.locale
    if product.related:
        chosen = building.materials.cards(product.related[:MOST_RELATED], market, locale)
        building.built_of(*(tags.product(slug) for slug in product.related[:MOST_RELATED]))
    else:
        chosen = list(building.materials.neighbours(product.slug, product.category, market, locale))
    return spliced(chosen, building)


def _crumbs(product: Product, name: str, building: Building) -> list[Data]:
    category = _category(product, building)
    path = f"/product/{product.address(building.locale)}"
    return crumbs(("Home", "/"), (category["name"], category["path"]), (name, path))


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
        path=f"/product/{product.address(building.locale)}",
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
            for variant in product.variants_in(market.code)
        ],
    }
