import pytest

from tests import builders as a
from tests.bff.asker import Asker


@pytest.mark.parametrize(
    "kind", ["text/plain", "application/x-www-form-urlencoded", "application/xml", "", "nonsense"]
)
def test_what_is_no_json_is_refused_as_such(kind: str, asker: Asker) -> None:
    a.markets()
    answer = asker.client.post("/v1/cart", data=b'{"market":"us"}', headers={"Content-Type": kind})

    assert (answer.status_code, answer.get_json()["type"]) == (415, "/problems/unsupported-media-type")


def test_json_is_json_under_its_other_names(asker: Asker) -> None:
    a.markets()
    for kind in ("application/json; charset=utf-8", "application/vnd.shop+json"):
        assert asker.client.post("/v1/cart", data=b"{}", headers={"Content-Type": kind}).status_code == 201


@pytest.mark.parametrize("half", ["\\ud800", "\\uDFFF y"])
def test_half_a_letter_is_refused_before_anybody_looks_at_it(half: str, asker: Asker) -> None:
    body = f'{{"email":"ada@example.com","password":"{half}"}}'
    answer = asker.client.post("/v1/auth/login", data=body, content_type="application/json")

    assert (answer.status_code, answer.get_json()["type"]) == (400, "/problems/bad-request")


def test_a_whole_one_that_is_escaped_is_a_letter(asker: Asker) -> None:
    body = '{"email":"ada@example.com","password":"\\ud83d\\ude48\\u00e9"}'

    assert asker.client.post("/v1/auth/login", data=body, content_type="application/json").status_code == 401


def test_who_may_not_ask_at_all_is_told_that_first(asker: Asker) -> None:
    answer = asker.client.patch("/v1/me", data=b"name=Eve", headers={"Content-Type": "text/plain"})

    assert answer.status_code == 401


def test_a_path_has_one_spelling(asker: Asker) -> None:
    a.markets()
    for path in ("//v1/addresses/US", "/v1//addresses/US", "/v1/addresses/US/"):
        assert asker.get(path).status_code == 404
