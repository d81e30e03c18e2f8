"""What was made of a row is used again for the same bytes, and for no others."""

from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

import bson
import pytest
from bson import ObjectId

from core import clock
from core.catalog.models import Product
from core.catalog.queries import sellable_now
from core.catalog.sellable import Kept, Sellable
from core.documents import Unchangeable
from core.pricing.prices import price_of
from tests import builders as a
from tests.at_once import at_once


def goods(market: str = "us") -> Mapping[str, Sellable]:
    return sellable_now(["MUG-S", "MUG-M"], market)


@pytest.fixture(autouse=True)
def _mug(database: object) -> None:
    a.markets()
    small, medium = (
        {**a.goods_file(f"MUG-{size}")["variants"][0], "options": {"size": size}} for size in "SM"
    )
    a.product(a.goods_file("MUG", variants=[small, medium], options={"size": ["S", "M"]}))


def test_what_nobody_has_changed_is_not_made_anew() -> None:
    before = goods()

    assert goods()["MUG-S"] is before["MUG-S"]
    assert goods()["MUG-S"].keys is before["MUG-S"].keys


@pytest.mark.parametrize(
    "change",
    [
        {"$set": {"variants.0.prices.us.minor": 7}},
        {"$set": {"name": "Cup"}},
        {"$push": {"tags": "new"}},
        {"$set": {"variants.0.components": [{"sku": "X", "quantity": 2}]}},
        {"$set": {"tax_class": "reduced"}},
    ],
    ids=["price", "name", "tag", "parts", "tax"],
)
def test_what_somebody_has_changed_is_there_at_once(change: dict[str, Any]) -> None:
    before = goods()["MUG-S"]
    Product._get_collection().update_one({}, change)

    now = goods()["MUG-S"]
    assert now is not before
    whole = Product.objects.get()
    assert (now.product.name, list(now.product.tags)) == (whole.name, list(whole.tags))
    assert now.variant.prices == whole.variants[0].prices
    assert now.product.tax_class == whole.tax_class
    assert now.variant.parts == whole.variants[0].parts


def test_what_is_not_sold_any_more_is_not_found_again() -> None:
    assert goods().keys() == {"MUG-S", "MUG-M"}
    Product._get_collection().update_one({}, {"$unset": {"variants.1.prices.us": ""}})
    assert goods().keys() == {"MUG-S"}
    Product._get_collection().update_one({}, {"$set": {"status": "hidden"}})
    assert goods() == {}


def test_the_same_bytes_are_sold_in_one_market_and_not_in_another() -> None:
    Product._get_collection().update_one({}, {"$unset": {"variants.1.prices.eu": ""}})

    assert goods("us").keys() == {"MUG-S", "MUG-M"}
    assert goods("eu").keys() == {"MUG-S"}


def test_nobody_changes_what_others_have_too() -> None:
    with pytest.raises(Unchangeable):
        goods()["MUG-S"].product.name = "Mine"
    with pytest.raises(Unchangeable):
        goods()["MUG-S"].variant.sku = "MINE"


def test_a_price_that_time_changes_is_reckoned_each_time() -> None:
    now = clock.now()
    sale = {"market": "us", "minor": 1, "from": now, "until": now + timedelta(hours=1)}
    Product._get_collection().update_one({}, {"$set": {"variants.0.schedule": [sale]}})
    mug = goods()["MUG-S"]

    at = [price_of(mug.variant, "us", now + timedelta(hours=hours), product=mug.product) for hours in (0, 2)]
    assert [price.minor == 1 for price in at] == [True, False]


def row_of(variants: Sequence[int]) -> bytes:
    """A product of which those variants were asked for."""
    each = [{"sku": f"MUG-{n}", "prices": {"us": {"minor": 100 + n}}, "options": {}} for n in variants]
    return bson.encode({"_id": ObjectId(), "slug": "mug", "name": "Mug", "variants": each})


def test_however_many_choices_are_asked_for_no_more_is_kept_than_there_is_room_for() -> None:
    kept = Kept(20_000)
    for n in range(500):
        kept.goods_of(row_of(range(n % 20, 20)))
        assert sum(map(len, kept.rows())) <= 20_000
    assert kept.rows()

    kept.goods_of(row_of(range(1_000)))
    assert max(map(len, kept.rows())) < 10_000


def test_what_is_asked_for_again_and_again_stays() -> None:
    kept, mug = Kept(20_000), row_of([1])
    goods = kept.goods_of(mug)
    for n in range(500):
        kept.goods_of(row_of([n]))
        assert kept.goods_of(mug) is goods


def test_a_crowd_that_asks_for_the_same_at_once_is_counted_once() -> None:
    kept, rows = Kept(20_000), [row_of([n]) for n in range(30)]
    at_once([lambda: [kept.goods_of(row) for row in rows]] * 8)

    assert kept.rows().keys() == set(rows)
    assert kept._bytes == sum(map(len, rows))
