from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from bff.app import create_app
from core.bootstrap import Shop
from tests.apps import shared
from tests.bff.asker import Asker


@pytest.fixture
def app(shop: Shop) -> Flask:
    return shared(create_app, shop)


@pytest.fixture
def own_app(shop: Shop) -> Flask:
    """One that a test may change."""
    return create_app(shop)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def asker(client: FlaskClient) -> Asker:
    """Somebody with neither cart nor account yet."""
    return Asker(client)


@pytest.fixture
def document(client: FlaskClient) -> dict[str, Any]:
    """The OpenAPI document as it is served."""
    found: dict[str, Any] = client.get("/openapi.json").get_json()
    return found
