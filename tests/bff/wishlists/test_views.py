from typing import Any

import pytest

from bff.wishlists.schemas import WishListsSchema
from core.catalog.models import Product
from tests import builders as a
from tests.bff.asker import Asker, fields_of

LISTS = "/v1/me/wishlists"


@pytest.fixture
def ada(shop: Any, asker: Asker) -> Asker:
    """A customer in a shop with mugs on the shelf and no pots left."""
    a.markets()
    a.goods("MUG", available=3)
    a.goods("POT")
    asker.register()
    return asker


def test_wishes_are_shown_with_what_they_cost_now(ada: Asker) -> None:
    kept = ada.do("POST", LISTS, {"name": "Kitchen"})
    ada.do("PUT", f"{LISTS}/{kept['id']}/wishes/MUG")
    ada.do("PUT", f"{LISTS}/{kept['id']}/wishes/POT")

    found = ada.get(f"{LISTS}?market=eu").get_json()

    assert WishListsSchema().validate(found) == {}
    wishes = found["lists"][0]["wishes"]
    assert [(wish["sku"], wish["product"]["available"]) for wish in wishes] == [("MUG", True), ("POT", False)]
    assert wishes[0]["product"]["price"]["currency"] == "EUR"
    assert wishes[0]["product"]["path"] == "/product/mug"


def test_what_a_market_does_not_sell_stays_on_the_list(ada: Asker) -> None:
    kept = ada.do("POST", LISTS, {"name": "Kitchen"})
    ada.do("PUT", f"{LISTS}/{kept['id']}/wishes/MUG")
    Product.objects(slug="mug").update_one(set__status="hidden")

    assert ada.get(f"{LISTS}/{kept['id']}").get_json()["wishes"][0]["product"] is None


def test_a_list_is_renamed_and_given_up(ada: Asker) -> None:
    kept = ada.do("POST", LISTS, {"name": "Kitchen"})
    path = f"{LISTS}/{kept['id']}"

    assert ada.do("PATCH", path, {"name": "Gifts"})["name"] == "Gifts"
    assert ada.ask("DELETE", path).status_code == 204
    assert ada.get(path).status_code == 404


def test_what_is_refused_for_its_market_has_changed_nothing(ada: Asker) -> None:
    kept = ada.do("POST", LISTS, {"name": "Kitchen"})
    path = f"{LISTS}/{kept['id']}"
    ada.do("PUT", f"{path}/wishes/MUG")
    before = ada.get(path).get_json()
    refused = [
        ada.ask("PATCH", f"{path}?market=mars", {"name": "Gifts"}),
        ada.ask("PUT", f"{path}/wishes/POT?locale=xx"),
        ada.ask("DELETE", f"{path}/wishes/MUG?market=mars"),
    ]

    assert [answer.status_code for answer in refused] == [422, 422, 422]
    assert ada.get(path).get_json() == before


def test_nobody_else_sees_or_changes_it(ada: Asker) -> None:
    kept = ada.do("POST", LISTS, {"name": "Kitchen"})
    path = f"{LISTS}/{kept['id']}"
    eve, nobody = Asker(ada.client), Asker(ada.client)
    eve.register("eve@example.com")

    for method, where, body in (
        ("GET", path, None),
        ("PATCH", path, {"name": "Mine"}),
        ("PUT", f"{path}/wishes/MUG", None),
        ("DELETE", f"{path}/wishes/MUG", None),
    ):
        assert eve.ask(method, where, body).status_code == 404
        assert nobody.ask(method, where, body).status_code == 401
    eve.ask("DELETE", path)
    assert ada.get(path).get_json()["name"] == "Kitchen"


@pytest.mark.parametrize(
    "body", [{}, {"name": ""}, {"name": "x" * 61}, {"name": {"$ne": 1}}, {"name": "a\nb"}]
)
def test_a_name_that_is_none_is_refused_by_name(body: Any, ada: Asker) -> None:
    answer = ada.ask("POST", LISTS, body)

    assert (answer.status_code, fields_of(answer)) == (422, ["name"])


def test_a_sku_that_there_is_not_is_refused(ada: Asker) -> None:
    kept = ada.do("POST", LISTS, {"name": "Kitchen"})

    assert ada.ask("PUT", f"{LISTS}/{kept['id']}/wishes/NOPE").status_code == 422
