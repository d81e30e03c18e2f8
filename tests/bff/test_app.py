import re
from unittest.mock import ANY

import pytest
from flask import Flask
from flask.testing import FlaskClient
from pymongo.errors import ServerSelectionTimeoutError

from bff.headers import ALWAYS, VARY
from core import db
from core.catalog.models import Product
from tests import builders as a
from tests.bff.asker import Asker


def test_every_answer_has_a_request_id_its_own_or_the_callers(client: FlaskClient) -> None:
    assert (
        client.get("/livez", headers={"X-Request-Id": "from-the-edge-1"}).headers["X-Request-Id"]
        == "from-the-edge-1"
    )
    for insane in ("short", "x" * 65, "with space in it", "line\u2028break-in-it"):
        made = client.get("/nope", headers={"X-Request-Id": insane}).headers["X-Request-Id"]
        assert re.fullmatch(r"[0-9a-f]{16}", made)


@pytest.mark.parametrize("path", ["/livez", "/nope", "/v1/cart", "/openapi.json", "/docs"])
def test_every_answer_has_the_security_headers(path: str, client: FlaskClient) -> None:
    headers = client.get(path).headers
    assert {name: headers.get(name) for name in ALWAYS} == {**ALWAYS, "Content-Security-Policy": ANY}
    assert "default-src 'none'" in headers["Content-Security-Policy"]


def test_the_security_headers_say_what_they_are_for(client: FlaskClient) -> None:
    for path in ("/livez", "/nope", "/v1/cart"):
        headers = client.get(path).headers
        assert headers["Strict-Transport-Security"] == "max-age=63072000; includeSubDomains", path
        assert (headers["X-Content-Type-Options"], headers["Referrer-Policy"]) == ("nosniff", "no-referrer")
        assert {"default-src 'none'", "frame-ancestors 'none'"} <= set(
            headers["Content-Security-Policy"].split("; ")
        )


def test_what_is_private_says_on_whom_it_depends_and_what_is_public_does_not(client: FlaskClient) -> None:
    a.markets()
    for path in ("/v1/cart", "/v1/me", "/v1/pages/account", "/nope"):
        answer = client.get(path)
        assert (answer.headers["Cache-Control"], set(answer.vary)) == (
            "no-store",
            set(VARY),
        )
    assert "Vary" not in client.get("/v1/addresses/US").headers


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [("GET", "/nope", 404), ("DELETE", "/v1/cart", 405), ("GET", "/v1/hooks/stripe", 405)],
)
def test_what_the_framework_refuses_is_a_problem_too(
    method: str, path: str, status: int, client: FlaskClient
) -> None:
    answer = client.open(path, method=method)
    assert answer.status_code == status
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["status"] == status
    assert ("Allow" in answer.headers) is (status == 405)


def test_a_body_that_is_too_large_is_413(client: FlaskClient) -> None:
    answer = client.post("/v1/cart", data=b"x" * (64 * 1024 + 1), content_type="application/json")
    assert answer.status_code == 413


def test_a_fault_of_ours_is_a_500_that_tells_nothing(own_app: Flask) -> None:
    def broken() -> str:
        raise RuntimeError("the secret of the house")

    own_app.view_functions["health.live"] = broken
    answer = own_app.test_client().get("/livez")
    assert (answer.status_code, answer.content_type) == (500, "application/problem+json")
    assert "secret" not in answer.text


def test_a_database_that_is_away_is_a_503_with_a_time_to_try_again(own_app: Flask) -> None:
    def away() -> str:
        raise ServerSelectionTimeoutError("mongodb://user:password@host")  # pragma: allowlist secret

    own_app.view_functions["health.live"] = away
    answer = own_app.test_client().get("/livez")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")
    assert "password" not in answer.text


def test_ready_means_that_every_index_is_there(asker: Asker) -> None:
    assert asker.get("/readyz").status_code == 200
    Product._get_collection().drop_index("search_terms_1")
    try:
        assert asker.get("/readyz").status_code == 503
    finally:
        db.ensure_indexes([Product])
    assert asker.get("/readyz").status_code == 200


def test_prices_and_markets_come_from_the_shop_alone(asker: Asker) -> None:
    a.markets()
    a.goods("MUG-SAND", available=9)
    for extra in ({"price": 1}, {"currency": "XXX"}, {"discount": 100}, {"total": {"minor": 1}}):
        answer = asker.ask("POST", "/v1/cart", {"lines": [{"sku": "MUG-SAND", "quantity": 1, **extra}]})
        assert answer.status_code == 422
