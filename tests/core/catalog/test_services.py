from datetime import UTC, datetime
from functools import partial
from typing import Any

import pytest

from core.catalog.errors import SkuTaken
from core.catalog.events import CatalogueLoaded, ProductChanged
from core.catalog.goods import ProductInFile, check_goods
from core.catalog.models import Category, Product
from core.catalog.services import put_products
from core.files import BadFile, record_of
from core.inventory.models import StockItem
from tests import builders as a
from tests.at_once import at_once, refusals

pytestmark = pytest.mark.usefixtures("database")

OPTIONS = {"Colour": ["Sand", "Ink"], "Size": ["S", "M"]}


def variant(sku: str, **options: str) -> dict[str, Any]:
    return {"sku": sku, "options": options, "prices": {"us": {"minor": 1_800}}}


def coat(*variants: dict[str, Any], **changes: Any) -> dict[str, Any]:
    return {
        "slug": "coat",
        "name": "Coat",
        "category": "coats",
        "options": OPTIONS,
        "variants": list(variants),
        **changes,
    }


class TestPut:
    def test_a_product_is_what_the_file_says(self) -> None:
        found = a.product(
            a.goods_file(
                "MUG",
                brand="Quay",
                tags=["gift"],
                taxClass="reduced",
                related=["pot"],
                createdAt="2026-03-01T01:00:00+01:00",
                prices={"us": {"minor": 1_800, "compareAtMinor": 2_200}, "eu": 1_700},
            )
        )

        assert (found.slug, found.brand, found.tags, found.tax_class) == ("mug", "Quay", ["gift"], "reduced")
        assert (found.markets, found.created_at) == (["eu", "us"], datetime(2026, 3, 1, tzinfo=UTC))
        assert found.variants[0].prices == {
            "us": {"minor": 1_800, "compare_at_minor": 2_200},
            "eu": {"minor": 1_700},
        }
        assert a.events(ProductChanged) == [ProductChanged("mug", ["kitchen"], addresses=["mug"])]

    def test_put_again_it_is_changed_in_place_and_its_stock_stays(self) -> None:
        first = a.goods("MUG", available=3)
        second = a.goods("MUG", price=2_000, name="Large mug")

        assert (first.id, second.name, Product.objects.count()) == (second.id, "Large mug", 1)
        assert second.created_at == first.created_at
        assert StockItem.objects.get().available == 3

    def test_both_shelves_hear_of_a_product_that_moves(self) -> None:
        a.goods("MUG")
        a.goods("MUG", category="gifts")

        assert a.events(ProductChanged)[-1] == ProductChanged("mug", ["gifts", "kitchen"])
        assert {str(shelf.slug) for shelf in Category.objects} == {"kitchen", "gifts"}

    def test_a_shelf_that_is_there_keeps_its_name(self) -> None:
        a.goods("MUG", category="tea-and-coffee")
        Category.objects(slug="tea-and-coffee").update_one(set__name="Tea!", set__position=7)
        a.goods("POT", category="tea-and-coffee")

        assert (Category.objects.get().name, Category.objects.get().position) == ("Tea!", 7)

    def test_of_products_put_at_once_none_is_lost(self) -> None:
        results = at_once([partial(a.goods, f"MUG-{number}") for number in range(8)])

        assert refusals(results) == []
        assert (Product.objects.count(), Category.objects.count()) == (8, 1)


class TestRefused:
    @pytest.mark.parametrize(
        ("variants", "said"),
        [
            ([variant("A", Colour="Sand")], "A must choose every option once"),
            ([variant("A", Colour="Sand", Size="S", Fit="Slim")], "A must choose every option once"),
            ([variant("A", Colour="Red", Size="S")], "A has the unknown Colour 'Red'"),
            (
                [variant("A", Colour="Ink", Size="S"), variant("B", Colour="Ink", Size="S")],
                "the same options",
            ),
            (
                [variant("A", Colour="Ink", Size="S"), variant("A", Colour="Ink", Size="M")],
                "a SKU stands twice",
            ),
        ],
    )
    def test_variants_that_do_not_fit_are_named_and_nothing_is_written(
        self, variants: list[dict[str, Any]], said: str
    ) -> None:
        with pytest.raises(BadFile, match=said) as refusal:
            a.product(coat(*variants))

        assert refusal.value.field.startswith("variants.")
        assert (Product.objects.first(), Category.objects.first(), a.announced()) == (None, None, [])

    def test_a_sku_belongs_to_one_product(self) -> None:
        a.goods("MUG")

        with pytest.raises(SkuTaken, match="'MUG' belongs to the product 'mug'") as refusal:
            a.goods("MUG", slug="pot")
        assert refusal.value.extra == {"sku": "MUG", "slug": "mug"}
        assert Product.objects.count() == 1

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"slug": "Coat"}, "slug"),
            ({"slug": "a--b"}, "slug"),
            ({"slug": "../x"}, "slug"),
            ({"name": ""}, "name"),
            ({"category": "A B"}, "category"),
            ({"variants": []}, "variants"),
            ({"createdAt": "2026-03-01T00:00:00"}, "createdAt"),
            ({"createdAt": "yesterday"}, "createdAt"),
            ({"price": 1}, "price"),
            ({"variants": [{"sku": "A B", "prices": {}}]}, "variants.0.sku"),
            ({"variants": [{"sku": "A", "prices": {"us": {"minor": "1800"}}}]}, "variants.0.prices.us.minor"),
            ({"variants": [{"sku": "A", "prices": {"us": {"minor": 10**30}}}]}, "variants.0.prices.us.minor"),
            (
                {"variants": [{"sku": "A", "prices": {"us": {"minor": 1, "compareAtMinor": 10**30}}}]},
                "variants.0.prices.us.compareAtMinor",
            ),
            ({"variants": [{"sku": "A", "prices": {}, "weightGrams": 10**30}]}, "variants.0.weightGrams"),
            ({"variants": [{"sku": "A", "prices": {}, "stock": {"reno": -1}}]}, "variants.0.stock.reno"),
            ({"variants": [{"sku": "A", "prices": {}, "stock": {"reno": 10**30}}]}, "variants.0.stock.reno"),
        ],
    )
    def test_a_value_that_cannot_be_is_named(self, changes: dict[str, Any], field: str) -> None:
        with pytest.raises(BadFile) as refusal:
            record_of(
                ProductInFile, {**coat(variant("A")), "options": {}, **changes}, where="goods.jsonl line 3"
            )

        assert refusal.value.field == field


class TestMany:
    def test_a_batch_is_put_whole_or_not_at_all(self) -> None:
        good, bad = a.goods_file("MUG"), a.goods_file("MUG", slug="pot")

        with pytest.raises(SkuTaken):
            put_products([record_of(ProductInFile, facts, where="x") for facts in (good, bad)])
        assert Product.objects.first() is None
        assert a.events(CatalogueLoaded) == []

    @pytest.mark.parametrize(
        ("second", "said"),
        [
            (a.goods_file("MUG", slug="pot"), "MUG"),
            (a.goods_file("POT", slug="mug"), "mug"),
            (a.goods_file("CUP", options={"Colour": ["Ink"]}), "CUP must choose"),
        ],
        ids=["sku", "slug", "options"],
    )
    def test_lines_that_cannot_stand_beside_each_other_are_found_before_any_is_written(
        self, second: dict[str, Any], said: str
    ) -> None:
        entries = [record_of(ProductInFile, facts, where="x") for facts in (a.goods_file("MUG"), second)]

        with pytest.raises(BadFile, match=said):
            check_goods(entries)
