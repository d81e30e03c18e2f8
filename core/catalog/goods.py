"""The goods file: what a line may say of a product, and what does not fit together."""

from collections.abc import Sequence
from datetime import datetime
from itertools import pairwise
from typing import Annotated

from pydantic import AwareDatetime, Field

from core.catalog.models import Product
from core.files import BadFile, FileModel
from core.money import MOST_MINOR

MOST_VARIANTS, MOST_COMPONENTS, MOST_NAMED, MOST_PERIODS = 250, 50, 100, 100
MOST_GRAMS, MOST_PIECES, MOST_OF_ONE = 10_000_000, 1_000_000, 10_000
SLUG = r"^[a-z0-9]+(?:-[a-z0-9]+)*$"

Slug = Annotated[str, Field(pattern=SLUG, max_length=120)]
Sku = Annotated[str, Field(min_length=1, max_length=64, pattern=r"^[A-Za-z0-9._-]+$")]
MarketCode = Annotated[str, Field(pattern=r"^[a-z][a-z0-9-]{0,19}$")]
Locale = Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")]
Named = Annotated[str, Field(min_length=1, max_length=100, pattern=r"^[^.$=][^.=]*$")]
"""The name of an option or attribute: a key of a document, and one half of a facet."""
Value = Annotated[str, Field(min_length=1, max_length=200)]
Minor = Annotated[int, Field(ge=0, le=MOST_MINOR)]


class PriceInFile(FileModel):
    minor: Minor
    compare_at_minor: Minor | None = None


class ScheduledPriceInFile(PriceInFile):
    market: MarketCode
    begins: AwareDatetime = Field(alias="from")
    until: AwareDatetime


class TierInFile(FileModel):
    from_quantity: int = Field(ge=1, le=MOST_OF_ONE)
    minor: Minor
    group: Slug | None = None


class ComponentInFile(FileModel):
    sku: Sku
    quantity: int = Field(ge=1, le=MOST_OF_ONE)


class PeriodInFile(FileModel):
    begins: AwareDatetime | None = Field(default=None, alias="from")
    until: AwareDatetime | None = None


class TranslationInFile(FileModel):
    name: str | None = Field(default=None, min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=20_000)
    slug: Slug | None = None


class VariantInFile(FileModel):
    sku: Sku
    options: dict[Named, Value] = {}
    weight_grams: int = Field(default=0, ge=0, le=MOST_GRAMS)
    prices: dict[MarketCode, PriceInFile]
    schedule: list[ScheduledPriceInFile] = Field(default=[], max_length=MOST_PERIODS)
    tiers: dict[MarketCode, list[TierInFile]] = {}
    components: list[ComponentInFile] = Field(default=[], max_length=MOST_COMPONENTS)
    image: dict[str, str | int] | None = None
    stock: dict[str, Annotated[int, Field(ge=0, le=MOST_PIECES)]] = {}


class ProductInFile(FileModel):
    slug: Slug
    name: str = Field(min_length=1, max_length=200)
    description: str | None = Field(default=None, max_length=20_000)
    translations: dict[Locale, TranslationInFile] = {}
    brand: str | None = None
    category: Slug
    tags: list[str] = []
    attributes: dict[Named, list[Value]] = Field(default={}, max_length=MOST_NAMED)
    tax_class: str = "standard"
    created_at: AwareDatetime | None = None
    related: list[str] = []
    complementary: list[str] = []
    content_id: str | None = Field(default=None, min_length=1, max_length=64)
    hidden_in: list[MarketCode] = []
    visible: dict[MarketCode, PeriodInFile] = {}
    options: dict[Named, list[Value]] = {}
    variants: list[VariantInFile] = Field(min_length=1, max_length=MOST_VARIANTS)
    images: list[dict[str, str | int]] = []

    @property
    def skus(self) -> list[str]:
        return [variant.sku for variant in self.variants]

    @property
    def parts(self) -> set[str]:
        """The SKUs that its bundles are made of."""
        return {part.sku for variant in self.variants for part in variant.components}


def check_goods(entries: Sequence[ProductInFile]) -> None:
    """That these could be put, each beside the others: so that a bad line is found before any is written.

    Raises BadFile.
    """
    owners: dict[str, str] = {}
    slugs: set[str] = set()
    for entry in entries:
        if entry.slug in slugs:
            raise BadFile(f"{entry.slug} stands twice.", field="slug")
        slugs.add(entry.slug)
        check_entry(entry)
        for sku in entry.skus:
            if owners.setdefault(sku, entry.slug) != entry.slug:
                raise BadFile(f"{entry.slug}: {sku} is {owners[sku]}'s.", field="variants.sku")
    _check_addresses(entries)
    check_parts(entries)


