"""Whatever is put where a value is expected: no fault of ours, nothing written by what was refused, nothing slow.

Check 41 over every parameter and every part of every body of the document; in `make test` a few payloads for each
place, in `make faults` all of them.
"""

import json
import time
from collections.abc import Callable, Iterator
from itertools import count, cycle, islice
from typing import Any

import pytest

from tests.fuzz.conftest import Ground
from tests.fuzz.ground import Place, Request, requests_of
from tests.fuzz.payloads import ANY_OTHER, EVERYTHING, MARK
from tests.holding import NotInTheContract, contract
from tests.wire import Command, Wire

SLOWER_SECONDS = 0.3
TRIES = 3
"""A machine that does other things as well may be slow once."""
BOOKKEEPING = {"kept_answers", "pages", "page_builds", "api_keys", "spent_errands"}
"""What `Idempotency-Key` writes of a request, whatever becomes of it; pages that were not built before; that a key of
a machine was used; that a way to a provider was gone to its end, before the provider is asked whether it was right.
"""
SIGNED = {"POST /v1/hooks/stripe", "POST /v1/hooks/contentful"}
"""What only their senders can sign."""
COMPARING = {"$ne", "$gte", "$nin", "$where", "$function"}
"""What the shop itself never asks about a text that somebody has sent."""
LONG = [pytest.mark.faults, pytest.mark.timeout(1_800)]


@pytest.mark.parametrize("each", [2, pytest.param(len(EVERYTHING) + 1, marks=LONG)])
def test_no_injection_is_a_fault_or_a_write_or_slow(
    each: int, ground: Ground, wire: Wire, record_property: Callable[[str, object], None]
) -> None:
    assert len(EVERYTHING) >= 60
    asked = requests_of(ground.known)
    payloads = cycle(EVERYTHING)
    tried, faults = count(), []
    for request in asked:
        baseline = timed(ground, request, wire)[0]
        for place in request.places():
            for payload in (ANY_OTHER, *islice(payloads, each - 1)):
                next(tried)
                what = f"{request.operation} {place} = {json.dumps(payload)[:60]}"
                faults += [
                    f"{what}: {fault}"
                    for fault in attack(ground, request.having(place, payload), baseline, wire)
                ]

    requests = next(tried)
    record_property("requests", requests)

    assert faults == []
    assert requests > 300 * each
    assert {request.operation for request in asked} == set(documented())


def test_what_they_are_without_an_injection_works(ground: Ground) -> None:
    """So the injections above get as far as they can."""
    refused = {}
    for request in requests_of(ground.known):
        answer = request.sent_by(ground.client)
        ground.restore(set(ground.before))
        if answer.status_code >= 400:
            refused[request.operation] = answer.get_json()

    assert refused.keys() == SIGNED, refused


def documented() -> Iterator[str]:
    for path, item in contract().document["paths"].items():
        yield from (f"{method.upper()} {path}" for method in item if method != "parameters")


def attack(ground: Ground, request: Request, baseline: float, wire: Wire) -> Iterator[str]:
    """What is wrong with how that request was answered. What it has written is put back."""
    try:
        seconds, status, commands, changed = timed(ground, request, wire)
    except NotInTheContract as fault:
        yield str(fault)[:400]
        return
    for _ in range(TRIES - 1):
        if seconds > baseline + SLOWER_SECONDS:
            seconds = min(seconds, timed(ground, request, wire)[0])
    if seconds > baseline + SLOWER_SECONDS:
        yield f"took {seconds:.2f} s instead of {baseline:.2f} s"
    if status >= 500:
        yield f"answered {status}"
    if changed - BOOKKEEPING and (status >= 400 or request.method == "GET"):
        yield f"was answered {status} and has changed {', '.join(sorted(changed))}"
    yield from (f"got an operator into {command.name}" for command in commands if compares(command.body))


def timed(ground: Ground, request: Request, wire: Wire) -> tuple[float, int, list[Command], set[str]]:
    """Seconds, status, what was asked of MongoDB, and which collections had changed before they were put back."""
    with wire.recorded() as commands:
        began = time.perf_counter()
        try:
            status = request.sent_by(ground.client).status_code
        finally:
            seconds = time.perf_counter() - began
            sent = list(commands)
            changed = ground.restore(written_to(sent))
    return seconds, status, sent, changed


def written_to(commands: list[Command]) -> set[str]:
    return {command.collection for command in commands if command.writes}


def compares(value: Any) -> bool:
    """Whether an operator of the attacker's compares with the attacker's mark: nobody else writes the two so."""
    if isinstance(value, dict):
        return any(
            (key in COMPARING and one in (MARK, [MARK])) or compares(one) for key, one in value.items()
        )
    return isinstance(value, list) and any(compares(one) for one in value)


def test_names_with_operators_in_them_are_no_parameters(ground: Ground, wire: Wire) -> None:
    faults = [
        f"{request.operation} {name}: {fault}"
        for request in requests_of(ground.known)
        for place in request.places()
        if place.where == "query"
        for name in (
            f"{place.name}[$ne]",
            f"{place.name}[]",
            f"{place.name}.$gt",
            f"{place.name}__ne",
            "$where",
        )
        for fault in attack(ground, request.having(Place("query", name), MARK), 0.5, wire)
    ]

    assert faults == []
