"""What a member of staff changes of how they sign in, and what they have to do before they are in."""

import unicodedata
from datetime import timedelta

import pytest
from flask import Flask

from core import clock
from core.audit.models import AuditRecord
from core.staff.models import ROLES
from core.staff.standing import bind
from tests import builders as a
from tests.admin.browser import Browser, seen
from tests.admin.conftest import Seat

NEW = "another horse altogether"
CHANGE = {"current": a.PASSWORD, "password": NEW, "again": NEW}


class TestPassword:
    @pytest.mark.parametrize("role", ROLES)
    def test_whoever_works_here_changes_their_own(self, role: str, seat: Seat) -> None:
        browser = seat(role)
        page = browser.follow(browser.send("/account/password", **CHANGE))

        assert "This is your password from now on." in page.text
        assert AuditRecord.objects.get(action="change_password").target == f"staff:{role}@quayside.example"
        browser.send("/sign-out")
        assert browser.sign_in(f"{role}@quayside.example", a.PASSWORD).status_code == 401
        assert browser.sign_in(f"{role}@quayside.example", NEW).status_code == 303

    def test_it_is_compared_as_it_came(self, owner: Browser) -> None:
        chosen = " an u\u0308ber horse \uff41ltogether "
        owner.send("/account/password", current=a.PASSWORD, password=chosen, again=chosen)
        owner.send("/sign-out")

        for other in (
            chosen.strip(),
            unicodedata.normalize("NFC", chosen),
            unicodedata.normalize("NFKC", chosen),
        ):
            assert owner.sign_in(password=other).status_code == 401
        assert owner.sign_in(password=chosen).status_code == 303

    def test_whoever_is_bound_to_a_market_too(self, app: Flask) -> None:
        a.markets()
        a.staff_member("eu@quayside.example", "viewer")
        bind("eu@quayside.example", ["eu"])
        browser = Browser(app.test_client())
        browser.sign_in("eu@quayside.example")

        assert "eu" in browser.see("/account/").text
        assert browser.send("/account/password", **CHANGE).status_code == 303

    def test_the_other_devices_are_signed_out(self, app: Flask, owner: Browser) -> None:
        other = Browser(app.test_client())
        other.sign_in()
        owner.send("/account/password", **CHANGE)

        assert other.get("/account/").headers["Location"].startswith("/sign-in")
        assert owner.get("/account/").status_code == 200

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"current": "wrong horse"}, "Password now: It is not the one that you have."),
            ({"current": ""}, "Password now: write the one that you have."),
            ({"password": "short", "again": "short"}, "New password: A password has 8 to 128 characters."),
            ({"password": a.PASSWORD, "again": a.PASSWORD}, "New password: It is the one that you have"),
            ({"again": "something else"}, "And again: that is another password."),
            ({"password": "x" * 129, "again": "x" * 129}, "New password: at most 128 characters."),
        ],
    )
    def test_what_is_wrong_is_said_beside_its_field_and_nothing_is_written_back(
        self, change: dict[str, str], said: str, owner: Browser
    ) -> None:
        answer = owner.send("/account/password", **{**CHANGE, **change})

        assert answer.status_code == 422
        assert said in seen(answer).text
        assert NEW not in answer.text
        assert a.PASSWORD not in answer.text
        assert AuditRecord.objects(action="change_password").first() is None

    def test_the_fields_hide_what_is_typed_and_managers_fill_them_in(self, owner: Browser) -> None:
        tags = owner.see("/account/password").tags
        fields = {facts.get("name"): facts for tag, facts in tags if tag == "input"}
        told = {name: (fields[name]["type"], fields[name]["autocomplete"]) for name in CHANGE}
        assert told["current"] == ("password", "current-password")
        assert told["password"] == told["again"] == ("password", "new-password")

    def test_every_page_leads_to_ones_account(self, owner: Browser) -> None:
        assert "/account/" in owner.see("/orders/").links()


@pytest.fixture
def first(database: object) -> str:
    """The password that the owner was given; they have not come yet."""
    return a.newcomer("owner@quayside.example", "owner")[1]


class TestFirstPassword:
    def choose(self, browser: Browser, first: str) -> str:
        page = browser.see("/sign-in/password")
        token = str(page.value_of("csrf_token"))
        answer = browser.client.post(
            "/sign-in/password",
            query_string={"next": "/orders/"},
            data={"csrf_token": token, "current": first, "password": NEW, "again": NEW},
        )
        return str(answer.headers.get("Location"))

    def test_it_leads_to_choosing_another_and_then_to_where_one_wanted_to_be(
        self, browser: Browser, first: str
    ) -> None:
        answer = browser.sign_in(password=first, back="/orders/")

        assert answer.headers["Location"] == "/sign-in/password?next=/orders/"
        assert self.choose(browser, first) == "/orders/"
        assert browser.get("/orders/").status_code == 200
        assert browser.get("/sign-in/password").headers["Location"] == "/"

    def test_nothing_else_is_open_before(self, browser: Browser, first: str) -> None:
        browser.sign_in(password=first)

        for path in ("/", "/orders/", "/account/", "/account/password", "/no-such-page"):
            assert browser.get(path).headers["Location"].startswith("/sign-in"), path
        assert browser.get("/sign-in").headers["Location"] == "/sign-in/password"
        token = str(browser.see("/sign-in/password").value_of("csrf_token"))
        for path in ("/content/sync", "/account/password", "/orders/Q-1/ship"):
            sent = browser.client.post(path, data={"csrf_token": token, **CHANGE})
            assert (sent.status_code, sent.headers["Location"]) == (303, "/sign-in"), path
        assert AuditRecord.objects(action="change_password").first() is None

    def test_but_the_way_out(self, browser: Browser, first: str) -> None:
        browser.sign_in(password=first)
        page = browser.see("/sign-in/password")
        assert "/sign-out" in page.forms()
        browser.client.post("/sign-out", data={"csrf_token": str(page.value_of("csrf_token"))})

        assert browser.get("/sign-in/password").headers["Location"].startswith("/sign-in?")

    def test_it_has_to_be_done_within_ten_minutes(self, browser: Browser, first: str) -> None:
        browser.sign_in(password=first)
        with clock.moved(timedelta(minutes=9, seconds=50)):
            assert browser.get("/sign-in/password").status_code == 200
        with clock.moved(timedelta(minutes=10, seconds=10)):
            assert browser.get("/sign-in/password").status_code == 303

    def test_strangers_do_not_choose(self, browser: Browser, first: str) -> None:
        token = str(seen(browser.get("/sign-in")).value_of("csrf_token"))
        given = {"csrf_token": token, "current": first, "password": NEW, "again": NEW}

        assert browser.client.post("/sign-in/password", data=given).headers["Location"] == "/sign-in"
        assert AuditRecord.objects(action="change_password").first() is None

    def test_whoever_has_chosen_signs_in_as_before(self, browser: Browser, first: str) -> None:
        browser.sign_in(password=first)
        self.choose(browser, first)
        browser.send("/sign-out")

        assert browser.sign_in(password=first).status_code == 401
        assert browser.sign_in(password=NEW).headers["Location"] == "/"
