from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pytest

from core import clock
from core.listing.versions import next_version
from core.markets.queries import market_named
from core.pages import sitemaps
from core.pages.errors import SitemapPartNotFound, UnknownPageType
from core.pages.events import PagesRebuilt
from core.pages.models import Page, Sitemap
from core.pages.services import build
from core.pages.sitemaps import KINDS, Url, plan_sitemaps, sitemap_index, sitemap_part
from core.storefront.tags import EVERY_PAGE
from jobs.schedule_events import SitemapsReviewDue
from jobs.sitemaps import plan, plan_after_build
from tests import builders as a
from tests.core.pages import kept
from tests.wire import Wire


@pytest.fixture(autouse=True)
def _two_markets(database: object) -> None:
    a.markets()


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of ten addresses, planned for seven."""
    monkeypatch.setattr(sitemaps, "MOST", 10)
    monkeypatch.setattr(sitemaps, "PLANNED", 7)


def part(kind: str, market: str, number: int) -> list[Url]:
    return list(sitemap_part(kind, market_named(market), number).urls)


def everywhere(slug: str, german: str | None = None, **facts: Any) -> Iterator[dict[str, Any]]:
    """One product in both markets, in German under another address."""
    subject = f"product:{slug}"
    yield kept.page("product", slug, "us", subject=subject, **facts)
    yield kept.page("product", slug, "eu", subject=subject, **facts)
    yield kept.page("product", german or slug, "eu", "de-DE", subject=subject, **facts)


def sizes(kind: str, market: str) -> tuple[int, int]:
    return next((parts.parts, parts.urls) for parts in sitemap_index(market) if parts.kind == kind)


class TestAPart:
    def test_every_page_of_the_market_is_named_with_its_other_languages(self) -> None:
        kept.keep(everywhere("mug", "becher", number=7))
        changed = kept.page("product", "mug", number=7)["changed_at"]
        english, german = "/product/mug", "/product/becher"
        assert part("product", "us", 1) == [
            Url(english, "en-US", changed, {"en-US": english, "de-DE": german}),
        ]
        assert part("product", "eu", 1) == [
            Url(english, "en-US", changed, {"en-US": english, "de-DE": german}),
            Url(german, "de-DE", changed, {"en-US": english, "de-DE": german}),
        ]

    def test_its_own_language_comes_before_the_same_one_elsewhere(self) -> None:
        kept.keep(
            [kept.page("product", "mug", "us", subject="s"), kept.page("product", "cup", "eu", subject="s")]
        )
        (us,), (eu,) = part("product", "us", 1), part("product", "eu", 1)
        assert (us.languages, eu.languages) == ({"en-US": "/product/mug"}, {"en-US": "/product/cup"})

    def test_what_search_engines_are_not_to_list_is_left_out(self) -> None:
        kept.keep([*everywhere("mug"), *everywhere("secret", indexed=False)])
        assert [url.path for url in part("product", "us", 1)] == ["/product/mug"]
        assert sizes("product", "us") == (1, 1)

    def test_what_only_another_market_sells_is_left_out(self) -> None:
        kept.keep([kept.page("product", "mug", "us"), kept.page("product", "cup", "eu")])
        assert [url.path for url in part("product", "us", 1)] == ["/product/mug"]

    def test_home_and_blog_have_theirs(self) -> None:
        kept.keep([kept.page("home", ""), kept.page("blog", ""), kept.page("post", "first")])
        assert [part(kind, "us", 1)[0].path for kind in ("home", "blog", "post")] == [
            "/",
            "/blog",
            "/blog/first",
        ]

    def test_pages_are_there_as_the_builders_keep_them(self) -> None:
        a.goods("MUG-SAND", available=1)
        a.mirrored(a.entry("page", "about", title="About us"))
        for kind, key in (("product", "mug-sand"), ("content", "about"), ("home", ""), ("layout", "")):
            for locale in ("en-US", "de-DE"):
                build(kind, key, "eu", locale)
        both = ["en-US", "de-DE"]
        for kind, path in (("product", "/product/mug-sand"), ("content", "/content/about"), ("home", "/")):
            found = part(kind, "eu", 1)
            assert [(url.path, url.locale, list(url.languages)) for url in found] == [
                (path, locale, both) for locale in both
            ]

    @pytest.mark.parametrize("number", [0, -1, 2, 10**12])
    def test_a_part_that_there_is_not_says_how_many_there_are(self, number: int) -> None:
        kept.keep(everywhere("mug"))
        with pytest.raises(SitemapPartNotFound, match="has 1 parts"):
            sitemap_part("product", market_named("us"), number)

    def test_a_type_that_there_is_not_is_named(self) -> None:
        with pytest.raises(UnknownPageType) as refusal:
            sitemap_part("layout", market_named("us"), 1)
        assert refusal.value.field == "type"


@pytest.mark.usefixtures("small_parts")
class TestParts:
    def test_together_they_have_every_page_once_and_no_thing_is_torn(self) -> None:
        kept.keep(page for number in range(50) for page in everywhere(f"mug-{number:02}"))
        assert sizes("product", "us") == (8, 50)
        assert sizes("product", "eu") == (15, 100)
        for market, parts, urls in (("us", 8, 50), ("eu", 15, 100)):
            found = [part("product", market, number) for number in range(1, parts + 1)]
            names = [(url.path, url.locale) for urls_ in found for url in urls_]
            assert len(names) == len(set(names)) == urls
            assert max(map(len, found)) <= 10
            slugs = [{url.path for url in urls_} for urls_ in found]
            assert sum(map(len, slugs)) == 50

    def test_pages_that_come_are_there_at_once_and_parts_fit_again_after_planning(self) -> None:
        kept.keep(kept.products(16))
        assert sizes("product", "us") == (3, 16)
        kept.keep(
            [kept.page("product", "mug-000000-new"), kept.page("product", "aaa"), kept.page("product", "zzz")]
        )
        slugs = [
            url.path.removeprefix("/product/")
            for number in (1, 2, 3)
            for url in part("product", "us", number)
        ]
        assert {"mug-000000-new", "aaa", "zzz"} <= set(slugs)
        assert len(slugs) == 19
        kept.keep(kept.page("product", f"mug-000000-{number}") for number in range(30))
        assert len(part("product", "us", 1)) == 10
        next_version()
        plan(SitemapsReviewDue())
        parts, urls = sizes("product", "us")
        assert urls == 49
        assert sum(len(part("product", "us", number)) for number in range(1, parts + 1)) == 49

    def test_a_part_reads_its_own_stretch_of_an_index_and_no_page(self, wire: Wire) -> None:
        kept.keep(page for number in range(50) for page in everywhere(f"mug-{number:02}"))
        plan_sitemaps()
        for number in (1, 4, 8):
            with wire.recorded() as commands:
                found = part("product", "us", number)
            assert [command.collection for command in commands] == ["sitemaps", "pages", "pages"]
            for command in commands[1:]:
                stats = a.explained(command)
                assert stats["totalDocsExamined"] == 0
                assert stats["totalKeysExamined"] <= 3 * len(found) + 1

    def test_its_state_is_another_whenever_a_page_comes_goes_or_changes(self) -> None:
        kept.keep(everywhere("mug"))
        states = [sitemap_part("product", market_named("us"), 1).state]
        assert sitemap_part("product", market_named("us"), 1).state == states[0]
        kept.keep(kept.products(2))
        states.append(sitemap_part("product", market_named("us"), 1).state)
        Page.objects(key="mug-000000").delete()
        states.append(sitemap_part("product", market_named("us"), 1).state)
        Page.objects(key="mug-000001").update_one(set__changed_at=clock.now())
        states.append(sitemap_part("product", market_named("us"), 1).state)
        Page.objects(key="mug-000001").update_one(set__indexed=False)
        states.append(sitemap_part("product", market_named("us"), 1).state)
        a.markets(a.US, {**a.EU, "locales": ["en-US"]})
        states.append(sitemap_part("product", market_named("us"), 1).state)

        assert all(one != other for one, other in pairwise(states))


class TestPlanning:
    def test_nothing_is_counted_while_nothing_was_built(self, wire: Wire) -> None:
        kept.keep(everywhere("mug"))
        assert plan_sitemaps() is True
        with wire.recorded() as commands:
            assert plan_sitemaps() is False
        assert "pages" not in [command.collection for command in commands]
        next_version()
        assert plan_sitemaps() is True

    def test_a_new_market_is_planned_though_nothing_was_built(self) -> None:
        plan_sitemaps()
        a.markets(a.US, a.EU, a.JP)
        assert plan_sitemaps() is True
        assert {sitemap.id for sitemap in Sitemap.objects} == {"us", "eu", "jp"}

    def test_a_shop_without_a_plan_makes_it_when_asked(self) -> None:
        assert [(parts.kind, parts.parts) for parts in sitemap_index("us")] == [(kind, 0) for kind in KINDS]
        assert Sitemap.objects.count() == 2

    def test_a_build_of_everything_is_followed_by_a_plan(self) -> None:
        plan_sitemaps()
        kept.keep(everywhere("mug"))
        next_version()
        plan_after_build(PagesRebuilt(["product:mug"], 1))
        assert sizes("product", "us") == (0, 0)
        plan_after_build(PagesRebuilt([EVERY_PAGE], 1))
        assert sizes("product", "us") == (1, 1)
