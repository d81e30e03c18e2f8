from base64 import urlsafe_b64decode
from datetime import timedelta

import pytest
from flask import Flask
from werkzeug.test import TestResponse

from admin.app import create_app
from core import clock
from core.bootstrap import Shop
from core.staff.models import StaffMember
from tests import builders as a
from tests.admin.browser import Browser, seen, token_in
from tests.admin.conftest import Seat

OWNER = "owner@quayside.example"


@pytest.fixture(autouse=True)
def _an_owner(database: object) -> None:
    a.staff_member(OWNER, "owner")


def test_the_right_password_opens_the_dashboard(browser: Browser) -> None:
    answer = browser.sign_in()
    assert (answer.status_code, answer.headers["Location"]) == (303, "/")
    assert "Dashboard" in browser.see("/").text


def test_an_address_is_taken_in_any_spelling(browser: Browser) -> None:
    assert browser.sign_in("  Owner@Quayside.EXAMPLE ").status_code == 303


@pytest.mark.parametrize(
    ("email", "password"), [(OWNER, "not it at all"), ("nobody@quayside.example", a.PASSWORD)]
)
def test_whoever_is_refused_is_not_told_why(browser: Browser, email: str, password: str) -> None:
    answer = browser.sign_in(email, password)
    assert answer.status_code == 401
    assert "The e-mail address or the password is not right." in seen(answer).text
    assert browser.get("/").status_code == 303


@pytest.mark.parametrize(("missing", "said"), [("email", "e-mail address"), ("password", "password")])
def test_an_empty_field_is_named(browser: Browser, missing: str, said: str) -> None:
    given = {"email": OWNER, "password": a.PASSWORD, missing: ""}
    answer = browser.sign_in(given["email"], given["password"])
    assert answer.status_code == 422
    assert f"Write your {said}." in seen(answer).text


def test_a_password_longer_than_any_is_not_even_tried(browser: Browser) -> None:
    answer = browser.sign_in(password="x" * 129)
    assert answer.status_code == 422
    assert "Password: at most 128 characters." in seen(answer).text


def test_ten_wrong_passwords_lock_the_account_for_five_minutes(browser: Browser) -> None:
    for _ in range(10):
        browser.sign_in(password="not it at all")
    assert browser.sign_in().status_code == 401
    with clock.moved(timedelta(minutes=5, seconds=1)):
        assert browser.sign_in().status_code == 303


def test_a_password_is_never_written_back(browser: Browser) -> None:
    assert "not it at all" not in browser.sign_in(password="not it at all").text


def test_the_form_hides_the_password_and_has_managers_fill_it_in(browser: Browser) -> None:
    fields = {facts.get("name"): facts for tag, facts in seen(browser.get("/sign-in")).tags if tag == "input"}
    assert (fields["password"]["type"], fields["password"]["autocomplete"]) == (
        "password",
        "current-password",
    )
    assert fields["email"]["autocomplete"] == "username"


def test_signing_in_starts_a_session_of_its_own(browser: Browser) -> None:
    before = token_in(browser.get("/sign-in").text)
    browser.sign_in()
    assert token_in(browser.get("/").text) != before
    refused = browser.client.post("/content/sync", data={"csrf_token": before})
    assert refused.status_code == 400


def test_signing_out_ends_the_session(browser: Browser) -> None:
    browser.sign_in()
    assert browser.send("/sign-out").headers["Location"] == "/sign-in"
    assert browser.get("/orders/").status_code == 303


def test_a_copy_of_the_cookie_is_good_for_nothing_once_its_owner_signed_out(browser: Browser) -> None:
    browser.sign_in()
    copied = browser.client.get_cookie("console")
    assert copied is not None
    browser.send("/sign-out")
    browser.client.set_cookie("console", copied.value)

    answer = browser.get("/orders/")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/sign-in?next=/orders/")


def test_signing_out_takes_a_form_of_the_console(browser: Browser) -> None:
    browser.sign_in()
    assert browser.get("/sign-out").status_code == 405
    assert browser.client.post("/sign-out").status_code == 400
    assert browser.get("/orders/").status_code == 200


