"""Queries: what each filter finds, orders, pages, chosen fields, and what is refused."""

import pytest

from tests.dev.contentful.running import PREVIEW, StandIn

QUERIES: list[tuple[dict[str, str], set[str]]] = [
    ({"fields.slug": "cup"}, {"cup"}),
    ({"fields.slug[ne]": "cup"}, {"mug"}),
    ({"fields.slug[in]": "cup,mug,jug"}, {"cup", "mug"}),
    ({"fields.slug[nin]": "cup,jug"}, {"mug"}),
    ({"fields.summary[exists]": "true"}, {"cup"}),
    ({"fields.summary[exists]": "false"}, {"mug"}),
    ({"fields.summary[match]": "SMALL cof"}, {"cup"}),
    ({"fields.body[match]": "fired"}, {"cup"}),
    ({"fields.summary[match]": "all"}, set()),
    ({"fields.weight": "350"}, {"mug"}),
    ({"fields.weight[gte]": "350"}, {"mug"}),
    ({"fields.weight[gt]": "350"}, set()),
    ({"fields.weight[lt]": "1000"}, {"cup", "mug"}),
    ({"fields.weight[lte]": "200"}, {"cup"}),
    ({"fields.weight[gte]": "100", "fields.weight[lt]": "300"}, {"cup"}),
    ({"fields.rating": "3"}, {"mug"}),
    ({"fields.listed": "false"}, {"mug"}),
    ({"fields.since[lte]": "2026-02-01"}, {"cup"}),
    ({"fields.since": "2026-02-15T08:00:00Z"}, {"mug"}),
    ({"fields.tags": "coffee"}, {"cup"}),
    ({"fields.tags[in]": "coffee,tea"}, {"cup"}),
    ({"fields.tags[all]": "kitchen,coffee"}, {"cup"}),
    ({"fields.tags[ne]": "coffee"}, {"mug"}),
    ({"fields.category.sys.id": "drinking"}, {"cup", "mug"}),
    ({"fields.category.fields.title": "Drinking"}, {"cup", "mug"}),
    ({"fields.related.sys.id[in]": "mug"}, {"cup"}),
    ({"links_to_entry": "drinking"}, {"cup", "mug"}),
    ({"links_to_entry": "mug"}, {"cup"}),
    ({"links_to_asset": "cup-picture"}, {"cup"}),
    ({"sys.id[in]": "mug,drinking"}, {"mug"}),
    ({"sys.updatedAt[gte]": "2026-03-03T00:00:00Z"}, {"cup"}),
    ({"sys.contentType.sys.id": "product"}, {"cup", "mug"}),
    ({"query": "coffee"}, {"cup"}),
    ({"locale": "de-DE", "fields.title": "Tasse"}, {"cup"}),
]


class TestQueries:
    @pytest.mark.parametrize(("query", "expected"), QUERIES)
    def test_finds_exactly_what_fits(self, shop: StandIn, query: dict[str, str], expected: set[str]) -> None:
        answer = shop.get("/entries", content_type="product", **query)

        assert {item["sys"]["id"] for item in answer["items"]} == expected
        assert answer["total"] == len(expected)

    @pytest.mark.parametrize(
        ("order", "expected"),
        [
            ("fields.weight", ["cup", "mug", "jug"]),
            ("-fields.weight", ["mug", "cup", "jug"]),
            ("fields.title", ["cup", "jug", "mug"]),
            ("-sys.updatedAt", ["cup", "mug", "jug"]),
            ("fields.category.sys.id,-fields.weight", ["mug", "cup", "jug"]),
            ("fields.listed,fields.weight", ["mug", "cup", "jug"]),
            ("sys.id", ["cup", "jug", "mug"]),
        ],
    )
    def test_orders_by_one_or_several_keys_and_puts_gaps_last(
        self, shop: StandIn, order: str, expected: list[str]
    ) -> None:
        answer = shop.get("/entries", token=PREVIEW, content_type="product", order=order)

        assert [item["sys"]["id"] for item in answer["items"]] == expected

    def test_skip_and_limit_cut_a_page_out(self, shop: StandIn) -> None:
        page = shop.get("/entries", order="sys.id", skip=1, limit=2)

        assert (page["total"], page["skip"], page["limit"]) == (5, 1, 2)
        assert [item["sys"]["id"] for item in page["items"]] == ["drinking", "home"]

    def test_select_keeps_only_what_it_names(self, shop: StandIn) -> None:
        item = shop.get("/entries", content_type="product", sys__id="cup", select="fields.title,sys.id")[
            "items"
        ][0]

        assert item == {"sys": {"id": "cup"}, "fields": {"title": "Cup"}}

    def test_assets_are_filtered_too(self, shop: StandIn) -> None:
        found = shop.get(
            "/assets",
            token=PREVIEW,
            **{"fields.file.details.image.width[gte]": 90, "fields.title[match]": "mug"},
        )

        assert [item["sys"]["id"] for item in found["items"]] == ["mug-picture"]

    @pytest.mark.parametrize(
        ("query", "word"),
        [
            ({"limit": "1001"}, "limit"),
            ({"limit": "some"}, "limit"),
            ({"skip": "-1"}, "skip"),
            ({"include": "11"}, "include"),
            ({"content_type": "nothing"}, "unknownContentType"),
            ({"fields.title": "Cup"}, "content_type"),
            ({"order": "fields.title"}, "content_type"),
            ({"content_type": "product", "order": "fields.summary"}, "order"),
            ({"content_type": "product", "fields.weight[gte]": "heavy"}, "fields.weight"),
            ({"content_type": "product", "fields.listed": "yes"}, "fields.listed"),
            ({"content_type": "product", "fields.title[near]": "1,2"}, "near"),
            ({"content_type": "product", "fields.title[exists]": "perhaps"}, "exists"),
            ({"select": "title"}, "select"),
            ({"colour": "red"}, "colour"),
        ],
    )
    def test_a_bad_parameter_is_refused_by_name(
        self, shop: StandIn, query: dict[str, str], word: str
    ) -> None:
        answer = shop.ask("/entries", **query)

        assert answer.status_code == 400
        assert answer.json()["sys"]["id"] in ("BadRequest", "InvalidQuery")
        assert word in answer.text
