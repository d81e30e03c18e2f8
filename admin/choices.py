from collections.abc import Callable, Mapping
from dataclasses import dataclass

from flask import request
from mongoengine import QuerySet

from admin.words import said


@dataclass(frozen=True)
class Choice:
    """A way to narrow a list: `?name=value` in the address. A value that is not offered narrows nothing.

    *offered* maps values to what people call them; *looks_for* says what a value means, where that is more
    than `name == value`. Few values that matter most are shown as *tabs*.
    """

    name: str
    label: str
    offered: Callable[[], Mapping[str, str]]
    looks_for: Callable[[str], Mapping[str, object]] | None = None
    tabs: bool = False

    @property
    def value(self) -> str | None:
        """What was chosen in this request."""
        given = request.args.get(self.name)
        return given if given in self.offered() else None

    def narrow(self, query: QuerySet) -> QuerySet:
        if self.value is None:
            return query
        wanted = self.looks_for(self.value) if self.looks_for else {self.name: self.value}
        return query.filter(**wanted)


def named(*values: str) -> Callable[[], Mapping[str, str]]:
    """Values that are called what the console calls such a state: `awaiting_payment` is *Awaiting payment*."""
    found = {value: said(value) for value in values}
    return lambda: found
