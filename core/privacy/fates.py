"""What an erasure makes of a value. Each can be done again and makes the same."""

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from core.mailboxes import NOBODY
from core.privacy.people import ERASED, Person

ABSENT = object()
"""Instead of a value: the field is to be gone."""
POSTCODE_LETTERS = 2
"""Of a postal code, so many say the region and not the street."""


@dataclass(frozen=True)
class Fate:
    """What becomes of a field, in words, and how."""

    told: str
    act: Callable[[Any, Person], Any]


def _coarse(address: Any, _person: Person) -> Any:
    """An address as far as the books need it: country, state and the beginning of the postal code."""
    if not address:
        return address
    region = {"region": address["region"]} if address.get("region") else {}
    return {
        "name": ERASED,
        "line1": ERASED,
        "city": "",
        "postal_code": (address.get("postal_code") or "")[:POSTCODE_LETTERS],
        "country": address["country"],
        **region,
    }


def _freed(value: Any, person: Person) -> Any:
    """A text, or whatever holds texts, without the person's own words: each is replaced where it stands alone."""
    if isinstance(value, str):
        return _pattern(person).sub(ERASED, value) if person.words else value
    if isinstance(value, Mapping):
        return {name: _freed(one, person) for name, one in value.items()}
    return [_freed(one, person) for one in value] if isinstance(value, list) else value


def _pattern(person: Person) -> re.Pattern[str]:
    longest_first = sorted(person.words | person.mailboxes, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)


GOES = Fate("deleted", lambda _value, _person: ABSENT)
EMPTIED = Fate("emptied", lambda _value, _person: None)
NOBODYS = Fate("replaced by nobody's address", lambda _value, _person: NOBODY)
BLANKED = Fate("blanked", lambda _value, _person: ERASED)
COARSE = Fate("made coarse: country, state, first two of the postal code", _coarse)
COUNTRY = Fate("cut down to the country", lambda lines, _person: [ERASED, lines[-1]] if lines else lines)
FREED = Fate("freed of the person's words", _freed)
BUYER = Fate(
    "called *buyer* where it was the person",
    lambda actor, person: "buyer" if isinstance(actor, str) and person.is_theirs(actor) else actor,
)
UNSAID = Fate("replaced by an empty document", lambda _value, _person: b"{}")


def made_of(row: Mapping[str, Any], fields: Mapping[str, Fate], person: Person) -> dict[str, Any]:
    """What is to be set of that row, by the field's name; ABSENT for what is to be gone. Empty: it is so already."""
    new = deepcopy(dict(row))
    for path, fate in fields.items():
        _put(new, path.split("."), fate, person)
    tops = {path.partition(".")[0] for path in fields}
    return {name: new.get(name, ABSENT) for name in tops if new.get(name) != row.get(name)}


def _put(value: Any, path: list[str], fate: Fate, person: Person) -> None:
    if isinstance(value, list):
        for one in value:
            _put(one, path, fate, person)
    elif isinstance(value, dict) and path[0] in value:
        if path[1:]:
            _put(value[path[0]], path[1:], fate, person)
        elif (made := fate.act(value[path[0]], person)) is ABSENT:
            del value[path[0]]
        else:
            value[path[0]] = made
