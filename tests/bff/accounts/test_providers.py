"""Signing in with a provider, over HTTP on both sides: there, back, and the same tokens as by a password."""

from dataclasses import replace
from typing import Any

import pytest
from flask import Flask

from bff.app import create_app
from core.adapters.openid_provider import OpenIdProvider
from core.bootstrap import Shop
from core.customers.models import Customer, LinkedIdentity
from tests import builders as a
from tests.apps import shared
from tests.bff.asker import Asker, fields_of
from tests.dev.oidc.running import REDIRECT, RunningProvider

CALLBACK = "/v1/auth/oidc/local/callback"
ORIGIN = "http://storefront.example"


@pytest.fixture
def app(shop: Shop, oidc: RunningProvider) -> Flask:
    provider = OpenIdProvider(oidc.told(label="Stand-in"), redirect_url=REDIRECT)
    return shared(create_app, replace(shop, providers={"local": provider}))


def brought(
    asker: Asker, oidc: RunningProvider, email: str = "ada@example.com", **form: str
) -> dict[str, Any]:
    """What a storefront sends after the shopper has come back."""
    begun = asker.do("POST", f"/v1/auth/oidc/local?fresh={form.pop('fresh', 'false')}")
    return {"ticket": begun["ticket"], **oidc.signed_in(begun["url"], email, **form)}


def signed_in(
    asker: Asker, oidc: RunningProvider, email: str = "ada@example.com", **form: str
) -> dict[str, Any]:
    found = asker.do("POST", CALLBACK, brought(asker, oidc, email, **form))
    asker.access = found["accessToken"]
    return found


def test_the_storefront_is_told_with_whom_one_signs_in(asker: Asker) -> None:
    assert asker.get("/v1/auth/oidc").get_json() == {"providers": [{"name": "local", "label": "Stand-in"}]}


def test_who_comes_back_is_signed_in_as_by_a_password(asker: Asker, oidc: RunningProvider) -> None:
    found = signed_in(asker, oidc)

    assert found["customer"]["emailVerified"] is True
    assert asker.get("/v1/me").get_json() == found["customer"]
    again = asker.do("POST", "/v1/auth/refresh", {"refreshToken": found["refreshToken"]})
    assert again["customer"] == found["customer"]
    (session,) = asker.get("/v1/me/sessions").get_json()["sessions"]
    assert session["current"] is True


def test_a_sign_in_is_answered_once(asker: Asker, oidc: RunningProvider) -> None:
    told = brought(asker, oidc)

    assert asker.ask("POST", CALLBACK, told).status_code == 200
    again = asker.ask("POST", CALLBACK, told)
    assert (again.status_code, fields_of(again)) == (422, ["ticket"])


def test_the_code_of_one_browser_does_not_sign_another_in(asker: Asker, oidc: RunningProvider) -> None:
    hers, his = brought(asker, oidc), brought(asker, oidc, "eve@example.com")

    refused = asker.ask("POST", CALLBACK, {**his, "ticket": hers["ticket"]})
    assert (refused.status_code, fields_of(refused)) == (422, ["state"])
    swapped = asker.ask("POST", CALLBACK, {**hers, "code": his["code"]})
    assert (swapped.status_code, fields_of(swapped)) == (422, ["code"])
    assert Customer.objects.count() == 0


def test_the_answer_of_another_issuer_is_refused(asker: Asker, oidc: RunningProvider) -> None:
    told = brought(asker, oidc)

    assert asker.ask("POST", CALLBACK, {**told, "iss": "https://another.example"}).status_code == 422


@pytest.mark.parametrize(
    ("proved", "verified", "code"),
    [
        (True, "", "email-not-vouched-for"),
        (False, "yes", "account-not-proved"),
        (False, "", "email-not-vouched-for"),
    ],
)
def test_an_account_is_opened_only_where_both_sides_have_proved_the_address(
    asker: Asker,
    oidc: RunningProvider,
    proved: bool,  # noqa: FBT001  # a column of the table
    verified: str,
    code: str,
) -> None:
    if proved:
        a.customer()
    else:
        a.unproved_customer()

    refused = asker.ask("POST", CALLBACK, brought(asker, oidc, verified=verified))

    assert (refused.status_code, refused.get_json()["type"]) == (409, f"/problems/{code}")
    assert LinkedIdentity.objects.count() == 0


def test_with_what_else_one_signs_in_is_shown_and_taken_out(asker: Asker, oidc: RunningProvider) -> None:
    signed_in(asker, oidc)
    shown = asker.get("/v1/me/identities").get_json()
    (known,) = shown["identities"]

    assert (known["provider"], known["email"], shown["password"]) == ("local", "ada@example.com", False)
    refused = asker.ask("DELETE", f"/v1/me/identities/{known['id']}")
    assert (refused.status_code, refused.get_json()["type"]) == (403, "/problems/proof-needed")
    signed_in(asker, oidc, fresh="true")
    assert asker.ask("DELETE", f"/v1/me/identities/{known['id']}").status_code == 204
    # The sign-in that was begun with it is over.
    assert asker.get("/v1/me/identities").status_code == 401


def test_who_signs_in_by_a_password_stays_signed_in(asker: Asker, oidc: RunningProvider) -> None:
    signed_in(asker, oidc)
    LinkedIdentity.objects.delete()
    by_password = Asker(asker.client)
    by_password.register("eve@example.com")
    signed_in(asker, oidc, "eve@example.com")
    (known,) = by_password.get("/v1/me/identities").get_json()["identities"]

    assert by_password.ask("DELETE", f"/v1/me/identities/{known['id']}").status_code == 204
    assert by_password.get("/v1/me/identities").get_json() == {"identities": [], "password": True}
    assert asker.get("/v1/me").status_code == 401


def test_a_provider_that_is_away_is_said_to_be(asker: Asker, oidc: RunningProvider) -> None:
    oidc.be(status={"/.well-known/openid-configuration": 500})

    answer = asker.ask("POST", "/v1/auth/oidc/local")
    assert (answer.status_code, answer.get_json()["type"]) == (503, "/problems/provider-away")
    assert answer.headers["Retry-After"]


def test_a_shop_without_that_provider_says_so(asker: Asker) -> None:
    for path in ("/v1/auth/oidc/google", "/v1/auth/oidc/google/callback"):
        body = {"code": "c", "state": "s", "ticket": "t"} if path.endswith("callback") else None
        answer = asker.ask("POST", path, body)
        assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/provider-not-found")


def test_nobody_says_where_shoppers_are_sent_back_to(asker: Asker, oidc: RunningProvider) -> None:
    begun = asker.ask(
        "POST", "/v1/auth/oidc/local?redirect_uri=https://evil.example", X_Forwarded_Host="evil.example"
    ).get_json()

    assert "evil" not in begun["url"]
    assert oidc.signed_in(begun["url"])["code"]


def test_a_browser_gets_its_tokens_in_cookies_if_it_wishes(asker: Asker, oidc: RunningProvider) -> None:
    told, later = brought(asker, oidc), brought(asker, oidc)
    answer = asker.ask("POST", CALLBACK, told, X_Tokens_In="cookies", Origin=ORIGIN)

    assert answer.status_code == 200, answer.text
    assert not {"accessToken", "refreshToken"} & set(answer.get_json())
    assert "HttpOnly" in answer.headers["Set-Cookie"]
    evil = asker.ask("POST", CALLBACK, later, X_Tokens_In="cookies", Origin="https://evil.example")
    assert evil.status_code == 403
