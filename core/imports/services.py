"""Files that come in: markets, shelves, goods, collections, content exports."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from pydantic import Field

from core.audit.services import SYSTEM
from core.catalog.gathering import CollectionInFile, put_collections
from core.catalog.goods import ProductInFile, check_goods, markets_named
from core.catalog.services import put_products, tell_of_products
from core.catalog.tree import CategoryInFile, put_categories
from core.content.mirror import body_of
from core.content.ports import ContentPage, SourceItem
from core.content.services import put_locales, store_page
from core.db import transactional
from core.files import BadFile, FileModel, json_lines_of, json_of, record_of
from core.imports.exports import goods_in, page_of
from core.imports.made_up import halls_and_shelves, made_up
from core.inventory.services import open_stock
from core.listing.synonyms import SynonymsInFile, set_up_synonyms
from core.markets.errors import UnknownLocation, UnknownMarket
from core.markets.models import Location
from core.markets.queries import forget, market_named, markets
from core.markets.services import LocationInFile, MarketInFile, set_up_markets
from core.promotions.entries import PromotionInFile
from core.promotions.services import put_promotions
from core.shipping.services import DeliveryRateInFile, set_up_rates

BATCH, BATCH_VARIANTS, BATCH_BYTES = 250, 1_000, 16 * 2**20
"""How much one transaction loads: whichever is reached first."""
Progress = Callable[[int], None]


class CategoriesFile(FileModel):
    categories: list[CategoryInFile] = Field(min_length=1)


class CollectionsFile(FileModel):
    collections: list[CollectionInFile] = Field(min_length=1)


class MarketsFile(FileModel):
    markets: list[MarketInFile] = Field(min_length=1)
    locations: list[LocationInFile] = Field(min_length=1)
    delivery_rates: list[DeliveryRateInFile]


def import_markets(path: Path) -> int:
    """Make markets, stock locations and delivery rates what the file says; how many markets. Safe to repeat.

    Raises BadFile, UnknownLocation, UnknownMarket; then nothing has changed.
    """
    file = record_of(MarketsFile, json_of(path), where=path.name)
    codes = {market.code for market in file.markets}
    for rate in file.delivery_rates:
        if rate.market not in codes:
            raise UnknownMarket(rate.market)
    _set_up(file)
    forget()
    return len(file.markets)


class SynonymsFile(FileModel):
    synonyms: list[SynonymsInFile] = Field(min_length=1)


def import_synonyms(path: Path) -> int:
    """Make the synonyms of the languages in the file what it says; how many words and phrases. Raises BadFile."""
    return set_up_synonyms(record_of(SynonymsFile, json_of(path), where=path.name).synonyms)


class PromotionsFile(FileModel):
    promotions: list[PromotionInFile] = Field(min_length=1)


def import_promotions(path: Path) -> int:
    """Make these promotions what the file says; how many. Safe to repeat.

    Raises BadFile, UnknownMarket, Invalid (a code that is another's); then nothing has changed.
    """
    file = record_of(PromotionsFile, json_of(path), where=path.name)
    for promotion in file.promotions:
        for market in promotion.markets:
            market_named(market)
    return put_promotions(file.promotions, actor=SYSTEM)


@transactional
def _set_up(file: MarketsFile) -> None:
    set_up_markets(file.markets, file.locations)
    set_up_rates(file.delivery_rates)


def import_categories(path: Path) -> int:
    """Make these shelves what the file says; how many. Safe to repeat. Raises BadFile; then nothing has changed."""
    file = record_of(CategoriesFile, json_of(path), where=path.name)
    put_categories(file.categories)
    return len(file.categories)


def import_collections(path: Path) -> int:
    """Make these collections what the file says; how many. Safe to repeat.

    Raises BadFile, UnknownMarket; then nothing has changed.
    """
    file = record_of(CollectionsFile, json_of(path), where=path.name)
    for collection in file.collections:
        for market in collection.rule.markets if collection.rule else ():
            market_named(market)
    put_collections(file.collections)
    return len(file.collections)


def import_products(path: Path, progress: Progress = lambda _: None) -> int:
    """Make the catalogue what the goods file says, and receive its opening stock once; how many products.

    The whole file is checked before anything is written. Raises BadFile, UnknownMarket, UnknownLocation,
    SkuTaken.
    """
    entries = [record_of(ProductInFile, data, where=where) for where, data in json_lines_of(path)]
    _check_names(entries)
    check_goods(entries)
    return _put_all(entries, progress)


def import_catalogue(path: Path, market: str, progress: Progress = lambda _: None) -> int:
    """Load the benchmark's catalogue (JSON lines, prices in one market, stock per variant); how many products.

    Raises BadFile, UnknownMarket.
    """
    location = market_named(market).locations[0]
    entries = (_from_catalogue(data, where, market, location) for where, data in json_lines_of(path))
    return _put_all(entries, progress)


def seed(count: int, start: int, progress: Progress = lambda _: None) -> int:
    """Make up *count* products, the same ones for the same *start*, for measuring; how many there are."""
    put_categories(halls_and_shelves())
    known = list(markets().values())
    return _put_all((made_up(number, start, known) for number in range(count)), progress)


def import_content(path: Path, progress: Progress = lambda _: None) -> tuple[int, int]:
    """Load any Contentful space export: entries and assets into the mirror, and what has a price as goods.

    How many entries and assets, how many products. What we hold in a newer revision is left alone.
    Raises BadFile.
    """
    export = json_of(path)
    if not isinstance(export, dict) or not isinstance(export.get("entries"), list):
        raise BadFile(f"{path.name} is not a Contentful export.", field="entries")
    page, locales = page_of(export, where=path.name)
    goods = list(goods_in(page, locales, next(iter(markets().values()))))
    check_goods(goods)
    put_locales(locales)
    for part in _parts(page):
        store_page(part, cursor=False)
        progress(len(part))
    return len(page.entries) + len(page.assets), _put_all(goods, progress)


def _parts(page: ContentPage) -> Iterator[ContentPage]:
    for entries in _some(page.entries):
        yield ContentPage(entries=entries)
    for assets in _some(page.assets):
        yield ContentPage(assets=assets)


def _put_all(entries: Iterable[ProductInFile], progress: Progress) -> int:
    """Batch by batch; the last batch tells of all of them. A load that died is loaded again from its start."""
    count = 0
    batches = _batches(entries)
    batch = next(batches, None)
    while batch:
        following = next(batches, None)
        count += len(batch)
        _put_batch(batch, told=None if following else count)
        progress(len(batch))
        batch = following
    return count


@transactional
def _put_batch(batch: Sequence[ProductInFile], *, told: int | None) -> None:
    put_products(batch)
    open_stock(
        {
            (variant.sku, location): quantity
            for entry in batch
            for variant in entry.variants
            for location, quantity in variant.stock.items()
        }
    )
    if told is not None:
        tell_of_products(told)


def _check_names(entries: list[ProductInFile]) -> None:
    known = {str(location.code) for location in Location.objects}
    for entry in entries:
        for market in markets_named(entry):
            if market not in markets():
                raise UnknownMarket(market)
        for variant in entry.variants:
            for location in variant.stock:
                if location not in known:
                    raise UnknownLocation(location)


def _batches(entries: Iterable[ProductInFile]) -> Iterator[list[ProductInFile]]:
    """As many as one transaction loads in a second or two, however many variants they have."""
    batch: list[ProductInFile] = []
    variants = 0
    for entry in entries:
        if batch and (len(batch) == BATCH or variants + len(entry.variants) > BATCH_VARIANTS):
            yield batch
            batch, variants = [], 0
        batch.append(entry)
        variants += len(entry.variants)
    if batch:
        yield batch


def _some(items: Iterable[SourceItem]) -> Iterator[list[SourceItem]]:
    """As many as one transaction loads in a second or two, however large they are."""
    some: list[SourceItem] = []
    size = 0
    for item in items:
        more = len(body_of(item))
        if some and (len(some) == BATCH or size + more > BATCH_BYTES):
            yield some
            some, size = [], 0
        some.append(item)
        size += more
    if some:
        yield some


def _from_catalogue(data: dict[str, Any], where: str, market: str, location: str) -> ProductInFile:
    try:
        variants = [
            {
                "sku": variant["sku"],
                "options": variant["options"],
                "prices": {market: {"minor": variant["price_minor"]}},
                "stock": {location: variant["stock"]},
            }
            for variant in data["variants"]
        ]
        images = [{"url": url, "alt": data["name"], "width": 1000, "height": 1000} for url in data["images"]]
        facts = {
            "slug": data["slug"],
            "name": data["name"],
            "category": data["category"],
            "options": data["options"],
        }
    except (KeyError, TypeError) as error:
        raise BadFile(f"{where} lacks {error}.", field=str(error)) from None
    return record_of(ProductInFile, {**facts, "variants": variants, "images": images}, where=where)
