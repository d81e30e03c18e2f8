import pytest

from core.cursors import BadCursor
from core.pages.addresses import PAGE_SIZE, addresses, every_address
from core.pages.errors import UnknownPageType
from core.pages.models import Page
from core.storefront.paths import ROOTS
from tests.core.pages import kept
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")


def test_every_page_of_a_type_is_named_once_a_thousand_at_a_time() -> None:
    kept.keep(kept.products(2 * PAGE_SIZE + 1))
    first, after = addresses("product", "us", "en-US")
    second, last = addresses("product", "us", "en-US", after=after)
    third, end = addresses("product", "us", "en-US", after=last)
    assert [len(page) for page in (first, second, third)] == [PAGE_SIZE, PAGE_SIZE, 1]
    assert end is None
    slugs = [address.slug for page in (first, second, third) for address in page]
    assert slugs == [f"mug-{number:06}" for number in range(2 * PAGE_SIZE + 1)]
    assert [address.slug for address in every_address("product", "us", "en-US")] == slugs


def test_a_full_last_page_is_the_last() -> None:
    kept.keep(kept.products(PAGE_SIZE))
    found, after = addresses("product", "us", "en-US")
    assert (len(found), after) == (PAGE_SIZE, None)


@pytest.mark.parametrize(
    ("kind", "path"),
    [
        ("product", "/product/x"),
        ("category", "/category/x"),
        ("collection", "/collection/x"),
        ("content", "/content/x"),
        ("post", "/blog/x"),
    ],
)
def test_each_type_has_its_own_paths(kind: str, path: str) -> None:
    kept.keep(kept.page(name, "x", number=7) for name in (*ROOTS, "layout"))
    (found,), _ = addresses(kind, "us", "en-US")
    assert (found.slug, found.path) == ("x", path)
    assert found.changed_at == kept.page(kind, "x", number=7)["changed_at"]


def test_another_market_and_another_language_are_others() -> None:
    kept.keep(
        [
            kept.page("product", "mug"),
            kept.page("product", "cup", "eu"),
            kept.page("product", "becher", "eu", "de-DE"),
        ]
    )
    for market, locale, slug in (("us", "en-US", "mug"), ("eu", "en-US", "cup"), ("eu", "de-DE", "becher")):
        assert [address.slug for address in every_address("product", market, locale)] == [slug]


def test_pages_that_come_and_go_meanwhile_hide_and_repeat_no_other() -> None:
    kept.keep(kept.products(PAGE_SIZE + 2))
    _, after = addresses("product", "us", "en-US")
    Page.objects(key="mug-000001").delete()
    kept.keep([kept.page("product", "mug-000000-new")])
    second, _ = addresses("product", "us", "en-US", after=after)
    assert [address.slug for address in second] == ["mug-001000", "mug-001001"]


def test_a_type_that_there_is_not_is_named() -> None:
    for kind in ("layout", "home", "cart", "", "$ne"):
        with pytest.raises(UnknownPageType, match="product, category, collection, content, post") as refusal:
            addresses(kind, "us", "en-US")
        assert refusal.value.field == "type"


@pytest.mark.parametrize("cursor", ["", "x", "bXVn", "é", "Y2F0ZWdvcnkgbXVn", "_____w", "cHJvZHVjdCA"])
def test_a_cursor_from_elsewhere_is_refused(cursor: str) -> None:
    with pytest.raises(BadCursor) as refusal:
        addresses("product", "us", "en-US", after=cursor)
    assert refusal.value.field == "after"


def test_a_slug_of_any_letters_is_gone_on_from() -> None:
    slugs = sorted(f"tasse-à-café {number:05} 茶" for number in range(PAGE_SIZE + 1))
    kept.keep(kept.page("content", slug) for slug in slugs)
    assert [address.slug for address in every_address("content", "us", "en-US")] == slugs


def test_it_is_one_read_of_an_index_and_of_no_page_wherever_it_begins(wire: Wire) -> None:
    kept.keep(kept.products(2 * PAGE_SIZE + 1))
    _, after = addresses("product", "us", "en-US")
    for place in (None, after):
        with wire.recorded() as commands:
            addresses("product", "us", "en-US", after=place)
        (command,) = commands
        asked = Page._get_collection().find(command.body["filter"], command.body["projection"])
        stats = asked.sort("key", 1).limit(PAGE_SIZE + 1).explain()["executionStats"]
        assert stats["totalDocsExamined"] == 0
        assert stats["totalKeysExamined"] <= PAGE_SIZE + 2
