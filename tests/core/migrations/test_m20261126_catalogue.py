import pytest

from core.catalog.models import Category, Product
from core.catalog.queries import product_at
from core.catalog.times import apply_times
from core.migrations.m20261126_catalogue import migrate
from tests import builders as a

GONE = (
    "addresses",
    "default_slug",
    "slugs",
    "shelves",
    "collections",
    "visible",
    "attributes",
    "translations",
)


@pytest.mark.usefixtures("database")
def test_products_from_before_are_found_shelved_and_changed_like_new_ones() -> None:
    a.markets()
    a.goods("MUG")
    whole = Product._get_collection().find_one()
    Product._get_collection().update_one({}, {"$unset": dict.fromkeys(GONE, "")})
    Category._get_collection().update_one({}, {"$unset": {"path": ""}})
    for _ in range(2):
        migrate()

    assert Product._get_collection().find_one() == whole
    assert Category.objects.get().path == "kitchen"
    found = product_at("mug", "de-DE")
    assert found is not None
    assert a.goods("MUG", price=2_000).id == found.id
    apply_times()
