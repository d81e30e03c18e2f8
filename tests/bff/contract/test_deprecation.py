"""An operation that is on its way out says so in the document and in every answer."""

from datetime import date
from typing import Any

import pytest
from flask import Flask
from flask.views import MethodView
from flask_smorest import Blueprint

from bff.app import create_app
from bff.contract.deprecation import deprecated
from bff.openapi import document_of
from bff.policy import OPEN, POLICY
from core.bootstrap import Shop
from core.errors import Invalid

SINCE, SUNSET = date(2026, 11, 27), date(2027, 5, 27)
PATH = "/v1/old"


@pytest.fixture
def app(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A BFF with one operation more, which is deprecated."""
    monkeypatch.setitem(POLICY, f"GET {PATH}", OPEN)
    blueprint = Blueprint("old", __name__, description="What was")

    @blueprint.route(PATH)
    class Old(MethodView):
        @deprecated(SINCE, SUNSET, instead="GET /v1/pages/home")
        @blueprint.response(204)  # type: ignore[untyped-decorator]  # flask-smorest's own
        def get(self) -> None:
            """What was."""

    app = create_app(shop)
    apis = app.extensions["flask-smorest"]["apis"]
    next(iter(apis.values()))["ext_obj"].register_blueprint(blueprint)
    return app


def test_the_document_says_until_when_it_is_there(app: Flask) -> None:
    said: dict[str, Any] = document_of(app)["paths"][PATH]["get"]

    assert (said["deprecated"], said["x-sunset"]) == (True, "2027-05-27")
    assert said["description"] == "Use GET /v1/pages/home instead."
    assert {"Deprecation", "Sunset"} <= set(said["responses"]["204"]["headers"])


def test_every_answer_says_so_too(app: Flask) -> None:
    headers = app.test_client().get(PATH).headers

    assert headers["Deprecation"] == "@1795737600"
    assert headers["Sunset"] == "Thu, 27 May 2027 00:00:00 GMT"


def test_a_refusal_says_so_as_well(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused() -> None:
        raise Invalid("No.", field="x")

    monkeypatch.setitem(app.view_functions, "old.Old", deprecated(SINCE, SUNSET, instead="nothing")(refused))
    answer = app.test_client().get(PATH)

    assert (answer.status_code, answer.headers["Sunset"]) == (422, "Thu, 27 May 2027 00:00:00 GMT")


def test_nothing_is_gone_before_it_is_out_of_date() -> None:
    with pytest.raises(ValueError, match="is not after"):
        deprecated(SUNSET, SUNSET, instead="nothing")
