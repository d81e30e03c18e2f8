"""The second factor of staff in the console: set up, asked for, changed, taken away."""

import re
from datetime import timedelta

import pyotp
import pytest
from flask import Flask
from werkzeug.test import TestResponse

from admin.offers import picture_of
from core import clock
from core.audit.models import AuditRecord
from core.staff.models import ROLES, StaffMember
from core.staff.passwords import give_first_password
from core.staff.second_factor import reset_factor
from tests import builders as a
from tests.admin.browser import Browser, Seen, seen
from tests.admin.conftest import Seat
from tests.conftest import Resettle

OWNER = "owner@quayside.example"
CODE = re.compile(r"(?:[0-9A-Z]{4}-){6}[0-9A-Z]{4}")
NEW = "another horse altogether"
CHANGE = {"current": a.PASSWORD, "password": NEW, "again": NEW}
pytestmark = pytest.mark.usefixtures("steady")
Armed = tuple[Browser, str, list[str]]


def secret_on(page: Seen) -> str:
    """What the page offers to whoever cannot scan."""
    found = re.search(r"I cannot scan it ((?:[A-Z2-7]{4} ){8})", page.text)
    assert found, page.text
    return found[1].replace(" ", "")


def fill_in(browser: Browser, path: str, **fields: str) -> TestResponse:
    """The form that is on that page, with its own token and whatever it hides."""
    page = browser.see(path)
    hidden = {
        str(facts["name"]): str(facts.get("value") or "")
        for tag, facts in page.tags
        if tag == "input" and facts.get("type") == "hidden"
    }
    return browser.client.post(path, data={**hidden, **fields})


def arm(browser: Browser, path: str = "/account/factor", **more: str) -> tuple[str, TestResponse]:
    """Scan what a page offers, and show the code that was there; the secret, and the page with the recovery codes."""
    page = browser.see(path)
    secret = secret_on(page)
    given = {"ticket": str(page.value_of("ticket")), "code": a.code_of(secret, -1), **more}
    token = str(page.value_of("csrf_token"))
    return secret, browser.client.post(path, data={"csrf_token": token, **given})


class TestSettingUp:
    @pytest.mark.parametrize("role", ROLES)
    def test_whoever_works_here_sets_it_up_and_is_asked_for_it_from_then_on(
        self, role: str, seat: Seat
    ) -> None:
        browser = seat(role)
        secret, answer = arm(browser, current=a.PASSWORD)
        codes = CODE.findall(answer.text)

        assert len(set(codes)) == 10
        assert "10 recovery codes left" in browser.see("/account/").text
        browser.send("/sign-out")
        came = browser.sign_in(f"{role}@quayside.example", back="/orders/")
        assert came.headers["Location"] == "/sign-in/code?next=/orders/"
        assert browser.get("/orders/").headers["Location"].startswith("/sign-in?")
        assert fill_in(browser, "/sign-in/code", code=a.code_of(secret)).headers["Location"] == "/"
        assert browser.get("/orders/").status_code == 200

    def test_the_picture_holds_the_secret_that_is_written_below_it(self, owner: Browser) -> None:
        page = owner.see("/account/factor")
        (path,) = (str(facts["d"]) for tag, facts in page.tags if tag == "path")
        address = pyotp.TOTP(secret_on(page)).provisioning_uri(name=OWNER, issuer_name="Quayside Ltd.")
        assert path == picture_of(address).path

    def test_the_recovery_codes_are_shown_once(self, owner: Browser) -> None:
        _, answer = arm(owner, current=a.PASSWORD)
        (code, *_) = CODE.findall(answer.text)
        for path in ("/account/", "/account/recovery", "/audit/"):
            assert code not in owner.get(path).text

    def test_the_page_that_shows_them_has_a_form_that_works(self, owner: Browser) -> None:
        _, answer = arm(owner, current=a.PASSWORD)
        token = str(seen(answer).value_of("csrf_token"))
        assert owner.client.post("/sign-out", data={"csrf_token": token}).headers["Location"] == "/sign-in"

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"code": "000000"}, "Code: It is not the one that is due."),
            ({"code": ""}, "Code: write the one that the app shows now."),
            ({"current": "wrong horse"}, "Password: It is not the one that you have."),
            ({"current": ""}, "Password: write the one that you have."),
        ],
    )
    def test_what_is_wrong_is_said_and_the_picture_stays(
        self, change: dict[str, str], said: str, owner: Browser
    ) -> None:
        secret, answer = arm(owner, **{"current": a.PASSWORD, **change})
        page = seen(answer)

        assert answer.status_code == 422
        assert page.value_of("code") == "", "an old code would be sent again"
        assert said in page.text
        assert secret_on(page) == secret
        assert StaffMember.objects.get().factor is None

    def test_an_app_whose_clock_is_wrong_is_asked_for_a_second_code(self, owner: Browser) -> None:
        page = owner.see("/account/factor")
        secret, given = secret_on(page), {"current": a.PASSWORD}
        for ahead in (5, 6):
            hidden = {name: str(page.value_of(name) or "") for name in ("ticket", "before")}
            answer = fill_in(owner, "/account/factor", code=a.code_of(secret, ahead), **hidden, **given)
            page = seen(answer)
            if ahead == 5:
                assert answer.status_code == 422
                assert "Your app showed it, but not in this half minute" in page.text
        assert len(set(CODE.findall(page.text))) == 10
        assert StaffMember.objects.get(email=OWNER).factor_ahead == 6

    def test_what_was_offered_to_another_is_not_taken(self, owner: Browser, seat: Seat) -> None:
        theirs = seat("viewer").see("/account/factor")
        given = {"ticket": str(theirs.value_of("ticket")), "code": a.code_of(secret_on(theirs))}
        answer = owner.send("/account/factor", current=a.PASSWORD, **given)
        assert "The picture was too old" in seen(answer).text
        assert secret_on(seen(answer)) != secret_on(theirs)

    def test_other_devices_are_signed_out(self, app: Flask, owner: Browser) -> None:
        other = Browser(app.test_client())
        other.sign_in()
        arm(owner, current=a.PASSWORD)
        assert other.get("/account/").status_code == 303
        assert owner.get("/account/").status_code == 200


