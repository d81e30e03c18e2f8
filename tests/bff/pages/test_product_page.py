"""What a product page and an offer say of prices, languages, bundles and many variants."""

import gzip
from datetime import timedelta
from itertools import product as each
from typing import Any

import pytest

from bff.pages import schemas
from bff.pages.product_schemas import OfferSchema
from core import clock
from core.catalog.moves import rename_product
from core.catalog.tree import CategoryInFile, put_categories
from jobs.schedule import tick
from tests import builders as a
from tests.bff.asker import Asker
from tests.fakes import FakeQueue

HOUR = timedelta(hours=1)
SMALL = 60_000


@pytest.fixture(autouse=True)
def _markets(shop: object) -> None:  # the shop first
    a.markets()


def page(asker: Asker, address: str, **query: str) -> dict[str, Any]:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    answer = asker.get(f"/v1/pages/product/{address}?{asked}")
    assert answer.status_code == 200
    whole: dict[str, Any] = answer.get_json()
    assert schemas.ProductPage().validate(whole) == {}
    data: dict[str, Any] = whole["data"]
    return data


def offer(asker: Asker, slug: str, **query: str) -> dict[str, Any]:
    asked = "&".join(f"{name}={value}" for name, value in query.items())
    answer = asker.get(f"/v1/products/{slug}/offer?{asked}").get_json()
    assert OfferSchema().validate(answer) == {}
    found: dict[str, Any] = answer["variants"][0]
    return found


def test_a_price_that_is_reduced_says_from_what_and_the_lowest_of_the_30_days_before(
    asker: Asker, queue: FakeQueue
) -> None:
    now = clock.now()
    facts = a.goods_file("MUG", price=2_000)
    facts["variants"][0] |= {
        "schedule": [
            {
                "market": "us",
                "minor": 1_500,
                "compareAtMinor": 2_200,
                "from": clock.rfc3339(now + HOUR),
                "until": clock.rfc3339(now + 2 * HOUR),
            }
        ],
        "tiers": {
            "us": [{"fromQuantity": 5, "minor": 1_400}, {"fromQuantity": 9, "minor": 900, "group": "trade"}]
        },
    }
    a.product(facts)
    before = (offer(asker, "mug"), page(asker, "mug")["product"]["variants"][0])
    with clock.moved(1.5 * HOUR):
        tick()
        a.drain(queue)
        during = (offer(asker, "mug"), page(asker, "mug")["product"]["variants"][0])

    for seen in before:
        assert (seen["price"]["minor"], seen["compareAtPrice"], seen["lowestPrice30Days"]) == (
            2_000,
            None,
            None,
        )
    for seen in during:
        assert (seen["price"]["minor"], seen["compareAtPrice"]["minor"]) == (1_500, 2_200)
        assert seen["lowestPrice30Days"]["minor"] == 2_000
        assert [(tier["fromQuantity"], tier["price"]["minor"]) for tier in seen["tiers"]] == [(5, 1_400)]


def data_path(locale: str) -> str:
    return {"de-DE": "/product/becher", "en-US": "/product/mug"}[locale]


def test_each_language_has_its_words_its_address_and_the_way_to_the_others(asker: Asker) -> None:
    a.goods("MUG", description="Holds tea.", translations={"de-DE": {"name": "Becher", "slug": "becher"}})
    data = page(asker, "becher", market="eu", locale="de-DE")

    assert (data["product"]["slug"], data["product"]["handle"]) == ("becher", "mug")
    assert (data["product"]["name"], data["product"]["description"]) == ("Becher", "Holds tea.")
    assert data["seo"]["canonicalPath"] == "/product/becher"
    assert data["seo"]["alternates"] == [
        {"locale": "en-US", "market": "us", "path": "/product/mug"},
        {"locale": "en-US", "market": "eu", "path": "/product/mug"},
        {"locale": "de-DE", "market": "eu", "path": "/product/becher"},
    ]
    for other in ("mug", "becher"):
        there = {"mug": "de-DE", "becher": "en-US"}[other]
        missing = asker.get(f"/v1/pages/product/{other}?market=eu&locale={there}")
        assert (missing.status_code, missing.get_json()["movedTo"]) == (404, data_path(there))
    assert page(asker, "mug", market="us")["product"]["name"] == "Mug"
    for slug, locale in (("becher", "de-DE"), ("mug", "de-DE"), ("mug", "en-US")):
        assert offer(asker, slug, market="eu", locale=locale)["sku"] == "MUG"


def test_a_market_that_hides_it_is_no_alternate(asker: Asker) -> None:
    a.goods("MUG", hiddenIn=["us"])

    assert {one["market"] for one in page(asker, "mug", market="eu")["seo"]["alternates"]} == {"eu"}


