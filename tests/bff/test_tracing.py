"""What is written of a request: its route always, of its path only what is everybody's."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from core import log

TOKEN = "kQ3vX9_pLmZ8wR2tYb5NcJ7dFg1HsA4eUiOoTxVqWzB"  # pragma: allowlist secret


@pytest.fixture
def lines(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    written: list[dict[str, Any]] = []
    monkeypatch.setattr(log, "line", lambda _event, **facts: written.append(facts))
    return written


@pytest.mark.parametrize(
    ("asked", "route", "path"),
    [
        ("/v1/addresses/DE", "/v1/addresses/<country>", "/v1/addresses/DE"),
        ("/v1/orders/Q-7K3M-9XWA-2C", "/v1/orders/<number>", "/v1/orders/<number>"),
        ("/v1/pages/product/ada@example.com", "/v1/pages/product/<slug>", "/v1/pages/product/***"),
        (f"/v1/pages/content/{TOKEN}", "/v1/pages/content/<slug>", "/v1/pages/content/***"),
        (f"/reset/{TOKEN}", "(none)", "(none)"),
        ("/ada@example.com?token=canary", "(none)", "(none)"),
    ],
)
def test_a_path_is_written_as_far_as_it_is_everybodys(
    asked: str, route: str, path: str, client: FlaskClient, lines: list[dict[str, Any]]
) -> None:
    client.get(asked)

    assert [(line["route"], line["path"]) for line in lines] == [(route, path)]
