"""Documents that are read past MongoEngine's constructor are what it would have made of them."""

from typing import Any

import pytest
from mongoengine.base import BaseDocument

from core.carts.models import Cart
from core.catalog.models import Product
from core.documents import first, glimpsed
from tests import builders as a

pytestmark = pytest.mark.usefixtures("database")


def told(document: BaseDocument) -> dict[str, Any]:
    """What each field says, of what is embedded too."""
    return {name: _plain(getattr(document, name)) for name in document._fields}


def _plain(value: Any) -> Any:
    if isinstance(value, BaseDocument):
        return told(value)
    if isinstance(value, list):
        return [_plain(one) for one in value]
    return {name: _plain(one) for name, one in value.items()} if isinstance(value, dict) else value


def test_a_glimpsed_document_says_the_same_as_a_loaded_one() -> None:
    a.markets()
    a.goods("MUG", price=1_800, tags=["gift"], attributes={"Material": ["Oak"]})
    row = Product._get_collection().find_one({})
    assert row is not None

    glimpse, loaded = glimpsed(Product, row), Product.objects.get()

    assert told(glimpse) == told(loaded)
    assert glimpse.variants[0].parts == loaded.variants[0].parts == {"MUG": 1}
    assert glimpse.address("en-US") == loaded.address("en-US")


def test_what_the_row_lacks_has_its_default() -> None:
    glimpse = glimpsed(Product, {"slug": "mug", "variants": [{"sku": "MUG"}]})

    assert (glimpse.tax_class, glimpse.tags, glimpse.variants[0].tiers) == ("standard", [], {})


def test_two_glimpses_share_nothing_that_one_could_change() -> None:
    one, other = (glimpsed(Product, {"slug": "mug"}) for _ in range(2))
    one.tags.append("gift")

    assert other.tags == []
    assert glimpsed(Product, {"slug": "mug"}).tags == []


def test_the_first_that_fits_is_a_whole_document() -> None:
    cart = a.ready_cart({"MUG": 2})

    found = first(Cart, {"_id": cart.id})

    assert found is not None
    assert told(found) == told(a.fresh(cart))
    assert first(Cart, {"_id": "nobody's"}) is None
