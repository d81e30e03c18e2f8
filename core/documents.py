"""What every document of the shop shares: indexes made at deploy, never on first use."""

from typing import Any


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
