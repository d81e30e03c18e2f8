from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

import pytest

from core.catalog.models import Product
from core.catalog.queries import Place, place_from
from core.listing.materials import Materials
from core.listing.models import EVERYTHING
from core.listing.queries import cards_on
from core.markets.models import Market
from tests import builders as a


@pytest.fixture
def shops(database: object) -> Mapping[str, Market]:
    return a.markets()


class TestPaging:
    @pytest.fixture(autouse=True)
    def _shelf(self, shops: object) -> None:  # noqa: ARG002  # set up first
        """Seven products, some of the same millisecond."""
        for number in range(7):
            moment = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(milliseconds=number // 3)
            a.goods(f"MUG-{number}", createdAt=moment.isoformat())

    def pages(self, us: Market, size: int) -> list[list[str]]:
        found, after = [], None
        while page := cards_on("kitchen", us, "en-US", limit=size, after=after):
            found.append([product.slug for product in page])
            after = place_from(Place(page[-1].created_at, page[-1].slug).as_cursor())
        return found

    @pytest.mark.parametrize("size", [1, 2, 3, 7])
    def test_every_product_once_newest_first_whatever_the_size(
        self, size: int, shops: Mapping[str, Market]
    ) -> None:
        assert sum(self.pages(shops["us"], size), []) == [f"mug-{number}" for number in (6, 3, 4, 5, 0, 1, 2)]  # noqa: RUF017  # few

    def test_new_products_neither_repeat_nor_hide_others(self, shops: Mapping[str, Market]) -> None:
        first = cards_on("kitchen", shops["us"], "en-US", limit=3)
        a.goods("MUG-NEW", createdAt="2026-04-01T00:00:00Z")
        Product.objects(slug="mug-3").delete()
        a.shelved("mug-3")
        after = Place(first[-1].created_at, first[-1].slug)
        rest = cards_on("kitchen", shops["us"], "en-US", limit=10, after=after)

        assert [product.slug for product in rest] == ["mug-5", "mug-0", "mug-1", "mug-2"]


class TestMaterials:
    def test_cards_come_in_the_order_asked_for_and_only_of_what_is_sold_there(
        self, shops: Mapping[str, Market]
    ) -> None:
        a.goods("MUG")
        a.goods("POT", prices={"eu": 1_000})
        wanted = ["pot", "nothing", "mug"]

        assert [card.slug for card in Materials().cards(wanted, shops["eu"], "de-DE")] == ["pot", "mug"]
        assert [card.slug for card in Materials().cards(wanted, shops["us"], "en-US")] == ["mug"]
        assert [card.slug for card in Materials().newest(EVERYTHING, shops["us"], "en-US", 9)] == ["mug"]

    @pytest.mark.parametrize("count", [1, 2, 8, 9, 12])
    def test_each_product_has_the_next_eight_of_its_shelf_beside_it_read_alone_or_together(
        self, count: int, shops: Mapping[str, Market]
    ) -> None:
        slugs = [a.goods(f"MUG-{number:02}").slug for number in range(count)]
        together, alone = Materials(), Materials()
        together.load_neighbours("kitchen", shops["us"], "en-US", slugs)
        for place, slug in enumerate(slugs):
            expected = [*slugs[place + 1 :], *slugs[:place]][:8]
            for materials in (together, alone):
                beside = materials.neighbours(slug, "kitchen", shops["us"], "en-US")
                assert [card.slug for card in beside] == expected
