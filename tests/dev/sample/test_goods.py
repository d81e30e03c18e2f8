"""The goods file fits the space and the markets, and holds the cases that a shop must show."""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from core.catalog.goods import ProductInFile
from core.files import json_lines_of, json_of, record_of
from core.imports.services import CategoriesFile, CollectionsFile, MarketsFile
from tests.dev.sample.conftest import Json, Space


def variants_of(goods: dict[str, Json]) -> Iterator[Json]:
    return (variant for line in goods.values() for variant in line["variants"])


def left(variant: Json) -> int:
    return sum(variant["stock"].values())


def test_every_product_of_the_space_has_goods_and_the_reverse(space: Space, goods: dict[str, Json]) -> None:
    assert list(goods) == list(space.by_slug("product"))
    for slug, fields in space.by_slug("product").items():
        assert goods[slug]["name"] == fields["title"]["en-US"]
        assert fields["category"]["en-US"]["sys"]["id"] == f"category-{goods[slug]['category']}"
        related = [link["sys"]["id"] for link in fields["related"]["en-US"]]
        assert related == [f"product-{name}" for name in goods[slug]["related"]]


def test_the_importer_takes_every_line_and_the_markets(sample: Path) -> None:
    for where, line in json_lines_of(sample / "goods.jsonl"):
        record_of(ProductInFile, line, where=where)
    record_of(MarketsFile, json_of(sample / "markets.json"), where="markets.json")


def test_a_sku_names_one_variant_and_can_be_read_aloud(goods: dict[str, Json]) -> None:
    skus = Counter(variant["sku"] for variant in variants_of(goods))

    assert max(skus.values()) == 1
    assert all(sku.isascii() and sku == sku.upper() and 3 <= len(sku) <= 24 for sku in skus)


def test_each_variant_chooses_a_value_of_every_option_and_no_choice_is_made_twice(
    goods: dict[str, Json],
) -> None:
    for slug, line in goods.items():
        chosen = [tuple(variant["options"].items()) for variant in line["variants"]]
        assert len(set(chosen)) == len(chosen), slug
        for variant in line["variants"]:
            assert list(variant["options"]) == list(line["options"]), slug
            assert all(value in line["options"][name] for name, value in variant["options"].items()), slug
        for name, values in line["options"].items():
            assert {variant["options"][name] for variant in line["variants"]} == set(values), slug


def test_some_goods_have_one_variant_and_one_has_three_options(goods: dict[str, Json]) -> None:
    plain = [line for line in goods.values() if not line["options"]]
    rich = [line for line in goods.values() if len(line["options"]) == 3]

    assert len(plain) >= 10
    assert all(len(line["variants"]) == 1 and line["variants"][0]["options"] == {} for line in plain)
    assert [len(line["variants"]) >= 24 for line in rich] == [True]


def test_every_variant_has_a_price_in_both_markets_and_they_are_not_converted(
    goods: dict[str, Json], markets: Json
) -> None:
    codes = {market["code"] for market in markets["markets"]}
    prices = [variant["prices"] for variant in variants_of(goods)]

    assert all(set(price) == codes for price in prices)
    assert all(type(one["minor"]) is int and one["minor"] > 0 for price in prices for one in price.values())
    assert len({round(price["eu"]["minor"] / price["us"]["minor"], 3) for price in prices}) > 10


def test_a_former_price_is_higher_and_only_a_handful_have_one(goods: dict[str, Json]) -> None:
    reduced = {}
    for slug, line in goods.items():
        for price in (price for variant in line["variants"] for price in variant["prices"].values()):
            if "compareAtMinor" in price:
                reduced[slug] = price
                assert price["compareAtMinor"] > price["minor"], slug

    assert 3 <= len(reduced) <= 6


def test_stock_lies_where_the_markets_draw_from(goods: dict[str, Json], markets: Json) -> None:
    places = {location["code"] for location in markets["locations"]}
    amounts = [amount for variant in variants_of(goods) for amount in variant["stock"].values()]

    assert all(set(variant["stock"]) == places for variant in variants_of(goods))
    assert sum(5 <= amount <= 80 for amount in amounts) > 0.9 * len(amounts)
    assert all(0 <= amount <= 80 for amount in amounts)


def test_one_product_a_few_variants_are_sold_out_and_one_sku_has_three_left(goods: dict[str, Json]) -> None:
    gone = [slug for slug, line in goods.items() if not any(left(variant) for variant in line["variants"])]
    sold_out = [variant for variant in variants_of(goods) if left(variant) == 0]

    assert gone == ["squall-anorak"]
    assert len(goods["squall-anorak"]["variants"]) + 3 <= len(sold_out) <= 15
    assert [v["sku"] for v in variants_of(goods) if 0 < left(v) < 5] == ["RAIN-INK-M-LONG"]
    assert [left(v) for v in variants_of(goods) if v["sku"] == "RAIN-INK-M-LONG"] == [3]


def test_related_goods_exist_and_are_others(goods: dict[str, Json]) -> None:
    for slug, line in goods.items():
        assert 2 <= len(line["related"]) <= 4, slug
        assert len(set(line["related"])) == len(line["related"]), slug
        assert set(line["related"]) <= set(goods) - {slug}, slug


def test_goods_came_in_over_the_year_and_no_two_at_once(goods: dict[str, Json]) -> None:
    created = [line["createdAt"] for line in goods.values()]

    assert len(set(created)) == len(created)
    assert {moment[:7] for moment in created} == {f"2026-{month:02}" for month in range(1, 12)}


def test_books_and_food_bear_the_reduced_rate_which_both_markets_know(
    goods: dict[str, Json], markets: Json
) -> None:
    reduced = {slug for slug, line in goods.items() if line["taxClass"] == "reduced"}

    assert reduced == {"sea-salt-flakes", "soup-weather", "tide-almanac"}
    assert {line["taxClass"] for line in goods.values()} == {"standard", "reduced"}
    assert all({"standard", "reduced"} == set(m["tax"]["ratesBasisPoints"]) for m in markets["markets"])


def test_every_variant_has_a_plausible_weight(goods: dict[str, Json]) -> None:
    assert all(50 <= variant["weightGrams"] <= 5000 for variant in variants_of(goods))


def test_some_goods_show_what_the_catalogue_can(sample: Path, goods: dict[str, Json]) -> None:
    """Steps, a scheduled price, an address of one language, attributes, goods that go with others."""
    variants = list(variants_of(goods))

    assert {tier["fromQuantity"] for v in variants for tier in v.get("tiers", {}).get("us", [])} == {4, 5, 12}
    assert {price["market"] for v in variants for price in v.get("schedule", [])} == {"us", "eu"}
    assert [slug for slug, line in goods.items() if "translations" in line] == ["rope-trivet"]
    assert sum("attributes" in line for line in goods.values()) > 10
    assert {slug for line in goods.values() for slug in line.get("complementary", [])} <= set(goods)
    categories = record_of(CategoriesFile, json_of(sample / "categories.json"), where="categories.json")
    assert {shelf.slug for shelf in categories.categories} == {line["category"] for line in goods.values()}
    collections = record_of(CollectionsFile, json_of(sample / "collections.json"), where="collections.json")
    chosen = [slug for one in collections.collections for slug in one.products or ()]
    assert len(chosen) == 6
    assert set(chosen) <= set(goods)
