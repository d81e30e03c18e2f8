"""Dataclasses as what JSON and BSON know."""

from collections.abc import Hashable, Mapping
from dataclasses import fields, is_dataclass
from functools import cache
from typing import Any

FLAT = (str, int, float, bool, type(None))


def plain(value: Any) -> Any:
    """A value with all that is in it, dataclasses as dicts by their names.

    As `dataclasses.asdict`, in a third of the time: what is no dataclass and no container is not copied, so it is for
    values that nobody changes.
    """
    kind: Any = type(value)
    if kind in FLAT:
        return value
    if names := names_of(kind):
        return {name: plain(getattr(value, name)) for name in names}
    if isinstance(value, Mapping):
        return {name: plain(one) for name, one in value.items()}
    return kind(plain(one) for one in value) if isinstance(value, list | tuple) else value


@cache
def names_of(kind: Hashable) -> tuple[str, ...]:
    """Of a dataclass what its fields are called, in their order; of anything else nothing."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
