"""Each way to break a caller is refused, and each way to add is free."""

import json
from collections.abc import Callable
from copy import deepcopy
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dev import check_contract
from dev.check_contract import breakages, contract_of, is_new_version, main, text_of
from dev.client import document

Document = dict[str, Any]
Change = Callable[[Document], None]
TODAY = date(2026, 11, 27)


@pytest.fixture(scope="module")
def current() -> Document:
    return contract_of(document())


@pytest.fixture
def released() -> Document:
    """A contract of one operation, with a part of every kind."""
    line = {
        "type": "object",
        "additionalProperties": False,
        "required": ["sku"],
        "properties": {
            "sku": {"type": "string", "maxLength": 64},
            "quantity": {"type": "integer", "minimum": 0, "maximum": 99},
            "wrap": {"type": "string", "enum": ["none", "gift"]},
            "note": {"type": ["string", "null"]},
        },
    }
    cart = {
        "type": "object",
        "required": ["lines", "total"],
        "properties": {
            "lines": {"type": "array", "items": {"$ref": "#/components/schemas/Line"}},
            "total": {"type": "integer"},
            "delivery": {"anyOf": [{"$ref": "#/components/schemas/Line"}, {"type": "null"}]},
            "inner": {"anyOf": [{"$ref": "#/components/schemas/Cart"}, {"type": "null"}]},
        },
    }
    problems = [
        {"$ref": "#/components/schemas/CartBusyProblem"},
        {"$ref": "#/components/schemas/StaleProblem"},
    ]
    operation = {
        "security": [{"cartToken": []}, {"accessToken": []}],
        "parameters": [
            {"in": "query", "name": "trace", "schema": {"type": "boolean"}},
            {"in": "header", "name": "Idempotency-Key", "schema": {"type": "string", "minLength": 16}},
        ],
        "requestBody": {"content": {"application/json": {"schema": {"$ref": "#/components/schemas/Line"}}}},
        "responses": {
            "200": {
                "headers": {"ETag": {}},
                "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Cart"}}},
            },
            "409": {"content": {"application/problem+json": {"schema": {"oneOf": problems}}}},
        },
    }
    schemas = {"Line": line, "Cart": cart, "CartBusyProblem": {}, "StaleProblem": {}}
    return {
        "openapi": "3.1.0",
        "info": {"version": "1.4.0"},
        "paths": {"/v1/lines": {"post": operation}},
        "components": {"schemas": schemas, "headers": {}, "securitySchemes": {}},
    }


def operation(found: Document) -> Document:
    the_operation: Document = found["paths"]["/v1/lines"]["post"]
    return the_operation


def shape(found: Document, name: str) -> Document:
    the_shape: Document = found["components"]["schemas"][name]
    return the_shape


def no_operation(found: Document) -> None:
    del found["paths"]["/v1/lines"]["post"]


def no_status(found: Document) -> None:
    del operation(found)["responses"]["409"]


def no_problem(found: Document) -> None:
    operation(found)["responses"]["409"]["content"]["application/problem+json"]["schema"]["oneOf"].pop()


def no_header(found: Document) -> None:
    operation(found)["responses"]["200"]["headers"].clear()


def another_form(found: Document) -> None:
    content = operation(found)["responses"]["200"]["content"]
    content["text/plain"] = content.pop("application/json")


def no_parameter(found: Document) -> None:
    operation(found)["parameters"].pop(0)


def parameter_required(found: Document) -> None:
    operation(found)["parameters"][1]["required"] = True


def new_parameter_required(found: Document) -> None:
    operation(found)["parameters"].append(
        {"in": "query", "name": "market", "required": True, "schema": {"type": "string"}}
    )


def parameter_narrower(found: Document) -> None:
    operation(found)["parameters"][1]["schema"]["minLength"] = 20


def body_required(found: Document) -> None:
    operation(found)["requestBody"]["required"] = True


def field_required(found: Document) -> None:
    shape(found, "Line")["required"].append("quantity")


def new_field_required(found: Document) -> None:
    shape(found, "Line")["properties"]["batch"] = {"type": "string"}
    shape(found, "Line")["required"].append("batch")


def field_refused(found: Document) -> None:
    del shape(found, "Line")["properties"]["note"]


def choice_refused(found: Document) -> None:
    shape(found, "Line")["properties"]["wrap"]["enum"].remove("gift")


def choices_where_there_were_none(found: Document) -> None:
    shape(found, "Line")["properties"]["sku"]["enum"] = ["MUG"]


def null_refused(found: Document) -> None:
    shape(found, "Line")["properties"]["note"] = {"type": "string"}


def bound_tighter(found: Document) -> None:
    shape(found, "Line")["properties"]["quantity"]["maximum"] = 10


def pattern_demanded(found: Document) -> None:
    shape(found, "Line")["properties"]["sku"]["pattern"] = "^[A-Z]+$"


def field_gone(found: Document) -> None:
    del shape(found, "Cart")["properties"]["total"]


def field_of_another_type(found: Document) -> None:
    shape(found, "Cart")["properties"]["total"] = {"type": "string"}


def field_may_be_null(found: Document) -> None:
    shape(found, "Cart")["properties"]["total"] = {"type": ["integer", "null"]}


def field_may_be_missing(found: Document) -> None:
    shape(found, "Cart")["required"].remove("total")


def shape_may_be_null(found: Document) -> None:
    items = shape(found, "Cart")["properties"]["lines"]["items"]
    shape(found, "Cart")["properties"]["lines"]["items"] = {"anyOf": [items, {"type": "null"}]}


