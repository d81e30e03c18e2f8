"""Categories, searches and suggestions, as a storefront asks for them."""

from typing import Any

import pytest
from marshmallow import Schema

from bff.pages import list_schemas as schemas
from bff.pages.asked import LONGEST_QUERY_STRING
from core.catalog.gathering import CollectionInFile, gather, put_collections
from core.catalog.tree import CategoryInFile, put_categories
from core.files import record_of
from core.listing.versions import next_version
from tests import builders as a
from tests.bff.asker import Asker, fields_of
from tests.wire import Wire

ANSWERS: dict[str, type[Schema]] = {
    "pages/category/kitchen": schemas.CategoryPage,
    "pages/category/kitchen?f.Colour=Sand&priceMax=2000&sort=price": schemas.CategoryPage,
    "pages/category/kitchen?f.Colour=Green": schemas.CategoryPage,
    "pages/collection/best": schemas.CollectionPage,
    "pages/collection/best?sort=price": schemas.CollectionPage,
    "pages/search?q=mug": schemas.SearchPage,
    "pages/search?q=nothing": schemas.SearchPage,
    "suggest?q=mu": schemas.SuggestSchema,
    "suggest?q=zzz": schemas.SuggestSchema,
}


@pytest.fixture
def furnished(shop: Any) -> None:
    """Three mugs on one shelf, and a hat on another."""
    a.markets()
    for number, colour in enumerate(("Sand", "Ink", "Sky")):
        sku = f"MUG-{colour.upper()}"
        variant = {
            "sku": sku,
            "options": {"Colour": colour},
            "prices": {"us": {"minor": 1_000 * (number + 1)}},
        }
        moment = f"2026-01-0{number + 1}T00:00:00Z"
        a.goods(sku, options={"Colour": [colour]}, variants=[variant], createdAt=moment)
    a.goods("HAT", category="clothing", prices={"us": 900})
    chosen = {"slug": "best", "name": "Best of all", "products": ["mug-ink", "hat", "mug-sand"]}
    put_collections([record_of(CollectionInFile, chosen, where="x")])
    gather("best")
    a.shelved("mug-ink", "hat", "mug-sand")
    a.mirrored(a.entry("category", "kitchen", title=a.both("Kitchen", "Küche")))


def slugs(answer: Any) -> list[str]:
    return [card["slug"] for card in answer.get_json()["data"]["products"]]


@pytest.mark.parametrize("path", ANSWERS)
def test_each_list_answers_exactly_what_the_document_says(path: str, furnished: None, asker: Asker) -> None:
    answer = asker.get(f"/v1/{path}")
    assert answer.status_code == 200, answer.text
    assert ANSWERS[path]().validate(answer.get_json()) == {}


@pytest.mark.usefixtures("furnished")
class TestCategory:
    def test_the_ready_page_says_what_it_can_be_narrowed_by(self, asker: Asker) -> None:
        data = asker.get("/v1/pages/category/kitchen").get_json()["data"]
        colour = next(facet for facet in data["facets"] if facet["name"] == "Colour")

        assert [card["slug"] for card in data["products"]] == ["mug-sky", "mug-ink", "mug-sand"]
        assert [(value["value"], value["count"]) for value in colour["values"]] == [
            ("Ink", 1),
            ("Sand", 1),
            ("Sky", 1),
        ]
        assert data["priceRange"]["min"] == {"amount": "10.00", "minor": 1_000, "currency": "USD"}
        assert data["sort"]["current"] == "newest"
        assert data["paging"] == {"size": 24, "next": None, "total": 3}

    def test_facets_price_and_order_come_from_the_query_string(self, asker: Asker) -> None:
        query = {"f.Colour": ["Sand", "Sky"], "sort": "price", "priceMin": "500"}
        answer = asker.client.get("/v1/pages/category/kitchen", query_string=query)
        data = answer.get_json()["data"]

        assert slugs(answer) == ["mug-sand", "mug-sky"]
        assert data["sort"]["current"] == "price"
        chosen = {v["value"] for facet in data["facets"] for v in facet["values"] if v["selected"]}
        assert chosen == {"Sand", "Sky"}
        assert data["category"]["name"] == "Kitchen"
        assert data["seo"]["robots"] == "noindex,follow"

    def test_its_tags_are_those_of_what_it_shows(self, asker: Asker) -> None:
        answer = asker.get("/v1/pages/category/kitchen?f.Colour=Sand")
        tags = set(answer.get_json()["meta"]["tags"])

        assert {tag for tag in tags if tag.startswith("product:")} == {"product:mug-sand"}
        assert {"category:kitchen", "content:category-kitchen", "pages"} <= tags
        assert answer.headers["Cache-Tag"].split(",") == sorted(tags)

    def test_whoever_has_it_gets_304(self, asker: Asker) -> None:
        path = "/v1/pages/category/kitchen?f.Colour=Sand"
        assert asker.get(path, If_None_Match=asker.get(path).headers["ETag"]).status_code == 304

    def test_it_is_read_on_from_where_it_was_left(self, asker: Asker) -> None:
        for number in range(30):
            a.goods(f"POT-{number:02}", category="pots", createdAt=f"2026-01-{number + 1:02}T00:00:00Z")
        first = asker.get("/v1/pages/category/pots")
        after = first.get_json()["data"]["paging"]["next"]
        rest = asker.get(f"/v1/pages/category/pots?after={after}")

        assert slugs(first) + slugs(rest) == [f"pot-{number:02}" for number in reversed(range(30))]
        assert rest.get_json()["data"]["paging"] == {"size": 24, "next": None, "total": 30}
        assert rest.get_json()["data"]["seo"]["robots"] == "index,follow"

    def test_narrowed_again_it_is_two_reads(self, asker: Asker, wire: Wire) -> None:
        asker.get("/v1/pages/category/kitchen?f.Colour=Sand")
        with wire.recorded() as commands:
            assert slugs(asker.get("/v1/pages/category/kitchen?f.Colour=Sky")) == ["mug-sky"]
        assert [command.collection for command in commands] == ["pages", "cards"]

    def test_once_the_page_is_newer_so_is_every_part_of_it(self, asker: Asker) -> None:
        path = "/v1/pages/category/kitchen?f.Colour=Sand"
        assert asker.get(path).get_json()["data"]["paging"]["total"] == 1
        variant = {"sku": "POT", "options": {"Colour": "Sand"}, "prices": {"us": {"minor": 5}}}
        a.goods("POT", options={"Colour": ["Sand"]}, variants=[variant])
        fresh = asker.get(f"{path}&minVersion={next_version()}").get_json()

        assert fresh["data"]["paging"]["total"] == 2
        assert asker.get(path).get_json()["meta"]["version"] == fresh["meta"]["version"]
        assert asker.get(path).get_json()["data"]["paging"]["total"] == 2


