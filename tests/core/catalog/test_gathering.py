from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.catalog.errors import CollectionNotFound
from core.catalog.events import CollectionChanged, ProductChanged, ProductsChanged
from core.catalog.gathering import AGAIN_AFTER, BATCH, CollectionInFile, gather, put_collections
from core.catalog.models import Collection, Product
from core.catalog.queries import collection_by_slug, collections
from core.catalog.tree import CategoryInFile, put_categories, reshelve
from core.db import TRANSACTION_SECONDS
from core.files import BadFile, record_of
from core.outbox.models import OutboxMessage
from tests import builders as a
from tests.fakes import FakeQueue
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")


def put(slug: str = "finds", **facts: Any) -> None:
    put_collections([record_of(CollectionInFile, {"slug": slug, "name": slug, **facts}, where="the test")])


def rule(*conditions: dict[str, Any], match: str = "all") -> dict[str, Any]:
    return {"rule": {"match": match, "conditions": list(conditions)}}


def members(slug: str = "finds") -> set[str]:
    return {product.slug for product in Product.objects(collections=slug)}


def test_a_product_that_is_put_while_a_collection_changes_joins_it_all_the_same(
    shop: object, queue: FakeQueue, wire: Wire
) -> None:
    """Neither sees the other: the product is put by the old rule, and the gathering does not find it."""
    a.markets()

    def change() -> None:
        put(**rule({"tag": "gift"}))
        a.drain(queue)

    with wire.meanwhile(lambda command: command.collection == "products" and command.writes, change):
        a.product(a.goods_file("MUG", tags=["gift"]))
    assert members() == set()
    a.drain(queue, later=AGAIN_AFTER)

    assert members() == {"mug"}


def test_it_is_gathered_again_when_no_transaction_can_be_open_any_more_that_was_then() -> None:
    assert timedelta(seconds=2 * TRANSACTION_SECONDS) < AGAIN_AFTER
    put(products=[])
    soon, late = OutboxMessage.objects(event=CollectionChanged.name).order_by("due_at")

    assert (soon.payload["again"], late.payload["again"]) == (False, True)
    assert late.due_at - late.created_at == AGAIN_AFTER


@pytest.fixture
def goods(database: object) -> None:  # emptied first
    """A mug (a gift of 18, reduced, of oak), a pot of 50 and a coat of 90, on shelves of their own."""
    a.markets()
    put_categories(
        [CategoryInFile(slug="home", name="Home"), CategoryInFile(slug="kitchen", name="K", parent="home")]
    )
    a.goods(
        "MUG",
        tags=["gift"],
        brand="Quay",
        attributes={"Material": ["Oak"]},
        prices={"us": {"minor": 1_800, "compareAtMinor": 2_000}},
    )
    a.goods("POT", tags=["gift"], price=5_000, createdAt="2020-01-01T00:00:00Z")
    a.goods("COAT", category="coats", price=9_000)


@pytest.mark.usefixtures("goods")
class TestRules:
    @pytest.mark.parametrize(
        ("rule", "found"),
        [
            (rule({"tag": "gift"}), {"mug", "pot"}),
            (rule({"brand": "Quay"}), {"mug"}),
            (rule({"category": "kitchen"}), {"mug", "pot"}),
            (rule({"category": "home"}), {"mug", "pot"}),
            (rule({"attribute": {"name": "Material", "value": "Oak"}}), {"mug"}),
            (rule({"attribute": {"name": "Material", "value": "Ash"}}), set()),
            (rule({"priceBelow": {"market": "us", "minor": 5_000}}), {"mug"}),
            (rule({"priceAbove": {"market": "us", "minor": 5_000}}), {"coat"}),
            (rule({"priceAbove": {"market": "eu", "minor": 1}}), {"pot", "coat"}),
            (rule({"onSale": "us"}), {"mug"}),
            (rule({"onSale": "eu"}), set()),
            (rule({"newerThanDays": 30}), {"mug", "coat"}),
            (rule({"tag": "gift"}, {"newerThanDays": 30}), {"mug"}),
            (rule({"brand": "Quay"}, {"category": "coats"}, match="any"), {"mug", "coat"}),
        ],
    )
    def test_a_rule_gathers_what_fits_and_what_comes_later_fits_at_once(
        self, rule: dict[str, Any], found: set[str]
    ) -> None:
        put(**rule)
        gather("finds")
        assert members() == found

        put("others", **rule)
        for slug in ("mug", "pot", "coat"):
            again = Product.objects.get(slug=slug)
            a.product(
                a.goods_file(
                    slug.upper(),
                    category=again.category,
                    tags=again.tags,
                    brand=again.brand,
                    attributes=again.attributes,
                    createdAt=clock.rfc3339(again.created_at),
                    prices={
                        code: {
                            "minor": price["minor"],
                            **(
                                {"compareAtMinor": price["compare_at_minor"]}
                                if "compare_at_minor" in price
                                else {}
                            ),
                        }
                        for code, price in again.variants[0].prices.items()
                    },
                )
            )
        assert members("others") == found

    def test_a_product_that_no_longer_fits_leaves_and_the_collection_hears_of_it(self) -> None:
        put(**rule({"tag": "gift"}))
        gather("finds")
        a.goods("MUG", tags=[])

        assert members() == {"pot"}
        assert a.events(ProductChanged)[-1] == ProductChanged("mug", ["home", "kitchen"], ["finds"])

    def test_a_shelf_that_moves_takes_its_products_into_collections_and_out(self) -> None:
        put(**rule({"category": "home"}))
        gather("finds")
        put_categories([CategoryInFile(slug="kitchen", name="K")])
        reshelve(["kitchen"])

        assert members() == set()
        assert a.events(ProductsChanged)[-1].collections == ["finds"]

    def test_what_is_new_grows_old_by_itself(self, queue: FakeQueue, shop: object) -> None:  # noqa: ARG002  # the jobs' shop
        from jobs.schedule import tick

        put(**rule({"newerThanDays": 30}))
        a.drain(queue)
        assert members() == {"mug", "coat"}
        with clock.moved(timedelta(days=30, seconds=1)):
            tick()
        a.drain(queue, later=timedelta(days=30, seconds=2))

        assert members() == set()


