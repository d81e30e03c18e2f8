"""Reading a query string into a query, and answering it: filters, order, pages, chosen fields."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from werkzeug.datastructures import MultiDict

from dev.contentful.answers import Json, bad_request, invalid_query
from dev.contentful.entities import ENTRY, Audience, Entity
from dev.contentful.filters import (
    SORTABLE,
    Filter,
    Path,
    comparable,
    contains_words,
    kind_of,
    make_filter,
    unknown_path,
    words,
)
from dev.contentful.links import links_in
from dev.contentful.locales import EVERY, MISSING
from dev.contentful.rendering import Renderer
from dev.contentful.space import Space

PARAMETER = re.compile(r"((?:sys|fields|metadata)(?:\.[\w-]+)+)(?:\[(\w+)\])?")
PLAIN = {"access_token", "content_type", "order", "select", "skip", "limit", "include", "locale", "query"}
LINKS_TO = {"links_to_entry": "Entry", "links_to_asset": "Asset"}
DEFAULT_LIMIT = 100
LARGEST_LIMIT = 1000
DEFAULT_INCLUDE = 1
DEEPEST_INCLUDE = 10
SELECT_DEPTH = 2

Arguments = MultiDict[str, str]


@dataclass(frozen=True, kw_only=True)
class Query:
    """What a reader asks for. `order` holds (path, kind, descending); an empty `select` means everything."""

    type: str
    content_type: str | None
    filters: list[Filter]
    order: list[tuple[Path, str, bool]]
    select: list[Path]
    skip: int
    limit: int
    include: int
    locale: str
    words: list[str]
    links_to: list[tuple[str, str]]


def read_query(space: Space, type_: str, arguments: Arguments) -> Query:
    """The query that *arguments* spell; raises Refused (400), naming the parameter that is wrong."""
    content_type = arguments.get("content_type")
    definitions = _definitions(space, type_, content_type)
    return Query(
        type=type_,
        content_type=content_type,
        filters=_filters(arguments, definitions, type_),
        order=_orders(arguments.get("order", ""), definitions, type_),
        select=[_select_path(part) for part in arguments.get("select", "").split(",") if part.strip()],
        skip=whole_number(arguments, "skip", 0, None),
        limit=whole_number(arguments, "limit", DEFAULT_LIMIT, LARGEST_LIMIT),
        include=whole_number(arguments, "include", DEFAULT_INCLUDE, DEEPEST_INCLUDE),
        locale=space.locales.read(arguments.get("locale")),
        words=words(arguments.get("query", "")),
        links_to=[(LINKS_TO[name], arguments[name]) for name in LINKS_TO if name in arguments],
    )


def whole_number(arguments: Arguments, name: str, default: int, largest: int | None) -> int:
    text = arguments.get(name, str(default))
    if not text.isascii() or not text.isdigit() or len(text) > 9:  # noqa: PLR2004 - beyond any page there is
        raise bad_request(f'The value provided for "{name}" is invalid: {text!r} is not a whole number.')
    if largest is not None and int(text) > largest:
        raise bad_request(f'The value provided for "{name}" is invalid: {text} is more than {largest}.')
    return int(text)


def _definitions(space: Space, type_: str, content_type: str | None) -> dict[str, Json] | None:
    if type_ != ENTRY or content_type is None:
        return None
    return {field["id"]: field for field in space.content_type(content_type).get("fields", [])}


def _filters(arguments: Arguments, definitions: dict[str, Json] | None, type_: str) -> list[Filter]:
    filters = []
    for name, text in arguments.items(multi=True):
        if name in PLAIN or name in LINKS_TO:
            continue
        spelled = PARAMETER.fullmatch(name)
        if spelled is None:
            raise unknown_path((name,))
        path = tuple(spelled[1].split("."))
        filters.append(make_filter(path, spelled[2] or "", text, _kind(path, definitions, type_)))
    return filters


def _kind(path: Path, definitions: dict[str, Json] | None, type_: str) -> str:
    if path[0] == "fields" and type_ == ENTRY and definitions is None:
        raise invalid_query(
            name="missing",
            path=list(path),
            details="Fields belong to a content type: send its id as content_type with the query.",
        )
    return kind_of(path, definitions)


def _orders(text: str, definitions: dict[str, Json] | None, type_: str) -> list[tuple[Path, str, bool]]:
    orders = []
    for part in (part.strip() for part in text.split(",") if part.strip()):
        name = part.removeprefix("-")
        if not PARAMETER.fullmatch(name):
            raise unknown_path((name,))
        path = tuple(name.split("."))
        kind = _kind(path, definitions, type_)
        if kind not in SORTABLE:
            raise invalid_query(
                name="order", path=list(path), details=f"{name} is of type {kind}: it has no order"
            )
        orders.append((path, kind, part.startswith("-")))
    return orders


def _select_path(text: str) -> Path:
    path = tuple(text.strip().split("."))
    if path[0] not in ("sys", "fields", "metadata") or len(path) > SELECT_DEPTH:
        raise invalid_query(
            name="select", path=list(path), details="select takes sys, fields or one field of them"
        )
    return path


@dataclass(frozen=True)
class Finder:
    """Answers queries over the entities of a space as one audience sees them."""

    space: Space
    renderer: Renderer
    audience: Audience

    def find(self, query: Query) -> tuple[int, list[Json]]:
        """How many match, and the rendered page of them."""
        matching = [entity for entity in self.space.entities(query.type) if self._matches(query, entity)]
        ordered = self._ordered(query, matching)[query.skip : query.skip + query.limit]
        items = (self.renderer.item(entity, self.audience, query.locale) for entity in ordered)
        return len(matching), [item for item in items if item]

    def lookup(self, locale: str) -> Callable[[str, str], Json | None]:
        def item(type_: str, id_: str) -> Json | None:
            entity = self.space.entity(type_, id_)
            return self.renderer.item(entity, self.audience, locale) if entity else None

        return item

    def _matches(self, query: Query, entity: Entity) -> bool:
        fields = entity.fields_for(self.audience)
        if fields is None or (query.content_type and entity.content_type != query.content_type):
            return False
        if query.links_to and not set(query.links_to) <= set(links_in(fields)):
            return False
        if query.words and not contains_words(_all_values(fields), query.words):
            return False
        return all(part.matches(self._values(entity, part.path, query.locale)) for part in query.filters)

    def _values(self, entity: Entity, path: Path, locale: str) -> list[Any]:
        """Every value at *path*: lists are opened, a link followed by `fields` is followed."""
        return self._walk([self._root(entity, path, locale)], path[2:], locale)

    def _root(self, entity: Entity, path: Path, locale: str) -> Any:
        if path[0] == "sys":
            return self.renderer.sys(entity, self.audience, locale).get(path[1])
        if path[0] == "metadata":
            return entity.metadata.get(path[1])
        fields = entity.fields_for(self.audience) or {}
        code = self.space.locales.default if locale == EVERY else locale
        value = self.renderer.value(entity, fields, path[1], code)
        return None if value is MISSING else value

    def _walk(self, values: list[Any], rest: Path, locale: str) -> list[Any]:
        values = [value for value in _opened(values) if value is not None]
        if not rest:
            return values
        if rest[0] == "fields" and len(rest) > 1:
            targets = (self.space.entity(*key) for key in links_in(values))
            return [value for target in targets if target for value in self._values(target, rest, locale)]
        return self._walk(
            [value.get(rest[0]) for value in values if isinstance(value, dict)], rest[1:], locale
        )

    def _ordered(self, query: Query, entities: list[Entity]) -> list[Entity]:
        """By the query's order, the first one weighing most; without a value last; else newest first."""
        orders = query.order or [(("sys", "updatedAt"), "Date", True)]
        for path, kind, descending in reversed(orders):
            keyed = [(self._sort_key(entity, path, kind, query.locale), entity) for entity in entities]
            present = [pair for pair in keyed if pair[0] is not None]
            present.sort(key=lambda pair: pair[0], reverse=descending)
            entities = [entity for _, entity in present] + [entity for key, entity in keyed if key is None]
        return entities

    def _sort_key(self, entity: Entity, path: Path, kind: str, locale: str) -> Any:
        for value in self._values(entity, path, locale):
            try:
                return comparable(kind, value)
            except (ValueError, KeyError, TypeError):
                continue
        return None


def _opened(values: Iterable[Any]) -> Iterable[Any]:
    for value in values:
        if isinstance(value, list):
            yield from value
        else:
            yield value


def _all_values(fields: Json) -> list[Any]:
    return [value for values in fields.values() if isinstance(values, dict) for value in values.values()]


def chosen(item: Json, select: list[Path]) -> Json:
    """The parts of a rendered item that `select` names; everything when it names nothing."""
    if not select:
        return item
    shown: Json = {}
    for root, *rest in select:
        part = item.get(root, {})
        if not rest:
            shown[root] = part
        elif rest[0] in part:
            shown.setdefault(root, {})[rest[0]] = part[rest[0]]
    return shown
