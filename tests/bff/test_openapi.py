import re
from typing import Any

import pytest
from flask import Flask
from openapi_spec_validator import validate

from bff.app import create_app
from bff.idempotent import HEADER
from core.bootstrap import Shop

UNDOCUMENTED = {"/livez", "/readyz", "/openapi.json", "/docs", "/docs/ui/<path:filename>"}
WRITES = {"post", "put", "patch"}
WITHOUT_KEY = ("/v1/auth/", "/v1/hooks/")


def operations(document: dict[str, Any]) -> dict[tuple[str, str], dict[str, Any]]:
    return {
        (path, method): operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


def test_the_document_is_valid(document: dict[str, Any]) -> None:
    validate(document)
    assert document["openapi"].startswith("3.1")


def test_every_route_is_in_the_document(app: Flask, document: dict[str, Any]) -> None:
    served = {
        (re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule), method.lower())
        for rule in app.url_map.iter_rules()
        if rule.rule not in UNDOCUMENTED
        for method in (rule.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert served == set(operations(document))


def test_every_write_of_a_shopper_takes_a_key(document: dict[str, Any]) -> None:
    without = [
        f"{method} {path}"
        for (path, method), operation in operations(document).items()
        if method in WRITES and not path.startswith(WITHOUT_KEY)
        if HEADER not in {parameter.get("name") for parameter in operation.get("parameters", [])}
    ]
    assert without == []


def test_every_operation_says_what_it_is_for(document: dict[str, Any]) -> None:
    assert [path for path, operation in operations(document).items() if not operation.get("summary")] == []


def test_errors_are_documented_as_problems(document: dict[str, Any]) -> None:
    contents = {
        kind
        for operation in operations(document).values()
        for status, answer in operation["responses"].items()
        if status >= "400"
        for kind in answer["content"]
    }
    assert contents == {"application/problem+json"}


@pytest.mark.filterwarnings("error::UserWarning")
def test_no_two_shapes_share_a_name(shop: Shop) -> None:
    create_app(shop)


def test_the_docs_page_needs_nobody_elses_host(app: Flask) -> None:
    client = app.test_client()
    page = client.get("/docs")
    assert page.status_code == 200
    assert not re.findall(r"(?:src|href)=\"(?:https?:)?//", page.text)
    with client.get("/docs/ui/swagger-ui-bundle.js") as script:
        assert script.status_code == 200
