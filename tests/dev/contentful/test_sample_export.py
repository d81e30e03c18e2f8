"""The sample shop's content: complete, in two languages, and with every picture in its place."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from dev.contentful.export import load_export
from dev.contentful.links import links_in
from dev.contentful.locales import Locales
from dev.contentful.values import CHECKS, merge_fields, missing_field
from tests.dev.contentful.exports import Json
from tests.dev.contentful.running import ROOT, StandIn

SAMPLE = ROOT / "dev" / "sample"
EXPORT = SAMPLE / "export.json"
pytestmark = pytest.mark.skipif(not EXPORT.is_file(), reason="dev/sample/export.json is not there yet")

# The content model that the shop reads: content type, field, field type (of what, when a list or a link).
MODEL: dict[str, dict[str, str]] = {
    "product": {
        "slug": "Symbol",
        "title": "Symbol",
        "summary": "Text",
        "description": "RichText",
        "highlights": "Array of Symbol",
        "images": "Array of Asset",
        "category": "Entry",
        "related": "Array of Entry",
    },
    "category": {
        "slug": "Symbol",
        "title": "Symbol",
        "description": "Text",
        "image": "Asset",
        "parent": "Entry",
        "position": "Integer",
    },
    "page": {"slug": "Symbol", "title": "Symbol", "body": "RichText"},
    "home": {
        "slug": "Symbol",
        "title": "Symbol",
        "headline": "Symbol",
        "intro": "Text",
        "heroImage": "Asset",
        "sections": "Array of Entry",
    },
    "section": {
        "internalName": "Symbol",
        "title": "Symbol",
        "kind": "Symbol",
        "products": "Array of Entry",
        "categories": "Array of Entry",
        "body": "RichText",
    },
    "blogPost": {
        "slug": "Symbol",
        "title": "Symbol",
        "excerpt": "Text",
        "body": "RichText",
        "heroImage": "Asset",
        "author": "Entry",
        "publishDate": "Date",
        "tags": "Array of Symbol",
    },
    "person": {"name": "Symbol", "bio": "Text", "image": "Asset"},
    "menu": {"key": "Symbol", "title": "Symbol", "items": "Array of Entry"},
    "menuItem": {"title": "Symbol", "path": "Symbol", "children": "Array of Entry"},
}


@pytest.fixture(scope="module")
def sample() -> Json:
    document: Json = json.loads(EXPORT.read_text(encoding="utf-8"))
    return document


@pytest.fixture(scope="module")
def assets(sample: Json) -> Json:
    return {asset["sys"]["id"]: asset for asset in sample["assets"]}


def content_types(sample: Json) -> Json:
    return {raw["sys"]["id"]: raw for raw in sample["contentTypes"]}


def entries(sample: Json, type_: str | None = None) -> Iterator[Json]:
    for entry in sample["entries"]:
        if type_ in (None, entry["sys"]["contentType"]["sys"]["id"]):
            yield entry


def kind(field: Json) -> str:
    """`Symbol`, `Array of Asset`, `Entry`, as in the model above."""
    if field["type"] == "Array":
        return f"Array of {kind(field['items'])}"
    return str(field["linkType"] if field["type"] == "Link" else field["type"])


def test_it_can_be_loaded() -> None:
    assert load_export(EXPORT).entities


@pytest.mark.parametrize("type_", MODEL)
def test_the_content_type_has_the_fields_the_shop_reads(sample: Json, type_: str) -> None:
    fields = {field["id"]: kind(field) for field in content_types(sample)[type_]["fields"]}

    assert {name: fields.get(name) for name in MODEL[type_]} == MODEL[type_]


def test_english_is_the_default_and_german_falls_back_to_it(sample: Json) -> None:
    locales = {locale["code"]: (locale["default"], locale["fallbackCode"]) for locale in sample["locales"]}

    assert locales == {"en-US": (True, None), "de-DE": (False, "en-US")}


def test_ids_are_unique(sample: Json) -> None:
    for part in ("contentTypes", "entries", "assets", "locales"):
        ids = [item["sys"]["id"] for item in sample[part]]
        assert len(ids) == len(set(ids)), part


def test_every_link_resolves(sample: Json, assets: Json) -> None:
    known = {("Asset", id_) for id_ in assets} | {("Entry", entry["sys"]["id"]) for entry in entries(sample)}
    broken = {
        (entry["sys"]["id"], key)
        for entry in entries(sample)
        for key in links_in(entry["fields"])
        if key not in known
    }

    assert broken == set()


def test_links_lead_to_the_kind_of_entry_the_shop_expects(sample: Json) -> None:
    types = {entry["sys"]["id"]: entry["sys"]["contentType"]["sys"]["id"] for entry in entries(sample)}
    targets = {
        ("product", "category"): "category",
        ("product", "related"): "product",
        ("category", "parent"): "category",
        ("home", "sections"): "section",
        ("section", "products"): "product",
        ("section", "categories"): "category",
        ("blogPost", "author"): "person",
        ("menu", "items"): "menuItem",
        ("menuItem", "children"): "menuItem",
    }
    for (type_, field), expected in targets.items():
        for entry in entries(sample, type_):
            found = {types[id_] for _, id_ in links_in(entry["fields"].get(field))}
            assert found <= {expected}, (entry["sys"]["id"], field)


def test_every_value_fits_its_field_and_every_required_one_is_there(sample: Json) -> None:
    models, locales = content_types(sample), Locales(sample["locales"])
    for entry in entries(sample):
        model = models[entry["sys"]["contentType"]["sys"]["id"]]
        merged = merge_fields(model, locales, {}, entry["fields"])
        assert missing_field(model, locales, merged) is None, entry["sys"]["id"]
    assert {field["type"] for raw in models.values() for field in raw["fields"]} <= set(CHECKS)


def test_every_product_has_a_picture_that_lies_in_the_folder(sample: Json, assets: Json) -> None:
    for product in entries(sample, "product"):
        pictures = [assets[id_] for type_, id_ in links_in(product["fields"]["images"]) if type_ == "Asset"]
        assert pictures, product["sys"]["id"]
        for picture in pictures:
            file = picture["fields"]["file"]["en-US"]
            assert file["contentType"].startswith("image/")
            assert (SAMPLE / "pictures" / file["fileName"]).is_file(), file["fileName"]


def test_every_asset_lies_in_the_folder(assets: Json) -> None:
    names = [file["fileName"] for asset in assets.values() for file in asset["fields"]["file"].values()]

    assert [name for name in names if not (SAMPLE / "pictures" / name).is_file()] == []


def test_slugs_and_keys_are_unique_within_their_type(sample: Json) -> None:
    for type_, field in (
        ("product", "slug"),
        ("category", "slug"),
        ("page", "slug"),
        ("blogPost", "slug"),
        ("menu", "key"),
    ):
        values = [entry["fields"][field]["en-US"] for entry in entries(sample, type_)]
        assert len(values) == len(set(values)), type_


def test_the_shop_has_a_home_a_header_and_a_footer(sample: Json) -> None:
    assert [home["fields"]["slug"]["en-US"] for home in entries(sample, "home")] == ["home"]
    assert {menu["fields"]["key"]["en-US"] for menu in entries(sample, "menu")} >= {"header", "footer"}


def test_products_and_categories_speak_german_too(sample: Json) -> None:
    untranslated = [
        entry["sys"]["id"]
        for type_ in ("product", "category", "home")
        for entry in entries(sample, type_)
        if "de-DE" not in entry["fields"]["title"]
    ]

    assert untranslated == []


def test_the_stand_in_serves_it_with_nothing_unresolved(launch: Callable[..., StandIn]) -> None:
    server = launch(EXPORT)
    for type_ in MODEL:
        answer: Any = server.get("/entries", content_type=type_, include=10, limit=200)
        assert "errors" not in answer, type_
