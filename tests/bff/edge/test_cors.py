"""Browsers may ask from listed origins alone."""

import pytest
from flask.testing import FlaskClient

from core.catalog.models import Product
from tests import builders as a
from tests.bff.edge.conftest import Process
from tests.fakes import FakeQueue

TRUSTED = "https://www.example.com"
STRANGERS = [
    "https://example.com",
    "http://www.example.com",
    "https://www.example.com:8443",
    "https://www.example.com.evil.example",
    "https://evil.example",
    "https://WWW.example.com",
    "null",
    "",
    "*",
]
ASKS = {"Access-Control-Request-Method": "POST", "Access-Control-Request-Headers": "x-cart-token, x-else"}


@pytest.fixture
def client(process: Process) -> FlaskClient:
    return process(cors_origins=f"{TRUSTED}, http://localhost:3000").test_client()


def leave(headers: object) -> dict[str, str]:
    return {name: value for name, value in headers if name.startswith("Access-Control")}  # type: ignore[attr-defined]  # pairs


@pytest.mark.parametrize("path", ["/v1/cart", "/v1/addresses/US", "/nope"])
def test_a_listed_origin_may_read_the_answer(path: str, client: FlaskClient) -> None:
    answer = client.get(path, headers={"Origin": TRUSTED})

    assert answer.headers["Access-Control-Allow-Origin"] == TRUSTED
    assert answer.headers["Access-Control-Allow-Credentials"] == "true"
    assert "Retry-After" in answer.headers["Access-Control-Expose-Headers"]
    assert "Origin" in answer.vary


@pytest.mark.parametrize("origin", STRANGERS)
def test_another_origin_gets_no_leave(origin: str, client: FlaskClient) -> None:
    for answer in (
        client.get("/v1/addresses/US", headers={"Origin": origin}),
        client.options("/v1/cart", headers={"Origin": origin, **ASKS}),
    ):
        assert leave(answer.headers) == {}
        assert "Origin" in answer.vary


def test_who_has_no_origin_is_told_that_it_matters(client: FlaskClient) -> None:
    answer = client.get("/v1/addresses/US")

    assert (leave(answer.headers), list(answer.vary)) == ({}, ["Origin"])


def test_a_preflight_says_what_may_be_sent(client: FlaskClient) -> None:
    answer = client.options("/v1/cart", headers={"Origin": TRUSTED, **ASKS})

    assert (answer.status_code, answer.data) == (204, b"")
    assert answer.headers["Access-Control-Allow-Methods"] == "GET, POST, PUT, PATCH, DELETE"
    assert "X-Cart-Token" in answer.headers["Access-Control-Allow-Headers"]
    assert "x-else" not in answer.headers["Access-Control-Allow-Headers"]
    assert (answer.headers["Cache-Control"], answer.headers["X-Content-Type-Options"]) == (
        "no-store",
        "nosniff",
    )


def test_a_ready_page_has_it_too(client: FlaskClient, queue: FakeQueue) -> None:
    a.goods("MUG-SAND", available=9)
    a.drain(queue)
    path = f"/v1/pages/product/{Product.objects.first().slug}"
    client.get(path)
    answer = client.get(path, headers={"Origin": TRUSTED})

    assert (answer.status_code, answer.headers["Access-Control-Allow-Origin"]) == (200, TRUSTED)
    assert leave(client.get(path, headers={"Origin": "https://evil.example"}).headers) == {}


def test_without_a_list_there_is_no_word_of_it(process: Process) -> None:
    client = process().test_client()
    for answer in (
        client.get("/v1/addresses/US", headers={"Origin": TRUSTED}),
        client.options("/v1/cart", headers={"Origin": TRUSTED, **ASKS}),
    ):
        assert leave(answer.headers) == {}
