"""What staff search for is in no address in words, and its list is read on and opened anew like any other."""

import re
from datetime import timedelta
from urllib.parse import parse_qs, unquote, urlsplit

import pytest
from flask import Flask

from admin.identity import WHOLE
from core import clock
from core.bootstrap import Shop
from core.staff.models import ROLES
from tests import builders as a
from tests.admin.browser import Browser, seen, token_in
from tests.admin.conftest import Seat
from tests.admin.furnished import Furniture, inner, searches

GRACE = "grace@example.com"
WORDS = ("ilse", "byron", "example.com")


@pytest.fixture
def crowd(database: object) -> None:
    for number in range(3):
        a.customer(f"ilse{number}@example.com", name="Ilse Byron")
    a.customer(GRACE, name="Grace Hopper")


def address(browser: Browser, text: str, path: str = "/customers/", **chosen: str) -> str:
    """Where a search leads."""
    return str(browser.send(f"{path}search", search=text, **chosen).headers["Location"])


def paths(app: Flask) -> list[str]:
    return [f"/{rule.rule.lstrip('/')}" for rule in searches(app)]


def is_told_by(url: str) -> bool:
    plain = unquote(url).casefold()
    return any(word in plain for word in WORDS)


@pytest.mark.usefixtures("crowd")
def test_what_was_searched_for_is_read_in_no_address_of_its_list(owner: Browser, app: Flask) -> None:
    view = next(view for view in app.extensions["admin"][0]._views if view.endpoint == "customers")
    where = address(owner, "ilse", page="1")
    assert not is_told_by(where)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(view, "page_size", 2)
        page = owner.see(where)
        (further,) = [link for link in page.links() if "page=1" in link]
        second = owner.see(further)

    assert page.value_of("search") == second.value_of("search") == "ilse"
    assert ("Ilse Byron" in second.text, "Grace Hopper" in second.text) == (True, False)
    assert not [link for link in (*page.links(), *page.forms(), *second.links()) if is_told_by(link)]


@pytest.mark.usefixtures("plenty")
def test_a_choice_keeps_the_search_and_a_search_the_choice(shop: Shop, owner: Browser) -> None:
    for market in ("us", "eu"):
        a.placed_order(shop, market=market, email="ilse@example.com")
    where = address(owner, "ilse@example.com", "/orders/", market="us", status="none of these")
    told = parse_qs(urlsplit(where).query)
    page = owner.see(where)
    links = [link for link in page.links() if "status=" in link]

    assert set(told) == {"market", "search"}
    assert links
    assert not [link for link in links if is_told_by(link)]
    for link in links:
        assert parse_qs(urlsplit(link).query)["search"] == told["search"]
        assert owner.see(link).value_of("search") == "ilse@example.com"


@pytest.mark.usefixtures("crowd")
def test_it_is_opened_again_as_often_as_one_likes_while_a_session_may_last(owner: Browser) -> None:
    where = address(owner, "ilse")
    assert "Grace Hopper" not in owner.see(where).text
    assert "Grace Hopper" not in owner.see(where).text
    owner.send("/sign-out")
    owner.sign_in()
    assert "Grace Hopper" not in owner.see(where).text
    with clock.moved(WHOLE + timedelta(seconds=2)):
        owner.sign_in()
        page = owner.see(where)
    assert "That search is over or somebody else's" in page.text
    assert "Grace Hopper" in page.text


@pytest.mark.usefixtures("crowd")
def test_it_opens_for_nobody_else_in_no_other_list_and_not_in_words(owner: Browser, seat: Seat) -> None:
    where = address(owner, "ilse")
    written = parse_qs(urlsplit(where).query)["search"][0]
    for browser, url in (
        (seat("viewer"), where),
        (owner, f"/orders/?search={written}"),
        (owner, "/customers/?search=ilse"),
        (owner, f"/customers/?search={written[:-2]}"),
    ):
        page = browser.see(url)
        assert "That search is over or somebody else's" in page.text, url
        assert page.value_of("search") == "", url
        assert not [link for link in page.links() if "search=" in link], url


@pytest.mark.usefixtures("crowd")
def test_filters_of_flask_admin_are_nobodys_and_go_on_in_no_link(owner: Browser) -> None:
    page = owner.see("/customers/?flt0_0=ilse&flt1_customers_contains=ilse&sort=ilse&desc=ilse")

    assert "Grace Hopper" in page.text
    assert not [link for link in page.links() if is_told_by(link)]


def test_no_form_of_the_console_writes_into_an_address(
    app: Flask, owner: Browser, furniture: Furniture
) -> None:
    forms = [
        (rule.endpoint, facts)
        for rule in inner(app)
        for tag, facts in seen(owner.get(furniture.address(rule))).tags
        if tag == "form"
    ]

    assert len(forms) > len(searches(app))
    assert [(endpoint, facts) for endpoint, facts in forms if facts.get("method") != "post"] == []


def test_it_takes_the_token_of_the_session(app: Flask, owner: Browser) -> None:
    for path in paths(app):
        for given in ({}, {"csrf_token": "another"}):
            assert owner.client.post(path, data={"search": "ilse", **given}).status_code == 400, path
    token = token_in(owner.get("/customers/").text)
    assert owner.client.post("/customers/search", data={"csrf_token": token}).status_code == 303


def test_strangers_search_nothing(app: Flask, browser: Browser) -> None:
    for path in paths(app):
        answer = browser.client.post(path, data={"search": "ilse"})
        assert re.match(r"/sign-in(\?|$)", answer.headers["Location"]), path


@pytest.mark.parametrize("role", ROLES)
def test_whoever_sees_a_list_searches_it(role: str, app: Flask, seat: Seat) -> None:
    browser = seat(role)
    for path in paths(app):
        seen_at = browser.get(path.removesuffix("search")).status_code
        assert browser.send(path, search="x").status_code == (303 if seen_at == 200 else 403), path
