"""The sample's space is one an editor could have made: complete, linked, published, and in two languages."""

import re
from itertools import pairwise

import pytest

from dev.sample.goods import AREAS
from tests.dev.sample.conftest import Json, Space, kind_of, parts_of

LOCALES = {"en-US", "de-DE"}
TYPES = {"product", "category", "page", "home", "section", "blogPost", "person", "menu", "menuItem"}


def test_every_id_is_used_once(space: Space) -> None:
    for part in ("contentTypes", "entries", "assets"):
        ids = [thing["sys"]["id"] for thing in space.export[part]]
        assert len(ids) == len(set(ids))


def test_every_link_resolves(space: Space) -> None:
    known = {"Entry": space.entries, "Asset": space.assets, "ContentType": space.types}
    links = [part["sys"] for part in parts_of(space.export) if part.get("sys", {}).get("type") == "Link"]

    broken = [link["id"] for link in links if link["id"] not in known.get(link["linkType"], [link["id"]])]

    assert len(links) > 1000
    assert broken == []


def test_every_link_leads_to_a_type_that_its_field_allows(space: Space) -> None:
    for entry in space.entries.values():
        for field in space.types[kind_of(entry)]["fields"]:
            rules = [*field["validations"], *field.get("items", {}).get("validations", [])]
            allowed = [kind for rule in rules for kind in rule.get("linkContentType", [])]
            for part in parts_of(entry["fields"].get(field["id"]) if allowed else None):
                if part.get("type") == "Link":
                    assert kind_of(space.entries[part["id"]]) in allowed


def test_every_entry_fills_its_required_fields_and_no_others(space: Space) -> None:
    assert set(space.types) == TYPES
    for entry in space.entries.values():
        fields = {field["id"]: field for field in space.types[kind_of(entry)]["fields"]}
        assert set(entry["fields"]) <= set(fields)
        assert {name for name, field in fields.items() if field["required"]} <= set(entry["fields"])


def test_only_localized_fields_have_german(space: Space) -> None:
    for entry in space.entries.values():
        for field in space.types[kind_of(entry)]["fields"]:
            locales = set(entry["fields"].get(field["id"], {"en-US": None}))
            assert "en-US" in locales
            assert locales <= (LOCALES if field["localized"] else {"en-US"})


def test_everything_is_published(space: Space) -> None:
    for thing in (*space.types.values(), *space.entries.values(), *space.assets.values()):
        sys = thing["sys"]
        assert sys["publishedVersion"] == sys["version"] - 1
        assert sys["publishedAt"] == sys["updatedAt"] >= sys["createdAt"] >= "2026-01-01"


def test_the_space_speaks_english_and_german_that_falls_back_to_it(space: Space) -> None:
    locales = {locale["code"]: locale for locale in space.export["locales"]}

    assert (locales["en-US"]["default"], locales["en-US"]["fallbackCode"]) == (True, None)
    assert (locales["de-DE"]["default"], locales["de-DE"]["fallbackCode"]) == (False, "en-US")


@pytest.mark.parametrize(
    ("kind", "fields"),
    [
        ("product", ["title", "summary", "highlights", "seoTitle", "seoDescription"]),
        ("category", ["title", "description"]),
        ("page", ["title", "body", "seoTitle", "seoDescription"]),
        ("home", ["title", "headline", "intro", "seoTitle", "seoDescription"]),
        ("section", ["title"]),
        ("blogPost", ["title", "excerpt"]),
        ("person", ["bio"]),
        ("menu", ["title"]),
        ("menuItem", ["title"]),
    ],
)
def test_what_a_german_reader_is_promised_is_german(space: Space, kind: str, fields: list[str]) -> None:
    for entry in space.of_type(kind):
        for field in fields:
            assert set(entry["fields"][field]) == LOCALES, (entry["sys"]["id"], field)


def test_a_third_of_the_descriptions_and_some_posts_are_german_and_the_rest_fall_back(space: Space) -> None:
    descriptions = ["de-DE" in entry["fields"]["description"] for entry in space.of_type("product")]
    posts = ["de-DE" in entry["fields"]["body"] for entry in space.of_type("blogPost")]

    assert len(descriptions) / 3 <= sum(descriptions) < len(descriptions)
    assert 2 <= sum(posts) < len(posts)


