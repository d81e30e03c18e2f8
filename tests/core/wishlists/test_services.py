from functools import partial

import pytest

from core.catalog.errors import UnknownSku
from core.wishlists import models
from core.wishlists.errors import TooManyWishes, WishListNotFound
from core.wishlists.models import MOST_LISTS, MOST_WISHES, WishList
from core.wishlists.queries import wish_list, wish_lists_of
from core.wishlists.services import (
    close_wish_list,
    open_wish_list,
    rename_wish_list,
    wish_for,
    wish_no_more,
)
from tests import builders as a
from tests.at_once import answers, at_once, refusals

pytestmark = pytest.mark.usefixtures("database")
ADA, EVE = "cus_ada", "cus_eve"


@pytest.fixture
def kept() -> WishList:
    a.markets()
    a.goods("MUG")
    a.goods("POT")
    return open_wish_list(ADA, "Kitchen")


def skus(found: WishList) -> list[str]:
    return [wish.sku for wish in found.wishes]


def test_a_sku_is_on_a_list_once_in_the_order_of_wishing(kept: WishList) -> None:
    for sku in ("POT", "MUG", "POT"):
        wish_for(kept.id, ADA, sku)

    assert skus(wish_list(kept.id, ADA)) == ["POT", "MUG"]
    assert skus(wish_no_more(kept.id, ADA, "POT")) == ["MUG"]
    assert skus(wish_no_more(kept.id, ADA, "POT")) == ["MUG"]


def test_wished_for_many_times_at_once_it_is_there_once(kept: WishList) -> None:
    results = at_once([partial(wish_for, kept.id, ADA, "MUG") for _ in range(12)])

    assert refusals(results) == []
    assert skus(wish_list(kept.id, ADA)) == ["MUG"]


def test_what_the_shop_does_not_know_is_refused(kept: WishList) -> None:
    with pytest.raises(UnknownSku):
        wish_for(kept.id, ADA, "NOPE")


def test_a_list_is_its_customers_alone(kept: WishList) -> None:
    wish_for(kept.id, ADA, "MUG")
    for act in (
        partial(wish_list, kept.id, EVE),
        partial(wish_for, kept.id, EVE, "POT"),
        partial(wish_no_more, kept.id, EVE, "MUG"),
        partial(rename_wish_list, kept.id, EVE, "Mine"),
    ):
        with pytest.raises(WishListNotFound):
            act()
    close_wish_list(kept.id, EVE)

    assert (skus(wish_list(kept.id, ADA)), wish_lists_of(EVE)) == (["MUG"], [])


def test_a_list_has_an_end(kept: WishList, monkeypatch: pytest.MonkeyPatch) -> None:
    wish_for(kept.id, ADA, "MUG")
    monkeypatch.setattr("core.wishlists.services.MOST_WISHES", 1)

    with pytest.raises(TooManyWishes):
        wish_for(kept.id, ADA, "POT")
    assert skus(wish_for(kept.id, ADA, "MUG")) == ["MUG"]
    assert MOST_WISHES > 1


def test_of_many_lists_opened_at_once_there_are_twenty(kept: WishList) -> None:
    results = at_once([partial(open_wish_list, ADA, f"List {n}") for n in range(MOST_LISTS + 5)])

    assert len(answers(results)) == MOST_LISTS - 1
    assert {type(refusal) for refusal in refusals(results)} == {TooManyWishes}
    assert len(wish_lists_of(ADA)) == models.MOST_LISTS


def test_a_list_that_was_given_up_makes_room(kept: WishList) -> None:
    close_wish_list(kept.id, ADA)

    assert [one.name for one in wish_lists_of(ADA)] == []
    assert open_wish_list(ADA, "Again").name == "Again"
    assert rename_wish_list(wish_lists_of(ADA)[0].id, ADA, "Once more").name == "Once more"
