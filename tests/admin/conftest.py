from collections.abc import Callable
from functools import partial

import pytest
from flask import Flask

from admin.app import create_app
from core.bootstrap import Shop
from tests import builders as a
from tests.admin.browser import Browser
from tests.admin.furnished import Furniture, furnish
from tests.apps import shared

Seat = Callable[[str], Browser]


@pytest.fixture
def app(shop: Shop) -> Flask:
    return shared(create_app, shop)


@pytest.fixture
def own_app(shop: Shop) -> Flask:
    """One that a test may change."""
    return create_app(shop)


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Somebody who has not signed in."""
    return Browser(app.test_client())


@pytest.fixture
def seat(app: Flask) -> Seat:
    """`seat("viewer")`: a member with that role, signed in at a browser of their own."""
    return partial(seated, app)


def seated(app: Flask, role: str) -> Browser:
    """The same, of that console."""
    email = f"{role}@quayside.example"
    a.staff_member(email, role)
    browser = Browser(app.test_client())
    assert browser.sign_in(email).status_code == 303
    return browser


@pytest.fixture
def owner(seat: Seat) -> Browser:
    return seat("owner")


@pytest.fixture
def plenty(database: object) -> None:
    """Shelves that several orders can be served from."""
    a.markets()
    a.goods("MUG-SAND", available=50)
    a.goods("MUG-INK", available=50)


@pytest.fixture
def furniture(shop: Shop) -> Furniture:
    """A shop with something on every page of the console."""
    return furnish(shop)
