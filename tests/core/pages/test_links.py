"""An editor links to an entry; a shopper comes to the page of what it is about, in their market and language."""

import json
from typing import Any

import pytest

from core.catalog.models import Product
from core.catalog.moves import rename_product
from core.catalog.tree import CategoryInFile, put_categories
from core.content.models import ContentEntry
from core.pages.preview import Previewed, previews_of
from core.pages.queries import page
from tests import builders as a
from tests.fakes import FakeQueue

EU = ("eu", "de-DE")


@pytest.fixture(autouse=True)
def _shop(shop: object) -> None:
    a.markets()
    put_categories(
        [
            CategoryInFile(slug="home", name="Home"),
            CategoryInFile(slug="kitchen", name="Kitchen", parent="home"),
        ]
    )
    a.goods("MUG", translations={"de-DE": {"slug": "becher"}})
    a.goods("POT", contentId="pot-words", prices={"us": 900})
    a.goods("CUP", slug="tea-cup")


def shown(kind: str, key: str = "", market: str = "us", locale: str = "en-US") -> dict[str, Any]:
    data: dict[str, Any] = json.loads(page(kind, key, market, locale).body)["data"]
    return data


def links_to(*entries: Any, market: str = "us", locale: str = "en-US") -> str:
    """What stands in the HTML of a page that links to those."""
    about = a.entry("page", "about", body=a.rich(*(a.led_to(entry.id) for entry in entries)))
    a.mirrored(about, *entries)
    html: str = shown("content", "about", market, locale)["page"]["bodyHtml"]
    return html


@pytest.mark.parametrize(
    ("entry", "here", "there"),
    [
        (a.entry("product", "mug"), "/product/mug", "/product/becher"),
        (a.entry("product", "a-cup", skus=["CUP"]), "/product/tea-cup", "/product/tea-cup"),
        (a.entry("product", "nice-pot", named="pot-words"), "/product/pot", None),
        (a.entry("product", "nothing"), None, None),
        (a.entry("category", "kitchen"), "/category/home/kitchen", "/category/home/kitchen"),
        (a.entry("category", "nothing"), None, None),
        (a.entry("page", "terms"), "/content/terms", "/content/terms"),
        (a.entry("blogPost", "first"), "/blog/first", "/blog/first"),
        (a.entry("home", "home"), "/", "/"),
        (a.entry("person", "ada", name="Ada"), None, None),
    ],
)
def test_a_link_leads_to_the_own_address_or_is_left_out(
    entry: Any, here: str | None, there: str | None
) -> None:
    for path, where in ((here, ("us", "en-US")), (there, EU)):
        html = links_to(entry, market=where[0], locale=where[1])
        assert html == (f'<a href="{path}">there</a>' if path else "there")


def test_a_link_follows_what_it_leads_to(queue: FakeQueue) -> None:
    entries = [a.entry("product", "mug"), a.entry("category", "kitchen"), a.entry("category", "attic")]
    links_to(*entries)
    a.drain(queue)
    rename_product("mug", "stone-mug", actor=a.STAFF)
    put_categories([CategoryInFile(slug="kitchen", name="Kitchen")])
    a.goods("BOX", category="attic")
    a.drain(queue)
    html = shown("content", "about")["page"]["bodyHtml"]

    assert [part.split('"')[0] for part in html.split('href="')[1:]] == [
        "/product/stone-mug",
        "/category/kitchen",
        "/category/attic",
    ]
    Product.objects(slug="mug").update_one(set__status="hidden")
    a.product(a.goods_file("MUG"))
    a.drain(queue)
    assert "/product/" not in shown("content", "about")["page"]["bodyHtml"]


def test_a_product_that_comes_is_linked_to(queue: FakeQueue) -> None:
    links_to(a.entry("product", "words", skus=["JUG"]))
    a.drain(queue)
    a.product(a.goods_file("JUG"))
    a.drain(queue)

    assert "/product/jug" in shown("content", "about")["page"]["bodyHtml"]


def test_the_front_page_shows_what_its_entries_are_about() -> None:
    chosen = [a.entry("product", "a-cup", skus=["CUP"]), a.entry("product", "nice-pot", named="pot-words")]
    shelves = [a.entry("category", "kitchen", title="Kitchen"), a.entry("category", "nothing", title="None")]
    section = a.entry(
        "section",
        "new",
        products=[a.link(entry.id) for entry in chosen],
        categories=[a.link(entry.id) for entry in shelves],
    )
    a.mirrored(*chosen, *shelves, section, a.entry("home", "home", sections=[a.link("section-new")]))
    (found,) = shown("home")["sections"]

    assert [card["slug"] for card in found["products"]] == ["tea-cup", "pot"]
    assert [card["path"] for card in found["categories"]] == ["/category/home/kitchen"]


def test_a_menu_leads_to_the_shelf_that_stands_in_it() -> None:
    menu = a.entry("menu", named="menu-header", key="header", items=[a.link("category-kitchen")])
    a.mirrored(menu, a.entry("category", "kitchen", title="Kitchen"))

    assert shown("layout")["header"][0]["path"] == "/category/home/kitchen"


@pytest.mark.parametrize(
    ("entry", "german"),
    [
        (a.entry("product", "mug"), "/product/becher"),
        (a.entry("product", "a-cup", skus=["CUP"]), "/product/tea-cup"),
        (a.entry("category", "kitchen"), "/category/home/kitchen"),
        (a.entry("page", "terms"), "/content/terms"),
        (a.entry("home", "home"), "/"),
    ],
)
def test_a_preview_is_where_the_page_will_be(entry: Any, german: str) -> None:
    a.mirrored(entry)
    previews = previews_of(ContentEntry.objects(id=entry.id).get())

    assert {(one.market, one.locale) for one in previews} == {("us", "en-US"), ("eu", "en-US"), EU}
    assert next(one for one in previews if one.locale == "de-DE").path == german
    assert all(isinstance(one, Previewed) for one in previews)
