"""What every event is: a frozen dataclass of plain JSON values, named in the past tense."""

from dataclasses import asdict, fields, is_dataclass
from typing import Any, ClassVar, TypeVar

E = TypeVar("E", bound="Event")

KNOWN: dict[str, type["Event"]] = {}


class Event:
    """Something that has happened. A subclass is a frozen dataclass; its class name is its name for ever."""

    name: ClassVar[str]

    def __init_subclass__(cls) -> None:
        cls.name = cls.__name__
        KNOWN[cls.name] = cls

    def payload(self) -> dict[str, Any]:
        if not is_dataclass(self):
            raise TypeError(f"{self.name} is not a dataclass")
        return asdict(self)


def event_of(name: str, payload: dict[str, Any], kind: type[E]) -> E:
    """The event that was announced; members it does not know (from a newer release) are left out."""
    known = KNOWN[name]
    if not issubclass(known, kind) or not is_dataclass(known):
        raise TypeError(f"{name} is not a {kind.__name__}")
    names = {field.name for field in fields(known)}
    return known(**{key: value for key, value in payload.items() if key in names})