@pytest.mark.usefixtures("furnished")
class TestTree:
    def test_a_category_knows_the_way_to_it_and_what_is_below_with_counts(self, asker: Asker) -> None:
        for slug, parent in (("home", None), ("table", "home"), ("cups", "table"), ("garden", "home")):
            put_categories(
                [record_of(CategoryInFile, {"slug": slug, "name": slug.title(), "parent": parent}, where="x")]
            )
        a.goods("CUP", category="cups")
        a.goods("BOWL", category="table")
        top = asker.get("/v1/pages/category/home").get_json()["data"]
        low = asker.get("/v1/pages/category/home/table?sort=name").get_json()["data"]

        assert [(child["slug"], child["path"], child["count"]) for child in top["category"]["children"]] == [
            ("garden", "/category/home/garden", 0),
            ("table", "/category/home/table", 2),
        ]
        assert top["paging"]["total"] == 2
        assert [card["slug"] for card in low["products"]] == ["bowl", "cup"]
        assert [crumb["path"] for crumb in low["breadcrumbs"]] == [
            "/",
            "/category/home",
            "/category/home/table",
        ]
        assert asker.get("/v1/pages/category/table?sort=name").status_code == 404


@pytest.mark.usefixtures("furnished")
class TestCollection:
    def test_it_stands_as_it_was_put(self, asker: Asker) -> None:
        page = asker.get("/v1/pages/collection/best")

        assert slugs(page) == ["mug-ink", "hat", "mug-sand"]
        assert page.get_json()["data"]["sort"]["current"] == "relevance"
        assert slugs(asker.get("/v1/pages/collection/best?sort=price")) == ["hat", "mug-sand", "mug-ink"]
        assert slugs(asker.get("/v1/pages/collection/best?sort=relevance&f.Colour=Sand&f.Colour=Ink")) == [
            "mug-ink",
            "mug-sand",
        ]

    def test_it_can_be_suggested_by_what_it_is_called(self, asker: Asker) -> None:
        asker.get("/v1/pages/collection/best")
        found = asker.get("/v1/suggest?q=best+of").get_json()["categories"]

        assert found == [{"name": "Best of all", "path": "/collection/best", "count": 3}]

    def test_one_that_there_is_not_is_not_found(self, asker: Asker) -> None:
        answer = asker.get("/v1/pages/collection/nope?sort=price")
        assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/collection-not-found")


@pytest.mark.usefixtures("furnished")
class TestSearch:
    def test_what_was_meant_is_found_and_said(self, asker: Asker) -> None:
        a.goods("KETTLE")
        data = asker.get("/v1/pages/search?q=ketlte").get_json()["data"]

        assert [card["slug"] for card in data["products"]] == ["kettle"]
        assert (data["query"], data["didYouMean"]) == ("ketlte", "kettle")
        assert data["fallback"] == []

    def test_where_nothing_is_found_there_is_something_else(self, asker: Asker) -> None:
        data = asker.get("/v1/pages/search?q=submarine").get_json()["data"]

        assert (data["products"], data["paging"]["total"], data["didYouMean"]) == ([], 0, None)
        assert {card["slug"] for card in data["fallback"]} == {"hat", "mug-sand", "mug-ink", "mug-sky"}

    def test_hits_are_narrowed_and_sorted_like_lists(self, asker: Asker) -> None:
        assert slugs(asker.get("/v1/pages/search?q=mug&f.Colour=Sand&f.Colour=Sky&sort=-price")) == [
            "mug-sky",
            "mug-sand",
        ]
        assert slugs(asker.get("/v1/pages/search?q=mug&f.Colour=Green")) == []

    @pytest.mark.parametrize("query", [".*", '{"$gt":""}', "(a+)+$", "$regex", "\x00", "m.g"])
    def test_operators_and_patterns_find_nothing(self, query: str, asker: Asker) -> None:
        found = asker.client.get("/v1/pages/search", query_string={"q": query})
        assert (found.status_code, slugs(found)) == (200, [])

    def test_a_change_of_what_is_sold_reaches_whoever_keeps_a_copy(self, asker: Asker) -> None:
        tags = asker.get("/v1/pages/search?q=mug").get_json()["meta"]["tags"]
        assert {"catalogue", "search", "product:mug-sand", "product:mug-ink", "product:mug-sky"} <= set(tags)