def test_the_way_down_has_every_shelf(asker: Asker) -> None:
    put_categories(
        [
            CategoryInFile(slug="home", name="Home ware"),
            CategoryInFile(slug="kitchen", name="Kitchen", parent="home"),
        ]
    )
    a.goods("MUG")
    ways = [("Home", "/"), ("Home ware", "/category/home"), ("Kitchen", "/category/home/kitchen")]
    product, shelf = page(asker, "mug"), asker.get("/v1/pages/category/home/kitchen").get_json()["data"]

    assert [(one["name"], one["path"]) for one in product["breadcrumbs"]] == [*ways, ("Mug", "/product/mug")]
    assert [(one["name"], one["path"]) for one in shelf["breadcrumbs"]] == ways
    assert product["category"] == {"slug": "kitchen", "name": "Kitchen", "path": "/category/home/kitchen"}
    above = asker.get("/v1/pages/category/home").get_json()["data"]
    assert above["category"]["children"] == [{**product["category"], "count": 1}]
    assert [card["slug"] for card in above["products"]] == ["mug"]
    missing = asker.get("/v1/pages/category/kitchen")
    assert (missing.status_code, missing.get_json()["movedTo"]) == (404, "/category/home/kitchen")


def test_an_old_address_says_where_the_product_is(asker: Asker, queue: FakeQueue) -> None:
    a.goods("MUG")
    page(asker, "mug")
    rename_product("mug", "stone-mug", actor=a.STAFF)
    a.drain(queue)
    gone = asker.get("/v1/pages/product/mug")

    assert (gone.status_code, gone.get_json()["movedTo"]) == (404, "/product/stone-mug")
    assert page(asker, "stone-mug")["product"]["handle"] == "mug"


def test_a_bundle_says_what_it_is_made_of_and_how_many_there_are(asker: Asker) -> None:
    a.goods("MUG", available=9)
    facts = a.goods_file("SET", complementary=["mug"], attributes={"Material": ["Oak"]})
    facts["variants"][0]["components"] = [{"sku": "MUG", "quantity": 4}]
    a.product(facts)
    a.shelved("set")
    answer = asker.get("/v1/pages/product/set").get_json()
    data = answer["data"]

    assert data["product"]["bundles"] == [
        {"sku": "SET", "components": [{"sku": "MUG", "quantity": 4, "name": "Mug", "path": "/product/mug"}]}
    ]
    assert (data["product"]["available"], offer(asker, "set")["left"]) == (True, 2)
    assert data["product"]["attributes"] == [{"name": "Material", "values": ["Oak"]}]
    assert [card["slug"] for card in data["complementary"]] == ["mug"]
    assert "product:mug" in answer["meta"]["tags"]


def wide(colours: int, sizes: int) -> dict[str, Any]:
    options = {
        "Colour": [f"Colour number {n}" for n in range(colours)],
        "Size": [f"Size {n}" for n in range(sizes)],
    }
    variants = [
        {
            "sku": f"WIDE-COLOUR-{colour}-SIZE-{size}",
            "options": {"Colour": f"Colour number {colour}", "Size": f"Size {size}"},
            "prices": {"us": {"minor": 2_000 + 100 * (size % 3), "compareAtMinor": 3_000}},
            "weightGrams": 300 + size,
            "image": {"url": f"https://images.example/colour-{colour}.png", "alt": f"In colour {colour}"},
        }
        for colour, size in each(range(colours), range(sizes))
    ]
    return {"slug": "wide", "name": "Wide", "category": "coats", "options": options, "variants": variants}


def test_a_page_with_250_variants_is_small_and_lacks_nothing(asker: Asker) -> None:
    a.product(wide(25, 10))
    a.stock("WIDE-COLOUR-7-SIZE-3", 5)
    body = asker.get("/v1/pages/product/wide").data
    data = page(asker, "wide")
    matrix, options = data["product"]["variantMatrix"], data["product"]["options"]

    assert len(body) < SMALL, f"{len(body)} bytes, {len(gzip.compress(body))} compressed"
    assert data["product"]["variants"] == []
    assert [
        len(matrix[name]) for name in ("skus", "values", "price", "available", "weightGrams", "image")
    ] == [250] * 6
    assert (len(matrix["prices"]), len(matrix["images"])) == (3, 25)
    place = matrix["skus"].index("WIDE-COLOUR-7-SIZE-3")
    chosen = [option["values"][value] for option, value in zip(options, matrix["values"][place], strict=True)]
    assert chosen == ["Colour number 7", "Size 3"]
    assert matrix["prices"][matrix["price"][place]]["price"]["minor"] == 2_000
    assert matrix["images"][matrix["image"][place]]["alt"] == "In colour 7"
    assert [sku for sku, there in zip(matrix["skus"], matrix["available"], strict=True) if there] == [
        "WIDE-COLOUR-7-SIZE-3"
    ]
    offers = data["seo"]["jsonLd"]["offers"]
    assert (offers["@type"], offers["offerCount"], offers["lowPrice"]) == ("AggregateOffer", 250, "20.00")


def test_up_to_50_variants_are_spelled_out_as_well(asker: Asker) -> None:
    a.product(wide(10, 5))
    data = page(asker, "wide")["product"]

    assert [variant["sku"] for variant in data["variants"]] == data["variantMatrix"]["skus"]
    for variant, values, price in zip(
        data["variants"], data["variantMatrix"]["values"], data["variantMatrix"]["price"], strict=True
    ):
        chosen = [option["values"][value] for option, value in zip(data["options"], values, strict=True)]
        assert list(variant["options"].values()) == chosen
        assert data["variantMatrix"]["prices"][price]["price"] == variant["price"]
