import json
from collections.abc import Callable
from datetime import timedelta

import pytest

from core import clock
from core.bootstrap import Shop
from core.catalog.models import Product
from core.listing import services
from core.listing.events import CardsStale, PagesStale
from core.listing.models import EVERYTHING, Card
from core.listing.queries import before
from core.listing.services import News, batch_size, put_cards, refresh
from core.markets.models import Market
from core.markets.queries import forget
from core.outbox.models import OutboxMessage
from tests import builders as a
from tests.at_once import at_once


@pytest.fixture(autouse=True)
def _shop(database: object) -> None:
    a.markets()


def card(slug: str = "mug", market: str = "us", locale: str = "en-US") -> Card:
    found: Card = Card.objects(slug=slug, market=market, locale=locale).get()
    return found


def told(change: Callable[[], object], *slugs: str) -> set[str]:
    """The tags that a change of those products makes stale, also of what stands beside them."""
    change()
    OutboxMessage.objects.delete()
    put_cards(slugs, News())
    stale = a.events(PagesStale)
    beside = {f"product:{slug}" for event in stale for slug in before(event.came)}
    return beside | {tag for event in stale for tag in event.tags}


class TestCards:
    def test_there_is_one_for_each_market_that_sells_it_in_each_of_its_languages(self) -> None:
        a.goods("MUG")
        a.goods("POT", prices={"us": 900})

        assert sorted(card.id for card in Card.objects) == [
            "mug|eu|de-DE",
            "mug|eu|en-US",
            "mug|us|en-US",
            "pot|us|en-US",
        ]

    def test_it_holds_what_lists_show_sort_and_count_by(self) -> None:
        a.mirrored(a.entry("product", "mug", title=a.both("Årø mug", "Årø-Becher")))
        product = a.goods("MUG", brand="Åsa", tags=["gift"], available=2)
        found = card(market="eu", locale="de-DE")

        assert json.loads(found.body)["name"] == "Årø-Becher"
        assert (found.name_key, found.price_minor, found.available) == ("arø becher", 1_800, True)
        assert found.facets == ["availability=in-stock", "brand=Åsa", "tag=gift"]
        assert found.shelves == ["kitchen", EVERYTHING]
        assert found.created_at == product.created_at
        assert {"product:mug", "content:product-mug"} <= set(found.tags)

    def test_one_that_is_built_again_of_the_same_says_so_to_nobody(self) -> None:
        a.goods("MUG")

        assert told(lambda: None, "mug") == set()

    def test_of_two_builds_at_once_the_one_that_began_later_stays(self) -> None:
        a.goods("MUG")
        Card.objects(slug="mug").update(set__version=10_000, set__name_key="from the future")
        put_cards(["mug"])

        assert card().name_key == "from the future"

    def test_many_at_once_leave_the_last_state(self) -> None:
        a.goods("MUG", price=100)
        a.product(a.goods_file("MUG", price=250))
        at_once([lambda: put_cards(["mug"], News())] * 8)

        assert card().price_minor == 250


class TestWhatAChangeMakesStale:
    def test_a_price_the_pages_that_show_it_and_the_lists_that_count_it(self) -> None:
        a.goods("MUG")
        a.goods("POT")

        assert told(lambda: a.product(a.goods_file("MUG", price=99)), "mug") == {
            "product:mug",
            "category:kitchen",
            "search",
        }

    def test_other_words_the_searches_that_find_it_by_them(self) -> None:
        a.goods("MUG", tags=["gift"])

        assert "search" in told(lambda: a.product(a.goods_file("MUG", tags=["idea"])), "mug")
        assert told(lambda: a.product(a.goods_file("MUG", tags=["idea"], images=[{"url": "x"}])), "mug") == {
            "product:mug"
        }

    def test_a_product_that_comes_or_goes_the_lists_of_the_newest_and_those_beside_it(self) -> None:
        for sku in ("A", "B", "D"):
            a.goods(sku)
        coming = told(lambda: a.product(a.goods_file("C")), "c")
        beside = {"product:a", "product:b", "product:c", "product:d"}
        assert coming == {"catalogue", "search", "category:kitchen", *beside}

        going = told(lambda: Product.objects(slug="c").update_one(set__status="hidden"), "c")
        assert {"catalogue", "category:kitchen", "product:c"} <= going

    def test_a_product_that_moves_both_shelves(self) -> None:
        a.goods("MUG")
        moved = told(lambda: a.product(a.goods_file("MUG", category="table")), "mug")

        assert {"category:kitchen", "category:table", "product:mug"} <= moved

    def test_what_is_no_longer_sold_is_on_no_shelf_and_no_older_build_brings_it_back(self) -> None:
        a.goods("MUG")
        version = card().version
        Product.objects(slug="mug").update_one(set__status="hidden")
        put_cards(["mug"])

        assert (card().shelves, card().terms) == ([], [])
        assert card().version > version


class TestRefresh:
    def test_cards_of_an_entry_are_built_anew_and_told_in_one_event_with_their_pages(self) -> None:
        a.mirrored(a.entry("product", "mug", title="Mug"))
        a.goods("MUG")
        a.mirrored(a.entry("product", "mug", title="Beaker", revision=2))
        OutboxMessage.objects.delete()
        refresh(["mug"], ["content:product-mug"])

        (event,) = a.events(PagesStale)
        assert {"content:product-mug", "product:mug"} <= set(event.tags)
        assert (event.subjects, event.below) == (["product:mug"], 0)

    def test_a_shelf_that_something_stands_on_for_the_first_time_gets_its_page(self) -> None:
        a.goods("MUG")
        a.product(a.goods_file("MUG", category="garden"))
        OutboxMessage.objects.delete()
        refresh(["mug"], [])

        assert a.events(PagesStale)[0].subjects == ["product:mug", "category:garden"]

    def test_a_batch_has_as_many_products_as_make_about_as_many_cards(self) -> None:
        assert batch_size() == services.CARDS // 3
        Market.objects(code="eu").delete()
        forget()
        assert batch_size() == services.CARDS
        Market.objects.update(set__locales=[f"x{number}" for number in range(2 * services.CARDS)])
        forget()
        assert batch_size() == 1

    def test_when_the_time_is_up_the_rest_is_announced_and_nothing_is_left_out(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(services, "CARDS", 6)
        slugs = [a.goods(f"MUG-{number}").slug for number in range(7)]
        a.mirrored(a.entry("product", "mug-0", title="x"))
        for slug in slugs:
            a.product(a.goods_file(slug.upper(), price=77))
        OutboxMessage.objects.delete()
        refresh(slugs, ["product:mug-1"], subjects=["post:first"], seconds=0)
        rounds = 0
        while stale := OutboxMessage.objects(event=CardsStale.name).first():
            stale.delete()
            refresh(**stale.payload, seconds=0)
            rounds += 1

        assert rounds == 3
        assert {card.price_minor for card in Card.objects} == {77}
        told = {tag for event in a.events(PagesStale) for tag in event.tags}
        assert {f"product:{slug}" for slug in slugs} <= told
        subjects = [subject for event in a.events(PagesStale) for subject in event.subjects]
        assert {*(f"product:{slug}" for slug in slugs), "post:first"} <= set(subjects)


def test_goods_in_holds_that_have_ended_can_be_bought(shop: Shop) -> None:
    a.started_payment(shop, {"MUG": 1})
    put_cards(["mug"])
    assert card().available is False
    with clock.moved(timedelta(days=1)):
        put_cards(["mug"])
    assert card().available is True
