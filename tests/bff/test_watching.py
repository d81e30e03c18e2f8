"""Who came in, who was kept out, what was not taken: a line each, and none of them names anybody."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests import builders as a
from tests.bff.asker import Asker
from tests.lines import Lines, lines_of

EVENTS = {"signed_in", "sign_in_refused", "refused", "input_refused"}


@pytest.fixture
def written() -> Iterator[Lines]:
    with lines_of("bff") as lines:
        yield lines


def events(written: Lines) -> list[dict[str, Any]]:
    found = [line for line in written() if line["event"] in EVENTS]
    assert all(line["request_id"] and line["timestamp"].endswith("Z") for line in found)
    assert "ada@example.com" not in json.dumps(written())
    assert a.PASSWORD not in json.dumps(written())
    return found


def test_a_sign_in_says_whose_it_is_and_how(asker: Asker, written: Lines) -> None:
    ada = a.customer()
    asker.ask("POST", "/v1/auth/login", {"email": "ada@example.com", "password": a.PASSWORD})

    (line,) = events(written)
    assert (line["event"], line["customer"], line["by"]) == ("signed_in", ada.id, "password")


def test_a_wrong_one_is_told_from_another_address_and_names_neither(asker: Asker, written: Lines) -> None:
    a.customer()
    for email in ("ada@example.com", "Ada@Example.com ", "eve@example.com"):
        asker.ask("POST", "/v1/auth/login", {"email": email, "password": "not it at all"})

    lines = events(written)
    assert [line["event"] for line in lines] == ["sign_in_refused"] * 3
    assert [line["problem"] for line in lines] == ["not-signed-in"] * 3
    assert lines[0]["whose"] == lines[1]["whose"] != lines[2]["whose"]
    assert "example" not in json.dumps(lines)


def test_without_an_account_or_with_a_wrong_token_one_is_refused_with_a_line(
    asker: Asker, written: Lines
) -> None:
    asker.ask("GET", "/v1/me")
    asker.ask("GET", "/v1/me", Authorization="Bearer a.b.c")
    asker.ask("GET", "/v1/machine/orders", Authorization="Bearer qs_nobody")

    assert [(line["event"], line["operation"], line["who"]) for line in events(written)] == [
        ("refused", "GET /v1/me", None),
        ("refused", "GET /v1/me", None),
        ("refused", "GET /v1/machine/orders", None),
    ]


def test_whoever_asks_for_what_is_anothers_is_named_by_their_account(asker: Asker, written: Lines) -> None:
    ada = asker.register()["customer"]["id"]
    asker.ask("GET", "/v1/orders/Q-OF-SOMEBODY-ELSE")

    *_, line = events(written)
    assert (line["event"], line["who"], line["operation"]) == ("refused", ada, "GET /v1/orders/{number}")


def test_a_public_page_that_is_not_there_is_nobodys_attempt(asker: Asker, written: Lines) -> None:
    a.markets()
    assert asker.ask("GET", "/v1/pages/content/nowhere").status_code == 404

    assert events(written) == []


def test_a_body_that_is_not_taken_names_its_fields_but_no_value_and_no_odd_name(
    asker: Asker, written: Lines
) -> None:
    odd = {"email": 5, "password": "canary", "<script>canary": 1, "x" * 70: 1, "roles": ["canary"]}
    assert asker.ask("POST", "/v1/auth/register", odd).status_code == 422

    (line,) = events(written)
    assert (line["event"], line["operation"]) == ("input_refused", "POST /v1/auth/register")
    assert {"email", "roles", "(odd)"} <= set(line["fields"])
    assert "canary" not in json.dumps(written())


@pytest.mark.parametrize("body", [b"[" * 70_000, b"{", b"[]", b"\xff"])
def test_what_cannot_be_read_is_no_sign_in(body: bytes, asker: Asker, written: Lines) -> None:
    """From a page of another site it is not even looked into."""
    headers = [{}, {"Sec-Fetch-Site": "cross-site", "X-Tokens-In": "cookies"}]
    statuses = [
        asker.client.post(
            "/v1/auth/login", data=body, content_type="application/json", headers=sent
        ).status_code
        for sent in headers
    ]

    assert [line["event"] for line in events(written)] == ["input_refused", "sign_in_refused"]
    assert (statuses[0] in (400, 413, 422), statuses[1]) == (True, 403)


def test_one_request_is_one_line_however_much_is_wrong_with_it(asker: Asker, written: Lines) -> None:
    asker.ask("POST", "/v1/auth/register", {f"field-{number}": number for number in range(200)})

    (line,) = events(written)
    assert len(line["fields"]) == 10


def test_the_line_of_a_request_says_which_customer_asks(asker: Asker, written: Lines) -> None:
    ada = asker.register()["customer"]["id"]
    asker.ask("GET", "/v1/me")
    asker.ask("GET", "/v1/addresses/US")

    lines = {line["route"]: line["who"] for line in written() if line["event"] == "answered"}
    assert (lines["/v1/me"], lines["/v1/addresses/<country>"]) == (ada, None)


def test_a_fault_of_ours_is_told_with_its_traceback_and_its_request(own_app: Flask, written: Lines) -> None:
    def broken() -> str:
        raise RuntimeError("a fault of ours about ada@example.com")

    own_app.view_functions["health.live"] = broken
    own_app.test_client().get("/livez", headers={"X-Request-Id": "from-the-edge-1"})

    (line,) = [line for line in written() if line["level"] == "error"]
    assert "RuntimeError: a fault of ours about ***" in line["exception"]
    assert "in broken" in line["exception"]
    assert line["request_id"] == "from-the-edge-1"
