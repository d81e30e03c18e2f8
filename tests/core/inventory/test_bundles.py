import pytest

from core.carts.queries import basket_of
from core.catalog.queries import any_product_by_slug
from core.inventory.errors import OutOfStock
from core.inventory.events import AvailabilityTurned
from core.inventory.queries import availability_of
from core.inventory.services import take
from core.listing.models import Card
from jobs.pages import refresh_availability
from tests import builders as a


@pytest.fixture(autouse=True)
def _set(database: object) -> None:  # emptied first
    """A tea set: a pot and four mugs."""
    a.markets()
    a.goods("MUG")
    a.goods("POT")
    facts = a.goods_file("SET")
    facts["variants"][0]["components"] = [{"sku": "POT", "quantity": 1}, {"sku": "MUG", "quantity": 4}]
    a.product(facts)


def free(*locations: str) -> int:
    return availability_of(any_product_by_slug("set").variants, locations or ("reno", "rotterdam"))["SET"]


@pytest.mark.parametrize(
    ("pots", "mugs", "sets"), [(0, 9, 0), (3, 3, 0), (1, 9, 1), (3, 9, 2), (3, 11, 2), (9, 12, 3)]
)
def test_there_are_as_many_sets_as_their_parts_make(pots: int, mugs: int, sets: int) -> None:
    for sku, quantity in (("POT", pots), ("MUG", mugs)):
        if quantity:
            a.stock(sku, quantity)

    assert free() == sets
    assert free("rotterdam") == 0


def test_what_is_held_of_a_part_is_held_of_the_set() -> None:
    a.stock("POT", 2)
    a.stock("MUG", 8)
    take("h", {"MUG": 1}, locations=["reno"], until=None)

    assert free() == 1


def test_a_cart_says_how_many_there_are_and_nobody_gets_more() -> None:
    a.stock("POT", 5)
    a.stock("MUG", 9)
    warnings = basket_of(a.cart({"SET": 3})).warnings()

    assert [(warning.code, warning.detail) for warning in warnings] == [
        ("low-stock", "Only 2 of SET are left.")
    ]
    with pytest.raises(OutOfStock):
        take("h", {"SET": 3}, locations=["reno"], until=None)


def test_a_part_that_runs_out_is_news_for_the_set() -> None:
    a.stock("POT", 1)
    a.stock("MUG", 4)
    a.shelved("set")
    take("h", {"POT": 1}, locations=["reno"], until=None)
    assert Card.objects.get(slug="set", market="us").available
    refresh_availability(AvailabilityTurned("POT"))

    assert not Card.objects.get(slug="set", market="us").available
