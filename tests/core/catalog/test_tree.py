from typing import Any

import pytest

from core.catalog.errors import CategoryNotFound
from core.catalog.events import CategoriesChanged, ProductsChanged
from core.catalog.models import Category, Product
from core.catalog.queries import category_at, way_to
from core.catalog.tree import BATCH, CategoryInFile, put_categories, reshelve
from core.files import BadFile
from jobs import catalog as jobs
from tests import builders as a
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")


def put(*parents: tuple[str, str | None], **changes: Any) -> None:
    put_categories(
        [CategoryInFile(slug=slug, name=slug.title(), parent=parent, **changes) for slug, parent in parents]
    )


def shelves(slug: str) -> list[str]:
    return list(Product.objects.get(slug=slug).shelves)


class TestTree:
    def test_a_category_is_found_at_the_end_of_its_path_alone(self) -> None:
        put(("home", None), ("kitchen", "home"), ("cups", "kitchen"))

        assert category_at("home/kitchen/cups").slug == "cups"
        assert [str(shelf.slug) for shelf in way_to("cups")] == ["home", "kitchen", "cups"]
        for path in ("cups", "kitchen/cups", "home/cups", "home/kitchen/cups/", "home/kitchen/nothing", ""):
            with pytest.raises(CategoryNotFound):
                category_at(path)

    def test_the_order_of_the_lines_does_not_matter(self) -> None:
        put(("cups", "kitchen"), ("home", None), ("kitchen", "home"))

        assert Category.objects.get(slug="cups").path == "home/kitchen/cups"

    def test_what_stands_below_moves_along_and_is_told(self) -> None:
        put(("home", None), ("kitchen", "home"), ("cups", "kitchen"), ("garden", None))
        put(("kitchen", "garden"))

        assert Category.objects.get(slug="cups").path == "garden/kitchen/cups"
        assert a.events(CategoriesChanged)[-1] == CategoriesChanged(["cups", "kitchen"])

    @pytest.mark.parametrize(
        ("lines", "said"),
        [
            ([("a", "nothing")], "nothing, which is not there"),
            ([("a", "a")], "under itself"),
            ([("a", "b"), ("b", "c"), ("c", "a")], "under itself"),
            ([(f"l{n}", f"l{n - 1}" if n else None) for n in range(7)], "level 7 of 6"),
            ([("a", None), ("a", None)], "stands twice"),
        ],
        ids=["unknown", "itself", "circle", "deep", "twice"],
    )
    def test_what_is_no_tree_is_refused_and_nothing_is_written(
        self, lines: list[tuple[str, str | None]], said: str
    ) -> None:
        with pytest.raises(BadFile, match=said) as refusal:
            put(*lines)

        assert refusal.value.field in {"parent", "slug"}
        assert (Category.objects.first(), a.announced()) == (None, [])

    def test_six_levels_are_a_tree(self) -> None:
        put(*((f"l{n}", f"l{n - 1}" if n else None) for n in range(6)))

        assert Category.objects.get(slug="l5").path == "l0/l1/l2/l3/l4/l5"

    def test_a_move_that_would_push_others_too_deep_is_refused(self) -> None:
        put(*((f"l{n}", f"l{n - 1}" if n else None) for n in range(6)), ("top", None))

        with pytest.raises(BadFile, match="level 7"):
            put(("l0", "top"))
        assert Category.objects.get(slug="l5").path.count("/") == 5


class TestShelves:
    def test_a_product_stands_on_its_category_and_all_above(self) -> None:
        a.markets()
        put(("home", None), ("kitchen", "home"))
        a.goods("MUG")

        assert shelves("mug") == ["home", "kitchen"]

    def test_products_follow_a_shelf_that_moves_and_it_is_told(self) -> None:
        put(("home", None), ("garden", None), ("kitchen", "home"))
        for number in range(BATCH + 3):
            a.goods(f"MUG-{number}")
        put(("kitchen", "garden"))
        jobs.reshelve(a.events(CategoriesChanged)[-1])

        assert Product.objects(shelves=["garden", "kitchen"]).count() == BATCH + 3
        told = a.events(ProductsChanged)
        assert sorted(slug for event in told for slug in event.slugs) == sorted(
            product.slug for product in Product.objects
        )
        assert {shelf for event in told for shelf in event.categories} == {"garden", "home", "kitchen"}

    def test_what_stands_right_already_is_not_told_again(self) -> None:
        put(("kitchen", None))
        a.goods("MUG")
        reshelve(["kitchen"])

        assert a.events(ProductsChanged) == []

    def test_when_the_time_is_up_the_rest_is_announced(self) -> None:
        for number in range(BATCH + 1):
            a.goods(f"MUG-{number}")
        put(("home", None))
        put(("kitchen", "home"))
        reshelve(["kitchen"], seconds=0)

        assert a.events(CategoriesChanged)[-1] == CategoriesChanged(["kitchen"])
        assert Product.objects(shelves=["kitchen"]).count() == 1
        reshelve(["kitchen"])
        assert Product.objects(shelves=["kitchen"]).count() == 0

    def test_a_product_that_comes_while_its_shelf_moves_is_not_left_on_the_old_way(self, wire: Wire) -> None:
        def move() -> None:
            put(("kitchen", "garden"))
            reshelve(["kitchen"])

        put(("home", None), ("garden", None), ("kitchen", "home"))
        with wire.meanwhile(lambda command: command.writes and command.collection == "products", move):
            a.product(a.goods_file("MUG"))

        assert shelves("mug") == ["garden", "kitchen"]
