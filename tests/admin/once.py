"""Somebody who presses twice."""

from collections.abc import Mapping

from werkzeug.test import TestResponse

from tests.admin.browser import Browser


def send_twice(
    browser: Browser, page: str, path: str, fields: Mapping[str, str], *, of: str = "key"
) -> TestResponse:
    """The form that *page* shows, sent twice as it is; the second answer. *of* is the id of its key."""
    key = str(browser.see(page).field_with_id(of))
    browser.send(path, key=key, **fields)
    return browser.send(path, key=key, **fields)
