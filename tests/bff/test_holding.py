"""What the tests themselves rely on: an answer that the document does not have fails whoever provokes it."""

import json
from typing import Any

import pytest
from flask import Flask, Response

from core.errors import Invalid
from core.orders.errors import NothingLeft
from tests import builders as a
from tests.holding import NotInTheContract, Told, contract

HOME = "address-forms.AddressFormView"
PATH = "/v1/addresses/US"
JSON = "application/json"


def answering(app: Flask, answer: Any) -> Flask:
    """The BFF with another view in the place of one."""

    def view(**_: Any) -> Any:
        if isinstance(answer, Exception):
            raise answer
        return answer

    app.view_functions[HOME] = view
    return app


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        (Response(status=418), "does not say that it answers 418"),
        (Response("{}", 200, content_type="text/html"), "answers 200 in 'text/html'"),
        (Response('{"country": 7}', 200, content_type=JSON), "at country"),
        (NothingLeft("Q-1"), "does not say that it answers 409"),
        (RuntimeError("broken"), "does not say that it answers 500"),
    ],
    ids=lambda one: str(one)[:20],
)
def test_what_is_not_in_the_document_fails_the_test(answer: Any, fault: str, own_app: Flask) -> None:
    with pytest.raises(NotInTheContract, match=fault):
        answering(own_app, answer).test_client().get(PATH)


def test_a_problem_that_is_declared_elsewhere_only_fails_it_too(own_app: Flask) -> None:
    class NeverHeardOf(Invalid):
        code = "never-heard-of"
        title = "Nobody has declared that"

    with pytest.raises(NotInTheContract, match="the problem /problems/never-heard-of is none of"):
        answering(own_app, NeverHeardOf("No.", field="x")).test_client().get(PATH)


def test_what_is_in_the_document_passes(app: Flask) -> None:
    a.markets()
    client = app.test_client()

    assert client.get(PATH).status_code == 200
    assert client.get("/v1/addresses/XX").status_code == 422
    assert client.head(PATH).status_code == 200
    assert client.post(PATH).status_code == 405
    assert client.get("/v1/nothing").status_code == 404


def test_a_header_that_has_to_be_there_is_missed() -> None:
    told = Told("GET", PATH, 422, {"Content-Type": "application/problem+json"}, json.dumps({}).encode())

    assert "the header X-Request-Id is missing" in list(contract().faults(told))
