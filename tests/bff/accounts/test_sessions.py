import uuid
from dataclasses import replace
from datetime import timedelta

import jwt
import pytest

from bff.accounts.schemas import SessionsSchema
from bff.app import create_app
from core import clock
from core.bootstrap import Shop
from core.customers.models import LinkedIdentity, Session
from tests.bff.asker import Asker
from tests.conftest import Resettle
from tests.wire import Wire

CREDENTIALS = {"email": "ada@example.com", "password": "correct horse battery"}
K1, K2 = "k" * 32, "q" * 32


def on_another_device(asker: Asker, name: str) -> Asker:
    answer = asker.client.post("/v1/auth/login", json=CREDENTIALS, headers={"User-Agent": name})
    return Asker(asker.client, access=answer.get_json()["accessToken"])


def test_devices_are_listed_with_the_one_that_asks(asker: Asker) -> None:
    asker.register()
    on_another_device(asker, "Lynx/2.9")

    listed = asker.get("/v1/me/sessions").get_json()
    assert SessionsSchema().validate(listed) == {}
    assert listed["sessions"][0]["device"] == "Lynx/2.9"
    assert [one["current"] for one in listed["sessions"]] == [False, True]


def test_a_device_that_is_signed_out_is_out_at_once(asker: Asker) -> None:
    asker.register()
    lynx = on_another_device(asker, "Lynx/2.9")
    (its,) = [one["id"] for one in asker.get("/v1/me/sessions").get_json()["sessions"] if not one["current"]]

    assert asker.ask("DELETE", f"/v1/me/sessions/{its}").status_code == 204
    assert (lynx.get("/v1/me").status_code, asker.get("/v1/me").status_code) == (401, 200)
    assert asker.ask("DELETE", f"/v1/me/sessions/{its}").status_code == 404


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("DELETE", "/v1/me/sessions/{its}"),
        ("POST", "/v1/auth/logout-everywhere"),
        ("DELETE", "/v1/me/identities/idn_of_mine"),
    ],
)
def test_what_concerns_other_devices_and_ways_in_takes_a_proof_of_ten_minutes(
    method: str, path: str, asker: Asker
) -> None:
    begun = asker.register()
    customer = begun["customer"]["id"]
    on_another_device(asker, "Lynx/2.9")
    LinkedIdentity(id="idn_of_mine", customer_id=customer, provider="local", linked_at=clock.now()).save(
        force_insert=True
    )
    (its,) = [one["id"] for one in asker.get("/v1/me/sessions").get_json()["sessions"] if not one["current"]]
    path = path.format(its=its)

    with clock.moved(timedelta(minutes=11)):
        renewed = asker.do("POST", "/v1/auth/refresh", {"refreshToken": begun["refreshToken"]})
        asker.access = renewed["accessToken"]
        refused = asker.ask(method, path)
        assert (refused.status_code, refused.get_json()["type"]) == (403, "/problems/proof-needed")
        wrong = {"password": "not it at all"}
        assert asker.ask("POST", "/v1/me/proof", wrong).status_code == 422
        assert asker.ask(method, path).status_code == 403
        assert asker.ask("POST", "/v1/me/proof", {"password": CREDENTIALS["password"]}).status_code == 204
        assert asker.ask(method, path).status_code == 204


def test_signing_this_device_out_takes_no_proof(asker: Asker) -> None:
    first = asker.register()
    (mine,) = asker.get("/v1/me/sessions").get_json()["sessions"]
    with clock.moved(timedelta(minutes=4)):
        assert asker.ask("DELETE", f"/v1/me/sessions/{mine['id']}").status_code == 204
    with clock.moved(timedelta(minutes=20)):
        body = {"refreshToken": first["refreshToken"]}
        assert asker.ask("POST", "/v1/auth/logout", body).status_code == 204


def test_nobody_ends_the_session_of_somebody_else(asker: Asker) -> None:
    asker.register()
    eve = Asker(asker.client)
    eve.register("eve@example.com")
    (mine,) = asker.get("/v1/me/sessions").get_json()["sessions"]

    assert eve.ask("DELETE", f"/v1/me/sessions/{mine['id']}").status_code == 404
    assert asker.get("/v1/me").status_code == 200


def test_signing_out_ends_the_access_token_too(asker: Asker) -> None:
    first = asker.register()
    second = asker.do("POST", "/v1/auth/refresh", {"refreshToken": first["refreshToken"]})
    asker.ask("POST", "/v1/auth/logout", {"refreshToken": second["refreshToken"]})

    for token in (first["accessToken"], second["accessToken"]):
        assert asker.get("/v1/me", Authorization=f"Bearer {token}").status_code == 401


def test_signing_out_everywhere_ends_all(asker: Asker) -> None:
    asker.register()
    lynx = on_another_device(asker, "Lynx/2.9")
    assert asker.ask("POST", "/v1/auth/logout-everywhere").status_code == 204

    assert [one.get("/v1/me").status_code for one in (asker, lynx)] == [401, 401]
    assert Session.objects.first() is None


@pytest.mark.parametrize(
    ("method", "path"),
    [("GET", "/v1/me/sessions"), ("DELETE", "/v1/me/sessions/ses_1"), ("POST", "/v1/auth/logout-everywhere")],
)
def test_whoever_is_not_signed_in_has_no_sessions(method: str, path: str, asker: Asker) -> None:
    assert asker.ask(method, path).status_code == 401


def test_a_token_costs_one_read_in_a_request_and_none_costs_none(asker: Asker, wire: Wire) -> None:
    asker.register()
    with wire.recorded() as commands:
        asker.ask("POST", "/v1/me/cards", Idempotency_Key=str(uuid.uuid4()))
    assert [command.collection for command in commands].count("customer_sessions") == 1
    asker.access = None
    with wire.recorded() as commands:
        asker.get("/v1/addresses/DE")
    assert "customer_sessions" not in [command.collection for command in commands]


def test_two_keys_are_good_at_once_and_the_first_signs(shop: Shop, resettle: Resettle) -> None:
    def storefront(keys: str) -> Asker:
        return Asker(create_app(replace(shop, settings=resettle(jwt_keys=keys))).test_client())

    old = storefront(f"k1:{K1}").register()["accessToken"]
    both = storefront(f"k2:{K2},k1:{K1}")
    new = both.do("POST", "/v1/auth/login", CREDENTIALS)["accessToken"]
    assert jwt.get_unverified_header(new) == {"alg": "HS256", "kid": "k2", "typ": "at+jwt"}
    for token in (old, new):
        assert both.get("/v1/me", Authorization=f"Bearer {token}").status_code == 200
    not_yet = storefront(f"k1:{K1}")
    appended = storefront(f"k1:{K1},k2:{K2}")
    assert not_yet.get("/v1/me", Authorization=f"Bearer {new}").status_code == 401, "why it is appended first"
    assert appended.get("/v1/me", Authorization=f"Bearer {new}").status_code == 200
    later = storefront(f"k2:{K2}")
    statuses = [later.get("/v1/me", Authorization=f"Bearer {token}").status_code for token in (old, new)]
    assert statuses == [401, 200]
