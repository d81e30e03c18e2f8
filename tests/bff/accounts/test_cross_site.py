"""Check 45: a cookie is of use to a page of the storefront, and to nobody else."""

import re
from itertools import product
from pathlib import Path

import pytest
from flask import Flask

import bff
from bff.cookies import CSRF, REFRESH
from bff.policy import POLICY, Proof
from core.customers.models import Customer, Session
from tests import builders as a
from tests.bff.asker import Asker
from tests.bff.browser import ADA, SAME, STOREFRONT, WISH, Browser, set_by

FORMS = (
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "text/plain",
    "application/xml",
    "text/html",
    "application/json",
)
FOREIGN = {
    "another site": {"Sec-Fetch-Site": "cross-site", "Origin": "https://evil.example"},
    "another site that sends no origin": {"Sec-Fetch-Site": "cross-site"},
    "a sister of the storefront": {"Sec-Fetch-Site": "same-site", "Origin": "http://blog.storefront.example"},
    "no page at all": {"Sec-Fetch-Site": "none"},
    "an older browser on another site": {"Origin": "https://evil.example"},
    "an older browser, nearly there": {"Origin": "http://storefront.example.evil.example"},
    "another scheme": {"Origin": "https://storefront.example"},
    "another port": {"Origin": "http://storefront.example:8080"},
    "a frame that hides": {"Origin": "null"},
    "says one thing and another": {"Sec-Fetch-Site": "same-origin", "Origin": "https://evil.example"},
    "the other way round": {"Sec-Fetch-Site": "cross-site", "Origin": STOREFRONT},
    "nothing said": {},
}


def name_now() -> str:
    return str(Customer.objects.get(email="ada@example.com").name)


class TestOtherSites:
    @pytest.mark.parametrize("site", FOREIGN)
    def test_write_nothing_with_cookies(self, site: str, browser: Browser) -> None:
        """Not even with the token that only a page of the storefront can read."""
        headers = {**FOREIGN[site], "X-CSRF-Token": str(browser.cookie(CSRF))}
        writes = (("PATCH", "/v1/me"), ("POST", "/v1/auth/refresh"), ("POST", "/v1/auth/logout"))
        for (method, path), content_type in product(writes, FORMS):
            answer = browser.client.open(
                path, method=method, data=b'{"name": "Eve"}', content_type=content_type, headers=headers
            )
            assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/cross-site")
            assert set_by(answer) == {}
        assert name_now() == "Ada"
        assert browser.is_in()

    def test_a_page_of_the_storefront_writes_json_and_nothing_else(self, browser: Browser) -> None:
        others = [one for one in FORMS if one != "application/json"]
        for content_type, data in product(others, (b'{"name": "Eve"}', b"")):
            answer = browser.client.patch(
                "/v1/me", data=data, content_type=content_type, headers=browser.page()
            )
            assert answer.status_code == 415
        assert name_now() == "Ada"

    @pytest.mark.parametrize(
        "headers",
        [SAME, {"Origin": STOREFRONT}, {"Sec-Fetch-Site": "same-origin"}],
    )
    def test_a_page_of_the_storefront_is_known_by_either(
        self, headers: dict[str, str], browser: Browser
    ) -> None:
        sent = {**headers, "X-CSRF-Token": str(browser.cookie(CSRF))}
        assert browser.ask("PATCH", "/v1/me", {"name": "Countess"}, sent).status_code == 200

    def test_the_token_of_another_sign_in_is_none(self, browser: Browser) -> None:
        eve, elsewhere = browser.another(), browser.another()
        a.customer("eve@example.com")
        eve.sign_in("eve@example.com")
        elsewhere.sign_in()
        tokens = [
            None,
            "",
            "x",
            str(browser.cookie(CSRF)).upper() + "x",
            eve.cookie(CSRF),
            elsewhere.cookie(CSRF),
        ]
        for method, path, body in (
            ("PATCH", "/v1/me", {"name": "Eve"}),
            ("POST", "/v1/auth/refresh", {}),
            ("POST", "/v1/auth/logout", {}),
            ("POST", "/v1/auth/logout-everywhere", None),
        ):
            for token in tokens:
                sent = {**SAME, **({} if token is None else {"X-CSRF-Token": token})}
                answer = browser.ask(method, path, body, sent)
                assert (answer.status_code, answer.get_json()["type"]) == (403, "/problems/wrong-csrf-token")
        assert (name_now(), browser.is_in()) == ("Ada", True)

    @pytest.mark.parametrize("site", FOREIGN)
    def test_sign_nobody_in(self, site: str, app: Flask) -> None:
        """Login CSRF: Eve has Ada's browser work in Eve's account."""
        a.customer("eve@example.com")
        browser = Browser(app.test_client())
        body = {**ADA, "email": "eve@example.com"}
        answer = browser.ask("POST", "/v1/auth/login", body, {**FOREIGN[site], **WISH})
        assert (answer.status_code, set_by(answer)) == (403, {})
        assert Session.objects.first() is None

    def test_a_form_cannot_even_wish_for_cookies(self, app: Flask) -> None:
        a.customer()
        for content_type in FORMS:
            answer = app.test_client().post(
                "/v1/auth/login",
                data=b'{"email": "ada@example.com", "password": "correct horse battery"}',
                content_type=content_type,
                headers=FOREIGN["another site"],
            )
            assert set_by(answer) == {}

    @pytest.mark.parametrize(
        ("headers", "status"),
        [
            ({}, 200),
            ({"Sec-Fetch-Site": "none"}, 200),
            ({"Sec-Fetch-Site": "same-origin"}, 200),
            ({"Origin": STOREFRONT}, 200),
            ({"Sec-Fetch-Site": "cross-site"}, 403),
            ({"Sec-Fetch-Site": "same-site"}, 403),
            ({"Origin": "https://evil.example"}, 403),
        ],
    )
    def test_read_nothing_either(self, headers: dict[str, str], status: int, browser: Browser) -> None:
        for path in ("/v1/me", "/v1/pages/account", "/v1/me/orders"):
            assert browser.ask("GET", path, headers=headers).status_code == status

    def test_every_write_of_a_customer_is_closed_to_them(self, browser: Browser) -> None:
        let_in = [
            operation
            for operation, rule in POLICY.items()
            if rule.proof in {Proof.CUSTOMER, Proof.BUYER} and not operation.startswith("GET ")
            for method, path in [operation.split(" ", 1)]
            if browser.ask(method, re.sub(r"{\w+}", "x", path), {}, FOREIGN["another site"]).status_code
            != 403
        ]

        assert let_in == []
        assert browser.is_in()


