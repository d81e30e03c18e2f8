from collections.abc import Mapping

import pytest

from core.listing.materials import Materials
from core.listing.models import EVERYTHING
from core.markets.models import Market
from tests import builders as a


@pytest.fixture
def shops(database: object) -> Mapping[str, Market]:
    return a.markets()


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
