from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from pymongo import InsertOne, ReplaceOne

from core import clock
from core.audit import services as audit
from core.catalog import tree
from core.catalog.errors import SkuTaken
from core.catalog.events import CatalogueLoaded, ProductChanged
from core.catalog.goods import ProductInFile, check_entry, check_parts, markets_named
from core.catalog.models import Collection, Product
from core.catalog.moves import check_free, lead_on, readdressed, settle_in
from core.catalog.records import addresses_of, record_of_product
from core.catalog.times import derive, keep_history, succeed
from core.db import transactional
from core.errors import Invalid
from core.markets.queries import known_locales, market_named
from core.outbox.services import announce

Stored = dict[str, Any]


@transactional
def put_product(entry: ProductInFile) -> None:
    """Make the product what *entry* says: new, or changed in place (its slug is its name).

    Stock is not touched: it moves only through inventory. Raises SkuTaken, AddressTaken, BadFile (what does
    not fit together).
    """
    check_parts([entry])
    old, new = _store([entry])
    before, after = old.get(entry.slug, {}), new[0]
    stood = {*before.get("shelves", ()), *after["shelves"]}
    belonged = {*before.get("collections", ()), *after["collections"]}
    announce(ProductChanged(entry.slug, sorted(stood), sorted(belonged), readdressed(before, after)))


@transactional
def put_by(entry: ProductInFile, *, actor: str) -> None:
    """The same, by somebody whom the audit names.

    Raises UnknownMarket as well, and Invalid where it says what lies where.
    """
    for market in markets_named(entry):
        market_named(market)
    if any(variant.stock for variant in entry.variants):
        raise Invalid("What lies where is not said with the product.", field="variants.stock")
    put_product(entry)
    audit.record(actor, "put_product", f"product:{entry.slug}", skus=entry.skus)


@transactional
def put_products(entries: Sequence[ProductInFile]) -> None:
    """Like *put_product* for a batch, all of it or nothing, and untold: `tell_of_products` ends a load.

    The parts of bundles are not looked for: `check_goods` has seen the whole load.
    """
    _store(entries)


@transactional
def tell_of_products(count: int) -> None:
    """So many products were loaded: the whole catalogue is to be built anew, once."""
    announce(CatalogueLoaded(count))


def _store(entries: Sequence[ProductInFile]) -> tuple[Mapping[str, Stored], list[Stored]]:
    """Write them in a handful of calls; the records as they were, by slug, and as they are."""
    for entry in entries:
        check_entry(entry)
    _check_skus(entries)
    now, products = clock.now(), Product._get_collection()
    wanted = {"slug": {"$in": [entry.slug for entry in entries]}}
    old: dict[str, Stored] = {record["slug"]: record for record in products.find(wanted)}
    new = _records(entries, old, now)
    check_free(new)
    history = [
        row for record in new if record["slug"] in old for row in _follow(old[record["slug"]], record, now)
    ]
    collections = list(Collection.objects)
    for record in new:
        derive(record, collections, now)
    products.bulk_write([_write(record, old.get(record["slug"])) for record in new])
    keep_history(history)
    settle_in(old, new)
    for record in new:
        lead_on(old.get(record["slug"], {}), record)
    return old, new


def _records(entries: Sequence[ProductInFile], old: Mapping[str, Stored], now: datetime) -> list[Stored]:
    shelves = _shelves(entries, old)
    locales = known_locales()
    found = []
    for entry in entries:
        record = record_of_product(entry, shelves=shelves[entry.category], old=old.get(entry.slug), now=now)
        found.append({**record, "addresses": addresses_of(record, locales)})
    return found


def _shelves(entries: Iterable[ProductInFile], old: Mapping[str, Stored]) -> Mapping[str, Sequence[str]]:
    """Of every category that is named, the way down to it; those that get a product are entered."""
    stood = {slug: record["category"] for slug, record in old.items()}
    named = {entry.category for entry in entries}
    entered = {entry.category for entry in entries if stood.get(entry.slug) != entry.category}
    return {**tree.shelves_of(named - entered), **(tree.enter(entered) if entered else {})}


def _follow(old: Stored, new: Stored, now: datetime) -> list[Stored]:
    """Let the new record's variants take the places of the old ones; the prices that end by that."""
    following = {variant["sku"]: variant for variant in new["variants"]}
    return [
        row for variant in old["variants"] for row in succeed(variant, following.get(variant["sku"], {}), now)
    ]


def _write(record: Stored, old: Stored | None) -> "InsertOne[Stored] | ReplaceOne[Stored]":
    kept = {name: value for name, value in record.items() if value is not None or name == "brand"}
    return ReplaceOne({"_id": old["_id"]}, kept) if old else InsertOne(kept)


def _check_skus(entries: Sequence[ProductInFile]) -> None:
    owners: dict[str, str] = {}
    for entry in entries:
        for sku in entry.skus:
            if owners.setdefault(sku, entry.slug) != entry.slug:
                raise SkuTaken(sku, owners[sku])
    taken = {"variants.sku": {"$in": list(owners)}}
    for other in Product._get_collection().find(taken, {"slug": 1, "variants.sku": 1}):
        for sku in (variant["sku"] for variant in other["variants"]):
            if owners.get(sku, other["slug"]) != other["slug"]:
                raise SkuTaken(sku, other["slug"])
