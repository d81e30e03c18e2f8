"""Rows of MongoDB, read and written past MongoEngine: what every request does, said the short way where it may be.

`core.wire` says it, in a transaction with its session, and the driver where that finds anything out of the ordinary.
All read as the majority has it and write with majority, and raise PyMongoError.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import bson
from bson import ObjectId
from bson.codec_options import CodecOptions
from bson.raw_bson import RawBSONDocument
from mongoengine.connection import get_db
from pymongo import ReturnDocument
from pymongo.collection import Collection

from core import wire
from core.db import OPERATION_MS, client, transaction

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


def reckoned(collection: Rows, steps: Sequence[Query]) -> list[bytes]:
    """All that an aggregation answers, each row as MongoDB sends it: whoever knows the bytes need not read them."""
    asked = {"aggregate": collection.name, "pipeline": steps, "cursor": {"batchSize": ALL_AT_ONCE}}
    driver: Collection[RawBSONDocument] = collection.with_options(codec_options=wire.AS_IT_COMES)
    rows = _read(asked, lambda: list(driver.aggregate(steps)), wire.AS_IT_COMES)
    return [bytes(row.raw) for row in rows]


def decoded(row: bytes) -> Row:
    """What such a row says."""
    return bson.decode(row, wire.AS_THE_DRIVER)


def inserted(collection: Rows, row: Row) -> None:
    """A new row; it gets an `_id` if it has none. Raises DuplicateKeyError."""
    row.setdefault("_id", ObjectId())
    _written({"insert": collection.name, "documents": [row]})


def updated(collection: Rows, query: Query, update: Any) -> bool:
    """Change the first row that fits; False when none does."""
    return bool(_written({"update": collection.name, "updates": [{"q": query, "u": update}]})["n"])


def updated_each(collection: Rows, changes: Sequence[tuple[Query, Any]]) -> int:
    """The same for many at once, each for itself and not in one transaction; how many there were to change."""
    if not changes:
        return 0
    each = [{"q": query, "u": update} for query, update in changes]
    return int(_written({"update": collection.name, "updates": each, "ordered": False})["n"])


def moved(collection: Rows, query: Query, update: Any, fields: Query, *, which: bool) -> Row | None:
    """Change the first row that fits; that row before or after it (`pymongo.ReturnDocument`), None when none does."""
    asked = {"findAndModify": collection.name, "query": query, "update": update, "fields": fields}
    row: Row | None = _written(asked | {"new": which is ReturnDocument.AFTER})["value"]
    return row


def _find(collection: str, query: Query, fields: Query, order: Query, limit: int) -> Row:
    asked: Row = {"find": collection, "filter": query, "projection": fields, "limit": limit}
    if order:
        asked["sort"] = order
    return asked | ({"singleBatch": True} if limit == 1 else {"batchSize": ALL_AT_ONCE})


def _read(
    command: Row, of_the_driver: Callable[[], list[Any]], codec: CodecOptions[Any] = wire.AS_THE_DRIVER
) -> list[Any]:
    session, over = transaction(), wire.over_in(SECONDS)
    ask = partial(wire.rows, client()) if session is None else partial(wire.rows_within, session)
    found = ask(get_db().name, command, over, codec)
    if found is not None:
        return found
    with wire.until(over):
        return of_the_driver()


def _written(command: Row) -> Row:
    session = transaction()
    say = partial(wire.written, client()) if session is None else partial(wire.said_within, session)
    return say(get_db().name, command, wire.over_in(SECONDS))
