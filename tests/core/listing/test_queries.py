"""Shelves and collections: narrowing, counting, sorting, reading on."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable, Mapping
from typing import Any

import orjson
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.cursors import BadCursor
from core.listing.asked import PAGE_SIZE, SORTS, Asked, Listing
from core.listing.cursors import Place, cursor_of, place_of
from core.listing.errors import UnknownFacet, UnknownSort
from core.listing.lists import listing_of
from core.listing.queries import collection, listed, shelf
from core.listing.rack import Rack
from core.listing.racks import Racks
from core.listing.rows import rows_from
from tests import builders as a
from tests.wire import Wire

KITCHEN = shelf("kitchen", "us", "en-US")
Card = dict[str, Any]


def of(**chosen: Iterable[str]) -> Mapping[str, frozenset[str]]:
    return {name: frozenset(values) for name, values in chosen.items()}


def counts(listing: Listing, name: str) -> dict[str, int]:
    facet = next((facet for facet in listing.facets if facet.name == name), None)
    return {value.value: value.count for value in facet.values} if facet else {}


def rack(cards: Iterable[Card], ranks: Mapping[str, Any] | None = None, *, by_hand: bool = False) -> Rack:
    return Rack(rows_from(card["row"] for card in cards), ranks, by_hand=by_hand)


@pytest.fixture
def mugs(database: object) -> None:
    a.cards(
        [
            a.card("ash", "Colour=Sand", "Size=S", "brand=Quay", price=1_000, minutes=1, sold=5),
            a.card("bay", "Colour=Sand", "Colour=Blue", "Size=L", price=2_000, minutes=2, sold=9),
            a.card("cove", "Colour=Blue", "Size=L", price=3_000, minutes=3, sold=1, name="Åke's"),
            a.card("dune", "Colour=Red", "Size=S", price=4_000, minutes=3, sold=1),
            a.card("elsewhere", "Colour=Sand", shelves=["garden"]),
            a.card("foreign", "Colour=Sand", market="eu"),
            a.card("gone", "Colour=Sand", shelves=[]),
        ]
    )


@pytest.mark.usefixtures("mugs")
class TestNarrowing:
    def test_a_shelf_holds_what_stands_on_it_in_that_market_and_language(self) -> None:
        assert listed(KITCHEN, Asked()).slugs == ("cove", "dune", "bay", "ash")
        assert listed(shelf("kitchen", "us", "de-DE"), Asked()).slugs == ()

    @pytest.mark.parametrize(
        ("asked", "slugs"),
        [
            (Asked(of(Colour=["Sand"])), {"ash", "bay"}),
            (Asked(of(Colour=["Sand", "Red"])), {"ash", "bay", "dune"}),
            (Asked(of(Colour=["Sand", "Blue"], Size=["L"])), {"bay", "cove"}),
            (Asked(price_min=2_000), {"bay", "cove", "dune"}),
            (Asked(price_min=2_000, price_max=3_000), {"bay", "cove"}),
            (Asked(price_max=999), set()),
            (Asked(of(Colour=["Sand"]), price_max=1_500), {"ash"}),
            (Asked(of(Colour=["Green"])), set()),
            (Asked(of(Colour=["Sand", "Green"])), {"ash", "bay"}),
        ],
    )
    def test_values_are_alternatives_and_facets_and_price_narrow_each_other(
        self, asked: Asked, slugs: set[str]
    ) -> None:
        listing = listed(KITCHEN, asked)

        assert (set(listing.slugs), listing.total) == (slugs, len(slugs))

    def test_each_facet_is_counted_as_if_nothing_were_chosen_of_it(self) -> None:
        listing = listed(KITCHEN, Asked(of(Colour=["Blue"], Size=["L"])))

        assert counts(listing, "Colour") == {"Blue": 2, "Sand": 1}
        assert counts(listing, "Size") == {"L": 2}
        assert counts(listing, "brand") == {}

    def test_prices_are_those_of_what_fits_whatever_price_was_asked_for(self) -> None:
        assert listed(KITCHEN, Asked(price_min=3_500)).price == (1_000, 4_000)
        assert listed(KITCHEN, Asked(of(Colour=["Blue"]), price_min=3_500)).price == (2_000, 3_000)
        assert listed(KITCHEN, Asked(of(Colour=["Green"]))).price is None

    def test_a_chosen_value_that_nothing_has_can_be_taken_back(self) -> None:
        listing = listed(KITCHEN, Asked(of(Colour=["Green"])))
        chosen = [value for facet in listing.facets for value in facet.values if value.selected]

        assert [(value.value, value.count) for value in chosen] == [("Green", 0)]

    def test_a_facet_that_nothing_there_has_is_named_and_refused(self) -> None:
        with pytest.raises(UnknownFacet) as refusal:
            listed(KITCHEN, Asked(of(Color=["Sand"])))
        assert refusal.value.field == "f.Color"

    @pytest.mark.parametrize("value", ['{"$ne": null}', "$where", ".*", "Sa.d", "^Sand", "sand", "Sand ", ""])
    def test_a_value_is_text_and_nothing_else(self, value: str) -> None:
        assert listed(KITCHEN, Asked(of(Colour=[value]))).slugs == ()


CARDS = st.lists(
    st.builds(
        lambda number, facets, price: a.card(f"p{number}", *facets, price=price),
        st.integers(0, 200),
        st.sets(st.sampled_from(["a=1", "a=2", "b=1", "b=2", "c=x"])).map(sorted),
        st.integers(0, 9),
    ),
    max_size=30,
    unique_by=lambda card: str(card["slug"]),
)
CHOICES = st.dictionaries(
    st.sampled_from("abc"), st.frozensets(st.sampled_from("12x"), min_size=1), max_size=3
)


class TestCounting:
    @given(CARDS, CHOICES, st.none() | st.integers(0, 9), st.none() | st.integers(0, 9))
    def test_is_what_looking_at_every_card_would_give(
        self, cards: list[Card], chosen: dict[str, frozenset[str]], low: int | None, high: int | None
    ) -> None:
        asked = Asked(chosen, low, high, limit=100)
        listing = listing_of(rack(cards), asked, sorts=SORTS, name="x")

        def fits(card: Card, but: str | None = None) -> bool:
            held = {name: {f.partition("=")[2] for f in card["facets"] if f[0] == name} for name in chosen}
            priced = but == "price" or (low or 0) <= card["price_minor"] <= (9 if high is None else high)
            return priced and all(held[name] & values for name, values in chosen.items() if name != but)

        fitting = {card["slug"] for card in cards if fits(card)}
        assert set(listing.slugs) == fitting
        assert listing.total == len(fitting)
        for name in "abc":
            expected = {
                value: count
                for value in "12x"
                if (count := sum(fits(card, name) and f"{name}={value}" in card["facets"] for card in cards))
            }
            found = {value: count for value, count in counts(listing, name).items() if count}
            assert found == expected
        prices = [card["price_minor"] for card in cards if fits(card, "price")]
        assert listing.price == ((min(prices), max(prices)) if prices else None)


@pytest.mark.usefixtures("mugs")
class TestSorting:
    @pytest.mark.parametrize(
        ("sort", "slugs"),
        [
            ("newest", ["cove", "dune", "bay", "ash"]),
            ("best-selling", ["bay", "ash", "cove", "dune"]),
            ("price", ["ash", "bay", "cove", "dune"]),
            ("-price", ["dune", "cove", "bay", "ash"]),
            ("name", ["cove", "ash", "bay", "dune"]),
        ],
    )
    def test_each_order_is_one_to_rely_on(self, sort: str, slugs: list[str]) -> None:
        assert list(listed(KITCHEN, Asked(sort=sort)).slugs) == slugs

    def test_an_order_that_there_is_not_is_refused_and_the_others_are_named(self) -> None:
        with pytest.raises(UnknownSort, match="newest, best-selling, price, -price, name"):
            listed(KITCHEN, Asked(sort="relevance"))

    def test_a_collection_stands_as_it_was_put_and_what_nobody_has_put_comes_last(self) -> None:
        a.cards(a.card(slug, collections=["gifts"]) for slug in ("x", "y", "z"))
        by_hand = collection("gifts", "us", "en-US", ["z", "nothing", "x"])

        assert listed(by_hand, Asked()).slugs == ("z", "x", "y")
        assert listed(by_hand, Asked(sort="name")).slugs == ("x", "y", "z")
        assert listed(collection("gifts", "us", "en-US"), Asked()).sort == "newest"


def walked(pages: Iterable[Listing]) -> list[str]:
    return [slug for listing in pages for slug in listing.slugs]


class TestReadingOn:
    @given(st.data(), CARDS, st.sampled_from(SORTS), st.integers(1, 7))
    @settings(max_examples=150)
    def test_whoever_reads_on_sees_all_that_was_there_once_whatever_comes_meanwhile(
        self, data: st.DataObject, cards: list[Card], sort: str, limit: int
    ) -> None:
        shown: list[str] = []
        after, shelved = None, list(cards)
        while True:
            listing = listing_of(
                rack(shelved), Asked(sort=sort, after=after, limit=limit), sorts=SORTS, name="x"
            )
            shown += listing.slugs
            after = listing.next
            if after is None:
                break
            if len(shelved) < len(cards) + 10:
                facts = data.draw(st.tuples(st.integers(0, 9), st.integers(0, 5)), label="newcomer")
                shelved.append(a.card(f"n{len(shelved)}", price=facts[0], minutes=facts[1], sold=facts[1]))
        assert len(shown) == len(set(shown))
        assert {card["slug"] for card in cards} <= set(shown)

    def test_an_order_by_hand_goes_on_behind_the_card_itself_wherever_it_stands_by_then(self) -> None:
        cards = [a.card(slug) for slug in "abcdef"]

        def page(order: str, after: str | None) -> Listing:
            ranks = {slug: place for place, slug in enumerate(order)}
            asked = Asked(after=after, limit=2)
            return listing_of(rack(cards, ranks, by_hand=True), asked, sorts=("relevance",), name="x")

        first = page("abcdef", None)
        assert first.slugs == ("a", "b")
        assert page("fabcde", first.next).slugs == ("c", "d")

    @pytest.mark.usefixtures("mugs")
    def test_a_page_says_how_many_there_are_and_where_it_goes_on(self) -> None:
        first = listed(KITCHEN, Asked(of(Colour=["Sand", "Blue"]), limit=2))
        rest = listed(KITCHEN, Asked(of(Colour=["Blue", "Sand"]), limit=2, after=first.next))

        assert (first.total, rest.total) == (3, 3)
        assert walked([first, rest]) == ["cove", "bay", "ash"]
        assert rest.next is None

    @pytest.mark.usefixtures("mugs")
    @pytest.mark.parametrize(
        "other",
        [
            lambda after: listed(KITCHEN, Asked(sort="price", after=after)),
            lambda after: listed(KITCHEN, Asked(of(Colour=["Blue"]), after=after)),
            lambda after: listed(KITCHEN, Asked(price_max=9_000, after=after)),
            lambda after: listed(shelf("garden", "us", "en-US"), Asked(after=after)),
            lambda after: listed(shelf("kitchen", "eu", "en-US"), Asked(after=after)),
            lambda after: listed(KITCHEN, Asked(after=after[:-1] + ("A" if after[-1] != "A" else "B"))),
            lambda after: listed(
                KITCHEN, Asked(after="A" + after[1:] if after[0] != "A" else "B" + after[1:])
            ),
        ],
    )
    def test_a_cursor_leads_on_in_its_own_list_and_in_no_other(self, other: Any) -> None:
        after = listed(KITCHEN, Asked(limit=2)).next
        assert listed(KITCHEN, Asked(limit=2, after=after)).slugs == ("bay", "ash")
        with pytest.raises(BadCursor):
            other(after)

    def test_a_cursor_is_signed_with_128_bits_and_each_of_them_counts(self) -> None:
        raw = urlsafe_b64decode(cursor_of(Place(9_900, "bay"), "kitchen") + "==")
        assert orjson.loads(raw[16:]) == [9_900, "bay"]
        for bit in range(128):
            forged = bytearray(raw)
            forged[bit // 8] ^= 1 << bit % 8
            with pytest.raises(BadCursor):
                place_of(urlsafe_b64encode(forged).decode(), "kitchen")

    @given(st.text(max_size=60))
    def test_whatever_else_comes_as_a_cursor_is_refused_by_field(self, cursor: str) -> None:
        with pytest.raises(BadCursor) as refusal:
            listing_of(rack([]), Asked(after=cursor), sorts=SORTS, name="x")
        assert refusal.value.field == "after"

    @pytest.mark.usefixtures("database")
    def test_a_page_has_twenty_four(self) -> None:
        a.cards(a.card(f"m{number}") for number in range(30))
        assert len(listed(KITCHEN, Asked()).slugs) == PAGE_SIZE == 24


@pytest.mark.usefixtures("mugs")
class TestReading:
    def test_a_shelf_is_read_from_an_index_alone(self, wire: Wire) -> None:
        with wire.recorded() as commands:
            listed(KITCHEN, Asked(of(Colour=["Sand"])))
        (command,) = commands
        explained = a.explained(command)
        assert (explained["totalDocsExamined"], explained["nReturned"]) == (0, 4)

    def test_under_the_same_stamp_it_is_read_once_and_under_another_anew(self, wire: Wire) -> None:
        with wire.recorded() as commands:
            assert listed(KITCHEN, Asked(), stamp=1).total == 4
            assert listed(KITCHEN, Asked(of(Colour=["Sand"])), stamp=1).total == 2
        assert len(commands) == 1
        a.cards([a.card("heron", "Colour=Sand")])
        assert listed(KITCHEN, Asked(), stamp=2).total == 5
        assert listed(KITCHEN, Asked()).total == 5

    def test_what_is_kept_is_bounded_and_what_was_asked_for_last_stays(self) -> None:
        kept, read = Racks[Rack](most_cards=10), list[str]()

        def ask(name: str) -> None:
            def reading() -> Rack:
                read.append(name)
                return rack(a.card(f"p{place}") for place in range(4))

            kept.kept(name, 1, reading)

        for name in "abacab":
            ask(name)
        assert read == ["a", "b", "c", "b"]
