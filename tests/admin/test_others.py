"""Whoever has the secrets of another process, the BFF's or a worker's, gets nothing of the console with them."""

from datetime import timedelta

import pytest
from flask import Flask

from admin.devices import PURPOSE
from admin.page_tokens import NAME
from core import clock
from core.bootstrap import Shop
from core.devices import device_token
from core.key_ring import KeyRing
from core.seals import Box, seal
from core.staff.models import StaffMember
from tests import builders as a
from tests.admin.browser import Browser, token_in

OWNER = "owner@quayside.example"
SESSION = "session of the console"


@pytest.fixture
def signed_in(browser: Browser) -> Browser:
    a.staff_member(OWNER, "owner")
    browser.sign_in()
    return browser


def session_of(shop: Shop, browser: Browser) -> bytes:
    cookie = browser.client.get_cookie("console")
    assert cookie is not None
    return Box(shop.settings.console_ring, SESSION).read(cookie.value)


def is_in_with(ring: KeyRing, said: bytes, browser: Browser) -> bool:
    browser.client.set_cookie("console", Box(ring, SESSION).write(said))
    return browser.get("/").status_code == 200


def test_with_the_secret_of_bff_and_worker_nobody_signs_anybody_in(
    signed_in: Browser, shop: Shop, app: Flask
) -> None:
    said = session_of(shop, signed_in)
    other = Browser(app.test_client())

    assert not is_in_with(shop.settings.secret_ring, said, other)
    assert is_in_with(shop.settings.console_ring, said, other), "the session itself is a good one"


def test_nor_sends_forms_in_their_name(signed_in: Browser, shop: Shop) -> None:
    real = token_in(signed_in.get("/").text)
    for ring, status in ((shop.settings.secret_ring, 400), (shop.settings.console_ring, 303)):
        with signed_in.client.session_transaction() as session:
            forged = seal(ring, f"form of the console|{session[NAME]}")
        answer = signed_in.client.post("/content/sync", data={NAME: forged})
        assert answer.status_code == status
    assert forged == real


def test_nor_writes_an_address_of_a_search(signed_in: Browser, shop: Shop) -> None:
    purpose = f"console search customers {OWNER}"
    asked = [
        signed_in.see(f"/customers/?search={Box(ring, purpose).write(b'ada')}").value_of("search")
        for ring in (shop.settings.secret_ring, shop.settings.console_ring)
    ]

    assert asked[1] == "ada"
    assert asked[0] != "ada"


def test_nor_is_taken_for_a_device_of_theirs(signed_in: Browser, shop: Shop, app: Flask) -> None:
    StaffMember.objects(email=OWNER).update_one(set__locked_until=clock.now() + timedelta(minutes=5))
    for ring, status in ((shop.settings.secret_ring, 401), (shop.settings.console_ring, 303)):
        stranger = Browser(app.test_client())
        device = device_token(OWNER, secret=ring, purpose=PURPOSE)
        stranger.client.set_cookie("console-device", device)
        assert stranger.sign_in().status_code == status
