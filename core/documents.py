"""What every document of the shop shares: indexes made at deploy, never on first use."""

from collections.abc import Mapping
from typing import Any, TypeVar

from mongoengine import Document

D = TypeVar("D", bound=Document)


def first(document: type[D], query: Mapping[str, Any]) -> D | None:
    """The first document that fits, in the driver's own words: for what every request reads.

    It is what `objects(…).first()` finds, for half the time: a query set is copied with each condition.
    """
    row = document._get_collection().find_one(query)
    found: D | None = None if row is None else document._from_son(row)
    return found


def collection(name: str, *indexes: Any, queryset: type[Any] | None = None) -> dict[str, Any]:
    """The `meta` of a document. MongoEngine would build indexes on first use, perhaps inside a transaction,
    where MongoDB refuses them; `shop indexes ensure` builds them instead.
    """
    meta: dict[str, Any] = {"collection": name, "auto_create_index": False, "indexes": list(indexes)}
    if queryset is not None:
        meta["queryset_class"] = queryset
    return meta


def expires(field: str, seconds: int = 0) -> dict[str, Any]:
    """An index that lets MongoDB delete a document *seconds* after the time in *field* (about a minute late)."""
    return {"fields": [field], "expireAfterSeconds": seconds}
