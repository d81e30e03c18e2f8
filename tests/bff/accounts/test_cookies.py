"""Tokens in cookies: where they are, how they change, and when they go."""

import re
from datetime import timedelta

import pytest
from flask import Flask

from bff.accounts.schemas import SignedInSchema
from bff.cookies import ACCESS, CSRF, DEVICE, REFRESH
from core import clock
from core.customers.models import Customer, Session
from core.customers.sessions import GRACE
from tests import builders as a
from tests.bff.asker import Asker
from tests.bff.browser import ADA, SAME, WISH, Browser, set_by

NEW = "seven gulls over Reno"
SECRET, READABLE = "Secure; HttpOnly; Path=/; SameSite=Lax", "Secure; Path=/; SameSite=Lax"
EXPECTED = {
    ACCESS: (300, SECRET),
    REFRESH: (604_800, SECRET),
    CSRF: (604_800, READABLE),
    DEVICE: (15_552_000, SECRET),
}


class TestForm:
    def test_tokens_are_in_cookies_that_no_script_reads_and_no_other_host_gets(
        self, browser: Browser
    ) -> None:
        answer = browser.sign_in()
        given = {
            name: (int(found[1]), re.sub(r"Expires=[^;]*; |Max-Age=\d+; ", "", rest))
            for name, rest in set_by(answer).items()
            if (found := re.search(r"Max-Age=(\d+)", rest))
        }
        assert given == EXPECTED
        assert all(name.startswith("__Host-") for name in given)
        assert all(len(line) < 4_096 for line in answer.headers.getlist("Set-Cookie"))
        assert SignedInSchema().validate(answer.get_json()) == {}
        assert set(answer.get_json()) == {"expiresIn", "customer"}
        for name in (ACCESS, REFRESH):
            assert str(browser.cookie(name)) not in answer.text
        assert answer.headers["Cache-Control"] == "no-store"
        assert {"cookie", "origin", "sec-fetch-site"} <= {one.lower() for one in answer.vary}

    def test_whoever_wishes_for_none_gets_none(self, asker: Asker) -> None:
        a.customer()
        for headers in ({}, {"X-Tokens-In": "body"}, {"Sec-Fetch-Site": "cross-site"}):
            answer = asker.client.post("/v1/auth/login", json=ADA, headers=headers)
            assert {"accessToken", "refreshToken"} < set(answer.get_json())
            assert set_by(answer) == {}

    def test_another_wish_is_refused(self, asker: Asker) -> None:
        answer = asker.client.post("/v1/auth/login", json=ADA, headers={**SAME, "X-Tokens-In": "heaven"})
        assert (answer.status_code, answer.get_json()["errors"][0]["field"]) == (422, "X-Tokens-In")

    def test_the_account_is_open_to_whoever_has_them(self, browser: Browser) -> None:
        assert browser.is_in()
        assert browser.ask("PATCH", "/v1/me", {"name": "Countess"}).status_code == 200
        assert Customer.objects.get().name == "Countess"
        assert browser.ask("DELETE", "/v1/me/sessions/ses_1").status_code == 404

    def test_each_refresh_token_is_traded_for_the_next_with_the_same_grace(self, browser: Browser) -> None:
        first = str(browser.cookie(REFRESH))
        answer = browser.ask("POST", "/v1/auth/refresh", {})
        second = str(browser.cookie(REFRESH))
        assert (answer.status_code, set(answer.get_json())) == (200, {"expiresIn", "customer"})
        assert first != second
        browser.client.set_cookie(REFRESH, first)
        assert browser.ask("POST", "/v1/auth/refresh").status_code == 200
        assert browser.cookie(REFRESH) == second

        with clock.moved(GRACE + timedelta(seconds=1)):
            browser.client.set_cookie(REFRESH, first)
            assert browser.ask("POST", "/v1/auth/refresh", {}).status_code == 401
            assert Session.objects.first() is None

    def test_signing_out_takes_them_back(self, browser: Browser) -> None:
        refresh = str(browser.cookie(REFRESH))
        answer = browser.ask("POST", "/v1/auth/logout", {})
        assert (answer.status_code, set(set_by(answer))) == (204, {ACCESS, REFRESH, CSRF})
        assert all("Max-Age=0" in rest for rest in set_by(answer).values())
        assert [browser.cookie(name) for name in (ACCESS, REFRESH, CSRF)] == [None] * 3
        assert Session.objects.first() is None
        browser.client.set_cookie(REFRESH, refresh)
        assert browser.ask("POST", "/v1/auth/refresh", {}).status_code == 401
        assert browser.ask("POST", "/v1/auth/logout", {}).status_code == 204

    def test_signing_out_everywhere_takes_them_back_too(self, browser: Browser) -> None:
        elsewhere = browser.another()
        elsewhere.sign_in()
        assert browser.ask("POST", "/v1/auth/logout-everywhere").status_code == 204
        assert [browser.cookie(name) for name in (ACCESS, REFRESH, CSRF)] == [None] * 3
        assert not elsewhere.is_in()

    def test_a_changed_password_leaves_this_browser_signed_in(self, browser: Browser) -> None:
        elsewhere = browser.another()
        elsewhere.sign_in()
        before = browser.cookie(ACCESS)
        body = {"currentPassword": a.PASSWORD, "password": NEW}
        answer = browser.ask("PUT", "/v1/me/password", body)
        assert (answer.status_code, "accessToken" in answer.get_json()) == (200, False)
        assert browser.cookie(ACCESS) != before
        assert (browser.is_in(), elsewhere.is_in()) == (True, False)

    def test_a_storefront_may_put_tokens_that_it_kept_into_cookies(self, app: Flask) -> None:
        a.customer()
        browser = Browser(app.test_client())
        kept = browser.ask("POST", "/v1/auth/login", ADA).get_json()["refreshToken"]
        body = {"refreshToken": kept}
        assert browser.ask("POST", "/v1/auth/refresh", body, {**SAME, **WISH}).status_code == 200
        assert browser.is_in()

    def test_a_cart_is_found_by_them(self, browser: Browser) -> None:
        a.goods("MUG", available=3)
        a.cart({"MUG": 1}, customer_id=Customer.objects.get().id)
        assert browser.ask("GET", "/v1/cart").status_code == 200
        assert browser.another().ask("GET", "/v1/cart").status_code == 404

    @pytest.mark.parametrize("token", ["", "x", "x.y.z", "x" * 3_000, "{}.", "{}="])
    def test_what_is_no_token_in_a_cookie_is_401(self, token: str, browser: Browser) -> None:
        browser.client.set_cookie(ACCESS, token.format(browser.cookie(ACCESS)))
        assert browser.ask("GET", "/v1/me").status_code == 401

    def test_nobody_has_a_refresh_token_in_neither_place(self, app: Flask) -> None:
        for path in ("refresh", "logout"):
            assert Browser(app.test_client()).ask("POST", f"/v1/auth/{path}", {}).status_code == 401
