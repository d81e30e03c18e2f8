"""The document says of every operation what it can answer, and takes that from the code that answers it."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import Rule

from bff.contract.kinds import OF_PROOF
from bff.contract.plugin import operation_id
from bff.contract.proofs import ASKED, SCHEMES, SIGNED
from bff.contract.refusals import REFUSALS
from bff.policy import POLICY, Proof
from bff.problems import CONTENT_TYPE, kind_of
from core.carts.errors import CartNotFound
from core.customers.errors import NotSignedIn
from core.errors import Invalid

WITHOUT_BODY = {"202", "204", "304"}

Operations = dict[str, dict[str, Any]]


@pytest.fixture
def operations(document: dict[str, Any]) -> Operations:
    return {
        f"{method.upper()} {path}": operation
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters"
    }


def problems_of(operation: dict[str, Any], status: str) -> set[str]:
    """The codes that the operation says it refuses with, under that status."""
    schema = operation["responses"].get(status, {}).get("content", {}).get(CONTENT_TYPE, {}).get("schema", {})
    return {one["$ref"].rpartition("/")[2] for one in schema.get("oneOf", [schema]) if one}


def answers(operations: Operations) -> Iterator[tuple[str, str, dict[str, Any]]]:
    for name, operation in operations.items():
        for status, answer in operation["responses"].items():
            yield name, status, answer


def test_every_row_is_of_an_operation(operations: Operations) -> None:
    assert set(REFUSALS) <= set(operations)
    assert set(SIGNED) == {name for name in operations if POLICY[name].proof is Proof.SENDER}


def test_every_proof_is_known_to_the_document() -> None:
    assert set(OF_PROOF) == set(Proof)
    assert {*ASKED, Proof.SENDER} == set(Proof)


def test_an_operation_refuses_with_what_its_row_says(operations: Operations) -> None:
    missing = {
        f"{name}: {error.__name__}"
        for name, errors in REFUSALS.items()
        for error in errors
        for kind in [kind_of(error)]
        if not any(
            shape.casefold() == f"{kind.code.replace('-', '')}problem"
            for shape in problems_of(operations[name], str(kind.status))
        )
    }

    assert missing == set()


def test_what_needs_a_proof_says_how_it_refuses_without(operations: Operations) -> None:
    for name, operation in operations.items():
        proof = POLICY[name].proof
        assert bool(operation["security"]) is (proof not in {Proof.ANYBODY, Proof.HOLDER}), name
        if proof is Proof.CUSTOMER:
            assert problems_of(operation, "401") == {"NotSignedInProblem"}, name
        if proof is Proof.SHOPPER:
            assert "CartNotFoundProblem" in problems_of(operation, "404"), name
    assert (kind_of(NotSignedIn).status, kind_of(CartNotFound).status) == (401, 404)


def test_what_takes_a_body_says_how_it_refuses_one(operations: Operations) -> None:
    taking = {name: one for name, one in operations.items() if "requestBody" in one}

    assert len(taking) > 20
    for name, operation in taking.items():
        assert "BadRequestProblem" in problems_of(operation, "400"), name
        assert problems_of(operation, "413") == {"ContentTooLargeProblem"}, name
        assert problems_of(operation, "415") == {"UnsupportedMediaTypeProblem"}, name
        assert "InvalidValueProblem" in problems_of(operation, "422"), name
    assert kind_of(Invalid).status == 422


def test_a_body_is_needed_where_a_field_is(operations: Operations) -> None:
    needed = {name for name, one in operations.items() if one.get("requestBody", {}).get("required")}

    assert {"POST /v1/cart/lines", "POST /v1/auth/login"} <= needed
    assert not {"POST /v1/cart", "PATCH /v1/cart"} & needed


def test_every_operation_may_lose_its_database(operations: Operations) -> None:
    assert {
        name for name, one in operations.items() if "DatabaseAwayProblem" not in problems_of(one, "503")
    } == set()


def test_every_answer_says_its_headers(operations: Operations) -> None:
    for name, status, answer in answers(operations):
        headers = set(answer["headers"])
        assert "X-Request-Id" in headers, name
        assert ("Retry-After" in headers) is (status in {"429", "503"}), name
        assert ("WWW-Authenticate" in headers) is (status == "401"), name


def test_what_can_be_not_modified_has_a_tag_to_ask_with(operations: Operations) -> None:
    tagged = {name for name, one in operations.items() if "304" in one["responses"]}

    assert len(tagged) > 10
    for name in tagged:
        assert "ETag" in operations[name]["responses"]["200"]["headers"]
        assert "If-None-Match" in {one["name"] for one in operations[name]["parameters"]}


def test_what_a_view_reads_of_a_query_or_a_header_is_in_the_document(
    app: Flask, operations: Operations
) -> None:
    """Whatever else its decorators say of parameters: whoever is told of one only sends no other."""
    read = {
        (name, field.data_key)
        for rule in app.url_map.iter_rules()
        for method, name in named(rule)
        if name in operations
        for schema in schemas_of(app.view_functions[rule.endpoint], method)
        for field in schema.fields.values()
    }
    told = {(name, one["name"]) for name, found in operations.items() for one in found.get("parameters", ())}

    assert {name for name, _ in read} > {"GET /v1/pages/search", "POST /v1/products/{sku}/notify"}
    assert read - told == set()


def named(rule: Rule) -> Iterator[tuple[str, str]]:
    path = re.sub(r"<(?:\w+:)?(\w+)>", r"{\1}", rule.rule)
    yield from ((method.lower(), f"{method} {path}") for method in rule.methods or ())


def schemas_of(view: Any, method: str) -> Iterator[Any]:
    """What that view reads by a schema besides a body."""
    said = getattr(getattr(getattr(view, "view_class", view), method, view), "_apidoc", {})
    for one in said.get("arguments", {}).get("parameters", ()):
        if one["in"] in ("query", "header") and hasattr(one["schema"], "fields"):
            yield one["schema"]


def test_what_takes_a_key_says_when_it_replays(operations: Operations) -> None:
    for name, operation in operations.items():
        keyed = "Idempotency-Key" in {one["name"] for one in operation.get("parameters", ())}
        replayed = {
            status
            for one, status, answer in answers({name: operation})
            if one and "Idempotent-Replayed" in answer["headers"]
        }
        assert bool(replayed) is keyed, name
        assert all(status.startswith("2") for status in replayed)


def test_every_body_has_an_example(operations: Operations) -> None:
    without = {
        f"{name} {status}"
        for name, status, answer in answers(operations)
        if status.startswith("2")
        for kind, content in answer.get("content", {}).items()
        if kind == "application/json" and "examples" not in content
    }
    unasked = {
        name
        for name, operation in operations.items()
        if "requestBody" in operation
        and "examples" not in operation["requestBody"]["content"]["application/json"]
    }

    assert (without, unasked) == (set(), set())


def test_every_success_says_what_its_body_is(operations: Operations) -> None:
    silent = {
        f"{name} {status}"
        for name, status, answer in answers(operations)
        if status not in WITHOUT_BODY and not answer.get("content")
    }

    assert silent == set()


def test_every_problem_has_one_shape_with_its_own_type_and_status(document: dict[str, Any]) -> None:
    shapes = {
        name: one for name, one in document["components"]["schemas"].items() if name.endswith("Problem")
    }
    shapes.pop("Problem")
    said = [one["allOf"][1]["properties"] for one in shapes.values()]
    types = [one["type"]["const"] for one in said]

    assert len(types) > 50
    assert len(set(types)) == len(types)
    assert all(re.fullmatch(r"/problems/[a-z-]+", one) for one in types)
    assert all(400 <= one["status"]["const"] < 600 for one in said)


def test_every_operation_has_a_name_of_its_own(operations: Operations) -> None:
    names = [one["operationId"] for one in operations.values()]

    assert sorted(names) == sorted(set(names))
    assert operation_id("GET /v1/sitemap/{type}/{n}.xml") == "getSitemapByTypeByNXml"
    assert operation_id("POST /v1/cart/lines") == "postCartLines"


def test_every_operation_has_a_tag_that_is_explained(
    document: dict[str, Any], operations: Operations
) -> None:
    explained = {tag["name"] for tag in document["tags"] if tag.get("description")}

    assert {tag for one in operations.values() for tag in one["tags"]} <= explained


def test_every_scheme_is_asked_for_by_somebody(document: dict[str, Any], operations: Operations) -> None:
    asked = {scheme for one in operations.values() for way in one["security"] for scheme in way}

    assert set(document["components"]["securitySchemes"]) == set(SCHEMES) == asked
