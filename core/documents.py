"""What every document of the shop shares: indexes made at deploy, never on first use.

And the short way past MongoEngine, for what every request reads and writes (docs/adr/0013).
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NoReturn, TypeVar

from mongoengine import Document, EmbeddedDocument, EmbeddedDocumentField, ListField
from pymongo import ReturnDocument

from core.rows import Query, inserted, read, updated, updated_each
from core.rows import moved as row_moved

B = TypeVar("B")
D = TypeVar("D", bound=Document)
STATE: Mapping[str, Any] = {
    "_initialised": False,
    "_created": False,
    "_dynamic_fields": {},
    "_instance": None,
}
"""What else MongoEngine keeps in a document: it is not to watch for changes."""


def first(document: type[D], query: Query, *, newest: str | None = None) -> D | None:
    """A glimpse of the first document that fits; of several, of the one with the largest *newest*."""
    order = {newest: -1} if newest else None
    rows = read(document._get_collection(), query, order=order, limit=1)
    return glimpsed(document, rows[0]) if rows else None


def found(document: type[D], query: Query) -> list[D]:
    """Glimpses of all that fit."""
    return [glimpsed(document, row) for row in read(document._get_collection(), query)]


def changed(document: type[D], query: Query, update: Any) -> bool:
    """Change the first document that fits; False when none does."""
    return updated(document._get_collection(), query, update)


def changed_each(document: type[D], changes: Sequence[tuple[Query, Any]]) -> int:
    """The same for many at once, each for itself and not in one transaction; how many there were to change."""
    return updated_each(document._get_collection(), changes)


def moved(
    document: type[D], query: Query, update: Any, *, only: Sequence[str] = (), before: bool = False
) -> D | None:
    """Change the first document that fits: a glimpse of it as it is then, or as it was *before*. None: none fits.

    With *only*, what is stored under these names is read, and the rest has its defaults.
    """
    which = ReturnDocument.BEFORE if before else ReturnDocument.AFTER
    row = row_moved(document._get_collection(), query, update, dict.fromkeys(only, 1), which=which)
    return None if row is None else glimpsed(document, row)


def add(document: type[D], **values: Any) -> D:
    """Insert a new document, with the defaults of what is not named; a glimpse of it.

    Nothing is checked here: the tests hold every row that is inserted against its document.
    Raises pymongo's DuplicateKeyError.
    """
    row = stored(made(document, **values))
    inserted(document._get_collection(), row)
    return glimpsed(document, row)


def add_all(document: type[D], each: Iterable[Mapping[str, Any]]) -> None:
    """The same for many at once, and none for none."""
    rows = [stored(made(document, **values)) for values in each]
    if rows:
        document._get_collection().insert_many(rows)


def glimpsed(document: type[B], row: Mapping[str, Any]) -> B:
    """A document to read from and never to change or save, of a row as the driver gives it.

    MongoEngine's constructor takes ten times as long: it sets every field through its checks and watches for
    changes. What the row lacks has its default.
    """
    kind: Any = document
    plain, others = _fields_of(kind)
    known = row.keys() <= plain
    values = dict(row) if known else {name: value for name, value in row.items() if name in plain}
    for name, (named, inner) in others.items():
        if name in row:
            value = row[name]
            values[named] = value if inner is None or value is None else _within(inner, value)
    return _made(document, values)


def made(document: type[B], **values: Any) -> B:
    """A glimpse of what is still to be stored: those values, and the defaults of what is not named."""
    return _made(document, values)


def _made(document: type[B], values: Mapping[str, Any]) -> B:
    known: Any = document
    kind, blank, makers = _glimpse_of(known)
    read: B = object.__new__(kind)
    facts = read.__dict__
    facts.update(blank)
    facts.update(values)
    for name, default in makers:
        if name not in values:
            facts[name] = default()
    return read


def altered(glimpse: B, changes: Mapping[str, Any]) -> B:
    """The same glimpse, with other values."""
    known: Any = glimpse
    document: type[B] = getattr(known, "_glimpse_of", type(known))
    return made(document, **{**known._data, **changes})


def stored(value: Any) -> Any:
    """A value as it is stored: documents become what the driver takes, without what is None."""
    if isinstance(value, Document | EmbeddedDocument):
        kind: Any = type(value)
        if not _fields_of(kind)[1]:
            return {name: one for name, one in value._data.items() if one is not None}
        known = kind._fields
        there = ((known[name].db_field, one) for name, one in value._data.items() if one is not None)
        return {name: stored(one) for name, one in there}
    return [stored(one) for one in value] if isinstance(value, list | tuple) else value


class Unchangeable(TypeError):
    """Somebody set a field of a glimpse, or wanted to save one."""


def _within(inner: Any, value: Any) -> Any:
    return [glimpsed(inner, one) for one in value] if isinstance(value, list) else glimpsed(inner, value)


@cache
def _fields_of(document: Any) -> tuple[frozenset[str], Mapping[str, tuple[str, Any]]]:
    """The fields that are stored as they are, under their own names; and the others.

    Of those, by the name that each is stored under: its own name, and the class of what is embedded in it.
    """
    every = {field.db_field: (name, _embedded(field)) for name, field in document._fields.items()}
    others = {stored: known for stored, known in every.items() if known != (stored, None)}
    return frozenset(every.keys() - others.keys()), others


@cache
def _glimpse_of(document: Any) -> tuple[Any, Mapping[str, Any], list[tuple[str, Callable[[], Any]]]]:
    """The class of its glimpses, the defaults that are values, and those that are made for each.

    It is the document's own class, but its fields are plain attributes: MongoEngine's would look at every list for
    references each time it is read. MongoEngine's registry does not hear of it.
    """
    defaults = {name: field.default for name, field in document._fields.items()}
    blank = {name: value for name, value in defaults.items() if not callable(value)}
    makers = [(name, value) for name, value in defaults.items() if callable(value)]
    own = {
        "_data": property(vars),
        "__setattr__": _refused,
        "save": _refused,
        "__eq__": _alike,
        "__hash__": None,
    }
    own |= {"_glimpse_of": document}
    kind = type.__new__(
        type(document), document.__name__, (document,), {**dict.fromkeys(defaults), **STATE, **own}
    )
    return kind, blank, makers


def _refused(glimpse: Any, *_: Any, **__: Any) -> NoReturn:
    raise Unchangeable(f"{type(glimpse).__name__}: a glimpse is for reading")


def _alike(glimpse: Any, other: Any) -> bool:
    """Of one document with a loaded one, or with another glimpse; what is embedded says the same."""
    if not isinstance(other, glimpse._glimpse_of):
        return False
    return bool(other.pk == glimpse.pk if isinstance(other, Document) else other._data == glimpse._data)


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
