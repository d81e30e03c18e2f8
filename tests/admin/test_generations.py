"""`SHOP_CONSOLE_SECRET_KEY` is replaced while staff are at work: nobody is signed out, and no page is lost."""

from dataclasses import replace

from flask import Flask

from admin.app import create_app
from core.bootstrap import Shop
from tests import builders as a
from tests.admin.browser import Browser, token_in
from tests.conftest import OWN, Resettle

OLD, NEW = OWN["SHOP_CONSOLE_SECRET_KEY"], "another-secret-key-of-the-tests-and-of-nothing-else"


def test_a_session_and_its_pages_go_on_until_the_generation_is_dropped(
    shop: Shop, own_app: Flask, resettle: Resettle
) -> None:
    def console(keys: str, cookies: Browser | None = None) -> Browser:
        browser = Browser(create_app(replace(shop, settings=resettle(console_secret_key=keys))).test_client())
        if cookies:
            browser.client._cookies = cookies.client._cookies
        return browser

    a.staff_member("owner@quayside.example", "owner")
    before = console(OLD)
    assert before.sign_in().status_code == 303
    token = token_in(before.client.get("/").text)

    both = console(f"{NEW},{OLD}", before)
    assert both.client.get("/").status_code == 200
    sent = both.client.post("/content/sync", data={"csrf_token": token})
    assert sent.status_code == 303, sent.text
    assert console(NEW, both).client.get("/").status_code == 200, "the newest has sealed it anew"
    assert (
        console("a-third-secret-key-of-the-tests-and-nothing-else", both).client.get("/").status_code != 200
    )
