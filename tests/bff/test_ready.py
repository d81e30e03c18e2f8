"""What is answered in front of Flask is what Flask would have answered."""

import json
import re
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import Client, TestResponse

from bff.ready import ReadyPages
from core.markets.queries import forget
from core.pages.models import Page
from core.pages.services import build_all, wanted_of
from tests import builders as a
from tests.failpoints import failing
from tests.wire import Wire

MOMENT = re.compile(rb'"(built|updated)At":"[^"]*"')
VARYING = {"Server-Timing", "X-Request-Id"}
PATHS = (
    "layout",
    "home",
    "blog",
    "blog/first",
    "content/about",
    "category/kitchen",
    "product/mug",
    "product/mug?market=eu&locale=de-DE",
    "product/mug?market=us&locale=en-US&minVersion=1",
)


@pytest.fixture
def both(app: Flask, shop: Any) -> tuple[Client, Client]:
    """The BFF as it is served, and Flask alone behind it; every page is ready."""
    a.markets()
    a.goods("MUG", available=1)
    a.mirrored(a.entry("page", "about", title="About"), a.entry("blogPost", "first", title="First"))
    build_all(
        wanted_of(
            ["layout", "home", "blog", "post:first", "content:about", "category:kitchen", "product:mug"]
        )
    )
    front = app.wsgi_app
    assert isinstance(front, ReadyPages)
    return Client(front, TestResponse), Client(front.app, TestResponse)


def told(answer: TestResponse) -> tuple[int, bytes, dict[str, str]]:
    headers = {name: value for name, value in answer.headers.items() if name not in VARYING}
    return answer.status_code, answer.data, headers


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("held", [None, '"other"', "*", "its own"])
def test_status_bytes_and_headers_are_the_same(
    path: str, held: str | None, both: tuple[Client, Client]
) -> None:
    flask = both[1]
    etag = flask.get(f"/v1/pages/{path}").headers["ETag"]
    headers = {"If-None-Match": etag if held == "its own" else held} if held else {}
    answers = [client.get(f"/v1/pages/{path}", headers=headers) for client in both]

    assert told(answers[0]) == told(answers[1])
    assert answers[0].status_code == (304 if held in ("*", "its own") else 200)
    assert "db" in answers[0].headers["Server-Timing"]


@pytest.mark.parametrize(
    "path",
    [
        "product/nope",
        "product/",
        "product",
        "product/mug/more",
        "nothing",
        "product/mug?market=moon",
        "product/mug?market=us&locale=de-DE",
        "product/mug?market=us&market=eu",
        "product/mug?minVersion=-1",
        "product/mug?minVersion=x",
        "product/mug?minVersion=%31",
        "product/mug?minVersion=²",
        f"product/mug?minVersion={2**53}",
        f"product/mug?minVersion={'9' * 400}",
        "product/m%C3%BCg",
        "product/%00",
        "category/kitchen?after=x",
        "search?q=mug",
        "product/mug?other=1",
        "product/mug?market",
        "cart",
    ],
)
def test_whatever_it_does_not_know_flask_answers(path: str, both: tuple[Client, Client]) -> None:
    answers = [told(client.get(f"/v1/pages/{path}")) for client in both]
    bodies = [MOMENT.sub(b"", body) for _, body, _ in answers]

    assert bodies[0] == bodies[1]
    assert answers[0][::2] == answers[1][::2]


@pytest.mark.parametrize("method", ["HEAD", "POST", "OPTIONS", "DELETE"])
def test_other_methods_are_flasks(method: str, both: tuple[Client, Client]) -> None:
    answers = [client.open("/v1/pages/home", method=method) for client in both]

    assert told(answers[0]) == told(answers[1])


def test_one_read_and_nothing_else(both: tuple[Client, Client], wire: Wire) -> None:
    with wire.recorded() as commands:
        both[0].get("/v1/pages/product/mug")

    assert [(command.name, command.collection) for command in commands] == [("find", "pages")]


def test_a_page_older_than_asked_for_or_of_another_form_is_built_anew(both: tuple[Client, Client]) -> None:
    version = both[0].get("/v1/pages/home").get_json()["meta"]["version"]
    Page.objects(kind="home").update(set__version=0)
    assert both[0].get(f"/v1/pages/home?minVersion={version}").get_json()["meta"]["version"] >= version
    Page.objects(kind="home").update(set__format=0, set__body=b'{"meta":{"version":0}}')
    assert both[0].get("/v1/pages/home").get_json()["meta"]["version"] > version


def test_a_request_id_is_kept_and_logged_with_its_route(
    both: tuple[Client, Client], capsys: pytest.CaptureFixture[str]
) -> None:
    answer = both[0].get("/v1/pages/product/mug", headers={"X-Request-Id": "abcdefgh-1234"})
    (row,) = [json.loads(line) for line in capsys.readouterr().out.splitlines() if '"answered"' in line]

    assert answer.headers["X-Request-Id"] == row["request_id"] == "abcdefgh-1234"
    assert (row["route"], row["status"]) == ("/v1/pages/product/<slug>", 200)
    assert both[0].get("/v1/pages/home", headers={"X-Request-Id": "a\tb"}).headers["X-Request-Id"] != "a\tb"


def test_a_database_that_fails_is_told_as_flask_tells_it(both: tuple[Client, Client]) -> None:
    forget()
    with failing(["find"], {"errorCode": 50}):
        answer = both[0].get("/v1/pages/home")

    assert answer.status_code == 503
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["type"] == "/problems/database-away"
