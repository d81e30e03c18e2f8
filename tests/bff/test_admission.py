"""Who gets to a view at all: every cell of operations and callers."""

import re
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from bff import admission
from bff.admission import PARAMETER, NoRule, operations, see_that_all_have_rules
from bff.app import create_app
from bff.policy import EVERYBODYS, POLICY, Proof
from bff.ready import KEYED, PREFIX, ROUTES, SINGLE
from core.bootstrap import Shop
from tests import builders as a
from tests.apps import shared
from tests.bff.asker import Asker
from tests.fakes import FakeVault
from tests.wire import Wire

MADE_UP = {"n": "1", "country": "US", "type": "product", "path": "shelf", "filename": "nothing.js"}
BOOKKEEPING = {"kept_answers"}
"""What `Idempotency-Key` writes of a request, whatever becomes of it."""
SIGNS_OUT = {"POST /v1/auth/logout-everywhere"}
WITH_TOKEN = {
    "/v1/auth/password/reset": {"token": "wrong", "password": a.PASSWORD},
    "/v1/auth/email/confirm": {"token": "wrong"},
}
WRONG = {400, 401, 403, 404, 422}
REFUSAL = {Proof.SHOPPER: 404, Proof.BUYER: 401, Proof.CUSTOMER: 401}
MISLEADING = {
    "X-HTTP-Method-Override": "GET",
    "X-HTTP-Method": "OPTIONS",
    "X-Method-Override": "HEAD",
    "X-Original-URL": "/v1/pages/home",
    "X-Rewrite-URL": "/v1/pages/home",
    "X-Middleware-Subrequest": "middleware:middleware:middleware:middleware:middleware",
    "X-Middleware-Next": "1",
    "X-Storefront-Key": "guessed-storefront-key-of-more-than-32-letters",
    "X-Shopper-Address": "127.0.0.1",
    "X-Device-Token": "device.9999999999.00",
    "X-Forwarded-Host": "localhost",
    "X-Forwarded-For": "127.0.0.1",
    "X-Forwarded-Prefix": "/v1/pages/home",
}


SPELLINGS = (
    *("{}/", "/{}", "//{}", "{}.", "{}..", "{}/.", "{}/..;/x", "{}%2F", "{}%00", "{}%20", "{}%0a"),
    *(
        "/.{}",
        "/./{}",
        "/livez/..{}",
        "/%2e%2e{}",
        "{};x=1",
        "{}?_method=OPTIONS",
        "{}#x",
        "/v1/pages/home/../../..{}",
    ),
)


@pytest.fixture
def app(shop: Shop) -> Flask:
    a.markets()
    return shared(create_app, replace(shop, vault=FakeVault()))


def path_of(operation: str) -> str:
    """The operation's path, with something made up wherever it names something."""
    path = operation.partition(" ")[2]
    return re.sub(r"{(\w+)}", lambda found: MADE_UP.get(found[1], f"no-{found[1]}"), path)


def asked(asker: Asker, operation: str, **headers: str) -> TestResponse:
    method = operation.partition(" ")[0]
    return asker.ask(method, path_of(operation), None if method == "GET" else {}, **headers)


def needing(*proofs: Proof) -> list[str]:
    return [operation for operation, rule in POLICY.items() if rule.proof in proofs]


def test_the_policy_has_a_row_for_every_operation_and_no_other(app: Flask, document: dict[str, Any]) -> None:
    documented = {
        f"{method.upper()} {path}"
        for path, item in document["paths"].items()
        for method in item
        if method != "parameters"
    }

    assert set(operations(app)) == set(POLICY)
    assert documented <= set(POLICY)


def test_an_operation_without_a_row_does_not_start_and_is_not_answered(own_app: Flask) -> None:
    own_app.add_url_rule("/v1/everything", view_func=lambda: "all of it")

    with pytest.raises(NoRule, match="GET /v1/everything"):
        see_that_all_have_rules(own_app)
    assert own_app.test_client().get("/v1/everything").status_code == 403


def test_the_bff_is_not_made_while_one_has_none(shop: Shop, monkeypatch: pytest.MonkeyPatch) -> None:
    others = {name: row for name, row in POLICY.items() if name != "GET /v1/me"}
    monkeypatch.setattr(admission, "POLICY", others)

    with pytest.raises(NoRule, match="GET /v1/me"):
        create_app(shop)


