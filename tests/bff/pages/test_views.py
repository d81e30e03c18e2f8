import json
from datetime import UTC, datetime
from typing import Any

import pytest
from marshmallow import Schema

from bff.pages import schemas
from bff.pages.product_schemas import OfferSchema
from core.inventory.ahead import sell_ahead
from core.inventory.events import RestockWished
from core.inventory.wishes import RestockWish
from core.listing.versions import current_version, next_version
from tests import builders as a
from tests.bff.asker import Asker
from tests.fakes import FakeQueue
from tests.wire import Wire

PAGES = {
    "layout": schemas.LayoutPage,
    "home": schemas.HomePage,
    "product/mug-sand": schemas.ProductPage,
    "content/about": schemas.ContentPage,
    "blog": schemas.BlogPage,
    "blog/first": schemas.PostPage,
}


@pytest.fixture
def furnished(shop: Any) -> None:
    """A shop with goods, and words for each kind of page in both languages."""
    a.markets()
    a.goods("MUG-SAND", available=3, related=["mug-ink"])
    a.goods("MUG-INK", available=0)
    a.mirrored(
        a.asset("mug-picture", alt="A mug"),
        a.entry(
            "product",
            "mug-sand",
            title=a.both("Sand mug", "Sandbecher"),
            description=a.rich(a.paragraph("Thrown by hand.")),
            images=[a.link("mug-picture", "Asset")],
            highlights=["Stoneware"],
        ),
        a.entry("category", "kitchen", title=a.both("Kitchen", "Küche")),
        a.entry("page", "about", title="About us", body=a.rich(a.paragraph("By the water."))),
        a.entry(
            "blogPost", "first", title="First post", publishDate="2026-05-01", author=a.link("person-ann")
        ),
        a.entry("person", "ann", name="person-ann", title="Ann"),
        a.entry("menu", "header", items=[a.link("menuItem-kitchen")]),
        a.entry("menuItem", "kitchen", title="Kitchen", path="/category/kitchen"),
        a.entry("home", "home", headline="Things for the shore", sections=[a.link("section-new")]),
        a.entry("section", "new", title="New", kind="products", products=[a.link("product-mug-sand")]),
    )


@pytest.mark.parametrize("path", PAGES)
def test_each_page_answers_exactly_what_the_document_says(path: str, furnished: None, asker: Asker) -> None:
    answer = asker.get(f"/v1/pages/{path}")
    assert answer.status_code == 200
    schema: Schema = PAGES[path]()
    assert schema.validate(answer.get_json()) == {}


def test_a_product_page_holds_commerce_and_content_in_one_answer(furnished: None, asker: Asker) -> None:
    data = asker.get("/v1/pages/product/mug-sand?market=eu&locale=de-DE").get_json()["data"]
    assert data["product"]["name"] == "Sandbecher"
    assert data["product"]["variants"][0]["price"] == {"amount": "18.00", "minor": 1800, "currency": "EUR"}
    assert data["product"]["available"] is True
    assert data["product"]["images"][0]["alt"] == "A mug"
    assert data["content"]["descriptionHtml"] == "<p>Thrown by hand.</p>"
    assert data["category"]["name"] == "Küche"
    assert [card["slug"] for card in data["related"]] == ["mug-ink"]
    assert data["seo"]["jsonLd"]["offers"][0]["availability"] == "https://schema.org/InStock"


def test_a_product_without_words_is_served_and_says_so(shop: Any, asker: Asker) -> None:
    a.markets()
    a.goods("MUG-SAND", available=1)
    page = asker.get("/v1/pages/product/mug-sand").get_json()
    assert page["data"]["content"] is None
    assert page["meta"]["degraded"] == [{"section": "content", "reason": "no-entry"}]


def test_the_tags_name_everything_the_page_was_built_of(furnished: None, asker: Asker) -> None:
    answer = asker.get("/v1/pages/product/mug-sand")
    tags = answer.get_json()["meta"]["tags"]
    assert {"product:mug-sand", "product:mug-ink", "shelf:kitchen", "content:product-mug-sand"} <= set(tags)
    assert "content:mug-picture" in tags
    assert answer.headers["Cache-Tag"] == ",".join(tags)


def test_whoever_has_the_page_gets_304_and_no_body(furnished: None, asker: Asker) -> None:
    etag = asker.get("/v1/pages/home").headers["ETag"]
    for held in (etag, etag.removeprefix("W/"), f'"other", {etag}', "*"):
        answer = asker.get("/v1/pages/home", If_None_Match=held)
        assert (answer.status_code, answer.data) == (304, b"")
        assert answer.headers["ETag"] == etag
    assert asker.get("/v1/pages/home", If_None_Match='"other"').status_code == 200


def test_a_prepared_page_is_one_read_of_ready_bytes(furnished: None, asker: Asker, wire: Wire) -> None:
    first = asker.get("/v1/pages/product/mug-sand").data
    with wire.recorded() as commands:
        assert asker.get("/v1/pages/product/mug-sand").data == first
    assert [(command.name, command.collection) for command in commands] == [("find", "pages")]


def test_a_page_older_than_asked_for_is_built_anew(furnished: None, asker: Asker) -> None:
    first = asker.get("/v1/pages/product/mug-sand").get_json()["meta"]["version"]
    a.goods("MUG-SAND", price=2_500)
    stale = asker.get("/v1/pages/product/mug-sand").get_json()
    assert stale["meta"]["version"] == first
    fresh = asker.get(f"/v1/pages/product/mug-sand?minVersion={next_version()}").get_json()
    assert fresh["data"]["product"]["variants"][0]["price"]["minor"] == 2_500
    assert fresh["meta"]["version"] > first