def test_a_session_ends_when_its_generation_is_over(browser: Browser) -> None:
    browser.sign_in()
    StaffMember.objects(email=OWNER).update_one(inc__generation=1)
    assert browser.get("/").status_code == 303
    StaffMember.objects(email=OWNER).update_one(dec__generation=1)
    assert browser.get("/").status_code == 303, "a session that has ended stays ended"


def test_a_session_ends_when_the_member_leaves(browser: Browser) -> None:
    browser.sign_in()
    StaffMember.objects(email=OWNER).update_one(set__active=False)
    assert browser.get("/").status_code == 303
    assert browser.sign_in().status_code == 401


def test_a_role_is_taken_away_at_once(browser: Browser) -> None:
    browser.sign_in()
    StaffMember.objects(email=OWNER).update_one(set__role="viewer")
    assert browser.send("/content/sync").status_code == 403


def test_fifteen_quiet_minutes_end_a_session(browser: Browser) -> None:
    browser.sign_in()
    with clock.moved(timedelta(minutes=14, seconds=50)):
        assert browser.get("/orders/").status_code == 200
    with clock.moved(timedelta(minutes=29, seconds=30)):
        assert browser.get("/orders/").status_code == 200, "a request begins the quiet minutes anew"
    with clock.moved(timedelta(minutes=44, seconds=40)):
        assert browser.get("/orders/").status_code == 303


def test_whoever_comes_back_to_a_session_that_is_over_is_in_at_the_first_try(owner: Browser) -> None:
    """The form is one of the session that begins with it, not of the one that has just been emptied."""
    with clock.moved(timedelta(days=2)):
        a.staff_member("early@quayside.example", "owner")
        assert owner.sign_in("early@quayside.example").status_code == 303
        owner.see("/")


def test_twelve_hours_end_a_session_however_busy(browser: Browser) -> None:
    browser.sign_in()
    for minutes in range(10, 12 * 60, 10):
        with clock.moved(timedelta(minutes=minutes)):
            assert browser.get("/sign-in").status_code == 303
    with clock.moved(timedelta(hours=12, seconds=2)):
        assert browser.get("/orders/").status_code == 303


def test_after_signing_in_one_is_where_one_wanted_to_be(browser: Browser) -> None:
    wanted = browser.get("/orders/?status=paid").headers["Location"]
    assert wanted == "/sign-in?next=/orders/?status%3Dpaid"
    assert browser.sign_in(back="/orders/?status=paid").headers["Location"] == "/orders/?status=paid"


@pytest.mark.parametrize(
    "elsewhere",
    [
        "https://evil.example/",
        "//evil.example",
        "///evil.example",
        "/\\evil.example",
        "\\\\evil.example",
        "orders",
        "/\t/evil.example",
    ],
)
def test_nobody_is_sent_to_another_host(browser: Browser, elsewhere: str) -> None:
    assert browser.sign_in(back=elsewhere).headers["Location"] == "/"


def test_whoever_is_in_does_not_see_the_sign_in_page(browser: Browser) -> None:
    browser.sign_in()
    assert browser.get("/sign-in").headers["Location"] == "/"


def session_cookie(answer: TestResponse) -> str:
    return next(cookie for cookie in answer.headers.getlist("Set-Cookie") if cookie.startswith("console="))