def test_whatever_names_a_thing_in_a_path_is_somebodys_or_everybodys() -> None:
    named = {
        operation: set(re.findall(r"{(\w+)}", operation)) - EVERYBODYS - set(rule.owned)
        for operation, rule in POLICY.items()
        if rule.proof is not Proof.MACHINE  # its key says what it may see (tests/bff/machines)
    }

    assert {operation: names for operation, names in named.items() if names} == {}


def test_what_is_answered_in_front_of_the_policy_is_open_to_anybody() -> None:
    kinds = [*SINGLE.items(), *KEYED.items()]
    rules = [f"GET {PREFIX}{name}{ROUTES[kind]}" for name, kind in kinds]

    assert {POLICY[PARAMETER.sub(r"{\1}", rule)].proof for rule in rules} == {Proof.ANYBODY}


def test_whoever_shows_nothing_is_refused_whatever_they_pretend(app: Flask, wire: Wire) -> None:
    nobody = Asker(app.test_client())
    with wire.recorded() as commands:
        answered = {
            (operation, asked(nobody, operation, **headers).status_code)
            for operation in needing(*REFUSAL)
            for headers in ({}, MISLEADING)
        }

    assert answered == {(operation, REFUSAL[POLICY[operation].proof]) for operation in needing(*REFUSAL)}
    assert commands == []


def test_what_is_for_customers_is_not_for_a_guest(app: Flask) -> None:
    guest = Asker(app.test_client())
    guest.open_cart()
    let_in = [
        operation
        for operation in needing(Proof.CUSTOMER)
        if asked(guest, operation, X_Order_Token="0" * 32).status_code != 401
    ]

    assert let_in == []


def test_no_other_spelling_of_a_path_opens_it(app: Flask) -> None:
    client = app.test_client()
    answered = {
        client.get(spelling.format(path_of(operation))).status_code
        for operation in needing(Proof.CUSTOMER)
        for spelling in SPELLINGS
    }

    assert answered <= {308, 401, 404, 405}


def test_a_path_that_is_led_elsewhere_is_refused_there_too(app: Flask) -> None:
    client = app.test_client()
    answered = {
        client.get(spelling.format("/v1/me"), follow_redirects=True).status_code for spelling in SPELLINGS
    }

    assert answered <= {401, 404}


def test_what_the_view_tries_itself_is_refused_without_and_with_a_wrong_one(app: Flask, wire: Wire) -> None:
    client = app.test_client()
    signatures = {"Stripe-Signature": "t=1,v1=00", "x-contentful-signature": "00"}
    let_in = []
    with wire.recorded() as commands:
        for operation in needing(Proof.HOLDER, Proof.SENDER):
            method, path = operation.partition(" ")[0], path_of(operation)
            wrong = None if method == "GET" else WITH_TOKEN.get(path, {"refreshToken": "wrong"})
            without = client.open(path, method=method, json=None if wrong is None else {})
            tried = client.open(f"{path}?token=wrong", method=method, json=wrong, headers=signatures)
            let_in += [
                (operation, one.status_code) for one in (without, tried) if one.status_code not in WRONG
            ]

    # Signing out does not say whether anybody was signed in.
    assert let_in == [("POST /v1/auth/logout", 204)]
    # A token is tried by a conditional write, which finds nothing; nothing is put in.
    assert {command.collection for command in commands if command.name == "insert"} <= BOOKKEEPING


def test_what_is_open_asks_nobody_who_they_are(app: Flask) -> None:
    nobody = Asker(app.test_client())
    refused = [
        operation
        for operation in needing(Proof.ANYBODY)
        if asked(nobody, operation).status_code in {401, 403}
    ]

    assert refused == []


def test_a_customer_gets_past_the_policy_to_all_that_is_theirs(app: Flask) -> None:
    customer = Asker(app.test_client())
    customer.open_cart()
    customer.register()
    refused = [
        operation
        for operation in sorted(needing(*REFUSAL), key=lambda one: one in SIGNS_OUT)
        if asked(customer, operation).status_code in {401, 403}
    ]

    assert refused == []
