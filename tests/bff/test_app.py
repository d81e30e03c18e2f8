import hashlib
import re
from base64 import b64encode
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


@pytest.mark.parametrize("path", ["/livez", "/nope", "/v1/cart", "/openapi.json", "/docs"])
def test_the_policy_names_what_is_not_covered_by_its_default(path: str, client: FlaskClient) -> None:
    policy = client.get(path).headers["Content-Security-Policy"].split("; ")

    assert {"default-src 'none'", "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'"} <= {
        *policy
    }
    assert not [rule for rule in policy if rule.startswith("script-src") and "unsafe" in rule]


def test_the_docs_run_their_own_script_and_no_other(client: FlaskClient) -> None:
    page = client.get("/docs")
    (script,) = re.findall(r"<script>(.*?)</script>", page.text, re.DOTALL)
    digest = b64encode(hashlib.sha256(script.encode()).digest()).decode()

    assert f"script-src 'self' 'sha256-{digest}';" in page.headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    "path", ["/livez", "/readyz", "/docs", "/v1/sitemap/product/1.xml", "/docs/ui/index.css"]
)
def test_whatever_is_text_says_how_it_is_written(path: str, client: FlaskClient) -> None:
    """JSON has one way (RFC 8259, 8.1)."""
    a.markets()
    with client.get(path) as answer:
        kind = answer.content_type
    assert kind.endswith("charset=utf-8") or kind in ("application/json", "application/problem+json")


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/docs/ui/../../../../../../etc/passwd",
            "/docs/ui/..%2f..%2f..%2fsetup.cfg",
            "/docs/ui//etc/passwd",
        ),
        *("/docs/ui/%2e%2e/%2e%2e/wsgi.py", "/docs/ui/..\\..\\wsgi.py", "/docs/ui/", "/docs/ui", "/docs/"),
        *("/static/", "/", "/.git/HEAD", "/../wsgi.py"),
    ],
)
def test_no_path_leads_to_another_file_or_to_a_list_of_them(path: str, client: FlaskClient) -> None:
    with client.get(path) as answer:
        assert answer.status_code == 404
        assert not re.search(r"root:|import |swagger-ui|\[options", answer.get_data(as_text=True))