@pytest.fixture
def armed(browser: Browser, database: object) -> tuple[Browser, str, list[str]]:
    """An owner with a second factor, who has not signed in: a browser, the secret, the recovery codes."""
    a.staff_member(OWNER, "owner")
    return browser, *a.second_factor(OWNER)


class TestShowing:
    def test_nothing_is_open_before(self, armed: Armed) -> None:
        browser, _, _ = armed
        browser.sign_in()
        token = str(browser.see("/sign-in/code").value_of("csrf_token"))

        for path in ("/", "/orders/", "/account/", "/account/factor", "/sign-in/factor", "/sign-in/password"):
            assert browser.get(path).headers["Location"].startswith("/sign-in"), path
        for path in ("/content/sync", "/account/factor/remove", "/account/password", "/sign-in/factor"):
            sent = browser.client.post(path, data={"csrf_token": token, **CHANGE})
            assert sent.headers["Location"] == "/sign-in", path
        assert AuditRecord.objects(action__in=("change_password", "remove_second_factor")).first() is None

    def test_a_wrong_one_is_said_to_be_none_and_nobody_is_in(self, armed: Armed) -> None:
        browser, _, _ = armed
        browser.sign_in()
        answer = fill_in(browser, "/sign-in/code", code="000000")
        assert answer.status_code == 422
        assert "Code: It is not the one that is due." in seen(answer).text
        assert browser.get("/").status_code == 303

    def test_one_that_comes_late_is_said_to_be_and_the_next_one_lets_in(self, armed: Armed) -> None:
        browser, secret, _ = armed
        browser.sign_in()
        late = a.code_of(secret)
        with clock.moved(timedelta(seconds=30)):
            page = seen(answer := fill_in(browser, "/sign-in/code", code=late))
            assert answer.status_code == 422
            assert "not in this half minute: wait for the next" in page.text
            assert browser.get("/orders/").status_code == 303
            assert fill_in(browser, "/sign-in/code", code=a.code_of(secret)).status_code == 303
            assert browser.get("/orders/").status_code == 200

    def test_a_recovery_code_does_as_well_and_how_many_are_left_is_said(self, armed: Armed) -> None:
        browser, _, codes = armed
        browser.sign_in()
        page = browser.follow(fill_in(browser, "/sign-in/code", code=codes[0]))
        assert "That recovery code is used up: 9 are left." in page.text

    def test_it_is_shown_within_ten_minutes(self, armed: Armed) -> None:
        browser, _, _ = armed
        browser.sign_in()
        with clock.moved(timedelta(minutes=10, seconds=10)):
            assert browser.get("/sign-in/code").headers["Location"].startswith("/sign-in?")

    def test_a_session_from_before_is_of_no_use(self, armed: Armed) -> None:
        browser, secret, _ = armed
        browser.sign_in()
        cookie = browser.client.get_cookie("console")
        assert cookie is not None
        fill_in(browser, "/sign-in/code", code=a.code_of(secret))
        assert browser.get("/").status_code == 200
        browser.client.set_cookie("console", cookie.value)
        assert browser.get("/").status_code == 303, "a copy of the cookie from before the code"

    def test_the_password_is_chosen_after_it(self, armed: Armed) -> None:
        browser, secret, _ = armed
        first = give_first_password(OWNER)
        assert browser.sign_in(password=first).headers["Location"] == "/sign-in/code"
        assert fill_in(browser, "/sign-in/code", code=a.code_of(secret)).headers["Location"] == (
            "/sign-in/password"
        )
        given = {"current": first, "password": NEW, "again": NEW}
        assert fill_in(browser, "/sign-in/password", **given).headers["Location"] == "/"
        assert browser.get("/").status_code == 200

    def test_the_field_is_filled_in_by_telephones(self, armed: Armed) -> None:
        browser, _, _ = armed
        browser.sign_in()
        fields = {facts.get("name"): facts for tag, facts in browser.see("/sign-in/code").tags}
        assert fields["code"]["autocomplete"] == "one-time-code"