def test_a_version_that_no_build_has_reached_builds_nothing(furnished: None, asker: Asker) -> None:
    asker.get("/v1/pages/home")
    before = current_version()
    for _ in range(3):
        assert asker.get(f"/v1/pages/home?minVersion={2**50}").status_code == 422
    assert current_version() == before


def test_public_pages_may_be_cached_by_the_edge_and_set_no_cookie(furnished: None, asker: Asker) -> None:
    headers = asker.get("/v1/pages/layout").headers
    assert "s-maxage=60" in headers["Cache-Control"]
    assert "stale-while-revalidate" in headers["Cache-Control"]
    assert "Set-Cookie" not in headers


@pytest.mark.parametrize(
    ("path", "status", "code"),
    [
        ("product/nope", 404, "product-not-found"),
        ("content/nope", 404, "content-not-found"),
        ("blog/nope", 404, "content-not-found"),
        ("product/mug-sand?market=moon", 422, "unknown-market"),
        ("product/mug-sand?market=us&locale=de-DE", 422, "unknown-locale"),
        ("product/mug-sand?minVersion=-1", 422, "invalid-value"),
        ("product/mug-sand?minVersion=x", 422, "invalid-value"),
        (f"product/mug-sand?minVersion={2**53}", 422, "unknown-version"),
    ],
)
def test_what_is_not_there_or_not_right_is_a_problem_with_a_code(
    path: str, status: int, code: str, furnished: None, asker: Asker
) -> None:
    answer = asker.get(f"/v1/pages/{path}")
    assert answer.status_code == status, answer.text
    assert answer.content_type == "application/problem+json"
    assert answer.get_json()["type"] == f"/problems/{code}"


def test_operators_and_patterns_in_a_slug_find_nothing(furnished: None, asker: Asker) -> None:
    for slug in ("{$ne:null}", "mug.*", "$where", "mug-sand%00", "..%2f..%2fetc"):
        assert asker.get(f"/v1/pages/product/{slug}").status_code == 404


def test_the_offer_tells_price_and_stock_as_they_are_now(furnished: None, asker: Asker) -> None:
    asker.get("/v1/pages/product/mug-sand")
    a.goods("MUG-SAND", price=2_500)
    answer = asker.get("/v1/products/mug-sand/offer")
    assert OfferSchema().validate(answer.get_json()) == {}
    (variant,) = answer.get_json()["variants"]
    assert (variant["price"]["minor"], variant["available"], variant["left"]) == (2_500, True, 3)
    assert "s-maxage=5" in answer.headers["Cache-Control"]


def test_page_and_offer_say_how_goods_that_are_not_there_can_be_had(furnished: None, asker: Asker) -> None:
    a.sold_out("MUG-SAND")
    spring = datetime(2027, 3, 1, tzinfo=UTC)
    for limit, kind, said in (
        (5, "pre-order", "pre-order"),
        (2, "back-order", "back-order"),
        (0, "back-order", "out"),
    ):
        sell_ahead("MUG-SAND", limit, kind=kind, ships_from=spring, actor=a.STAFF)
        (offered,) = asker.get("/v1/products/mug-sand/offer").get_json()["variants"]
        page = asker.get(f"/v1/pages/product/mug-sand?minVersion={next_version()}").get_json()["data"][
            "product"
        ]
        (shown,) = page["variants"]
        date = "2027-03-01T00:00:00.000Z" if limit else None
        for facts in (offered, shown):
            assert (facts["state"], facts["shipsFrom"], facts["available"]) == (said, date, limit > 0)
        matrix = page["variantMatrix"]
        assert (matrix["state"], matrix["shipsFrom"]) == ([said], [date])


def test_a_shopper_asks_to_be_told_and_learns_nothing_of_others(
    furnished: None, asker: Asker, queue: FakeQueue
) -> None:
    for _ in range(2):
        answer = asker.ask("POST", "/v1/products/MUG-INK/notify?market=eu", {"email": "ada@example.com"})
        assert (answer.status_code, answer.get_json(silent=True)) == (202, None)
    a.drain(queue)
    (wish,) = RestockWish.objects
    assert (wish.sku, wish.market, wish.email) == ("MUG-INK", "eu", "ada@example.com")


@pytest.mark.parametrize(
    ("sku", "body", "status", "field"),
    [
        ("MUG-INK", {"email": "nobody"}, 422, "email"),
        ("MUG-INK", {}, 422, "email"),
        ("MUG-INK", {"email": {"$ne": ""}}, 422, "email"),
        ("MUG-INK", {"email": "ada@example.com", "more": 1}, 422, "more"),
        ("MUG-LOST", {"email": "ada@example.com"}, 422, "sku"),
    ],
)
def test_a_wish_that_makes_no_sense_is_refused_and_named(
    sku: str, body: dict[str, Any], status: int, field: str, furnished: None, asker: Asker
) -> None:
    answer = asker.ask("POST", f"/v1/products/{sku}/notify", body)
    assert answer.status_code == status
    assert field in answer.text
    assert a.events(RestockWished) == []


def test_a_page_keeps_its_etag_while_its_data_stays_the_same(furnished: None, asker: Asker) -> None:
    first = asker.get("/v1/pages/product/mug-sand")
    again = asker.get(f"/v1/pages/product/mug-sand?minVersion={next_version()}")
    assert json.dumps(again.get_json()["data"]) == json.dumps(first.get_json()["data"])
    assert again.headers["ETag"] == first.headers["ETag"]
