"""Every operation has its limit, and says so."""

from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from prometheus_client import REGISTRY
from structlog.testing import capture_logs

from bff.admission import operations
from bff.edge.flows import API, LIMITS, PAGE, SEARCH, Bound, By, Counts, Flow, Unlimited, flow_of
from bff.policy import POLICY, Proof
from bff.ready import KEYED, PREFIX, ROUTES, SINGLE
from core import clock
from tests.bff.asker import Asker
from tests.bff.edge.conftest import KEY, Process, asker_of
from tests.bff.test_admission import path_of

SUGGEST = "/v1/suggest?q=mug"
BODY = {"email": "ada@example.com"}
HOME = {"X_Storefront_Key": KEY, "X_Shopper_Address": "81.2.69.5"}
GUARDED = {name: flow for name, flow in LIMITS.items() if isinstance(flow, Flow) and flow.shared}


def first_bounds() -> list[Any]:
    """The tightest bound of every guarded operation that takes each try."""
    found = []
    for operation, flow in GUARDED.items():
        counted = [bound for bound in flow.shared if bound.counts is Counts.ALL and bound.by is not By.DEVICE]
        first = min(counted, key=lambda bound: bound.amount)
        found.append(pytest.param(operation, first, id=f"{operation} by {first.by}"))
    return found


@pytest.fixture
def shopper(app: Flask) -> Asker:
    """A customer with a cart, whose requests come through the storefront."""
    asker = asker_of(app)
    asker.register("eve@example.com")
    asker.open_cart()
    return asker


def asked(asker: Asker, operation: str, times: int, **headers: str) -> list[int]:
    method = operation.partition(" ")[0]
    return [
        asker.ask(
            method, path_of(operation), None if method == "GET" else BODY, **{**HOME, **headers}
        ).status_code
        for _ in range(times)
    ]


def test_the_table_names_operations_that_there_are(app: Flask) -> None:
    assert set(LIMITS) <= set(operations(app))
    assert all(flow.because for flow in LIMITS.values() if isinstance(flow, Unlimited))


def test_whatever_anybody_may_write_is_named(app: Flask) -> None:
    """By everything else one has to be somebody."""
    open_writes = {
        operation
        for operation, rule in POLICY.items()
        if rule.proof in {Proof.ANYBODY, Proof.HOLDER, Proof.SENDER} and not operation.startswith("GET ")
    }

    assert open_writes - set(LIMITS) == set()


def test_what_is_ready_is_not_counted() -> None:
    kinds = [*SINGLE.items(), *KEYED.items()]
    ready = {
        f"GET {PREFIX}{name}{ROUTES[kind]}".replace("<path:", "{").replace("<", "{") for name, kind in kinds
    }

    assert {flow_of(operation.replace(">", "}")) for operation in ready} == {PAGE}


@pytest.mark.parametrize(("operation", "bound"), first_bounds())
def test_one_more_than_is_allowed_is_refused(operation: str, bound: Bound, shopper: Asker) -> None:
    answered = asked(shopper, operation, bound.amount + 1)

    assert 429 not in answered[: bound.amount]
    assert answered[-1] == 429


def test_a_factor_makes_every_limit_wider(process: Process) -> None:
    asker = asker_of(process(limits_factor=10))
    asker.register("eve@example.com")

    assert 429 not in asked(asker, "POST /v1/auth/login", 20) + asked(asker, "GET /v1/suggest", 20)


def test_another_payment_is_another_allowance_and_the_place_has_one_of_its_own(app: Flask) -> None:
    askers = [asker_of(app) for _ in range(7)]
    answered = []
    for asker in askers:
        asker.open_cart()
        answered += asked(asker, "POST /v1/checkout/payment", 10)

    assert [status == 429 for status in answered] == [False] * 60 + [True] * 10


def test_a_new_address_is_mailed_three_times_and_a_wrong_password_is_none_of_them(shopper: Asker) -> None:
    wrong, right = (
        {"email": "new@example.com", "password": word} for word in ("wrong", "correct horse battery")
    )
    answered = [shopper.ask("PUT", "/v1/me/email", body).status_code for body in [wrong, *[right] * 4]]

    assert answered == [422, 202, 202, 202, 429]


def test_a_session_may_ask_three_hundred_times_a_minute_in_each_process(app: Flask, still: None) -> None:
    one, other = asker_of(app), asker_of(app)
    one.cart, other.cart = "a-token", "another"
    answered = [one.get("/v1/addresses/US").status_code for _ in range(301)]
    refusal = one.get("/v1/addresses/US")

    assert (set(answered[:300]), answered[-1]) == ({200}, 429)
    assert (refusal.get_json()["type"], refusal.headers["Retry-After"]) == (
        "/problems/too-many-requests",
        "1",
    )
    assert other.get("/v1/addresses/US").status_code == 200
    with clock.moved(timedelta(minutes=1)):
        assert one.get("/v1/addresses/US").status_code == 200


