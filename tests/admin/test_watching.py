"""Who came into the console, who was kept out, what was not taken: a line each that names nobody."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests import builders as a
from tests.admin.browser import Browser
from tests.admin.conftest import Seat
from tests.lines import Lines, lines_of

OWNER = "owner@quayside.example"
EVENTS = {"sign_in_step_taken", "sign_in_refused", "refused", "input_refused"}


@pytest.fixture
def written(database: object) -> Iterator[Lines]:
    a.staff_member(OWNER, "owner")
    with lines_of("admin") as lines:
        yield lines


def events(written: Lines) -> list[dict[str, Any]]:
    assert "quayside.example" not in json.dumps(written())
    return [line for line in written() if line["event"] in EVENTS]


def test_a_password_right_or_wrong_is_a_line_that_tells_members_apart(
    browser: Browser, written: Lines
) -> None:
    browser.sign_in(password="not it at all")
    browser.sign_in("nobody@quayside.example")
    browser.sign_in("Owner@Quayside.Example")

    wrong, nobody, right = events(written)
    assert (wrong["event"], nobody["event"]) == ("sign_in_refused", "sign_in_refused")
    assert right["event"] == "sign_in_step_taken"
    assert wrong["member"] == right["member"] != nobody["member"]
    assert wrong["request_id"]


def test_whoever_may_not_is_a_line(browser: Browser, seat: Seat, written: Lines) -> None:
    assert seat("viewer").send("/content/sync").status_code == 403

    *_, line = events(written)
    assert (line["event"], line["what"]) == ("refused", "content.sync")
    assert line["member"]


def test_a_form_that_is_not_taken_is_a_line(browser: Browser, written: Lines) -> None:
    browser.sign_in()
    assert browser.client.post("/content/sync").status_code == 400

    *_, line = events(written)
    assert (line["event"], line["what"]) == ("input_refused", "content.sync")


def test_a_fault_of_ours_is_told_with_its_traceback_and_its_request(own_app: Flask, written: Lines) -> None:
    def broken() -> str:
        raise RuntimeError("a fault of ours about ada@example.com")

    own_app.view_functions["health.live"] = broken
    own_app.test_client().get("/livez", headers={"X-Request-Id": "from-the-edge-1"})

    (line,) = [line for line in written() if line["level"] == "error"]
    assert "RuntimeError: a fault of ours about ***" in line["exception"]
    assert line["request_id"] == "from-the-edge-1"
