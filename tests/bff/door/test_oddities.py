"""Check 53, the part below HTTP: what is odd is refused, once, and nothing gets in behind it."""

import json

import pytest

from tests.battery.house import Bff
from tests.bff.door.conftest import said_to
from tests.bff.door.oddities import KINDS, answers, oddities

UNKNOWN_TO_US = {501, 505}


@pytest.mark.parametrize(
    "number", [63, pytest.param(2_100, marks=[pytest.mark.faults, pytest.mark.timeout(600)])]
)
def test_what_is_odd_is_refused_once(number: int, bff: Bff) -> None:
    wrong = {}
    for at, odd in enumerate(oddities(number)):
        said, _ = said_to(bff, odd.data)
        found = list(answers(said))
        refused = len(found) == 1 and (400 <= found[0][0] < 500 or found[0][0] in UNKNOWN_TO_US)
        if not refused or b"Traceback" in said or b"gunicorn/" in said:
            wrong[at, odd.kind] = (odd.data[:200], found)

    assert len(KINDS) > 20
    assert wrong == {}
    assert "Traceback" not in bff.output


def test_what_is_said_of_it_has_the_one_form_and_tells_no_secret(bff: Bff) -> None:
    """gunicorn's own lines too: that it starts, and that something was no HTTP."""
    said_to(bff, b"GET /v1/me?token=canary\x00 HTTP/1.1\r\nHost: x\r\n\r\n")
    told = [json.loads(line) for line in bff.output.splitlines()]

    assert [
        line for line in told if not {"timestamp", "level", "event", "module", "process"} <= set(line)
    ] == []
    assert {line["process"] for line in told} == {"bff"}
    assert any(line["event"].startswith("Invalid request") for line in told)
    assert "canary" not in bff.output
