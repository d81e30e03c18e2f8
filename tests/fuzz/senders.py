"""What might stand behind a good signature and never does: bodies of every odd shape, made of real ones."""

import copy
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from typing import Any

from tests.fuzz.ground import Json, Pointer, at, pointers, put
from tests.fuzz.payloads import EVERYTHING

Body = tuple[str, bytes]
SUBJECT: Pointer = ("data", "object")
READ: tuple[Pointer, ...] = (
    ("id",),
    ("type",),
    ("object",),
    ("data",),
    SUBJECT,
    (*SUBJECT, "id"),
    (*SUBJECT, "object"),
    (*SUBJECT, "metadata"),
    (*SUBJECT, "metadata", "payment"),
    (*SUBJECT, "payment_intent"),
    (*SUBJECT, "payment_intent", "id"),
)
"""What the shop looks at in an event of Stripe's: whatever there is to try is tried in these places."""
LARGE = 200 * 1024
HUGE: Sequence[Any] = ("a" * LARGE, ["a"] * (LARGE // 5), {f"k{number}": 1 for number in range(LARGE // 12)})
UNKNOWN = ("payment_intent.invented", "v2.core.event", "a", "a" * 2_000, "☃.☃", "*")
NO_JSON: tuple[bytes, ...] = (
    b"",
    b"not json",
    b"{",
    b"null",
    b"[]",
    b"{}",
    b'"evt_1"',
    b"1",
    b"NaN",
    b"9" * 10_000,
    b"\xff\xfe{}",
    b"\xef\xbb\xbf{}",
    b"\x00" * 100,
    b"[" * 100_000,
    b'{"a":' * 30_000,
    b'{"id":"evt_1","id":{},"type":"a","data":{"object":{}}}',
    "☃".encode("utf-16"),
)


@dataclass(frozen=True)
class Odd:
    """A real body that is odd in one place: another value stands there, or nothing at all."""

    real: Json
    pointer: Pointer
    value: Json = None
    gone: bool = False

    def __str__(self) -> str:
        where = " ".join(map(str, self.pointer)) or "(all)"
        return f"{where} is not there" if self.gone else f"{where} = {json.dumps(self.value)[:60]}"

    def made(self, **more: Json) -> bytes:
        """It as it is sent, with *more* in it; what is odd stays."""
        if self.pointer[:1] not in {(name,) for name in more} | {()}:
            return json.dumps(self._changed({**self.real, **more})).encode()
        return json.dumps(self._changed(self.real)).encode()

    def _changed(self, body: Json) -> Json:
        if not self.gone:
            return put(body, self.pointer, self.value)
        made = copy.deepcopy(body)
        del at(made, self.pointer[:-1])[self.pointer[-1]]
        return made


def odd_events(
    events: Sequence[Json], others: Sequence[str], *, elsewhere: int, every: int = 1
) -> Iterator[Body]:
    """Each under a name of its own, unless its name is what is odd. *others* are names of other things.

    Where the shop looks at nothing, *elsewhere* values are tried in each place.
    """
    yield from ((repr(body[:40]), body) for body in NO_JSON)
    chosen = islice(_events(events, others, elsewhere), 0, None, every)
    yield from ((str(odd), odd.made(id=f"evt_odd_{number}")) for number, odd in enumerate(chosen))


def _events(events: Sequence[Json], others: Sequence[str], elsewhere: int) -> Iterator[Odd]:
    subjects = {at(event, SUBJECT)["id"]: event for event in events}
    for event in subjects.values():
        yield from (Odd(event, ("type",), kind) for kind in UNKNOWN)
        for pointer in READ:
            if isinstance(_parent(event, pointer), dict):
                yield from (Odd(event, pointer, value) for value in (*EVERYTHING, *others, *HUGE))
    yield from _anywhere(events, elsewhere)


def odd_bodies(real: Json, *, elsewhere: int) -> Iterator[Body]:
    """The same of a sender whose bodies the shop does not look into at all."""
    yield from ((repr(body[:40]), body) for body in NO_JSON)
    yield from ((str(odd), odd.made()) for odd in _anywhere([real], elsewhere))


def _anywhere(bodies: Sequence[Json], elsewhere: int) -> Iterator[Odd]:
    rest = cycle((*EVERYTHING, *HUGE))
    for body in bodies:
        for pointer in pointers(body):
            yield from (Odd(body, pointer, value) for value in islice(rest, elsewhere))
            if pointer and isinstance(pointer[-1], str):
                yield Odd(body, pointer, gone=True)


def _parent(body: Json, pointer: Pointer) -> Json:
    try:
        return at(body, pointer[:-1])
    except (KeyError, TypeError):
        return None