def _check_addresses(entries: Sequence[ProductInFile]) -> None:
    owners: dict[tuple[str, str], str] = {}
    for locale in {locale for entry in entries for locale in entry.translations}:
        for entry in entries:
            said = entry.translations.get(locale)
            address = (said and said.slug) or entry.slug
            if owners.setdefault((locale, address), entry.slug) != entry.slug:
                other = owners[locale, address]
                raise BadFile(
                    f"{entry.slug}: {address} is {other}'s address in {locale}.", field="translations"
                )


def check_entry(entry: ProductInFile) -> None:
    """What one line says of itself. Raises BadFile with the field that does not fit."""
    if len(set(entry.skus)) != len(entry.variants):
        raise BadFile(f"{entry.slug}: a SKU stands twice.", field="variants.sku")
    _check_options(entry)
    for market, period in entry.visible.items():
        _check_period(entry.slug, period.begins, period.until, field=f"visible.{market}.until")
    for variant in entry.variants:
        if variant.schedule:
            _check_schedule(variant)
        if variant.tiers:
            _check_tiers(variant)
        if variant.components:
            _check_components(variant)


def check_parts(entries: Sequence[ProductInFile]) -> None:
    """That the parts of every bundle are sold, here or in the catalogue, and are no bundles. Raises BadFile."""
    bundles = [entry for entry in entries if entry.parts]
    wanted = {sku for entry in bundles for sku in entry.parts}
    if not wanted:
        return
    known = {variant.sku: bool(variant.components) for entry in entries for variant in entry.variants}
    for product in Product.objects.with_skus(sorted(wanted - set(known))).only("variants"):
        known |= {variant.sku: bool(variant.components) for variant in product.variants}
    for entry in bundles:
        for sku in sorted(entry.parts):
            if known.get(sku, True):
                why = "is a bundle itself" if sku in known else "is not in the catalogue"
                raise BadFile(f"{entry.slug}: the component {sku} {why}.", field="variants.components")


def _check_options(entry: ProductInFile) -> None:
    names, combinations = entry.options.keys(), set()
    for variant in entry.variants:
        if variant.options.keys() != names:
            said = f"{entry.slug}: {variant.sku} must choose every option once."
            raise BadFile(said, field="variants.options")
        for name, value in variant.options.items():
            if value not in entry.options[name]:
                said = f"{entry.slug}: {variant.sku} has the unknown {name} {value!r}."
                raise BadFile(said, field="variants.options")
        combinations.add(tuple(variant.options[name] for name in names))
    if len(combinations) != len(entry.variants):
        raise BadFile(f"{entry.slug}: two variants choose the same options.", field="variants.options")


def _check_schedule(variant: VariantInFile) -> None:
    field = "variants.schedule"
    by_market: dict[str, list[ScheduledPriceInFile]] = {}
    for price in variant.schedule:
        _check_period(variant.sku, price.begins, price.until, field=f"{field}.until")
        if price.market not in variant.prices:
            raise BadFile(f"{variant.sku}: has no price in {price.market} to come back to.", field=field)
        by_market.setdefault(price.market, []).append(price)
    for market, prices in by_market.items():
        for one, other in pairwise(sorted(prices, key=lambda price: price.begins)):
            if other.begins < one.until:
                raise BadFile(f"{variant.sku}: two scheduled prices overlap in {market}.", field=field)


def _check_tiers(variant: VariantInFile) -> None:
    for market, tiers in variant.tiers.items():
        steps = {(tier.group, tier.from_quantity) for tier in tiers}
        if len(steps) != len(tiers):
            raise BadFile(f"{variant.sku}: a step stands twice in {market}.", field="variants.tiers")
        if any(tier.from_quantity == 1 and tier.group is None for tier in tiers):
            raise BadFile(f"{variant.sku}: what everybody pays for one is its price.", field="variants.tiers")
        if market not in variant.prices:
            raise BadFile(f"{variant.sku}: has steps but no price in {market}.", field="variants.tiers")


def _check_components(variant: VariantInFile) -> None:
    if any(variant.stock.values()):
        raise BadFile(f"{variant.sku}: a bundle has no stock of its own.", field="variants.stock")
    if len({part.sku for part in variant.components}) != len(variant.components):
        raise BadFile(f"{variant.sku}: a component stands twice.", field="variants.components")


def _check_period(whose: str, begins: datetime | None, until: datetime | None, *, field: str) -> None:
    if begins and until and until <= begins:
        raise BadFile(f"{whose}: the end must come after the beginning.", field=field)


def markets_named(entry: ProductInFile) -> set[str]:
    """Every market that the line names; schedules and steps name none that has no price."""
    return {
        *entry.hidden_in,
        *entry.visible,
        *(market for variant in entry.variants for market in variant.prices),
    }
