import pytest
from flask import Flask

from tests import builders as a
from tests.bff.browser import Browser


@pytest.fixture
def browser(app: Flask) -> Browser:
    """Ada's, who has signed in with cookies."""
    a.customer()
    found = Browser(app.test_client())
    found.sign_in()
    return found
