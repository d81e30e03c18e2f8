from collections.abc import Sequence

from orjson import Fragment

from core import clock
from core.catalog.models import Product
from core.catalog.queries import variants_by_sku
from core.content.queries import Words
from core.listing.shapes import name_of, pictures_of, price_range, words_for
from core.pages.builders.context import Building, Data
from core.pages.builders.shapes import alternates_of, crumbs, seo, shelves_down_to, spliced
from core.pages.builders.variants import Offered
from core.storefront import tags
from core.storefront.paths import path_of

MOST_RELATED = 8


def build_product(address: str, building: Building) -> Data:
    """Everything a product page shows. Raises ProductNotFound."""
    product = building.materials.product_at(address, building.market, building.locale)
    building.subject = f"product:{product.slug}"
    building.built_of(*map(tags.product, building.materials.addresses(product)))
    building.built_of(tags.product(product.slug), tags.named_content("product", product.slug))
    words = words_for(product, building.reader)
    if words is None:
        building.fell_back("content", "no-entry")
    offered = Offered(product, building)
    name, pictures = name_of(product, words, building.locale), pictures_of(product, words)
    shelves = shelves_down_to(product.category, building)
    return {
        "product": _product(product, name, pictures, offered, building),
        "content": _content(words),
        "category": {**shelves[-1], "slug": product.category},
        "related": _related(product, building),
        "complementary": _chosen(product.complementary, building),
        "breadcrumbs": _crumbs(product, name, shelves, building),
        "seo": _seo(product, name, words, pictures, offered, building),
    }


def _product(product: Product, name: str, pictures: list[Data], offered: Offered, building: Building) -> Data:
    address = product.address(building.locale)
    return {
        "slug": address,
        "handle": product.slug,
        "path": path_of("product", address),
        "name": name,
        "description": product.text_in(building.locale, "description"),
        "brand": product.brand,
        "tags": list(product.tags),
        "attributes": [{"name": word, "values": list(values)} for word, values in product.attributes.items()],
        "images": pictures,
        "options": list(product.options),
        "variants": offered.spelled_out(),
        "variantMatrix": offered.matrix(),
        "bundles": _bundles(offered, building),
        "priceRange": price_range(product, building.market),
        "available": offered.available,
        "taxIncluded": building.market.tax_included,
        "createdAt": clock.rfc3339(product.created_at),
    }


def _bundles(offered: Offered, building: Building) -> list[Data]:
    """Of each variant that is a bundle, what it is made of."""
    bundles = [variant for variant in offered.variants if variant.components]
    known = variants_by_sku(sku for bundle in bundles for sku in bundle.parts) if bundles else {}
    building.built_of(*(tags.product(goods.product.slug) for goods in known.values()))
    return [
        {
            "sku": bundle.sku,
            "components": [
                _component(known[sku].product, sku, quantity, building)
                for sku, quantity in bundle.parts.items()
                if sku in known
            ],
        }
        for bundle in bundles
    ]


def _component(product: Product, sku: str, quantity: int, building: Building) -> Data:
    address = product.address(building.locale)
    sold = product.is_sold_in(building.market.code)
    return {
        "sku": sku,
        "quantity": quantity,
        "name": product.text_in(building.locale, "name"),
        "path": path_of("product", address) if sold else None,
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


def _related(product: Product, building: Building) -> list[Fragment]:
    """Those that were chosen; else those beside it on the shelf."""
    if product.related:
        return _chosen(product.related, building)
    market, locale = building.market, building.locale
    beside = building.materials.neighbours(product.slug, product.category, market, locale)
    return spliced(list(beside), building)


def _chosen(handles: Sequence[str], building: Building) -> list[Fragment]:
    wanted = handles[:MOST_RELATED]
    building.built_of(*(tags.product(slug) for slug in wanted))
    return spliced(building.materials.cards(wanted, building.market, building.locale), building)


def _crumbs(product: Product, name: str, shelves: Sequence[Data], building: Building) -> list[Data]:
    path = path_of("product", product.address(building.locale))
    return crumbs(
        ("Home", path_of("home")), *((shelf["name"], shelf["path"]) for shelf in shelves), (name, path)
    )


def _seo(
    product: Product,
    name: str,
    words: Words | None,
    pictures: list[Data],
    offered: Offered,
    building: Building,
) -> Data:
    building.alternates = alternates_of(
        lambda locale: path_of("product", product.address(locale)), sold_in=product.is_sold_in
    )
    said = words.text("summary", "description") if words else None
    description = said or product.text_in(building.locale, "description")
    return seo(
        title=name,
        description=description,
        path=path_of("product", product.address(building.locale)),
        building=building,
        words=words,
        image=pictures[0] if pictures else None,
        json_ld={
            "@context": "https://schema.org",
            "@type": "Product",
            "name": name,
            "description": description,
            "brand": {"@type": "Brand", "name": product.brand} if product.brand else None,
            "image": [picture["url"] for picture in pictures],
            "offers": offered.json_ld(),
        },
    )
