"""The shop's own search: what it finds, in which order, and how little it reads for that."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core import clock
from core.adapters.mongo_search import FEW, SECONDS, MongoSearch
from core.catalog.models import Product
from core.listing.asked import Asked
from core.listing.errors import UnknownFacet, UnknownSort
from core.listing.hits import MOST_HITS
from core.listing.ports import SearchAway, SearchHits, SearchQuery
from core.listing.synonyms import SynonymsInFile, set_up_synonyms
from tests import builders as a
from tests.failpoints import failing
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database", "_patience")


@pytest.fixture
def _patience(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is found is one thing; how long a machine that does other things beside takes for it is another."""
    monkeypatch.setattr("core.adapters.mongo_search.SECONDS", 10.0)


def searched(text: str, *, locale: str = "en-US", market: str = "us", **asked: Any) -> SearchHits:
    filters = {name: frozenset(values) for name, values in asked.pop("filters", {}).items()}
    return MongoSearch().search(SearchQuery(text, market, locale, Asked(filters, **asked)))


def found(text: str, **asked: Any) -> list[str]:
    return list(searched(text, **asked).listing.slugs)


def named(**names: str) -> None:
    a.cards(a.card(slug.replace("_", "-"), name=name) for slug, name in names.items())


class TestWhatIsFound:
    def test_every_word_has_to_be_there_in_whatever_order(self) -> None:
        named(blue_mug="Blue mug", red_mug="Red mug", blue_hat="Blue hat")

        assert found("mug blue") == ["blue-mug"]
        assert sorted(found("mug")) == ["blue-mug", "red-mug"]
        assert found("green mug") == []

    def test_three_words_and_more(self) -> None:
        named(a="Tall blue linen coat", b="Tall blue wool coat", c="Tall coat in blue")

        assert found("coat tall linen blue") == ["a"]
        assert sorted(found("coat tall blue")) == ["a", "b", "c"]

    @pytest.mark.parametrize("text", ["CRÈME", "creme", "Creme-Brulee", "brûlée, crème!"])
    def test_case_accents_and_marks_do_not_matter(self, text: str) -> None:
        named(pudding="Crème brûlée")

        assert found(text) == ["pudding"]

    @pytest.mark.parametrize("text", ["ja", "jack", "jackets", "nor ja", "nordic jack", "jack nor"])
    def test_the_beginning_of_a_word_is_enough(self, text: str) -> None:
        named(one="Nordic jackets", other="Nordic rope")

        assert found(text) == ["one"]

    @pytest.mark.parametrize(
        ("text", "meant"),
        [
            ("jakcet", "jacket"),
            ("jaket", "jacket"),
            ("jackett", "jacket"),
            ("packet", "jacket"),
            ("bakcpakc", "backpack"),
            ("nordic jakcet", "nordic jacket"),
            ("nordik jakcet", "nordic jacket"),
            ("nor jakcet", "nordic jacket"),
        ],
    )
    def test_a_mistake_is_understood_and_said(self, text: str, meant: str) -> None:
        named(jacket="Nordic jacket", backpack="Nordic backpack")
        answer = searched(text)

        assert answer.listing.slugs == (meant.rpartition(" ")[2],)
        assert answer.did_you_mean == meant

    @pytest.mark.parametrize("text", ["hat", "mugg", "xjackxt", "model4712", "zzzzzzzz"])
    def test_what_is_too_far_from_anything_is_not_guessed(self, text: str) -> None:
        named(cat="Cat", rug="Rug", jacket="Jacket", model="model4711")

        assert (found(text), searched(text).did_you_mean) == ([], None)

    def test_what_is_found_as_it_was_typed_is_not_corrected(self) -> None:
        named(lamp="Lamp", lamb="Lamb")

        assert found("lamb") == ["lamb"]
        assert searched("lamb").did_you_mean is None

    def test_a_word_that_is_known_is_corrected_where_it_leads_to_nothing(self) -> None:
        named(shade="Lamp shade", lamb="Lamb")

        assert (found("lamb shade"), searched("lamb shade").did_you_mean) == (["shade"], "lamp shade")

    def test_markets_and_languages_have_words_of_their_own(self) -> None:
        a.cards([a.card("mug", name="Mug"), a.card("mug", name="Becher", market="eu", locale="de-DE")])

        assert found("mug") == found("becher", market="eu", locale="de-DE") == ["mug"]
        assert found("becher") == found("bechre") == found("mug", market="eu", locale="de-DE") == []

    @pytest.mark.parametrize(
        "text", ["", " ", ".*", "^m", "$where", '{"$gt": ""}', "(a+)+$", "\x00", "m*g", "\ud800", "💡"]
    )
    def test_operators_and_patterns_are_words_at_most(self, text: str) -> None:
        named(mug="Mug", lamp="Lamp")

        assert found(text) == []

    @given(st.text(max_size=300))
    def test_nothing_that_is_typed_makes_it_fail(self, text: str) -> None:
        assert searched(text).listing.total >= 0

    def test_five_thousand_characters_are_read_to_their_bound(self) -> None:
        named(mug="Mug")

        assert found("mug " * 1_250) == ["mug"]
        assert found("x" * 5_000) == []


