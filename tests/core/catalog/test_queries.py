from base64 import urlsafe_b64encode
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.catalog.errors import BadCursor, CategoryNotFound, ProductNotFound, UnknownSku
from core.catalog.models import Product
from core.catalog.queries import (
    Place,
    categories,
    category_by_slug,
    place_from,
    product_by_slug,
    products_found,
    sellable,
    sellable_now,
)
from core.catalog.search import folded_words, query_words, search_terms
from tests import builders as a

MOMENTS = st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1)).map(  # noqa: DTZ001  # made aware here
    lambda moment: moment.replace(microsecond=moment.microsecond // 1000 * 1000, tzinfo=UTC)
)


class TestPlace:
    @given(MOMENTS, st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True))
    def test_a_cursor_leads_back_to_its_place_to_the_millisecond(self, moment: datetime, slug: str) -> None:
        place = Place(moment, slug)

        assert place_from(place.as_cursor()) == place

    def test_no_cursor_is_no_place(self) -> None:
        assert place_from(None) is None

    @given(st.text(max_size=40) | st.binary(max_size=20).map(lambda raw: raw.decode("latin-1")))
    def test_whatever_else_comes_is_refused_by_field_or_is_a_place(self, cursor: str) -> None:
        try:
            place = place_from(cursor)
        except BadCursor as refusal:
            assert refusal.field == "after"  # noqa: PT017  # either outcome is right
        else:
            assert isinstance(place, Place)

    @pytest.mark.parametrize(
        "inside", ["nan mug", "inf mug", "1e300 mug", "-1e18 mug", "1e18 mug", "1 2 3", "x mug", "1", ""]
    )
    def test_a_cursor_that_somebody_wrote_themselves_is_refused(self, inside: str) -> None:
        with pytest.raises(BadCursor):
            place_from(urlsafe_b64encode(inside.encode()).decode())


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

    @pytest.mark.parametrize(
        "text",
        [
            "mug",
            "MUG",
            "creme",
            "Crème BRÛLÉE",
            "cre",
            "asa",
            "gift",
            "idea",
            "kitchen",
            "mug cre gift",
            "brulee, mug!",
        ],
    )
    def test_a_product_is_found_by_each_of_its_words_and_their_beginnings(self, text: str) -> None:
        assert [product.slug for product in products_found(text, "us", limit=5)] == ["mug"]

    @pytest.mark.parametrize("text", ["", "  ", "!", "mug tea", "ug", "c", "$ne", '{"$gt": ""}'])
    def test_nothing_else_finds_it(self, text: str) -> None:
        assert products_found(text, "us", limit=5) == []


class TestWords:
    def test_are_folded_to_plain_lower_case(self) -> None:
        assert folded_words("Straße Nr. 5 — ﬁne İstanbul") == ["strasse", "nr", "5", "fine", "istanbul"]

    def test_of_a_query_are_bounded(self) -> None:
        assert len(query_words("x" * 10_000)[0]) == 200
        assert len(query_words(" ".join("abcdefghijkl"))) == 8

    @given(st.text(max_size=60))
    def test_every_word_is_found_by_itself(self, text: str) -> None:
        assert set(folded_words(text)) <= set(search_terms(text))
