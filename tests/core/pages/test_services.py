import json
from datetime import timedelta
from typing import Any

import pytest

from core import clock
from core.catalog.errors import ProductNotFound
from core.catalog.events import ProductsChanged
from core.catalog.models import Product
from core.catalog.moves import rename_product
from core.db import transactional
from core.listing import services as listing
from core.listing.events import PagesStale
from core.listing.services import News, put_cards
from core.listing.versions import next_version
from core.outbox.events import event_of
from core.outbox.models import OutboxMessage
from core.outbox.services import announce
from core.pages import services
from core.pages.events import PagesRebuilt
from core.pages.models import Page
from core.pages.queries import page
from core.pages.services import build, build_all, refresh, wanted_of
from core.pages.wanted import Wanted
from core.redirects.services import put_redirect
from core.storefront.tags import MOST_TAGS
from tests import builders as a
from tests.fakes import FakeQueue, FakeStorefront
from tests.wire import Wire

US = ("us", "en-US")


@pytest.fixture(autouse=True)
def _shop(shop: object) -> None:
    a.markets()


def kept(slug: str = "mug", market: str = "us", locale: str = "en-US") -> Page:
    found: Page = Page.objects(kind="product", key=slug, market=market, locale=locale).get()
    return found


def shown(slug: str = "mug") -> dict[str, Any]:
    data: dict[str, Any] = json.loads(page("product", slug, *US).body)["data"]
    return data


def listed(slug: str = "kitchen") -> list[dict[str, Any]]:
    cards: list[dict[str, Any]] = json.loads(page("category", slug, *US).body)["data"]["products"]
    return cards


class TestBuild:
    def test_a_page_says_what_it_is_about_in_every_market_and_language(self) -> None:
        a.goods("MUG")
        build_all(wanted_of(["product:mug", "home"]))

        assert {(row.subject, row.market, row.locale) for row in Page.objects} == {
            (subject, *where)
            for subject in ("product:mug", "home")
            for where in (US, ("eu", "en-US"), ("eu", "de-DE"))
        }

    def test_one_page_and_many_are_built_alike(self) -> None:
        for sku in ("A", "B", "C"):
            a.goods(sku, brand="Quay", related=["a"] if sku == "C" else [])
        wanted = wanted_of(["product:a", "product:b", "product:c", "category:kitchen", "layout"])
        build_all(wanted)
        together = {row.id: (row.etag, row.tags) for row in Page.objects}
        Page.objects.delete()
        for one in wanted:
            build(one.kind, one.key, one.market, one.locale)

        assert {row.id: (row.etag, row.tags) for row in Page.objects} == together

    def test_many_pages_take_few_reads(self, wire: Wire) -> None:
        slugs = [a.goods(f"MUG-{number:02}", available=1).slug for number in range(20)]
        wanted = wanted_of(f"product:{slug}" for slug in slugs)
        with wire.recorded() as commands:
            build_all(wanted)

        assert len(wanted) == 60
        assert len(commands) <= 20

    def test_what_is_not_sold_is_forgotten_and_the_rest_is_built(self) -> None:
        a.goods("MUG")
        a.goods("POT")
        build_all(wanted_of(["product:mug", "product:pot"]))
        Product.objects(slug="mug").update_one(set__status="hidden")
        build_all(wanted_of(["product:mug", "product:pot", "product:nothing"]))

        assert {row.subject for row in Page.objects(gone_at=None)} == {"product:pot"}
        with pytest.raises(ProductNotFound):
            page("product", "mug", *US)

    def test_an_older_build_never_takes_the_place_of_a_newer_one(self) -> None:
        a.goods("MUG")
        build("product", "mug", *US)
        Page.objects(key="mug").update(set__version=10_000, set__etag="newer")
        build_all(wanted_of(["product:mug", "home"]))

        assert kept().etag == "newer"
        assert Page.objects(kind="home").count() == 3

    def test_an_older_build_does_not_forget_what_a_newer_one_has_found(self) -> None:
        a.goods("MUG")
        build("product", "mug", *US)
        Page.objects(key="mug").update(set__version=10_000)
        Product.objects(slug="mug").update_one(set__status="hidden")
        build_all([Wanted("product", "mug", *US)])

        assert kept().version == 10_000

    def test_a_withdrawn_page_is_not_brought_back_by_a_build_that_began_earlier(self, wire: Wire) -> None:
        a.goods("MUG")
        build("product", "mug", *US)

        def hide() -> None:
            Product.objects(slug="mug").update_one(set__status="hidden")
            build_all([Wanted("product", "mug", *US)])

        with wire.meanwhile(lambda command: command.collection == "pages" and command.writes, hide):
            build_all([Wanted("product", "mug", *US)])
        with pytest.raises(ProductNotFound):
            page("product", "mug", *US)
        assert Page.objects(kind="product").count() == 0

        Product.objects(slug="mug").update_one(set__status="published")
        build("product", "mug", *US)
        assert (kept().gone_at, kept().indexed) == (None, True)

    def test_a_page_of_more_things_than_it_can_name_is_purged_with_each_of_them(
        self, queue: FakeQueue, storefront: FakeStorefront
    ) -> None:
        slugs = [a.goods(f"MUG-{number:03}").slug for number in range(140)]
        sections = [
            a.entry(
                "section",
                f"s{n}",
                kind="products",
                products=[a.link(f"product-{slug}") for slug in slugs[n::12]],
            )
            for n in range(12)
        ]
        entries = [a.entry("product", slug, title=slug) for slug in slugs]
        a.mirrored(
            *entries,
            *sections,
            a.entry("home", "home", sections=[a.link(f"section-s{n}") for n in range(12)]),
        )
        build_all(wanted_of(["home"]))
        OutboxMessage.objects.delete()  # what three hundred jobs would do is no matter here
        tags = json.loads(page("home", "", *US).body)["meta"]["tags"]
        assert len(tags) <= MOST_TAGS
        storefront.told.clear()
        a.product(a.goods_file("MUG-139", price=4_242))
        a.drain(queue)

        assert storefront.stale & set(tags)
        assert b'"minor":4242' in page("home", "", *US).body

    def test_the_time_of_a_change_stays_while_what_it_shows_is_the_same(self) -> None:
        a.goods("MUG")
        build("product", "mug", *US)
        first = kept()
        with clock.moved(timedelta(hours=1)):
            build("product", "mug", *US)
            assert kept().changed_at == first.changed_at
            assert kept().built_at > first.built_at
            a.goods("MUG", price=5)
            build("product", "mug", *US)
            assert kept().changed_at > first.changed_at

    def test_search_engines_are_kept_off_what_says_so(self) -> None:
        a.goods("MUG")
        build("product", "mug", *US)

        assert kept().indexed is True


