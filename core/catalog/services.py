from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Annotated

from pydantic import AwareDatetime, Field

from core import clock
from core.catalog.errors import SkuTaken
from core.catalog.events import CatalogueLoaded, ProductChanged
from core.catalog.models import Category, Product, Variant
from core.catalog.search import search_terms
from core.db import transactional
from core.files import BadFile, FileModel
from core.money import MOST_MINOR
from core.outbox.services import announce

MOST_VARIANTS = 250
MOST_GRAMS, MOST_PIECES = 10_000_000, 1_000_000
SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"
BATCH = 200


class PriceInFile(FileModel):
    minor: int = Field(ge=0, le=MOST_MINOR)
    compare_at_minor: int | None = Field(default=None, ge=0, le=MOST_MINOR)


class VariantInFile(FileModel):
    sku: str = Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._-]+$")
    options: dict[str, str] = {}
    weight_grams: int = Field(default=0, ge=0, le=MOST_GRAMS)
    prices: dict[str, PriceInFile]
    stock: dict[str, Annotated[int, Field(ge=0, le=MOST_PIECES)]] = {}


class ProductInFile(FileModel):
    slug: str = Field(pattern=SLUG, max_length=120)
    name: str = Field(min_length=1, max_length=200)
    brand: str | None = None
    category: str = Field(pattern=SLUG)
    tags: list[str] = []
    tax_class: str = "standard"
    created_at: AwareDatetime | None = None
    related: list[str] = []
    options: dict[str, list[str]] = {}
    variants: list[VariantInFile] = Field(min_length=1, max_length=MOST_VARIANTS)
    images: list[dict[str, str | int]] = []


@transactional
def put_product(entry: ProductInFile) -> None:
    """Make the product what *entry* says: new, or changed in place (its slug is its name).

    Stock is not touched: it moves only through inventory. Raises SkuTaken, BadFile (options that do not fit).
    """
    shelf = _store(entry)
    announce(ProductChanged(entry.slug, sorted({entry.category, shelf})))


@transactional
def put_products(entries: Iterable[ProductInFile]) -> None:
    """Like *put_product* for a batch, all of it or nothing, and untold: `tell_of_products` ends a load."""
    for entry in entries:
        _store(entry)


@transactional
def tell_of_products(count: int) -> None:
    """So many products were loaded: the whole catalogue is to be built anew, once."""
    announce(CatalogueLoaded(count))


def check_goods(entries: Sequence[ProductInFile]) -> None:
    """That these could be put, each beside the others: so that a bad line is found before any is written.

    Raises BadFile (options that do not fit, a SKU or slug that stands twice), SkuTaken.
    """
    owners: dict[str, str] = {}
    slugs: set[str] = set()
    for entry in entries:
        if entry.slug in slugs:
            raise BadFile(f"{entry.slug} stands twice.", field="slug")
        slugs.add(entry.slug)
        _check_options(entry)
        _check_skus(entry)
        for variant in entry.variants:
            if owners.setdefault(variant.sku, entry.slug) != entry.slug:
                raise BadFile(
                    f"{entry.slug}: {variant.sku} is {owners[variant.sku]}'s.", field="variants.sku"
                )


def _store(entry: ProductInFile) -> str:
    _check_options(entry)
    _check_skus(entry)
    product = Product.objects(slug=entry.slug).first() or Product(slug=entry.slug, created_at=clock.now())
    shelf = product.category or entry.category
    _fill(product, entry)
    product.save()
    _ensure_category(entry.category)
    return str(shelf)


def _fill(product: Product, entry: ProductInFile) -> None:
    product.name = entry.name
    product.brand = entry.brand
    product.category = entry.category
    product.tags = entry.tags
    product.tax_class = entry.tax_class
    product.related = entry.related
    product.images = entry.images or product.images
    product.options = [{"name": name, "values": values} for name, values in entry.options.items()]
    product.variants = [_variant(variant) for variant in entry.variants]
    product.markets = sorted({market for variant in entry.variants for market in variant.prices})
    product.search_terms = search_terms(entry.name, entry.brand or "", entry.category, *entry.tags)
    product.created_at = _moment(entry.created_at) or product.created_at


def _variant(entry: VariantInFile) -> Variant:
    prices = {code: price.model_dump(exclude_none=True) for code, price in entry.prices.items()}
    return Variant(sku=entry.sku, options=entry.options, prices=prices, weight_grams=entry.weight_grams)


def _moment(moment: datetime | None) -> datetime | None:
    return moment.astimezone() if moment else None


def _check_options(entry: ProductInFile) -> None:
    combinations = set()
    for variant in entry.variants:
        if set(variant.options) != set(entry.options):
            raise BadFile(
                f"{entry.slug}: {variant.sku} must choose every option once.", field="variants.options"
            )
        for name, value in variant.options.items():
            if value not in entry.options[name]:
                raise BadFile(
                    f"{entry.slug}: {variant.sku} has the unknown {name} {value!r}.", field="variants.options"
                )
        combinations.add(tuple(sorted(variant.options.items())))
    if len(combinations) != len(entry.variants):
        raise BadFile(f"{entry.slug}: two variants choose the same options.", field="variants.options")


def _check_skus(entry: ProductInFile) -> None:
    skus = [variant.sku for variant in entry.variants]
    if len(set(skus)) != len(skus):
        raise BadFile(f"{entry.slug}: a SKU stands twice.", field="variants.sku")
    for other in Product.objects(variants__sku__in=skus, slug__ne=entry.slug).only("slug", "variants"):
        taken = next(variant.sku for variant in other.variants if variant.sku in skus)
        raise SkuTaken(taken, other.slug)


def _ensure_category(slug: str) -> None:
    Category.objects(slug=slug).update_one(
        set_on_insert__name=slug.replace("-", " ").capitalize(), set_on_insert__position=0, upsert=True
    )