def test_the_shop_is_as_large_as_promised(space: Space) -> None:
    assert len(space.of_type("product")) == 60
    assert [fields["position"]["en-US"] for fields in space.by_slug("category").values()] == [
        1,
        2,
        3,
        4,
        5,
        6,
    ]
    assert tuple(space.by_slug("category")) == AREAS
    pages = {"about", "delivery-and-returns", "contact", "privacy", "terms", "repairs"}
    assert set(space.by_slug("page")) == pages
    assert (len(space.of_type("blogPost")), len(space.of_type("person"))) == (6, 3)
    assert len(space.by_slug("home")["home"]["sections"]["en-US"]) == 4


def test_a_post_has_headings_a_list_a_quotation_links_and_a_picture(space: Space) -> None:
    wanted = {"heading-2", "blockquote", "entry-hyperlink", "embedded-asset-block"}
    for entry in space.of_type("blogPost"):
        for body in entry["fields"]["body"].values():
            kinds = {part.get("nodeType") for part in parts_of(body)}
            assert wanted <= kinds, entry["sys"]["id"]
            assert kinds & {"ordered-list", "unordered-list"}, entry["sys"]["id"]


def test_every_path_of_menus_and_texts_leads_to_a_page(space: Space) -> None:
    known = {"/blog", *(f"/category/{slug}" for slug in space.by_slug("category"))}
    known |= {f"/content/{slug}" for slug in space.by_slug("page")}
    paths = {entry["fields"]["path"]["en-US"] for entry in space.of_type("menuItem")}
    texts = {part["uri"] for part in parts_of(space.export["entries"]) if part.get("uri", "").startswith("/")}

    assert paths | texts <= known
    assert known - paths == set()


def test_the_header_has_two_levels(space: Space) -> None:
    menus = {entry["fields"]["key"]["en-US"]: entry["fields"] for entry in space.of_type("menu")}
    tops = [space.entries[link["sys"]["id"]]["fields"] for link in menus["header"]["items"]["en-US"]]

    assert set(menus) == {"header", "footer"}
    assert sum("children" in top for top in tops) == 3


def test_no_two_products_are_described_alike(space: Space) -> None:
    for field in ("title", "summary", "seoTitle", "seoDescription"):
        for locale in LOCALES:
            texts = [entry["fields"][field][locale] for entry in space.of_type("product")]
            assert len(set(texts)) == len(texts)
    openings = [_words(entry["fields"]["description"]["en-US"])[:3] for entry in space.of_type("product")]
    assert len({tuple(opening) for opening in openings}) == len(openings)


def test_no_sentence_of_the_descriptions_is_used_twice(space: Space) -> None:
    for locale in LOCALES:
        bodies = [entry["fields"]["description"].get(locale, {}) for entry in space.of_type("product")]
        sentences = [
            s for body in bodies for s in re.split(r"(?<=[.!?]) ", " ".join(_texts(body))) if len(s) > 40
        ]
        assert len(set(sentences)) == len(sentences)


def test_search_engines_are_told_in_a_length_they_show(space: Space) -> None:
    for kind in ("product", "page", "home"):
        for entry in space.of_type(kind):
            assert all(len(text) <= 60 for text in entry["fields"]["seoTitle"].values()), entry["sys"]["id"]
            assert all(len(text) <= 160 for text in entry["fields"]["seoDescription"].values()), entry["sys"][
                "id"
            ]


def test_posts_appeared_one_after_the_other(space: Space) -> None:
    dates = [entry["fields"]["publishDate"]["en-US"] for entry in space.of_type("blogPost")]

    assert all(earlier < later for earlier, later in pairwise(dates))


def _texts(document: Json) -> list[str]:
    return [part["value"] for part in parts_of(document) if part.get("nodeType") == "text"]


def _words(document: Json) -> list[str]:
    return " ".join(_texts(document)).split()
