"""The operators of a query: what `fields.price[gte]=10` means for the values of an entity."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from dev.contentful.answers import Json, Refused, bad_request, invalid_query

Path = tuple[str, ...]

WORD = re.compile(r"\w+")
NUMBERS = ("Integer", "Number")
SORTABLE = ("Symbol", "Integer", "Number", "Date", "Boolean", "Any")
SYS_KINDS = {"createdAt": "Date", "updatedAt": "Date", "revision": "Integer", "publishedVersion": "Integer"}


def _number(text: Any) -> float:
    return float(text)


def _boolean(text: Any) -> bool:
    if text in (True, False):
        return bool(text)
    return {"true": True, "false": False}[text]


def _moment(text: Any) -> float:
    moment = datetime.fromisoformat(text)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).timestamp()


def _loose(value: Any) -> str:
    """Values of unknown kind are compared as the text a query would spell them with."""
    return str(value).lower() if isinstance(value, bool) else str(value)


READERS: dict[str, Callable[[Any], Any]] = {
    "Integer": _number,
    "Number": _number,
    "Boolean": _boolean,
    "Date": _moment,
}


def comparable(kind: str, value: Any) -> Any:
    """*value* in a form that equality and order are right for; raises ValueError, KeyError or TypeError."""
    read: Callable[[Any], Any] = READERS.get(kind, _loose)
    return read(value)


def kind_of(path: Path, definitions: dict[str, Json] | None) -> str:
    """The field type that rules comparisons at *path*; *definitions* is None where any field may be.

    Raises Refused for a path the content type does not have.
    """
    if path[0] == "sys":
        return SYS_KINDS.get(path[1], "Symbol")
    if path[0] != "fields" or definitions is None:
        return "Any"
    if path[1] not in definitions:
        raise unknown_path(path)
    definition = definitions[path[1]]
    if len(path) > 2:  # noqa: PLR2004 - fields, a field, and something inside its value
        return "Any"
    return str(definition.get("items", definition).get("type", "Any"))


def unknown_path(path: Path) -> Refused:
    name = ".".join(path)
    return invalid_query(name="unknown", path=list(path), details=f'The path "{name}" is not recognized')


@dataclass(frozen=True)
class Filter:
    """One condition of a query; `matches` takes all values at its path (a list field has several)."""

    path: Path
    operator: str
    wanted: tuple[Any, ...]
    kind: str

    def matches(self, values: list[Any]) -> bool:
        return OPERATORS[self.operator](self, values)

    def read(self, values: list[Any]) -> list[Any]:
        """The comparable forms of *values*; one that does not fit the field's kind matches nothing."""
        read = []
        for value in values:
            try:
                read.append(comparable(self.kind, value))
            except (ValueError, KeyError, TypeError):
                continue
        return read


def make_filter(path: Path, operator: str, text: str, kind: str) -> Filter:
    """The condition a query parameter spells; raises Refused, naming the parameter, when it means nothing."""
    name = ".".join(path)
    if operator not in OPERATORS:
        raise bad_request(f"{name}[{operator}] uses an operator that is not known here.")
    texts = text.split(",") if operator in ("in", "nin", "all") else [text]
    if operator == "exists":
        return Filter(path, operator, (_flag(name, text),), kind)
    if operator == "match":
        return Filter(path, operator, tuple(words(text)), kind)
    try:
        return Filter(path, operator, tuple(comparable(kind, part.strip()) for part in texts), kind)
    except (ValueError, KeyError):
        raise invalid_query(
            name=operator or "equals", path=list(path), value=text, details=f"{name} is of type {kind}"
        ) from None


def _flag(name: str, text: str) -> bool:
    if text not in ("true", "false"):
        raise bad_request(f"{name}[exists] must be true or false, not {text!r}.")
    return text == "true"


def words(text: str) -> list[str]:
    return WORD.findall(text.casefold())


def texts_in(value: Any) -> Iterable[str]:
    """Every text in *value*; of a rich text document, what a reader would see."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, list):
        for part in value:
            yield from texts_in(part)
    elif isinstance(value, dict) and "nodeType" in value:
        yield from texts_in(value.get("value"))
        yield from texts_in(value.get("content"))


def contains_words(values: list[Any], wanted: Iterable[str]) -> bool:
    """Whether every wanted word begins some word of *values*."""
    present = [word for text in texts_in(values) for word in words(text)]
    return all(any(word.startswith(prefix) for word in present) for prefix in wanted)


def _compare(holds: Callable[[Any, Any], bool]) -> Callable[[Filter, list[Any]], bool]:
    def matches(condition: Filter, values: list[Any]) -> bool:
        bound = condition.wanted[0]
        return any(holds(*_on_one_scale(condition, value, bound)) for value in condition.read(values))

    return matches


def _on_one_scale(condition: Filter, value: Any, bound: Any) -> tuple[Any, Any]:
    """Texts of unknown kind that are both numbers are ordered as numbers: "9" is below "10"."""
    if condition.kind != "Any":
        return value, bound
    try:
        return float(value), float(bound)
    except ValueError:
        return value, bound


def _is_any(condition: Filter, values: list[Any]) -> bool:
    return not set(condition.wanted).isdisjoint(condition.read(values))


OPERATORS: dict[str, Callable[[Filter, list[Any]], bool]] = {
    "": _is_any,
    "in": _is_any,
    "ne": lambda condition, values: not _is_any(condition, values),
    "nin": lambda condition, values: not _is_any(condition, values),
    "all": lambda condition, values: set(condition.wanted) <= set(condition.read(values)),
    "exists": lambda condition, values: bool(values) is condition.wanted[0],
    "match": lambda condition, values: contains_words(values, condition.wanted),
    "lt": _compare(lambda value, bound: bool(value < bound)),
    "lte": _compare(lambda value, bound: bool(value <= bound)),
    "gt": _compare(lambda value, bound: bool(value > bound)),
    "gte": _compare(lambda value, bound: bool(value >= bound)),
}
