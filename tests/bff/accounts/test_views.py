import time
from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any

import jwt
import pytest

from bff.accounts.schemas import CustomerSchema, SignedInSchema
from core.settings import settings
from tests.bff.asker import ADDRESS, Asker, fields_of

CLAIMS = {"iss": "quayside", "aud": "quayside", "sub": "cus_1", "type": "access", "jti": "1", "fresh": False}


def forged(claims: dict[str, Any], key: str | None = None, algorithm: str = "HS256", **headers: Any) -> str:
    now = int(time.time())
    whole = {**CLAIMS, "iat": now, "nbf": now, "exp": now + 300, **claims}
    good = next(iter(settings().jwt_key_ring.values()))
    return jwt.encode(
        whole, good if key is None else key, algorithm=algorithm, headers={"kid": "test", **headers}
    )


def unsigned() -> str:
    def part(text: str) -> str:
        return urlsafe_b64encode(text.encode()).decode().rstrip("=")

    head = '{"alg":"none","typ":"JWT","kid":"test"}'
    body = '{"sub":"cus_1","type":"access","iss":"quayside","aud":"quayside","exp":99999999999}'
    return f"{part(head)}.{part(body)}."


FORGERIES: dict[str, Callable[[], str]] = {
    "another key": lambda: forged({}, key="another-key-of-at-least-32-characters"),
    "no signature": unsigned,
    "expired": lambda: forged({"exp": int(time.time()) - 1}),
    "not yet": lambda: forged({"nbf": int(time.time()) + 600}),
    "another audience": lambda: forged({"aud": "admin"}),
    "another issuer": lambda: forged({"iss": "elsewhere"}),
    "unknown key id": lambda: forged({}, kid="old"),
    "another algorithm": lambda: forged({}, key="k" * 64, algorithm="HS512"),
    "a refresh token": lambda: forged({"type": "refresh"}),
    "no subject": lambda: forged({"sub": None}),
    "an operator for a subject": lambda: forged({"sub": {"$ne": None}}),
    "garbage": lambda: "x.y.z",
    "empty": lambda: "",
    "a hundred kilobytes": lambda: "x" * 100_000,
}


@pytest.mark.parametrize("forgery", FORGERIES)
def test_a_token_that_is_not_ours_is_401(forgery: str, asker: Asker) -> None:
    answer = asker.get("/v1/me", Authorization=f"Bearer {FORGERIES[forgery]()}")
    assert answer.status_code == 401, answer.text
    assert answer.get_json()["type"] == "/problems/not-signed-in"


def test_a_good_token_for_an_account_that_is_gone_is_not_found(asker: Asker) -> None:
    assert asker.get("/v1/me", Authorization=f"Bearer {forged({})}").status_code == 404


def test_whoever_registers_is_signed_in(asker: Asker) -> None:
    signed_in = asker.register("Ada@Example.com")
    assert SignedInSchema().validate(signed_in) == {}
    me = asker.get("/v1/me").get_json()
    assert CustomerSchema().validate(me) == {}
    assert me["email"] == "ada@example.com"
    assert "password" not in str(me)


def test_wrong_password_and_unknown_address_are_answered_alike(asker: Asker) -> None:
    asker.register()
    answers = [
        asker.ask("POST", "/v1/auth/login", {"email": email, "password": "wrong password"})
        for email in ("ada@example.com", "nobody@example.com")
    ]
    assert [answer.status_code for answer in answers] == [401, 401]
    assert answers[0].data == answers[1].data


def test_a_refresh_token_is_good_once_and_signing_out_ends_it(asker: Asker) -> None:
    first = asker.register()["refreshToken"]
    second = asker.do("POST", "/v1/auth/refresh", {"refreshToken": first})["refreshToken"]
    assert second != first
    assert asker.ask("POST", "/v1/auth/logout", {"refreshToken": second}).status_code == 204
    assert asker.ask("POST", "/v1/auth/refresh", {"refreshToken": second}).status_code == 401


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"email": "nope"}, "email"),
        ({"email": {"$gt": ""}}, "email"),
        ({"password": "short"}, "password"),
        ({"password": "x" * 129}, "password"),
        ({"password": 12345678}, "password"),
        ({"name": ""}, "name"),
        ({"role": "owner"}, "role"),
        ({"id": "cus_1"}, "id"),
    ],
)
def test_a_registration_that_cannot_be_names_its_field(change: Any, field: str, asker: Asker) -> None:
    body = {"email": "ada@example.com", "password": "correct horse", "name": "Ada", **change}
    answer = asker.ask("POST", "/v1/auth/register", body)
    assert (answer.status_code, fields_of(answer)) == (422, [field])


def test_an_address_is_in_the_book_once_it_is_added(asker: Asker) -> None:
    asker.register()
    asker.do("POST", "/v1/me/addresses", ADDRESS)
    (address,) = asker.get("/v1/me/addresses").get_json()["addresses"]
    assert address["postalCode"] == ADDRESS["postalCode"]
