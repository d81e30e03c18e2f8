"""Check 40: a field that a schema does not have is refused by name, at every level, and nothing is written."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from tests.fuzz.conftest import Ground
from tests.fuzz.ground import Pointer, Request, at, pointers, put, requests_of
from tests.fuzz.payloads import EXTRA, RANDOM
from tests.fuzz.test_injections import BOOKKEEPING, written_to
from tests.wire import Wire

LONG = [pytest.mark.faults, pytest.mark.timeout(1_800)]


def objects_of(body: Any) -> Iterator[Pointer]:
    return (pointer for pointer in pointers(body) if isinstance(at(body, pointer), dict))


def writing(ground: Ground) -> list[Request]:
    return [request for request in requests_of(ground.known) if request.body is not None]


@pytest.mark.parametrize("random", [2, pytest.param(len(RANDOM), marks=LONG)])
def test_no_schema_takes_a_field_that_it_does_not_have(
    random: int, ground: Ground, wire: Wire, record_property: Callable[[str, object], None]
) -> None:
    asked = writing(ground)
    extra = [*EXTRA, *((name, 1) for name in RANDOM[:random])]
    tries = [
        (request, pointer, name, value)
        for request in asked
        for pointer in objects_of(request.body)
        for name, value in extra
        if name not in at(request.body, pointer)
    ]
    accepted = [
        f"{request.operation} {'/'.join(map(str, pointer)) or '(all)'} {name!r}: {fault}"
        for request, pointer, name, value in tries
        for fault in refusal_faults(ground, request, pointer, name, value, wire)
    ]
    record_property("requests", len(tries))

    assert len(asked) > 20
    assert accepted == []


def refusal_faults(
    ground: Ground, request: Request, pointer: Pointer, name: str, value: Any, wire: Wire
) -> Iterator[str]:
    """What is wrong with how a request with that field more was answered."""
    with wire.recorded() as commands:
        answer = request.having_body(put(request.body, (*pointer, name), value)).sent_by(ground.client)
        changed = ground.restore(written_to(list(commands)))
    if answer.status_code != 422:
        yield f"answered {answer.status_code}"
    elif name and ".".join([*map(str, pointer), name]) not in {
        one["field"] for one in answer.get_json()["errors"]
    }:
        yield f"not named in {answer.get_json()['errors']}"
    if changed - BOOKKEEPING:
        yield f"has changed {', '.join(sorted(changed))}"


def test_what_they_are_without_it_gets_past_the_schema(ground: Ground) -> None:
    """So the refusals above are for the field, and for nothing else."""
    refused = {}
    for request in writing(ground):
        answer = request.sent_by(ground.client)
        ground.restore(set(ground.before))
        if answer.status_code == 422 and answer.get_json()["type"] == "/problems/invalid-value":
            refused[request.operation] = answer.get_json()["errors"]

    assert refused == {}