@pytest.mark.usefixtures("still")
class TestPlaces:
    def test_a_server_of_ours_asks_for_everybody(self, app: Flask) -> None:
        """Next.js comes from one address, and that is a private one."""
        assert {asker_of(app).get(SUGGEST).status_code for _ in range(30)} == {200}

    def test_who_comes_from_the_internet_has_what_one_shopper_has(self, process: Process) -> None:
        asker = asker_of(process(proxy_hops=1))
        answered = [
            asker.get(SUGGEST, X_Forwarded_For=f"10.0.0.{n}, 81.2.69.5").status_code for n in range(7)
        ]

        assert (answered[:5], answered[-1]) == ([200] * 5, 429)
        assert asker.get(SUGGEST, X_Forwarded_For="81.2.69.5, 198.41.0.4").status_code == 200

    def test_a_storefront_that_proves_itself_says_for_whom_it_asks(self, app: Flask) -> None:
        asker = asker_of(app)
        first = [asker.get(SUGGEST, **HOME).status_code for _ in range(7)]
        other = asker.get(SUGGEST, **{**HOME, "X_Shopper_Address": "81.2.69.6"}).status_code
        nobody = [asker.get(SUGGEST, X_Storefront_Key=KEY).status_code for _ in range(7)]

        assert (first[:5], first[-1], other, set(nobody)) == ([200] * 5, 429, 200, {200})

    def test_who_proves_nothing_names_nobody(self, process: Process) -> None:
        asker = asker_of(process(proxy_hops=1))
        answered = [
            asker.get(
                SUGGEST,
                X_Storefront_Key="another-key-of-more-than-thirty-two-letters",
                X_Shopper_Address=f"81.2.69.{n}",
                X_Forwarded_For=f"198.51.100.{n}, 81.2.69.77",
            ).status_code
            for n in range(7)
        ]

        assert (answered[:5], answered[-1]) == ([200] * 5, 429)

    def test_a_household_is_one_place_however_many_addresses_it_has(self, app: Flask) -> None:
        asker = asker_of(app)
        answered = [
            asker.get(SUGGEST, X_Storefront_Key=KEY, X_Shopper_Address=address).status_code
            for address in (*(f"2a00:1450:4001:80b::{n}" for n in range(6)), "2a00:1450:4001:80c::1")
        ]

        assert answered == [200] * 5 + [429, 200]


def test_who_is_not_let_in_takes_nothing_of_anybodys_allowance(app: Flask) -> None:
    shopper, stranger = asker_of(app), asker_of(app)
    shopper.register("eve@example.com")

    assert set(asked(stranger, "POST /v1/me/email/proof", 5)) == {401}
    assert asked(shopper, "POST /v1/me/email/proof", 1) == [202]


def test_what_cannot_be_read_is_told_as_ever(app: Flask) -> None:
    asker = asker_of(app)
    client = app.test_client()
    kind = {"content_type": "application/json"}
    odd: list[Any] = [7, [], {}, "", "\0"]
    sizes = [client.post("/v1/auth/login", data=b"[" * 70_000, **kind).status_code]
    sizes += [
        client.post("/v1/auth/login", data=data, **kind).status_code for data in (b"{", b"[]", b"\xff", b"7")
    ]
    sizes += [client.post("/v1/auth/login", json={"email": email}).status_code for email in odd]

    assert sizes == [413, 400, 422, 400, 422, *[422] * 5]
    assert asked(asker, "POST /v1/auth/login", 1) == [422]


def test_a_refusal_is_counted_and_has_a_line_that_names_nobody(shopper: Asker) -> None:
    labels = {"flow": "proof-mail", "by": "customer"}
    before = REGISTRY.get_sample_value("shop_limited_total", labels) or 0
    with capture_logs() as lines:
        asked(shopper, "POST /v1/me/email/proof", 4)
    told = [line for line in lines if line["event"] == "limited"]

    assert REGISTRY.get_sample_value("shop_limited_total", labels) == before + 1
    assert [(line["flow"], line["by"], line["operation"]) for line in told] == [
        ("proof-mail", "customer", "POST /v1/me/email/proof")
    ]
    assert "81.2.69" not in str(told)


def test_the_document_says_where_too_many_is_answered(document: dict[str, Any]) -> None:
    said = {
        f"{method.upper()} {path}"
        for path, item in document["paths"].items()
        for method, operation in item.items()
        if method != "parameters" and "429" in operation["responses"]
    }

    assert {"POST /v1/auth/login", "GET /v1/suggest", "GET /v1/cart"} <= said
    assert not said & {operation for operation, flow in LIMITS.items() if isinstance(flow, Unlimited)}
    assert "Retry-After" in document["paths"]["/v1/auth/login"]["post"]["responses"]["429"]["headers"]


def test_a_search_is_for_who_searches_and_a_cart_for_who_shops() -> None:
    assert (flow_of("GET /v1/suggest"), flow_of("GET /v1/cart"), flow_of("GET /v1/me")) == (SEARCH, API, API)