class TestGoods:
    @pytest.fixture(autouse=True)
    def _goods(self, database: object) -> None:  # noqa: ARG002  # emptied first
        a.markets()
        a.goods("MUG", name="Crème brûlée mug", brand="Åsa", tags=["gift-idea"])
        a.goods("POT", prices={"eu": 1_000})

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
        assert found(text) == ["mug"]

    @pytest.mark.parametrize("text", ["", "  ", "!", "mug tea", "ug", "c", "$ne", '{"$gt": ""}'])
    def test_nothing_else_finds_it(self, text: str) -> None:
        assert found(text) == []

    def test_in_every_language_by_its_words_in_that_language(self) -> None:
        a.mirrored(a.entry("product", "mug", title=a.both("Harbour mug", "Hafenbecher")))
        a.shelved("mug")

        assert found("hafenb", market="eu", locale="de-DE") == ["mug"]
        assert found("harbour", market="eu", locale="en-US") == ["mug"]
        assert found("hafenb", market="eu", locale="en-US") == []

    def test_what_is_no_longer_sold_is_no_longer_found(self) -> None:
        Product.objects(slug="mug").update_one(set__status="hidden")
        a.shelved("mug")

        assert found("mug") == []
        assert MongoSearch().suggest("mu", "us", "en-US").products == ()


class TestOrder:
    def test_whole_words_before_beginnings(self) -> None:
        a.cards([a.card("mug", name="Mug"), a.card("muggle", name="Muggle", sold=99)])

        assert found("mug") == ["mug", "muggle"]

    def test_names_before_brands_before_other_words(self) -> None:
        a.cards(
            [
                a.card("tag", name="Rope", words=["quay"], sold=99),
                a.card("brand", "brand=Quay", name="Coat", sold=50),
                a.card("name", name="Quay lamp"),
            ]
        )

        assert found("quay") == ["name", "brand", "tag"]

    def test_then_what_is_sold_most_then_the_newest(self) -> None:
        a.cards([a.card("old"), a.card("new", minutes=9), a.card("sold", sold=1)])
        named_alike = [a.card(slug, name="Mug", **facts) for slug, facts in MUGS]
        a.cards(named_alike)

        assert found("mug") == ["best", "late", "early"]

    def test_another_order_can_be_asked_for(self) -> None:
        a.cards([a.card("cheap-mug", price=1), a.card("dear-mug", price=9, sold=5)])

        assert found("mug") == ["dear-mug", "cheap-mug"]
        assert found("mug", sort="price") == ["cheap-mug", "dear-mug"]
        with pytest.raises(UnknownSort, match="relevance, newest"):
            searched("mug", sort="colour")


MUGS: list[tuple[str, dict[str, Any]]] = [
    ("early", {"sold": 3, "minutes": 1}),
    ("late", {"sold": 3, "minutes": 2}),
    ("best", {"sold": 4}),
]


class TestSynonyms:
    def told(self, *entries: dict[str, Any]) -> None:
        set_up_synonyms([SynonymsInFile(**{"locale": "en-US", **entry}) for entry in entries])

    def test_words_that_stand_for_each_other_find_the_same(self) -> None:
        named(sofa="Red sofa", couch="Red couch", chair="Red chair")
        self.told({"words": ["Sofa", "couch"]})

        assert sorted(found("sofa")) == sorted(found("couch")) == ["couch", "sofa"]
        assert sorted(found("red sofa")) == ["couch", "sofa"]
        assert searched("couch").did_you_mean is None

    def test_one_way_is_one_way(self) -> None:
        named(sneaker="Sneaker", trainers="Trainers")
        self.told({"word": "trainers", "means": ["sneaker"]})

        assert sorted(found("trainers")) == ["sneaker", "trainers"]
        assert found("sneaker") == ["sneaker"]

    def test_phrases_stand_for_words_and_words_for_phrases(self) -> None:
        named(anorak="Blue anorak", jacket="Blue rain jacket", rain="Blue rain hat", other="Blue jacket")
        self.told({"words": ["rain jacket", "anorak"]})

        assert sorted(found("rain jacket")) == sorted(found("anorak")) == ["anorak", "jacket"]
        assert sorted(found("blue rain jacket")) == sorted(found("anorak blue")) == ["anorak", "jacket"]
        assert sorted(found("jacket")) == ["jacket", "other"]

    def test_each_language_has_its_own(self) -> None:
        named(sofa="Sofa")
        self.told({"locale": "de-DE", "words": ["sofa", "couch"]})

        assert found("couch") == []


