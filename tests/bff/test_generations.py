"""`SHOP_SECRET_KEY` is replaced: what the one before has signed is good until it is dropped."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask

from bff.context import KEY
from bff.edge import devices
from bff.same_origin import WrongCsrfToken, csrf_token, see_csrf_token
from core.bootstrap import Shop
from core.cursors import BadCursor
from core.customers.errands import come_back, set_out
from core.customers.errors import ErrandNotGood
from core.key_ring import KeyRing
from core.listing.cursors import Place, cursor_of, place_of
from core.pages.errors import PreviewRefused
from core.pages.preview import Previewed, page_of, token_for
from core.settings import settings
from tests.conftest import OWN, Resettle
from tests.fakes import FakeProvider, somebody

OLD, NEW = OWN["SHOP_SECRET_KEY"], "another-secret-key-of-the-tests-and-of-nothing-else"
ADA, SESSION = "ada@example.com", "session-1"
PAGE = Previewed("home", "", "us", "en-US")
PROVIDER = FakeProvider(people={"code-ada": somebody()})
Made = Callable[[], str]
Good = Callable[[str], bool]


def is_csrf_token(token: str) -> bool:
    try:
        see_csrf_token(SESSION)
    except WrongCsrfToken:
        return False
    return bool(token)


def opens(page: str) -> bool:
    try:
        return page_of(page, ring()) == PAGE
    except PreviewRefused:
        return False


def is_place(cursor: str) -> bool:
    try:
        return place_of(cursor, "the list") == Place(1, "mug")
    except BadCursor:
        return False


def brings_back(ticket: str) -> bool:
    state = PROVIDER.seen[-1].state
    try:
        found = come_back(PROVIDER, code="code-ada", state=state, ticket=ticket, issuer=None, secret=ring())
    except ErrandNotGood:
        return False
    return found == somebody()


def ring() -> KeyRing:
    return settings().secret_ring


SIGNED: dict[str, tuple[Made, Good]] = {
    "token against forged requests": (lambda: csrf_token(SESSION), is_csrf_token),
    "device": (lambda: devices.token_for(ADA), lambda token: devices.device_of(token, ADA) is not None),
    "preview": (lambda: token_for(PAGE, ring()), opens),
    "cursor": (lambda: cursor_of(Place(1, "mug"), "the list"), is_place),
    "way to a provider": (lambda: set_out(PROVIDER, secret=ring()).ticket, brings_back),
}


@pytest.mark.parametrize("what", SIGNED)
def test_it_is_good_until_its_generation_is_dropped(
    what: str, own_app: Flask, shop: Shop, resettle: Resettle
) -> None:
    make, is_good = SIGNED[what]

    def under(keys: str, made: str | None = None) -> str:
        """Make one with those keys, or look at one, as a page of the storefront would send it."""
        own_app.extensions[KEY] = replace(shop, settings=resettle(secret_key=keys))
        with own_app.test_request_context(method="POST", headers={"X-CSRF-Token": made or ""}):
            return make() if made is None else str(is_good(made))

    before_the_others = under(NEW)
    assert under(f"{OLD},{NEW}", before_the_others) == "True"
    of_the_older = under(OLD)
    assert under(f"{NEW},{OLD}", of_the_older) == "True"
    of_the_first = under(f"{NEW},{OLD}")
    assert under(NEW, of_the_first) == "True"
    assert under(NEW, under(OLD)) == "False"
