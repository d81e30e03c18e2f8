import unicodedata
from typing import Any

import pytest

from bff.accounts.schemas import CustomerSchema, SignedInSchema
from core.customers.models import Registration
from tests import builders as a
from tests.bff.asker import ADDRESS, Asker, fields_of

EMAIL = "ada@example.com"


def test_whoever_signs_in_is_told_who_they_are(asker: Asker) -> None:
    signed_in = asker.register("Ada@Example.com")
    assert {"accessToken", "refreshToken"} < set(signed_in)
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


@pytest.mark.parametrize("chosen", [" scho\u0308ne Grüße\t", "ﬁve\u00a0ﬁsh in a net"])
def test_a_password_is_compared_as_it_came(chosen: str, asker: Asker) -> None:
    asker.register()
    asker.do("PUT", "/v1/me/password", {"currentPassword": a.PASSWORD, "password": chosen})
    forms = {unicodedata.normalize(form, chosen) for form in ("NFC", "NFD", "NFKC", "NFKD")}
    likenesses = {*forms, chosen.strip()} - {chosen}
    tries = {
        typed: asker.ask("POST", "/v1/auth/login", {"email": EMAIL, "password": typed})
        for typed in likenesses
    }

    assert {answer.status_code for answer in tries.values()} == {401}
    asker.do("POST", "/v1/auth/login", {"email": EMAIL, "password": chosen})


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
    assert Registration.objects.first() is None


def test_an_address_is_in_the_book_once_it_is_added(asker: Asker) -> None:
    asker.register()
    asker.do("POST", "/v1/me/addresses", ADDRESS)
    (address,) = asker.get("/v1/me/addresses").get_json()["addresses"]
    assert address["postalCode"] == ADDRESS["postalCode"]


def test_an_address_is_changed_by_the_rules_of_its_country_and_taken_out(asker: Asker) -> None:
    asker.register()
    (home,) = asker.do("POST", "/v1/me/addresses", ADDRESS)["addresses"]
    wrong = asker.ask("PUT", f"/v1/me/addresses/{home['id']}", {**ADDRESS, "postalCode": "x"})
    assert (wrong.status_code, fields_of(wrong)) == (422, ["postalCode"])
    (moved,) = asker.do("PUT", f"/v1/me/addresses/{home['id']}", {**ADDRESS, "line1": "2 Quay Street"})[
        "addresses"
    ]
    assert moved["line1"] == "2 Quay Street"
    assert asker.ask("DELETE", f"/v1/me/addresses/{home['id']}").status_code == 404
    assert asker.ask("DELETE", f"/v1/me/addresses/{moved['id']}").status_code == 204
    assert asker.get("/v1/me/addresses").get_json()["addresses"] == []
