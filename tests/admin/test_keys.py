"""Keys of machines in the console: made, shown once, rotated, ended, and written down."""

import re

import pytest

from core.audit.models import AuditRecord
from core.keys.errors import KeyNotGood
from core.keys.models import ApiKey
from core.keys.queries import machine_with
from core.keys.services import issue_key
from tests import builders as a
from tests.admin.browser import Browser, seen
from tests.admin.conftest import Seat

pytestmark = pytest.mark.usefixtures("database")
TERMS = {"name": "erp", "scopes": "stock:write", "days": "30", "key": "one-form-that-was-shown"}


def shown_in(page: str) -> str:
    found = re.search(r"qs_test_[0-9A-Za-z]{48}", page)
    assert found
    return found[0]


def test_a_key_is_made_and_shown_once(owner: Browser) -> None:
    text = shown_in(owner.send("/keys/issue", **TERMS).text)

    assert machine_with(text).scopes == {"stock:write"}
    page = owner.get("/keys/").text
    assert text not in page
    assert ApiKey.objects.get().shown in page
    assert AuditRecord.objects.get(action="issue_key").actor == "owner@quayside.example"


def test_the_form_sent_again_shows_the_same_key_and_makes_no_other(owner: Browser) -> None:
    first, again = (shown_in(owner.send("/keys/issue", **TERMS).text) for _ in range(2))

    assert first == again
    assert ApiKey.objects.count() == 1


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"name": "ERP!"}, "small letters"),
        ({"days": "9999"}, "1 to 730 days"),
        ({"days": "x"}, "whole number"),
        ({"scopes": "everything"}, "valid choice"),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(owner: Browser, change: dict[str, str], said: str) -> None:
    answer = owner.send("/keys/issue", **{**TERMS, **change})

    assert answer.status_code == 422
    assert said in answer.text.replace("&#39;", "'")
    assert ApiKey.objects.count() == 0


def test_a_name_that_has_a_key_is_refused_plainly(owner: Browser) -> None:
    issue_key("erp", ["stock:read"], actor=a.STAFF)
    answer = owner.send("/keys/issue", **TERMS)

    assert answer.status_code == 409
    assert "That machine has a key" in seen(answer).text


def test_a_key_is_rotated_and_both_are_good_for_a_while(owner: Browser) -> None:
    old, old_text = issue_key("erp", ["stock:read"], actor=a.STAFF)
    text = shown_in(owner.send(f"/keys/{old.id}/rotate", hours="2", days="30").text)

    assert machine_with(old_text).name == machine_with(text).name == "erp"


def test_a_key_is_ended_from_the_list(owner: Browser) -> None:
    key, text = issue_key("erp", ["stock:read"], actor=a.STAFF)
    assert f"/keys/{key.id}/end" in owner.see("/keys/").forms()
    page = owner.follow(owner.send(f"/keys/{key.id}/end"))

    assert "The key opens nothing any more." in page.text
    assert f"/keys/{key.id}/end" not in page.forms()
    with pytest.raises(KeyNotGood):
        machine_with(text)


def test_the_audit_leads_to_the_key_of_a_change(owner: Browser) -> None:
    issue_key("erp", ["stock:read"], actor=a.STAFF)
    (link,) = [link for link in owner.see("/audit/").links() if link.startswith("/keys/?search=")]

    assert "erp" in owner.see(link).text


def test_only_an_owner_sees_keys(seat: Seat) -> None:
    for role in ("fulfilment", "catalogue", "viewer"):
        browser = seat(role)
        assert "/keys/" not in browser.see("/").links()
        assert browser.get("/keys/").status_code == 403
