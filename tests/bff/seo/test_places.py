import json
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from marshmallow import Schema

from bff.seo import schemas
from core.bootstrap import Shop
from core.pages.addresses import PAGE_SIZE
from tests import builders as a
from tests.bff.asker import Asker, fields_of
from tests.conftest import Resettle
from tests.core.pages import kept
from tests.wire import Wire

NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}
SHAPES = {
    "paths/product": schemas.PathsSchema,
    "sitemap": schemas.SitemapIndexSchema,
    "sitemap/product/1": schemas.SitemapSchema,
}


@pytest.fixture(autouse=True)
def _two_markets(shop: Shop) -> None:
    a.markets()
    kept.keep(everywhere("mug", "becher"))


def everywhere(slug: str, german: str) -> Iterator[dict[str, Any]]:
    subject = f"product:{slug}"
    yield kept.page("product", slug, "us", subject=subject)
    yield kept.page("product", slug, "eu", subject=subject)
    yield kept.page("product", german, "eu", "de-DE", subject=subject)


@pytest.mark.parametrize("path", SHAPES)
def test_each_answers_exactly_what_the_document_says_and_may_be_cached(path: str, asker: Asker) -> None:
    answer = asker.get(f"/v1/{path}?market=eu")
    assert answer.status_code == 200
    schema: Schema = SHAPES[path]()
    assert schema.validate(answer.get_json()) == {}
    assert "s-maxage=600" in answer.headers["Cache-Control"]
    assert answer.headers["Cache-Tag"] == "pages"
    assert asker.get(f"/v1/{path}?market=eu", If_None_Match=answer.headers["ETag"]).status_code == 304


def test_paths_are_those_of_a_market_and_a_language(asker: Asker) -> None:
    answer = asker.get("/v1/paths/product?market=eu&locale=de-DE").get_json()
    assert answer["data"] == {
        "paths": [{"slug": "becher", "path": "/product/becher", "updatedAt": "2026-03-01T00:00:00.000Z"}],
        "next": None,
    }
    assert (answer["meta"]["market"], answer["meta"]["locale"]) == ("eu", "de-DE")
    assert asker.get("/v1/paths/product").get_json()["data"]["paths"][0]["slug"] == "mug"


def test_paths_go_on_where_they_were_left(asker: Asker) -> None:
    kept.keep(kept.products(PAGE_SIZE))
    first = asker.get("/v1/paths/product").get_json()["data"]
    rest = asker.get(f"/v1/paths/product?after={first['next']}").get_json()["data"]
    assert (len(first["paths"]), len(rest["paths"]), rest["next"]) == (PAGE_SIZE, 1, None)
    assert not {page["slug"] for page in first["paths"]} & {page["slug"] for page in rest["paths"]}


def test_paths_take_the_same_two_reads_for_any_page(asker: Asker, wire: Wire) -> None:
    asker.get("/v1/paths/product")
    with wire.recorded() as commands:
        asker.get("/v1/paths/product")
    assert [command.collection for command in commands] == ["page_version", "pages"]


@pytest.mark.parametrize(
    ("path", "status", "code", "field"),
    [
        ("paths/layout", 422, "unknown-page-type", "type"),
        ("paths/$ne", 422, "unknown-page-type", "type"),
        ("paths/product?after=from-elsewhere", 422, "bad-cursor", "after"),
        (f"paths/product?after={'x' * 5_000}", 422, "invalid-value", "after"),
        ("paths/product?market=moon", 422, "unknown-market", "market"),
        ("paths/product?market=us&locale=de-DE", 422, "unknown-locale", "locale"),
        ("sitemap?market=moon", 422, "unknown-market", "market"),
        ("sitemap/layout/1", 422, "unknown-page-type", "type"),
        ("sitemap/product/1?market=moon", 422, "unknown-market", "market"),
        ("sitemap/product/0", 404, "sitemap-part-not-found", None),
        ("sitemap/product/2", 404, "sitemap-part-not-found", None),
        ("sitemap/product/2.xml", 404, "sitemap-part-not-found", None),
        ("sitemap/product/one", 404, "not-found", None),
        ("sitemap/product/-1", 404, "not-found", None),
    ],
)
def test_what_is_not_there_or_not_right_is_a_problem_that_names_it(
    path: str, status: int, code: str, field: str | None, asker: Asker
) -> None:
    answer = asker.get(f"/v1/{path}")
    assert answer.status_code == status
    assert answer.get_json()["type"] == f"/problems/{code}"
    assert field is None or fields_of(answer) == [field]