@pytest.mark.usefixtures("furnished")
class TestSuggest:
    def test_products_categories_and_queries(self, asker: Asker) -> None:
        asker.get("/v1/pages/category/kitchen")
        found = asker.get("/v1/suggest?q=mu").get_json()
        assert {card["slug"] for card in found["products"]} == {"mug-sand", "mug-ink", "mug-sky"}
        assert found["queries"] == ["mug"]

        shelves = asker.get("/v1/suggest?q=kitch").get_json()["categories"]
        assert shelves == [{"name": "Kitchen", "path": "/category/kitchen", "count": 3}]

    def test_it_may_be_kept_for_half_a_minute(self, asker: Asker) -> None:
        assert "s-maxage=30" in asker.get("/v1/suggest?q=mug").headers["Cache-Control"]

    def test_a_shelf_with_nothing_on_it_is_not_suggested(self, asker: Asker) -> None:
        asker.get("/v1/pages/category/kitchen?market=eu&locale=de-DE")
        assert asker.get("/v1/suggest?q=küche&market=eu&locale=de-DE").get_json()["categories"] == []


@pytest.mark.parametrize(
    ("path", "code", "field"),
    [
        ("category/kitchen?f.Color=Sand", "unknown-facet", "f.Color"),
        ("category/kitchen?f.%24where=1", "unknown-facet", "f.$where"),
        ("search?q=mug&f.Color=Sand", "unknown-facet", "f.Color"),
        ("category/kitchen?sort=colour", "unknown-sort", "sort"),
        ("search?q=mug&sort[$ne]=1&sort=", "unknown-sort", "sort"),
        ("category/kitchen?after=from-elsewhere", "bad-cursor", "after"),
        ("category/kitchen?after=%F0%9F", "bad-cursor", "after"),
        (f"category/kitchen?after={'A' * 601}", "invalid-value", "after"),
        ("category/kitchen?priceMin=-1", "invalid-value", "priceMin"),
        ("category/kitchen?priceMax=cheap", "invalid-value", "priceMax"),
        (f"search?q={'x' * 201}", "invalid-value", "q"),
        (f"category/kitchen?f.Colour={'x' * LONGEST_QUERY_STRING}", "invalid-value", "(query)"),
        ("category/kitchen?" + "&".join(f"f.Colour={n}" for n in range(51)), "too-many-filters", "f.Colour"),
        ("search?q=mug&" + "&".join(f"f.Facet{n}=1" for n in range(9)), "too-many-filters", "f.Facet8"),
        (f"search?q=mug&minVersion={2**53}", "unknown-version", "minVersion"),
    ],
)
def test_what_is_not_right_is_refused_by_field(
    path: str, code: str, field: str, furnished: None, asker: Asker
) -> None:
    answer = asker.get(f"/v1/pages/{path}")
    assert (answer.status_code, answer.get_json()["type"]) == (422, f"/problems/{code}"), answer.text
    assert fields_of(answer) == [field]


@pytest.mark.parametrize("path", ["nope", "kitchen/nope", "nope/kitchen", "%2e%2e/kitchen"])
def test_a_category_that_there_is_not_is_not_found(path: str, furnished: None, asker: Asker) -> None:
    answer = asker.get(f"/v1/pages/category/{path}?sort=price")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/category-not-found")


def test_a_search_that_is_away_says_when_to_come_again(
    furnished: None, asker: Asker, monkeypatch: Any
) -> None:
    from core.adapters.mongo_search import MongoSearch
    from core.listing.ports import SearchAway

    def away(*_: object) -> None:
        raise SearchAway("The search does not answer.")

    monkeypatch.setattr(MongoSearch, "search", away)
    answer = asker.get("/v1/pages/search?q=mug")
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "3")


@pytest.mark.parametrize("query", ["", "?q=", "?q=%20"])
def test_a_search_for_nothing_shows_everything(query: str, furnished: None, asker: Asker) -> None:
    found = asker.get(f"/v1/pages/search{query}").get_json()["data"]
    assert {card["slug"] for card in found["products"]} == {"hat", "mug-sky", "mug-ink", "mug-sand"}
    assert found["fallback"] == []
