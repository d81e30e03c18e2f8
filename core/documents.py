"""What every document of the shop shares: indexes made at deploy, never on first use."""

from collections.abc import Mapping
from functools import cache
from typing import Any, TypeVar

from mongoengine import Document, EmbeddedDocument, EmbeddedDocumentField, ListField

B = TypeVar("B")
D = TypeVar("D", bound=Document)
STATE: Mapping[str, Any] = {"_initialised": False, "_created": False, "_dynamic_fields": {}}
"""What else MongoEngine keeps in a document: it is not to watch for changes."""


def first(document: type[D], query: Mapping[str, Any], *, newest: str | None = None) -> D | None:
    """A glimpse of the first document that fits, asked for in the driver's own words; of several, of the one with
    the largest *newest*.
    """
    order = [(newest, -1)] if newest else None
    row = document._get_collection().find_one(query, sort=order)
    return None if row is None else glimpsed(document, row)


def glimpsed(document: type[B], row: Mapping[str, Any]) -> B:
    """A document to read from and never to save, of a row as the driver gives it.

    MongoEngine's constructor takes ten times as long: it sets every field through its checks and watches for
    changes. What the row lacks has its default.
    """
    read: B = object.__new__(document)
    kind: Any = document
    known, blank = _fields_of(kind)
    data = dict(blank)
    for stored, value in row.items():
        if (field := known.get(stored)) is not None:
            name, inner = field
            data[name] = value if inner is None or value is None else _within(inner, value)
    for name, value in (("_data", data), *STATE.items()):
        object.__setattr__(read, name, value)
    if isinstance(read, EmbeddedDocument):
        object.__setattr__(read, "_instance", None)
    return read


def altered(glimpse: B, changes: Mapping[str, Any]) -> B:
    """The same glimpse, with other values."""
    other: B = object.__new__(type(glimpse))
    known: Any = glimpse
    for name, value in (("_data", {**known._data, **changes}), *STATE.items()):
        object.__setattr__(other, name, value)
    return other


def stored(value: Any) -> Any:
    """A value as it is stored: documents that are embedded become what the driver takes, without what is None."""
    if isinstance(value, EmbeddedDocument):
        known = type(value)._fields
        there = ((known[name].db_field, one) for name, one in value._data.items() if one is not None)
        return {name: stored(one) for name, one in there}
    return [stored(one) for one in value] if isinstance(value, list) else value


def _within(inner: Any, value: Any) -> Any:
    return [glimpsed(inner, one) for one in value] if isinstance(value, list) else glimpsed(inner, value)


@cache
def _fields_of(document: Any) -> tuple[Mapping[str, tuple[str, Any]], Mapping[str, Any]]:
    """By the name a field is stored under: its own name, and the class of what is embedded in it, if anything is.
    Beside it the defaults.
    """
    fields = document._fields.items()
    known = {field.db_field: (name, _embedded(field)) for name, field in fields}
    blank = {name: field.default() if callable(field.default) else field.default for name, field in fields}
    return known, blank


def _embedded(field: Any) -> Any:
    inner = field.field if isinstance(field, ListField) else field
    return inner.document_type if isinstance(inner, EmbeddedDocumentField) else None


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
