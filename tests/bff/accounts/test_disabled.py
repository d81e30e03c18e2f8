"""An account that staff have disabled, as whoever tries to get in meets it."""

import pytest

from core.customers.models import Customer
from core.customers.standing import disable
from tests.bff.asker import Asker


@pytest.fixture
def ada(asker: Asker) -> Asker:
    """Ada, signed in on a device, whose account was disabled since."""
    asker.register()
    disable(Customer.objects.get().id)
    return asker


def test_what_was_issued_is_refused(ada: Asker) -> None:
    assert ada.get("/v1/me").status_code == 401
    assert ada.get("/v1/me/orders").status_code == 401


def test_signing_in_is_answered_as_with_a_wrong_password(ada: Asker) -> None:
    said = []
    for email, password in (
        ("ada@example.com", "correct horse battery"),
        ("ada@example.com", "wrong horse battery"),
        ("nobody@example.com", "correct horse battery"),
    ):
        answer = ada.client.post("/v1/auth/login", json={"email": email, "password": password})
        problem = {name: told for name, told in answer.get_json().items() if name != "requestId"}
        said.append((answer.status_code, problem))

    assert said[0] == said[1] == said[2]
    assert said[0][0] == 401