class TestTokensThatAreSentOnPurpose:
    def test_need_no_page_of_the_storefront(self, asker: Asker) -> None:
        asker.register()
        answer = asker.ask("PATCH", "/v1/me", {"name": "Countess"}, **FOREIGN["another site"])
        assert answer.status_code == 200

    def test_count_alone_where_a_cookie_says_otherwise(self, browser: Browser) -> None:
        a.customer("eve@example.com")
        token = (
            browser.another()
            .ask("POST", "/v1/auth/login", {**ADA, "email": "eve@example.com"})
            .get_json()["accessToken"]
        )
        hers = {"Authorization": f"Bearer {token}"}

        assert browser.ask("GET", "/v1/me", headers=hers).get_json()["email"] == "eve@example.com"
        assert browser.ask("PATCH", "/v1/me", {"name": "Eve"}, hers).status_code == 200
        assert name_now() == "Ada"
        for wrong in ("Bearer x.y.z", "Bearer ", "Basic x", ""):
            assert browser.ask("GET", "/v1/me", headers={**SAME, "Authorization": wrong}).status_code == 401

    def test_a_refresh_token_in_the_body_counts_alone_and_is_answered_in_the_body(
        self, browser: Browser
    ) -> None:
        kept = browser.another().ask("POST", "/v1/auth/login", ADA).get_json()["refreshToken"]
        before = browser.cookie(REFRESH)
        answer = browser.ask("POST", "/v1/auth/refresh", {"refreshToken": kept}, SAME)
        assert (set_by(answer), "refreshToken" in answer.get_json()) == ({}, True)
        browser.ask("POST", "/v1/auth/logout", {"refreshToken": answer.get_json()["refreshToken"]}, SAME)
        assert (browser.cookie(REFRESH), browser.is_in()) == (before, True)


def test_webhooks_are_for_their_signature_alone(browser: Browser) -> None:
    for operation in (name for name, rule in POLICY.items() if rule.proof == Proof.SENDER):
        method, path = operation.split(" ", 1)
        assert browser.ask(method, path, {}, FOREIGN["another site"]).status_code == 400


def test_answers_that_others_may_keep_neither_set_cookies_nor_look_at_them(browser: Browser) -> None:
    a.goods("MUG", available=3)
    paths = ["layout", "home", "product/mug", "category/shelf", "search?q=mug", "blog"]
    stranger = browser.client.application.test_client()
    for path in [*(f"/v1/pages/{one}" for one in paths), "/v1/products/mug/offer", "/v1/sitemap"]:
        for headers in (FOREIGN["another site"], {**SAME, **WISH}):
            with_cookies, without = browser.ask("GET", path, headers=headers), stranger.get(path)
            assert (with_cookies.status_code, with_cookies.data) == (without.status_code, without.data)
            assert set_by(with_cookies) == {}
            if "public" in with_cookies.headers["Cache-Control"]:
                assert "Cookie" not in with_cookies.headers.get("Vary", "")


def test_cookies_are_read_and_set_in_one_place() -> None:
    handling = {
        path.name
        for path in Path(str(bff.__file__)).parent.rglob("*.py")
        if re.search(r"request\.cookies|set_cookie", path.read_text())
    }

    assert handling == {"cookies.py"}