def test_the_index_says_how_many_parts_there_are(asker: Asker) -> None:
    types = asker.get("/v1/sitemap?market=eu").get_json()["data"]["types"]
    assert {"type": "product", "parts": 1, "urls": 2} in types
    assert {"type": "post", "parts": 0, "urls": 0} in types


def test_a_part_has_the_shape_of_a_next_js_sitemap(asker: Asker) -> None:
    urls = asker.get("/v1/sitemap/product/1?market=eu").get_json()["data"]["urls"]
    languages = {"en-US": "/product/mug", "de-DE": "/product/becher"}
    common = {"lastModified": "2026-03-01T00:00:00.000Z", "alternates": {"languages": languages}}
    assert urls == [
        {"path": "/product/mug", "locale": "en-US", **common},
        {"path": "/product/becher", "locale": "de-DE", **common},
    ]


def test_as_xml_it_has_whole_addresses_and_links_to_other_languages(asker: Asker) -> None:
    kept.keep(everywhere("same", "same"))
    kept.keep([kept.page("content", "tea & <coffee> é", "us")])
    answer = asker.get("/v1/sitemap/product/1.xml?market=eu")
    assert answer.content_type == "application/xml; charset=utf-8"
    base = "http://storefront.example/product"
    urls = ET.fromstring(answer.data).findall("s:url", NAMES)
    assert [url.findtext("s:loc", None, NAMES) for url in urls] == [
        f"{base}/mug",
        f"{base}/becher",
        f"{base}/same",
    ]
    links = {link.get("hreflang"): link.get("href") for link in urls[0].findall("x:link", NAMES)}
    assert links == {"en-US": f"{base}/mug", "de-DE": f"{base}/becher"}
    assert urls[2].findall("x:link", NAMES) == []
    assert (
        asker.get("/v1/sitemap/product/1.xml?market=eu", If_None_Match=answer.headers["ETag"]).status_code
        == 304
    )
    odd = asker.get("/v1/sitemap/content/1.xml").text
    assert re.findall("<loc>(.*)</loc>", odd) == [
        "http://storefront.example/content/tea%20&amp;%20%3Ccoffee%3E%20%C3%A9"
    ]


@pytest.mark.parametrize("form", ["", ".xml"])
def test_a_large_part_is_sent_while_it_is_read(
    form: str, asker: Asker, wire: Wire, monkeypatch: pytest.MonkeyPatch
) -> None:
    """In as little memory for fifty thousand addresses as for a few."""
    monkeypatch.setattr("bff.seo.answers.SENT_AT_ONCE", 2_000)
    monkeypatch.setattr("core.pages.sitemaps.BATCH", 100)
    kept.keep(kept.products(1_000))
    asker.get("/v1/sitemap")
    with wire.recorded() as commands:
        answer = asker.get(f"/v1/sitemap/product/1{form}")
        pieces = answer.iter_encoded()
        first = next(pieces)
        assert [command.name for command in commands if command.collection == "pages"] == [
            "aggregate",
            "find",
        ]
        rest = list(pieces)
    assert max(map(len, (first, *rest))) < 4_000
    whole = b"".join((first, *rest)).decode()
    assert whole.count("mug-000") == (1_000 if form else 2_000)
    if not form:
        assert len(json.loads(whole)["data"]["urls"]) == 1_001


def test_who_has_a_part_already_is_told_so_before_an_address_is_read(asker: Asker, wire: Wire) -> None:
    held = asker.get("/v1/sitemap/product/1").headers["ETag"]
    with wire.recorded() as commands:
        assert asker.get("/v1/sitemap/product/1", If_None_Match=held).status_code == 304
    assert "find" not in [command.name for command in commands if command.collection == "pages"]


@pytest.mark.parametrize(
    "path", ["product/no", "category/no", "category/no/no", "collection/no", "content/no", "blog/no"]
)
def test_a_flood_of_what_is_not_there_writes_nothing(path: str, asker: Asker, wire: Wire) -> None:
    with wire.recorded() as commands:
        assert asker.get(f"/v1/pages/{path}").status_code == 404
        assert asker.get(f"/v1/pages/{path}?market=eu&locale=de-DE").status_code == 404
    assert [command for command in commands if command.writes] == []


def test_a_shop_that_knows_no_storefront_has_no_whole_addresses(
    shop: Shop, asker: Asker, resettle: Resettle
) -> None:
    without = resettle(storefront_url="")
    object.__setattr__(shop, "settings", without)
    answer = asker.get("/v1/sitemap/product/1.xml")
    assert (answer.status_code, answer.get_json()["type"]) == (404, "/problems/no-storefront-address")
