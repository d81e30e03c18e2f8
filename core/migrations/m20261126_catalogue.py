"""Products from before shelves had parents and addresses had languages get what follows from what they are."""

from collections.abc import Iterator
from typing import Any

from pymongo import UpdateOne

from core.catalog.models import Category, Product
from core.catalog.records import addresses_of
from core.markets.queries import known_locales

BATCH = 500
EMPTY: dict[str, Any] = {
    "brand": None,
    "collections": [],
    "attributes": {},
    "slugs": {},
    "translations": {},
    "complementary": [],
    "hidden_in": [],
    "visible": {},
}


def migrate() -> None:
    for shelf in Category.objects(path=None):
        Category.objects(slug=shelf.slug, path=None).update_one(set__path=shelf.slug)
    locales = known_locales()
    for batch in _batches():
        Product._get_collection().bulk_write(
            [
                UpdateOne({"_id": one["_id"], "addresses": None}, {"$set": _more(one, locales)})
                for one in batch
            ]
        )


def _batches() -> Iterator[list[dict[str, Any]]]:
    while batch := list(Product._get_collection().find({"addresses": None}).limit(BATCH)):
        yield batch


def _more(product: dict[str, Any], locales: list[str]) -> dict[str, Any]:
    base = {**EMPTY, "default_slug": product["slug"], "shelves": [product["category"]]}
    facts = {name: value for name, value in base.items() if name not in product}
    return {**facts, "addresses": addresses_of({**product, **facts}, locales)}