class TestRefresh:
    def test_every_page_with_the_tag_is_built_anew_and_then_the_storefront_is_told(self) -> None:
        a.goods("MUG")
        a.goods("POT")
        build_all(wanted_of(["product:mug", "product:pot", "layout"]))
        before = {row.id: row.version for row in Page.objects}
        limit = next_version()
        refresh(["product:mug"], limit)

        newer = {row.id for row in Page.objects if row.version > before[row.id]}
        assert newer == {row.id for row in Page.objects(tags="product:mug")}
        assert {row.subject for row in Page.objects(id__in=newer)} == {"product:mug", "product:pot"}
        assert a.events(PagesRebuilt) == [PagesRebuilt(["product:mug"], limit)]

    def test_a_subject_without_a_page_gets_one(self) -> None:
        a.goods("MUG")
        refresh([], next_version(), ["product:mug"])

        assert Page.objects(subject="product:mug").count() == 3

    def test_when_the_time_is_up_the_rest_is_announced_until_all_is_done(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(services, "BATCH", 2)
        a.goods("MUG")
        limit = next_version()
        refresh(["product:mug"], limit, ["product:mug", "home"], seconds=0)
        rounds = 0
        while stale := OutboxMessage.objects(event=PagesStale.name).first():
            assert a.events(PagesRebuilt) == []
            stale.delete()
            event = event_of(PagesStale.name, dict(stale.payload), PagesStale)
            refresh(event.tags, event.below, event.subjects, seconds=0)
            rounds += 1

        assert rounds == 2
        assert Page.objects(version__gte=limit).count() == 6
        assert len(a.events(PagesRebuilt)) == 1

    def test_one_job_looks_up_no_more_than_it_can_build_and_the_next_goes_on(
        self, monkeypatch: pytest.MonkeyPatch, wire: Wire
    ) -> None:
        monkeypatch.setattr(services, "MOST", 4)
        a.goods("MUG")
        a.goods("POT")
        build_all(wanted_of(["product:mug", "product:pot", "category:kitchen"]))
        limit = next_version()
        with wire.recorded() as commands:
            refresh(["category:kitchen", "product:mug", "product:pot"], limit)
        looked_up = [command.body for command in commands if "tags" in command.body.get("filter", {})]
        assert [body.get("limit") for body in looked_up] == [4]
        assert Page.objects(version__gte=limit).count() == 4
        assert a.events(PagesRebuilt) == []

        while rest := a.events(PagesStale):
            OutboxMessage.objects(event=PagesStale.name).delete()
            refresh(rest[0].tags, rest[0].below, rest[0].subjects)
        assert Page.objects(version__lt=limit).count() == 0
        assert len(a.events(PagesRebuilt)) == 1


class TestFromTheChangeToThePage:
    def test_a_price_reaches_every_page_that_shows_it_and_nothing_else_is_purged(
        self, queue: FakeQueue, storefront: FakeStorefront
    ) -> None:
        a.goods("MUG", category="kitchen")
        a.goods("COAT", category="coats")
        a.drain(queue)
        build_all(wanted_of(["product:coat", "category:coats", "category:kitchen", "layout"]))
        storefront.told.clear()
        a.product(a.goods_file("MUG", price=4_200))
        a.drain(queue)

        assert shown()["product"]["variants"][0]["price"]["minor"] == 4_200
        ((tags, version),) = storefront.told
        assert tags == {"product:mug", "category:kitchen", "search"}
        assert kept().version >= version

    def test_a_page_that_is_built_while_a_card_changes_is_built_again(
        self, wire: Wire, queue: FakeQueue
    ) -> None:
        """It has a higher version than the card, and is of the old one all the same."""
        a.goods("MUG", price=700)
        a.drain(queue)
        a.product(a.goods_file("MUG", price=4_200))
        OutboxMessage.objects.delete()
        with wire.meanwhile(
            lambda command: command.collection == "cards" and command.writes,
            lambda: build("category", "kitchen", *US),
        ):
            put_cards(["mug"], News())
        a.drain(queue)

        (card,) = json.loads(page("category", "kitchen", *US).body)["data"]["products"]
        assert card["priceRange"]["min"]["minor"] == 4_200

    def test_a_shelf_is_built_once_for_all_products_that_change_together(
        self, wire: Wire, queue: FakeQueue, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        slugs = [a.goods(f"MUG-{number}", available=1).slug for number in range(8)]
        a.drain(queue)
        build("category", "kitchen", *US)
        monkeypatch.setattr(listing, "CARDS", 6)
        for product in Product.objects:
            product.variants[0].prices["us"]["minor"] = 4_200
            product.save()
        transactional(announce)(ProductsChanged(slugs, ["kitchen"]))
        with wire.recorded() as commands:
            a.drain(queue)

        writes = [
            command.body["updates"]
            for command in commands
            if command.collection == "pages" and command.writes
        ]
        kept_as = [update["q"]["_id"] for updates in writes for update in updates]
        assert kept_as.count("category|kitchen|us|en-US") == 1
        assert kept_as.count("product|mug-7|us|en-US") == 1
        assert {card["priceRange"]["min"]["minor"] for card in listed()} == {4_200}

    def test_neighbours_that_are_kept_at_the_same_instant_stand_beside_each_other(
        self, wire: Wire, queue: FakeQueue
    ) -> None:
        """The first one's page is built before the other's card is there; the other's card does not see the first."""
        for sku in ("MUG", "POT"):
            a.product(a.goods_file(sku))
        OutboxMessage.objects.delete()

        def first() -> None:
            put_cards(["mug"], News(subjects=["product:mug"]))
            a.drain(queue)

        with wire.meanwhile(lambda command: command.collection == "cards" and command.writes, first):
            put_cards(["pot"], News(subjects=["product:pot"]))
        assert shown("mug")["related"] == []
        a.drain(queue)

        assert [card["slug"] for card in shown("mug")["related"]] == ["pot"]
        assert [card["slug"] for card in shown("pot")["related"]] == ["mug"]

    def test_a_new_product_has_its_page_before_anybody_asks(self, queue: FakeQueue) -> None:
        a.product(a.goods_file("MUG"))
        a.drain(queue)

        assert Page.objects(subject="product:mug").count() == 3


class TestAddresses:
    """A storefront that has not read a page yet knows it by the address alone."""

    @pytest.fixture(autouse=True)
    def _renamed(self, queue: FakeQueue) -> None:
        a.goods("MUG", translations={"de-DE": {"slug": "becher"}})
        rename_product("mug", "humpen", locale="de-DE", actor=a.STAFF)
        rename_product("mug", "stone-mug", actor=a.STAFF)
        a.drain(queue)

    def test_a_page_carries_every_address_of_its_product_old_ones_too(self) -> None:
        for address, locale in (("stone-mug", "en-US"), ("humpen", "de-DE")):
            tags = set(page("product", address, "eu", locale).tags)
            assert tags >= {f"product:{name}" for name in ("mug", "becher", "humpen", "stone-mug")}

    def test_of_very_many_addresses_the_tags_stay_within_their_bound(self) -> None:
        for number in range(200):
            put_redirect(f"/product/mug-{number}", "/product/stone-mug", True, a.STAFF)
        tags = build("product", "stone-mug", *US).tags

        assert len(tags) <= MOST_TAGS
        assert {"product:mug", "product:stone-mug", "product:humpen"} <= set(tags)

    def test_a_change_is_told_under_every_address(self, queue: FakeQueue, storefront: FakeStorefront) -> None:
        storefront.told.clear()
        a.stock("MUG", 1)
        a.drain(queue)

        assert storefront.stale >= {f"product:{name}" for name in ("mug", "becher", "humpen", "stone-mug")}

    def test_who_keeps_that_there_is_nothing_under_an_address_hears_when_there_is(
        self, queue: FakeQueue, storefront: FakeStorefront
    ) -> None:
        storefront.told.clear()
        rename_product("mug", "kanne", locale="de-DE", actor=a.STAFF)
        a.drain(queue)

        assert storefront.stale >= {"product:kanne", "product:humpen"}

    def test_an_address_that_another_language_still_has_is_told_too(
        self, queue: FakeQueue, storefront: FakeStorefront
    ) -> None:
        a.goods("POT", translations={"de-DE": {"slug": "topf"}})
        a.goods("JUG")
        rename_product("jug", "topf", locale="en-US", actor=a.STAFF)
        a.drain(queue)
        storefront.told.clear()
        rename_product("pot", "kessel", locale="de-DE", actor=a.STAFF)
        a.drain(queue)

        assert "product:topf" in storefront.stale

    def test_what_leads_to_an_address_of_two_languages_is_of_both_products_whatever_they_are_built_with(
        self,
    ) -> None:
        a.goods("POT", translations={"de-DE": {"slug": "topf"}})
        a.goods("JUG", category="table", translations={"de-DE": {"slug": "krug"}})
        rename_product("jug", "topf", actor=a.STAFF)
        build_all(wanted_of(["product:pot", "product:jug"]))
        together = kept("topf", "eu", "de-DE").tags

        assert "product:jug" in together
        assert together == list(build("product", "topf", "eu", "de-DE").tags)

    def test_what_only_shows_a_product_is_not_named_by_that_products_addresses(self) -> None:
        assert "product:humpen" not in build("category", "kitchen", *US).tags


def test_a_page_of_words_is_told_under_the_address_it_had(
    queue: FakeQueue, storefront: FakeStorefront
) -> None:
    a.mirrored(a.entry("page", "about", named="one"), a.entry("blogPost", "first", named="two"))
    a.drain(queue)
    storefront.told.clear()
    a.mirrored(
        a.entry("page", "about-us", named="one", revision=2),
        a.entry("blogPost", "1st", named="two", revision=2),
    )
    a.drain(queue)

    assert storefront.stale >= {"page:about", "page:about-us", "post:first", "post:1st"}
    assert Page.objects(key="about", gone_at=None).count() == 0