class TestRequired:
    @pytest.fixture(autouse=True)
    def _required(self, browser: Browser, resettle: Resettle) -> None:  # noqa: ARG002  # with its database
        resettle(staff_second_factor="required")
        a.staff_member(OWNER, "owner")

    def test_whoever_has_none_sets_it_up_before_anything_else(self, browser: Browser) -> None:
        assert browser.sign_in(back="/orders/").headers["Location"] == "/sign-in/factor?next=/orders/"
        for path in ("/", "/orders/", "/account/", "/account/factor"):
            assert browser.get(path).headers["Location"].startswith("/sign-in"), path
        secret, answer = arm(browser, "/sign-in/factor")

        assert len(CODE.findall(answer.text)) == 10
        assert "/" in seen(answer).links()
        assert browser.get("/orders/").status_code == 200
        browser.send("/sign-out")
        browser.sign_in()
        assert browser.get("/sign-in/factor").headers["Location"].startswith("/sign-in?")
        assert fill_in(browser, "/sign-in/code", code=a.code_of(secret)).status_code == 303

    def test_a_wrong_code_sets_nothing_up(self, browser: Browser) -> None:
        browser.sign_in()
        secret, answer = arm(browser, "/sign-in/factor", code="000000")
        assert answer.status_code == 422
        assert secret_on(seen(answer)) == secret
        assert browser.get("/").status_code == 303

    def test_strangers_set_nothing_up(self, browser: Browser) -> None:
        token = str(seen(browser.get("/sign-in")).value_of("csrf_token"))
        sent = browser.client.post("/sign-in/factor", data={"csrf_token": token, "code": "000000"})
        assert sent.headers["Location"] == "/sign-in"

    def test_nobody_takes_theirs_away(self, browser: Browser) -> None:
        browser.sign_in()
        arm(browser, "/sign-in/factor")
        assert "/account/factor/remove" not in browser.see("/account/").forms()
        page = browser.follow(browser.send("/account/factor/remove", current=a.PASSWORD))
        assert "Nobody works here without a second factor." in page.text
        assert StaffMember.objects.get().factor

    def test_whoever_has_lost_all_of_it_sets_it_up_anew(self, browser: Browser) -> None:
        browser.sign_in()
        arm(browser, "/sign-in/factor")
        reset_factor(OWNER)
        assert browser.get("/").headers["Location"].startswith("/sign-in")
        assert browser.sign_in().headers["Location"] == "/sign-in/factor"


class TestChanging:
    def test_another_app_takes_the_place_of_the_first(self, owner: Browser) -> None:
        first, _ = arm(owner, current=a.PASSWORD)
        second, _ = arm(owner, current=a.PASSWORD)
        owner.send("/sign-out")
        owner.sign_in()
        assert fill_in(owner, "/sign-in/code", code=a.code_of(first)).status_code == 422
        assert fill_in(owner, "/sign-in/code", code=a.code_of(second)).status_code == 303

    def test_new_recovery_codes_take_the_place_of_the_old_ones(self, owner: Browser) -> None:
        _, answer = arm(owner, current=a.PASSWORD)
        again = fill_in(owner, "/account/recovery", current=a.PASSWORD)
        assert set(CODE.findall(again.text)).isdisjoint(CODE.findall(answer.text))
        refused = fill_in(owner, "/account/recovery", current="wrong horse")
        assert "Password: It is not the one that you have." in seen(refused).text

    def test_it_is_taken_away_with_the_password(self, app: Flask, owner: Browser) -> None:
        arm(owner, current=a.PASSWORD)
        page = owner.follow(owner.send("/account/factor/remove", current="wrong horse"))
        assert "It is not the one that you have." in page.text
        page = owner.follow(owner.send("/account/factor/remove", current=a.PASSWORD))
        assert "The password alone signs you in from now on." in page.text
        assert Browser(app.test_client()).sign_in().headers["Location"] == "/"

    def test_whoever_has_shown_it_stays_in_with_another_password(self, owner: Browser) -> None:
        arm(owner, current=a.PASSWORD)
        owner.send("/account/password", **CHANGE)
        assert owner.get("/account/").status_code == 200


def test_nothing_of_it_is_in_the_log(armed: Armed, capsys: pytest.CaptureFixture[str]) -> None:
    browser, _, codes = armed
    browser.sign_in()
    fill_in(browser, "/sign-in/code", code="123456")
    fill_in(browser, "/sign-in/code", code=codes[0])
    secret, answer = arm(browser, current=a.PASSWORD)
    said = capsys.readouterr()
    written = said.out + said.err

    assert "/sign-in/code" in written
    for word in ("123456", codes[0], secret, a.PASSWORD, "otpauth", *CODE.findall(answer.text)):
        assert word not in written