class TestDevice:
    """Strangers who guess lock the account for whoever comes from anywhere, and not for its owner's devices."""

    def test_who_has_been_in_on_it_is_let_in_while_strangers_guess(
        self, app: Flask, browser: Browser
    ) -> None:
        browser.sign_in()
        browser.send("/sign-out")
        for _ in range(10):
            Browser(app.test_client()).sign_in(password="not it at all")

        assert Browser(app.test_client()).sign_in().status_code == 401
        assert browser.sign_in().status_code == 303

    def test_it_is_no_device_of_somebody_elses(self, app: Flask, browser: Browser) -> None:
        a.staff_member("eve@quayside.example", "viewer")
        browser.sign_in("eve@quayside.example")
        browser.send("/sign-out")
        for _ in range(10):
            browser.sign_in(password="not it at all")

        assert browser.sign_in().status_code == 401
        assert Browser(app.test_client()).sign_in().status_code == 401, "they were counted as a stranger's"

    @pytest.mark.usefixtures("steady")
    def test_whoever_has_a_step_left_has_not_been_in_on_it(self, browser: Browser) -> None:
        secret, _ = a.second_factor(OWNER)
        assert "console-device" not in cookies_of(browser.sign_in())
        token = token_in(browser.client.get("/sign-in/code").text)
        told = {"csrf_token": token, "code": a.code_of(secret)}
        assert "console-device" in cookies_of(browser.client.post("/sign-in/code", data=told))

    @pytest.mark.usefixtures("steady")
    def test_the_code_too_is_taken_there_while_strangers_guess_who_know_the_password(
        self, browser: Browser
    ) -> None:
        browser.sign_in()
        browser.send("/sign-out")
        secret, _ = a.second_factor(OWNER)
        StaffMember.objects(email=OWNER).update_one(
            set__failures=10, set__locked_until=clock.now() + timedelta(minutes=5)
        )
        assert browser.sign_in().status_code == 303
        token = token_in(browser.client.get("/sign-in/code").text)
        told = {"csrf_token": token, "code": a.code_of(secret)}
        assert browser.client.post("/sign-in/code", data=told).status_code == 303
        assert browser.get("/").status_code == 200

    def test_its_cookie_is_closed_to_scripts_and_other_sites_and_opens_nothing(
        self, app: Flask, browser: Browser
    ) -> None:
        cookie = cookies_of(browser.sign_in())["console-device"]
        assert {"HttpOnly", "SameSite=Strict", "Path=/", "Max-Age=15552000"} <= set(cookie.split("; "))
        other = Browser(app.test_client())
        other.client.set_cookie("console-device", cookie.partition(";")[0].partition("=")[2])
        assert other.get("/").status_code == 303

    @pytest.mark.parametrize(
        "forged", ["", "x", "a.b.c", "a.9999999999.c", "\N{LATIN SMALL LETTER E WITH ACUTE}.1.c"]
    )
    def test_one_that_is_made_up_is_a_strangers(self, browser: Browser, forged: str) -> None:
        StaffMember.objects(email=OWNER).update_one(set__locked_until=clock.now() + timedelta(minutes=5))
        browser.client.set_cookie("console-device", forged)
        assert browser.sign_in().status_code == 401


def cookies_of(answer: TestResponse) -> dict[str, str]:
    return {cookie.partition("=")[0]: cookie for cookie in answer.headers.getlist("Set-Cookie")}


def test_the_cookie_is_closed_to_scripts_and_other_sites(browser: Browser) -> None:
    name, *facts = session_cookie(browser.sign_in()).split("; ")
    assert name.startswith("console=")
    assert {"HttpOnly", "SameSite=Strict", "Path=/"} <= set(facts)
    assert not [fact for fact in facts if fact.startswith(("Domain", "Expires", "Max-Age"))]


def test_in_production_the_cookie_is_bound_to_the_host_and_to_tls(shop: Shop) -> None:
    production = shop.settings.model_copy(update={"env": "production"})
    app: Flask = create_app(Shop(**{**vars(shop), "settings": production}))
    answer = app.test_client().get("/sign-in", base_url="https://console.example")
    name, *facts = answer.headers["Set-Cookie"].split("; ")
    assert name.startswith("__Host-console=")
    assert {"Secure", "HttpOnly", "SameSite=Strict", "Path=/"} <= set(facts)


def test_a_forged_cookie_is_nobody(browser: Browser, seat: Seat) -> None:
    real = session_cookie(browser.sign_in()).split(";")[0].removeprefix("console=")
    middle = len(real) // 2
    other = "B" if real[middle] == "A" else "A"
    for forged in (f"{real}A", real[1:], real[:middle] + other + real[middle + 1 :], f"{real}.x"):
        browser.client.set_cookie("console", forged)
        assert browser.get("/").status_code == 303


def test_the_cookie_tells_its_browser_nothing(browser: Browser) -> None:
    """Of whom it is, and which token its forms carry."""
    cookie = session_cookie(browser.sign_in()).split(";")[0].removeprefix("console=")
    said = urlsafe_b64decode(cookie)

    assert [word for word in (b"owner", b"quayside", b"email", b"generation") if word in said] == []


def test_nothing_of_the_console_is_signed_with_sha_1(
    browser: Browser, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("hashlib.sha1", None)

    browser.sign_in()

    assert browser.send("/sign-out").headers["Location"] == "/sign-in"