def proof_demanded(found: Document) -> None:
    operation(found)["security"] = [{"accessToken": []}]


BREAKING: list[tuple[Change, str]] = [
    (no_operation, "POST /v1/lines is gone"),
    (no_status, "does not say 409 any more"),
    (no_problem, "StaleProblem is gone"),
    (no_header, "has no header ETag"),
    (another_form, "is not told in application/json any more"),
    (no_parameter, "the query parameter trace is gone"),
    (parameter_required, "the header parameter Idempotency-Key is required now"),
    (new_parameter_required, "the query parameter market is required now"),
    (parameter_narrower, "minLength is 20 now"),
    (body_required, "a body is required now"),
    (field_required, "body.quantity is required now"),
    (new_field_required, "body.batch is required now"),
    (field_refused, "body.note is refused now"),
    (choice_refused, "body.wrap does not take gift any more"),
    (choices_where_there_were_none, "body.sku does not take any other value any more"),
    (null_refused, "body.note does not take null any more"),
    (bound_tighter, "maximum is 10 now"),
    (pattern_demanded, "has to match ^[A-Z]+$ now"),
    (field_gone, "200.total is gone"),
    (field_of_another_type, "200.total may be string now"),
    (field_may_be_null, "200.total may be null now"),
    (field_may_be_missing, "200.total may be missing now"),
    (shape_may_be_null, "200.lines[] may be null now"),
    (proof_demanded, "is not open to cartToken any more"),
]


@pytest.mark.parametrize(("change", "told"), BREAKING, ids=lambda one: getattr(one, "__name__", ""))
def test_what_breaks_a_caller_is_named(change: Change, told: str, released: Document) -> None:
    now = deepcopy(released)
    change(now)

    assert any(told in line for line in breakages(released, now, TODAY)), list(
        breakages(released, now, TODAY)
    )


def more_of_everything(found: Document) -> None:
    """A new operation, parameter, field in request and answer, choice, status, problem, header, way to prove."""
    found["paths"]["/v1/more"] = {"get": deepcopy(operation(found))}
    the_operation = operation(found)
    the_operation["parameters"].append({"in": "query", "name": "depth", "schema": {"type": "integer"}})
    the_operation["security"].append({"apiKey": []})
    the_operation["responses"]["429"] = {}
    the_operation["responses"]["200"]["headers"]["Sunset"] = {}
    problems = the_operation["responses"]["409"]["content"]["application/problem+json"]["schema"]["oneOf"]
    problems.append({"$ref": "#/components/schemas/NewProblem"})
    shape(found, "Line")["properties"]["wrap"]["enum"].append("box")
    shape(found, "Line")["properties"]["sku"]["maxLength"] = 100
    shape(found, "Line")["properties"]["batch"] = {"type": "string"}
    shape(found, "Cart")["properties"]["weight"] = {"type": "integer"}


def test_adding_is_free(released: Document) -> None:
    now = deepcopy(released)
    more_of_everything(now)

    assert list(breakages(released, now, TODAY)) == []


def test_an_operation_goes_once_its_sunset_was_released_and_has_passed(released: Document) -> None:
    now = deepcopy(released)
    no_operation(now)
    operation(released).update({"deprecated": True, "x-sunset": "2026-11-28"})

    assert list(breakages(released, now, TODAY)) == ["POST /v1/lines is gone"]
    assert list(breakages(released, now, date(2026, 11, 28))) == []


def test_a_deprecation_that_was_never_released_lets_nothing_go(released: Document) -> None:
    now = deepcopy(released)
    field_gone(now)
    operation(now).update({"deprecated": True, "x-sunset": "2026-01-01"})

    assert len(list(breakages(released, now, TODAY))) == 1


@pytest.mark.parametrize(
    ("old", "new", "may_break"),
    [
        ("1.4.0", "2.0.0", True),
        ("1.4.0", "1.5.0", False),
        ("0.1.0", "0.2.0", True),
        ("0.1.0", "0.1.9", False),
        ("0.9.0", "1.0.0", True),
        ("2.0.0", "1.9.0", False),
    ],
)
def test_only_another_version_may_break(old: str, new: str, *, may_break: bool) -> None:
    assert is_new_version({"info": {"version": old}}, {"info": {"version": new}}) is may_break


def test_the_current_document_breaks_nothing_of_itself(current: Document) -> None:
    assert list(breakages(current, current, TODAY)) == []


def test_what_is_written_down_is_what_is_compared(current: Document) -> None:
    assert json.loads(text_of(current)) == current


def test_words_are_free_and_fields_called_like_words_are_not(released: Document) -> None:
    shape(released, "Cart")["properties"]["description"] = {"type": "string", "description": "Words."}
    kept = shape(contract_of(released), "Cart")["properties"]

    assert kept["description"] == {"type": "string"}


def test_it_refuses_and_accepts(
    current: Document, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "v1.json"
    monkeypatch.setattr(check_contract, "RELEASED", file)
    earlier = deepcopy(current)
    earlier["paths"]["/v1/gone"] = {"get": deepcopy(earlier["paths"]["/v1/cart"]["get"])}
    file.write_text(text_of(earlier))

    assert main(["--accept"]) == 1
    assert "GET /v1/gone is gone" in capsys.readouterr().out
    earlier["info"]["version"] = "0.0.9"
    file.write_text(text_of(earlier))
    assert main(["--accept"]) == 0
    assert json.loads(file.read_text()) == current
