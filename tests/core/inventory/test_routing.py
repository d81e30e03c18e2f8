import pytest

from core.bootstrap import Shop
from core.inventory.models import StockItem
from core.inventory.routing import Destination, route
from core.markets.models import Location, Market
from tests import builders as a

PLACES = ["reno", "rotterdam", "dallas", "tallinn"]
TO = Destination("US", "TX")


@pytest.fixture(autouse=True)
def _places(database: object) -> None:
    for code, country, region in (
        ("reno", "US", "NV"),
        ("rotterdam", "NL", None),
        ("dallas", "US", "TX"),
        ("tallinn", "EE", None),
    ):
        Location(code=code, name=code.title(), country=country, region=region).save()


def routed(rule: str, pieces: dict[str, int], to: Destination = TO) -> list[str]:
    return route(Market(code="us", locations=PLACES, routing=rule), pieces, to)


def test_priority_is_as_the_market_lists_them() -> None:
    assert routed("priority", {"MUG": 1}) == PLACES


@pytest.mark.parametrize(
    ("to", "first"),
    [
        (Destination("US", "TX"), ["dallas", "reno", "rotterdam", "tallinn"]),
        (Destination("US", "CA"), ["reno", "dallas", "rotterdam", "tallinn"]),
        (Destination("US"), ["reno", "dallas", "rotterdam", "tallinn"]),
        (Destination("EE"), ["tallinn", "reno", "rotterdam", "dallas"]),
        (Destination("JP"), PLACES),
    ],
)
def test_nearest_is_the_region_then_the_country(to: Destination, first: list[str]) -> None:
    assert routed("nearest", {"MUG": 1}, to) == first


@pytest.mark.parametrize(
    ("pieces", "first"),
    [
        ({"MUG": 1}, ["reno"]),
        ({"MUG": 4}, ["rotterdam"]),
        ({"MUG": 2, "POT": 1}, ["tallinn"]),
        ({"MUG": 6, "POT": 1}, ["rotterdam", "tallinn"]),
        ({"MUG": 99}, []),
    ],
)
def test_fewest_parcels_is_the_smallest_group_that_has_everything(
    pieces: dict[str, int], first: list[str]
) -> None:
    for place, mugs in (("reno", 1), ("rotterdam", 5), ("tallinn", 2)):
        a.stock("MUG", mugs, at=place)
    a.stock("POT", 3, at="tallinn")

    assert routed("fewest-parcels", pieces) == [*first, *(code for code in PLACES if code not in first)]


def test_a_checkout_draws_on_the_locations_as_its_market_says(shop: Shop) -> None:
    a.markets({**a.US, "routing": "fewest-parcels"})
    a.goods("MUG", available=1, at="reno")
    a.goods("POT", available=2, at="rotterdam")
    a.stock("MUG", 2, at="rotterdam")
    a.started_payment(shop, {"MUG": 1, "POT": 1})

    assert {item.id for item in StockItem.objects(held__gt=0)} == {"MUG@rotterdam", "POT@rotterdam"}
