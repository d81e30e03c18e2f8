import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.errors import CategoryNotFound, ProductNotFound, UnknownSku
from core.catalog.models import Product
from core.catalog.queries import (
    categories,
    category_by_slug,
    product_by_slug,
    sellable,
    sellable_now,
)
from core.catalog.search import folded_words, query_words, search_terms
from tests import builders as a


class TestFinding:
    @pytest.fixture(autouse=True)
    def _goods(self, database: object) -> None:  # noqa: ARG002  # emptied first
        a.goods("MUG", name="Crème brûlée mug", brand="Åsa", tags=["gift-idea"])
        a.goods("POT", prices={"eu": 1_000})
        a.goods("OLD")
        Product.objects(slug="old").update_one(set__status="hidden")

    @pytest.mark.parametrize(
        ("slug", "market"), [("pot", "us"), ("old", "us"), ("nothing", "us"), ("mug", "jp")]
    )
    def test_what_a_market_does_not_sell_is_not_there(self, slug: str, market: str) -> None:
        with pytest.raises(ProductNotFound):
            product_by_slug(slug, market)

    def test_shelves_come_in_their_order(self) -> None:
        a.goods("COAT", category="coats")

        assert [shelf.slug for shelf in categories()] == ["coats", "kitchen"]
        assert category_by_slug("coats").name == "Coats"
        with pytest.raises(CategoryNotFound):
            category_by_slug("nothing")

    @pytest.mark.parametrize("sku", ["POT", "OLD", "NOTHING"])
    def test_only_what_is_sold_there_can_be_bought(self, sku: str) -> None:
        assert sellable(["MUG"], "us")["MUG"].product.slug == "mug"
        with pytest.raises(UnknownSku) as refusal:
            sellable(["MUG", sku], "us")
        assert refusal.value.extra["sku"] == sku
        assert set(sellable_now(["MUG", sku], "us")) == {"MUG"}


class TestWords:
    def test_are_folded_to_plain_lower_case(self) -> None:
        assert folded_words("Straße Nr. 5 — ﬁne İstanbul") == ["strasse", "nr", "5", "fine", "istanbul"]

    def test_of_a_query_are_bounded(self) -> None:
        assert len(query_words("x" * 10_000)[0]) == 200
        assert len(query_words(" ".join("abcdefghijkl"))) == 8

    @given(st.text(max_size=60))
    def test_every_word_is_found_by_itself(self, text: str) -> None:
        assert set(folded_words(text)) <= set(search_terms(text))
