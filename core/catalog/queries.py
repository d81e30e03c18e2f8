from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import unquote

from mongoengine import Q

from core.catalog.errors import (
    CategoryNotFound,
    CollectionNotFound,
    ProductNotFound,
    UnknownSku,
)
from core.catalog.models import ANY_LOCALE, Category, Collection, Product
from core.catalog.sellable import Sellable, sellable_of, sold_with_variants
from core.markets.queries import known_locales
from core.redirects.queries import leading_to
from core.rows import reckoned
from core.storefront.paths import path_of

PLACE = path_of("product")


def product_by_slug(slug: str, market: str) -> Product:
    """The published product of that name, if that market sells it. Raises ProductNotFound."""
    product: Product | None = Product.objects.sold_in(market).filter(slug=slug).first()
    if product is None:
        raise ProductNotFound(slug)
    return product


def product_at(address: str, locale: str) -> Product | None:
    """The product with that address in that language, whatever its status."""
    wanted = [f"{locale} {address}", f"{ANY_LOCALE} {address}"]
    found = Product.objects(addresses__in=wanted)
    return next((product for product in found if product.address(locale) == address), None)


def address_instead(address: str, market: str, locale: str) -> str | None:
    """Where in that language a product is that has this address in another, or this handle; None if nowhere."""
    wanted = [f"{name} {address}" for name in (ANY_LOCALE, *known_locales())]
    for product in Product.objects(Q(addresses__in=wanted) | Q(slug=address)):
        if product.is_sold_in(market) and product.address(locale) != address:
            return path_of("product", product.address(locale))
    return None


@dataclass(frozen=True)
class About:
    """What a content entry says of the product that it has the words for."""

    entry_id: str
    slug: str | None
    skus: Sequence[str]

    def fits(self, product: Product) -> bool:
        named = product.content_id == self.entry_id or product.slug == self.slug
        return named or any(product.variant(sku) for sku in self.skus)

    def nearness(self, product: Product) -> tuple[bool, bool, str]:
        """The lowest is the one: which names the entry, else of its slug, else the first by handle."""
        return product.content_id != self.entry_id, product.slug != self.slug, product.slug


def products_of_entries(entries: Sequence[About]) -> Mapping[str, Product | None]:
    """By the id of each of these entries the product that it has the words for, whatever its status. One read."""
    found = list(
        Product.objects(
            Q(content_id__in=[entry.entry_id for entry in entries])
            | Q(slug__in=[entry.slug for entry in entries])
            | Q(variants__sku__in=[sku for entry in entries for sku in entry.skus])
        )
    )
    return {
        entry.entry_id: min(filter(entry.fits, found), key=entry.nearness, default=None) for entry in entries
    }


def addresses_ever(products: Iterable[Product]) -> Mapping[str, list[str]]:
    """By handle, every address of each of these: those it has in any language, then those that lead to them, the
    newest first. What leads to an address that is one's in German and another's in English is of both. One read.
    """
    found = {
        product.slug: sorted({product.slug, *(name.partition(" ")[2] for name in product.addresses)})
        for product in products
    }
    owners: dict[str, list[str]] = {}
    for handle, has in found.items():
        for address in has:
            owners.setdefault(path_of("product", address), []).append(handle)
    for redirect in leading_to(owners) if owners else ():
        old = unquote(str(redirect.id).removeprefix(PLACE))
        if str(redirect.id).startswith(PLACE) and "/" not in old:
            for handle in owners[str(redirect.towards)]:
                found[handle].append(old)
    return found


def products_named(slugs: Iterable[str]) -> list[Product]:
    """Those of them that there are, whatever their status, in no order. One read."""
    wanted = list(slugs)
    return list(Product.objects(slug__in=wanted)) if wanted else []


def category_by_slug(slug: str) -> Category:
    category: Category | None = Category.objects(slug=slug).first()
    if category is None:
        raise CategoryNotFound(slug)
    return category


def category_at(path: str) -> Category:
    """The category at the end of that path, if that is its address. Raises CategoryNotFound, which says where one
    is whose last part alone is right.
    """
    category = category_by_slug(path.rpartition("/")[2])
    there = "/".join(category.shelves)
    if there != path:
        raise CategoryNotFound(path, moved_to=path_of("category", there))
    return category


def categories() -> list[Category]:
    """Every shelf; among those that stand under one parent, in the shop's order."""
    return list(Category.objects.order_by("position", "slug"))


def categories_below(slug: str) -> list[Category]:
    """The shelves that stand right under that one, in the shop's order."""
    return list(Category.objects(parent=slug).order_by("position", "slug"))


def way_to(category: str) -> list[Category]:
    """The shelves from the root down to that one; those that are not there are left out."""
    last = Category.objects(slug=category).first()
    if last is None:
        return []
    known = {str(shelf.slug): shelf for shelf in Category.objects(slug__in=last.shelves)}
    return [known[slug] for slug in last.shelves if slug in known]


def collection_by_slug(slug: str) -> Collection:
    collection: Collection | None = Collection.objects(slug=slug).first()
    if collection is None:
        raise CollectionNotFound(slug)
    return collection


def collections() -> list[Collection]:
    """Every collection, in the shop's order."""
    return list(Collection.objects.order_by("position", "slug"))


def variants_by_sku(skus: Iterable[str]) -> Mapping[str, Sellable]:
    """The variants with those SKUs in any market, hidden products included; an unknown SKU is left out."""
    wanted = set(skus)
    return {
        variant.sku: Sellable(product, variant)
        for product in Product.objects.with_skus(list(wanted))
        for variant in product.variants
        if variant.sku in wanted
    }


def variant_by_sku(sku: str) -> Sellable:
    """For staff, who may see what is not sold. Raises UnknownSku."""
    found = variants_by_sku([sku])
    if sku not in found:
        raise UnknownSku(sku)
    return found[sku]


def any_product_by_slug(slug: str) -> Product:
    """For staff: that product, sold or hidden, in whatever market. Raises ProductNotFound."""
    product: Product | None = Product.objects(slug=slug).first()
    if product is None:
        raise ProductNotFound(slug)
    return product


def sellable(skus: Iterable[str], market: str) -> Mapping[str, Sellable]:
    """The variants of published products that the market sells, by SKU. Raises UnknownSku for any other."""
    wanted = list(skus)
    found = sellable_now(wanted, market) if wanted else {}
    for sku in wanted:
        if sku not in found:
            raise UnknownSku(sku)
    return found


def sellable_now(skus: Iterable[str], market: str) -> Mapping[str, Sellable]:
    """Like *sellable*, but leaves out what is no longer sold instead of refusing."""
    wanted = list(set(skus))
    return sellable_of(reckoned(Product._get_collection(), sold_with_variants(wanted, market)), market)