class TestByHand:
    def test_it_holds_what_it_names_and_who_comes_later_joins(self) -> None:
        a.goods("MUG")
        put(products=["pot", "mug"])
        gather("finds")
        assert members() == {"mug"}

        a.goods("POT")
        assert members() == {"mug", "pot"}
        assert collection_by_slug("finds").products == ["pot", "mug"]

    def test_who_is_left_out_leaves(self) -> None:
        a.goods("MUG")
        a.goods("POT")
        put(products=["pot", "mug"])
        gather("finds")
        put(products=["pot"])
        gather("finds")

        assert members() == {"pot"}
        assert a.events(ProductsChanged)[-1] == ProductsChanged(["mug"], ["kitchen"], ["finds"])

    def test_it_may_become_one_by_rule_and_back(self) -> None:
        a.goods("MUG", tags=["gift"])
        a.goods("POT")
        for facts, found in (
            ({"products": ["pot"]}, {"pot"}),
            (rule({"tag": "gift"}), {"mug"}),
            ({"products": []}, set()),
        ):
            put(**facts)
            gather("finds")
            assert members() == found

    def test_a_large_one_is_gathered_in_batches_that_go_on(self) -> None:
        for number in range(BATCH + 2):
            a.goods(f"MUG-{number:03}")
        put(**rule({"category": "kitchen"}))
        gather("finds", seconds=0)

        assert a.events(CollectionChanged)[-1] == CollectionChanged("finds", f"mug-{BATCH - 1:03}")
        gather("finds", f"mug-{BATCH - 1:03}")
        assert len(members()) == BATCH + 2

    def test_they_come_in_their_order(self) -> None:
        put("second", products=[], position=2)
        put("first", products=[], position=1)

        assert [str(one.slug) for one in collections()] == ["first", "second"]
        with pytest.raises(CollectionNotFound):
            collection_by_slug("third")


class TestRefused:
    @pytest.mark.parametrize(
        ("facts", "field"),
        [
            ({}, "rule"),
            ({"products": [], **rule({"tag": "x"})}, "rule"),
            ({"products": ["a", "a"]}, "products"),
            ({"products": ["A B"]}, "products.0"),
            (rule(), "rule.conditions"),
            (rule({}), "rule.conditions.0"),
            (rule({"tag": "x", "brand": "y"}), "rule.conditions.0"),
            (rule({"colour": "x"}), "rule.conditions.0.colour"),
            (rule({"priceBelow": {"market": "us", "minor": 1.5}}), "rule.conditions.0.priceBelow.minor"),
            (rule({"newerThanDays": 0}), "rule.conditions.0.newerThanDays"),
            (rule({"tag": "x"}, match="none"), "rule.match"),
        ],
    )
    def test_what_cannot_be_is_named(self, facts: dict[str, Any], field: str) -> None:
        with pytest.raises(BadFile) as refusal:
            put(**facts)

        assert refusal.value.field == field
        assert Collection.objects.first() is None
