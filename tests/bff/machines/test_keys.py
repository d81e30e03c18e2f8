"""Every operation of machines, asked by everybody."""

import pytest
from flask.testing import FlaskClient

from bff.policy import POLICY, Proof, Rule
from core.keys.models import SCOPES, ApiKey
from core.keys.services import end_key, rotate_key
from tests import builders as a
from tests.bff.asker import Asker
from tests.bff.machines.conftest import KeyFor

MACHINES = {operation: rule for operation, rule in POLICY.items() if rule.proof is Proof.MACHINE}
pytestmark = pytest.mark.usefixtures("shop")


def asked(asker: Asker, operation: str) -> int:
    method, _, path = operation.partition(" ")
    path = path.replace("{number}", "Q-NONE").replace("{slug}", "no-slug")
    return asker.ask(
        method, path, None if method == "GET" else {}, Idempotency_Key="a-key-of-16-letters"
    ).status_code


def test_whatever_is_under_machine_takes_a_key_and_nothing_else_does() -> None:
    assert {operation for operation in POLICY if "/v1/machine" in operation} == set(MACHINES)
    assert {rule.scope for rule in MACHINES.values()} == {None, *SCOPES}


@pytest.mark.parametrize(("operation", "rule"), MACHINES.items(), ids=MACHINES)
def test_it_takes_a_key_of_its_scope(
    operation: str, rule: Rule, client: FlaskClient, key_for: KeyFor
) -> None:
    a.markets()
    customer, guest = Asker(client), Asker(client)
    customer.register()
    guest.open_cart()
    others = [scope for scope in SCOPES if scope != rule.scope]

    assert [asked(one, operation) for one in (Asker(client), guest, customer)] == [401, 401, 401]
    assert asked(key_for(*others, name="other"), operation) == (403 if rule.scope else 200)
    assert asked(key_for(rule.scope or "stock:read"), operation) not in {401, 403}


def test_no_key_opens_what_is_a_customers(erp: Asker) -> None:
    opened = [
        operation
        for operation, rule in POLICY.items()
        if rule.proof is Proof.CUSTOMER and asked(erp, operation) != 401
    ]

    assert opened == []


@pytest.mark.parametrize(
    "header",
    [
        "",
        "Bearer",
        "Basic {}",
        "bearer {}",
        "Bearer  {}",
        "Bearer {} ",
        "Bearer {}x",
        "{}",
        "Bearer qs_test_x",
    ],
)
def test_a_key_has_one_spelling(erp: Asker, header: str) -> None:
    nobody = Asker(erp.client)
    answer = nobody.get("/v1/machine", Authorization=header.format(erp.access))

    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")
    assert answer.get_json()["type"] == "/problems/key-not-good"


def test_a_key_in_the_address_or_the_body_opens_nothing(erp: Asker) -> None:
    nobody = Asker(erp.client)

    assert nobody.get(f"/v1/machine?key={erp.access}&access_token={erp.access}").status_code == 401
    assert nobody.ask("PUT", "/v1/machine/stock", {"key": erp.access}).status_code == 401


def test_it_says_what_it_opens(key_for: KeyFor) -> None:
    told = key_for("stock:write", "stock:read").get("/v1/machine").get_json()

    assert (told["name"], told["scopes"]) == ("erp", ["stock:read", "stock:write"])
    assert told["keyId"] == ApiKey.objects.get().id


def test_an_ended_key_is_over_with_the_next_request(erp: Asker) -> None:
    assert erp.get("/v1/machine").status_code == 200
    end_key(ApiKey.objects.get().id, actor=a.STAFF)

    assert erp.get("/v1/machine").status_code == 401


def test_the_same_request_is_the_same_after_the_key_was_changed(erp: Asker) -> None:
    a.markets()
    a.goods("MUG-SAND", available=5)
    body = {"reference": "ASN-1", "lines": [{"sku": "MUG-SAND", "location": "reno", "pieces": 3}]}
    first = erp.ask("POST", "/v1/machine/stock/changes", body, Idempotency_Key="a-key-of-16-letters")
    erp.access = rotate_key(ApiKey.objects.get().id, actor=a.STAFF)[1]
    again = erp.ask("POST", "/v1/machine/stock/changes", body, Idempotency_Key="a-key-of-16-letters")

    assert (first.get_json(), again.get_json()) == ({"pieces": [8]}, {"pieces": [8]})
    assert again.headers["Idempotent-Replayed"] == "true"


def test_another_machine_meets_no_answer_of_the_first(key_for: KeyFor) -> None:
    a.markets()
    a.goods("MUG-SAND", available=5)
    body = {"reference": "ASN-1", "lines": [{"sku": "MUG-SAND", "location": "reno", "pieces": 3}]}
    told = [
        key_for("stock:write", name=name)
        .ask("POST", "/v1/machine/stock/changes", body, Idempotency_Key="a-key-of-16-letters")
        .get_json()
        for name in ("erp", "wms")
    ]

    assert told == [{"pieces": [8]}, {"pieces": [11]}]