def many(count: int) -> Iterable[dict[str, Any]]:
    for number in range(count):
        colour = ("Sand", "Blue", "Red")[number % 3]
        size = "SL"[number % 2]
        yield a.card(
            f"mug-{number:04}",
            f"Colour={colour}",
            f"Size={size}",
            price=number,
            sold=count - number,
            minutes=number,
        )


class TestNarrowing:
    def test_hits_are_narrowed_counted_and_read_on_like_every_list(self) -> None:
        a.cards(many(60))
        first = searched("mug", filters={"Colour": ["Sand", "Blue"]}, price_max=49).listing
        rest = searched("mug", filters={"Colour": ["Sand", "Blue"]}, price_max=49, after=first.next).listing

        assert (first.total, len(first.slugs), len(rest.slugs), rest.next) == (34, 24, 10, None)
        assert not set(first.slugs) & set(rest.slugs)
        colour, size = first.facets
        assert [(value.value, value.count) for value in colour.values] == [
            ("Blue", 17),
            ("Sand", 17),
            ("Red", 16),
        ]
        assert [(value.value, value.count) for value in size.values] == [("L", 17), ("S", 17)]
        assert first.price == (0, 58)

    def test_a_facet_that_the_shop_does_not_have_is_refused_and_one_that_the_hits_lack_finds_nothing(
        self,
    ) -> None:
        a.cards([a.card("mug", "Colour=Sand"), a.card("hat", "Size=S")])

        with pytest.raises(UnknownFacet):
            searched("mug", filters={"Color": ["Sand"]})
        assert found("mug", filters={"Size": ["S"]}) == []
        assert found("nothing", filters={"Size": ["S"]}) == []

    def test_of_more_hits_than_are_looked_at_filters_and_orders_still_see_all(self) -> None:
        count = MOST_HITS + 120
        a.cards(many(count))

        assert searched("mug").listing.total == MOST_HITS
        assert found("mug", sort="-price")[0] == f"mug-{count - 1:04}"
        assert found("mug", sort="newest")[0] == f"mug-{count - 1:04}"
        narrowed = searched("mug", filters={"Colour": ["Sand"], "Size": ["S"]}).listing
        assert narrowed.total == count // 6
        colour, size = narrowed.facets
        assert {value.value: value.count for value in colour.values} == dict.fromkeys(
            ("Sand", "Blue", "Red"), count // 6
        )
        assert {value.value: value.count for value in size.values} == dict.fromkeys("SL", count // 6)
        assert found("mug", price_min=count - 1) == [f"mug-{count - 1:04}"]

    def test_all_pages_together_are_every_hit_once(self) -> None:
        a.cards(many(100))
        shown: list[str] = []
        after = None
        while True:
            listing = searched("mug", after=after).listing
            shown += listing.slugs
            after = listing.next
            if after is None:
                break
        assert shown == [f"mug-{number:04}" for number in range(100)]


class TestHowLittleIsRead:
    def test_two_words_that_many_have_read_no_more_than_both_have_together(self, wire: Wire) -> None:
        a.cards(
            a.card(
                f"c{number}",
                name=("Red mug" if number % 10 == 0 else "Red hat" if number % 2 else "Blue mug"),
            )
            for number in range(300)
        )
        with wire.recorded() as commands:
            assert searched("red mug").listing.total == 30
        (find,) = [command for command in commands if command.collection == "cards"]
        stats = a.explained(find)
        assert stats["totalDocsExamined"] == 30
        assert stats["totalKeysExamined"] <= 31

    def test_what_is_found_at_once_takes_two_reads(self, wire: Wire) -> None:
        a.cards(many(FEW))
        with wire.recorded() as commands:
            searched("mug")
        assert [command.collection for command in commands] == ["synonyms", "cards"]

    def test_another_order_and_filters_read_no_more_cards_than_are_looked_at(
        self, wire: Wire, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Of more, the best sold: they are first in the index."""
        monkeypatch.setattr("core.adapters.mongo_search.MOST_LOOKED_AT", MOST_HITS + 20)
        a.cards(many(MOST_HITS + 120))
        with wire.recorded() as commands:
            listing = searched("mug", sort="-price", filters={"Colour": ["Sand", "Blue", "Red"]}).listing
        looks = [command for command in commands if command.collection == "cards"]

        assert (listing.slugs[0], listing.total) == (f"mug-{MOST_HITS + 19:04}", MOST_HITS + 20)
        assert len(looks) == 2
        assert all(a.explained(look)["totalDocsExamined"] <= MOST_HITS + 20 for look in looks)

    def test_a_search_that_takes_too_long_is_given_up_by_the_shop_and_by_mongodb(
        self, wire: Wire, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        named(mug="Mug")
        monkeypatch.setattr("core.adapters.mongo_search.SECONDS", SECONDS)
        with wire.recorded() as commands:
            searched("mug cup hat", sort="price")
            MongoSearch().suggest("mu", "us", "en-US")
        assert {command.collection for command in commands} >= {"cards", "words", "synonyms"}
        assert all(0 < command.body["maxTimeMS"] <= 1_000 * SECONDS for command in commands)

        monkeypatch.setattr("core.adapters.mongo_search.SECONDS", 0.1)
        with failing(["find"], {"blockConnection": True, "blockTimeMS": 300}), pytest.raises(SearchAway):
            searched("mug")

    def test_no_search_reads_a_collection_through(self, wire: Wire) -> None:
        named(mug="Nordic mug", hat="Hat")
        with wire.recorded() as commands:
            for text in ("mug", "mu", "mgus", "nordic mug", "nordic hat mug", "nordc nothing"):
                searched(text)
                MongoSearch().suggest(text, "us", "en-US")
        for command in commands:
            assert "COLLSCAN" not in str(a.explained(command)), command


class TestSuggestions:
    def suggested(self, text: str) -> tuple[list[str], list[str]]:
        found = MongoSearch().suggest(text, "us", "en-US")
        return list(found.products), list(found.queries)

    def test_a_beginning_leads_to_products_and_queries(self) -> None:
        a.cards(
            [a.card("mug", name="Nordic mug", sold=1), a.card("muffin", name="Muffin", sold=5), a.card("hat")]
        )

        assert self.suggested("mu") == (["muffin", "mug"], ["muffin", "mug"])
        assert self.suggested("nordic mu") == (["mug"], ["nordic muffin", "nordic mug"])

    def test_a_mistake_leads_to_what_was_meant(self) -> None:
        named(jacket="Jacket")

        assert self.suggested("jakcet") == (["jacket"], ["jacket"])

    @pytest.mark.parametrize("text", ["", "m", "zzz", ".*", "$where"])
    def test_nothing_leads_to_nothing(self, text: str) -> None:
        named(mug="Mug")

        assert self.suggested(text) == ([], [])

    def test_there_are_few(self) -> None:
        a.cards(a.card(f"mug{number}") for number in range(20))
        products, queries = self.suggested("mug")

        assert (len(products), len(queries)) == (5, 5)


def test_what_many_look_for_is_looked_up_once_until_a_page_of_the_shop_changes(wire: Wire) -> None:
    a.cards([a.card("m1", name="Blue mug")])
    search, asked = MongoSearch(), SearchQuery("mug", "us", "en-US", Asked(), version=1)
    first = search.search(asked)
    a.cards([a.card("m2", name="Red mug")])
    with wire.recorded() as commands:
        assert search.search(asked) == first
    assert "cards" not in [command.collection for command in commands]

    newer = search.search(replace(asked, version=2))
    assert newer.listing.total == 2


def test_what_was_found_is_a_minute_old_at_the_most() -> None:
    a.cards([a.card("m1", name="Blue mug")])
    search, asked = MongoSearch(), SearchQuery("mug", "us", "en-US", Asked(), version=1)
    search.search(asked)
    a.cards([a.card("m2", name="Red mug")])
    with clock.moved(timedelta(seconds=61)):
        assert search.search(asked).listing.total == 2


def test_a_filter_looks_into_what_was_found_under_a_name_of_its_own() -> None:
    a.cards(a.card(f"m{number}", name="Blue mug") for number in range(MOST_HITS + 2))
    search, asked = MongoSearch(), SearchQuery("mug", "us", "en-US", Asked(), version=1)
    assert search.search(asked).listing.total == MOST_HITS
    assert search.search(replace(asked, asked=Asked(sort="price"))).listing.total == MOST_HITS + 2
    assert search.search(asked).listing.total == MOST_HITS
