"""What a schema makes of an answer, worked out once per schema instead of once per value.

marshmallow looks every field up anew for every line of a cart. Here the fields become a list of steps when a schema
is first used, and a value that is what its field says is taken as it is.
"""

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from marshmallow import Schema, fields, missing

Step = tuple[str, str, type | None, Callable[[Any], Any]]
PLAIN: Mapping[type[fields.Field[Any]], type] = {
    fields.String: str,
    fields.Integer: int,
    fields.Boolean: bool,
}
"""Fields whose values need nothing done to them, where they are of that type."""


def steps_of(schema: Schema) -> list[Step]:
    """Where each field's value is found, its name in the answer, and what is done to it unless it is plain."""
    return [
        (field.attribute or name, field.data_key or name, _plain(field), _doing(field, name))
        for name, field in schema.dump_fields.items()
    ]


def dumped(steps: Sequence[Step], thing: Any) -> dict[str, Any]:
    """The answer. A field that the thing does not have is left out, as marshmallow leaves it out."""
    read: Callable[[str, Any], Any] = thing.get if isinstance(thing, Mapping) else partial(getattr, thing)
    answer = {}
    for name, key, plain, made in steps:
        value = read(name, missing)
        if value is not missing:
            answer[key] = value if value is None or type(value) is plain else made(value)
    return answer


def _plain(field: fields.Field[Any]) -> type | None:
    """Of which type a value is already what its field makes of it."""
    if isinstance(field, fields.Nested):
        return dict if not field.many and getattr(field.schema, "taken_whole", False) else None
    return next((kind for known, kind in PLAIN.items() if isinstance(field, known)), None)


def _doing(field: fields.Field[Any], name: str) -> Callable[[Any], Any]:
    if isinstance(field, fields.Nested):
        return _nested(field)
    if type(field) is fields.List:
        inner: fields.Field[Any] = field.inner
        if _plain(inner) is dict:
            return list
        each = _doing(inner, name)
        return lambda values: [each(value) for value in values]
    if type(field) is fields.Dict and type(field.key_field) is type(field.value_field) is fields.String:
        return _texts(field, name)
    plain = _plain(field)
    serialize = field._serialize  # noqa: SLF001  # what a field overrides to say how it is written
    return lambda value: value if type(value) is plain else serialize(value, name, None)


def _texts(field: fields.Dict, name: str) -> Callable[[Any], Any]:
    """Names and texts, such as the options of a variant, are taken as they are where all of them are texts."""
    serialize: Callable[..., Any] = field._serialize  # noqa: SLF001  # as above

    def made(value: Any) -> Any:
        whole = type(value) is dict and {type(one) for pair in value.items() for one in pair} <= {str}
        return value if whole else serialize(value, name, None)

    return made


def _nested(field: fields.Nested) -> Callable[[Any], Any]:
    """Its steps are worked out when they are needed: a schema may hold itself."""
    known: list[list[Step]] = []
    if getattr(field.schema, "taken_whole", False):
        return lambda value: value

    def made(value: Any) -> Any:
        if not known:
            known.append(steps_of(field.schema))
        if field.many or isinstance(value, list):
            return [dumped(known[0], one) for one in value]
        return dumped(known[0], value)

    return made
