"""Rows of MongoDB, read and written past MongoEngine: what every request does, said the short way where it may be.

Inside a transaction the driver says it, with the transaction's session; outside of one `core.wire` does, and the
driver where that finds anything out of the ordinary. All read as the majority has it and write with majority, and
raise PyMongoError.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import pymongo
from bson import ObjectId
from mongoengine.connection import get_db
from pymongo import ReturnDocument, UpdateOne
from pymongo.collection import Collection

from core import wire
from core.db import OPERATION_MS, client, in_transaction

Row = dict[str, Any]
Rows = Collection[Row]
Query = Mapping[str, Any]
"""A condition, a projection, an order or an update, in the driver's own words."""
SECONDS = OPERATION_MS / 1000
ALL_AT_ONCE = 5_000


def read_by_id(collection: str, key: str, fields: Query) -> Row | None:
    """One row, or None; only those fields of it."""
    asked = _find(collection, {"_id": key}, fields, {}, 1)
    found = _read(asked, lambda: list(get_db()[collection].find({"_id": key}, fields, limit=1)))
    return next(iter(found), None)


def read(
    collection: Rows, query: Query, fields: Query | None = None, order: Query | None = None, limit: int = 0
) -> list[Row]:
    """All rows that fit, or the first *limit* of them."""
    asked = _find(collection.name, query, fields or {}, order or {}, limit)
    return _read(asked, lambda: list(collection.find(query, fields, sort=order, limit=limit)))


def reckoned(collection: Rows, steps: Sequence[Query]) -> list[Row]:
    """All that an aggregation answers."""
    asked = {"aggregate": collection.name, "pipeline": steps, "cursor": {"batchSize": ALL_AT_ONCE}}
    return _read(asked, lambda: list(collection.aggregate(steps)))


def inserted(collection: Rows, row: Row) -> None:
    """A new row; it gets an `_id` if it has none. Raises DuplicateKeyError."""
    if in_transaction():
        collection.insert_one(row)
    else:
        row.setdefault("_id", ObjectId())
        _directly_written({"insert": collection.name, "documents": [row]})


def updated(collection: Rows, query: Query, update: Any) -> bool:
    """Change the first row that fits; False when none does."""
    if in_transaction():
        return bool(collection.update_one(query, update).matched_count)
    return bool(_directly_written({"update": collection.name, "updates": [{"q": query, "u": update}]})["n"])


def updated_each(collection: Rows, changes: Sequence[tuple[Query, Any]]) -> int:
    """The same for many at once, each for itself and not in one transaction; how many there were to change."""
    if not changes:
        return 0
    if in_transaction():
        steps = [UpdateOne(query, update) for query, update in changes]
        return collection.bulk_write(steps, ordered=False).matched_count
    each = [{"q": query, "u": update} for query, update in changes]
    asked = {"update": collection.name, "updates": each, "ordered": False}
    return int(_directly_written(asked)["n"])


def moved(collection: Rows, query: Query, update: Any, fields: Query, *, which: bool) -> Row | None:
    """Change the first row that fits; that row before or after it (`pymongo.ReturnDocument`), None when none does."""
    if in_transaction():
        return collection.find_one_and_update(query, update, fields, return_document=which)
    asked = {"findAndModify": collection.name, "query": query, "update": update, "fields": fields}
    row: Row | None = _directly_written(asked | {"new": which is ReturnDocument.AFTER})["value"]
    return row


def _find(collection: str, query: Query, fields: Query, order: Query, limit: int) -> Row:
    asked: Row = {"find": collection, "filter": query, "projection": fields, "limit": limit}
    if order:
        asked["sort"] = order
    return asked | ({"singleBatch": True} if limit == 1 else {"batchSize": ALL_AT_ONCE})


def _read(command: Row, of_the_driver: Callable[[], list[Row]]) -> list[Row]:
    if in_transaction():
        return of_the_driver()
    with pymongo.timeout(SECONDS):  # for both together
        found = wire.rows(client(), get_db().name, command)
        return of_the_driver() if found is None else found


def _directly_written(command: Row) -> Row:
    with pymongo.timeout(SECONDS):
        return wire.written(client(), get_db().name, command)
