from collections.abc import Callable
from typing import Any

import pytest

from core.catalog.goods import ProductInFile, check_goods
from core.catalog.models import Product
from core.catalog.services import put_products
from core.files import BadFile, record_of
from tests import builders as a

pytestmark = pytest.mark.usefixtures("database")

SALE = {"market": "us", "minor": 1_500, "from": "2090-01-01T00:00:00Z", "until": "2090-02-01T00:00:00Z"}
FULL: dict[str, Any] = {
    "slug": "mug",
    "name": "Mug",
    "description": "Holds tea.",
    "translations": {"de-DE": {"name": "Becher", "description": "Hält Tee.", "slug": "becher"}},
    "brand": "Quay",
    "category": "kitchen",
    "tags": ["gift"],
    "attributes": {"Material": ["Oak", "Ash"]},
    "related": ["pot"],
    "complementary": ["tea"],
    "contentId": "entry-1",
    "hiddenIn": ["jp"],
    "visible": {"us": {"from": "2020-01-01T00:00:00Z", "until": "2090-01-01T00:00:00Z"}},
    "options": {"Colour": ["Sand", "Ink"]},
    "images": [{"url": "https://images.example/mug.png", "alt": "A mug", "width": 800, "height": 600}],
    "variants": [
        {
            "sku": "MUG-SAND",
            "options": {"Colour": "Sand"},
            "prices": {"us": {"minor": 1_800, "compareAtMinor": 2_000}, "jp": {"minor": 1}},
            "schedule": [SALE],
            "tiers": {
                "us": [
                    {"fromQuantity": 5, "minor": 1_700},
                    {"fromQuantity": 1, "minor": 1_600, "group": "trade"},
                ]
            },
            "image": {"url": "https://images.example/sand.png", "alt": "Sand"},
            "weightGrams": 350,
        },
        {
            "sku": "MUG-INK",
            "options": {"Colour": "Ink"},
            "prices": {"us": {"minor": 3_000}},
            "components": [{"sku": "MUG-SAND", "quantity": 2}],
        },
    ],
}


def full(**changes: Any) -> dict[str, Any]:
    return {**FULL, **changes}


def variant(**changes: Any) -> dict[str, Any]:
    return {**a.goods_file("POT"), "variants": [{**a.goods_file("POT")["variants"][0], **changes}]}


def filled(value: Any) -> Any:
    """Without what is empty: the record leaves that out."""
    if isinstance(value, dict):
        return {name: filled(inner) for name, inner in value.items() if inner not in (None, [], {})}
    return [filled(inner) for inner in value] if isinstance(value, list) else value


def put(*lines: dict[str, Any]) -> None:
    entries = [record_of(ProductInFile, line, where="goods.jsonl line 1") for line in lines]
    check_goods(entries)
    put_products(entries)


class TestLine:
    def test_every_member_is_kept_as_the_document_has_it(self) -> None:
        a.markets(a.US, a.EU, a.JP)
        put(full())
        found = Product.objects.get()

        found.validate()
        assert filled(found.to_mongo()) == filled(Product._get_collection().find_one())
        assert (found.text_in("de-DE", "name"), found.text_in("en-US", "name")) == ("Becher", "Mug")
        assert (found.text_in("de-DE", "description"), found.text_in("en-US", "description")) == (
            "Hält Tee.",
            "Holds tea.",
        )
        assert (found.address("de-DE"), found.address("en-US")) == ("becher", "mug")
        assert (found.markets, found.shelves, found.content_id) == (["us"], ["kitchen"], "entry-1")
        assert (found.attributes, found.complementary) == ({"Material": ["Oak", "Ash"]}, ["tea"])
        assert (found.variants[0].image or {})["alt"] == "Sand"
        assert (found.variants[0].parts, found.variants[1].parts) == ({"MUG-SAND": 1}, {"MUG-SAND": 2})
        assert found.variants[0].tiers["us"][1] == {"from_quantity": 1, "minor": 1_600, "group": "trade"}

    def test_a_plain_line_is_one_that_mongoengine_would_have_written(self) -> None:
        a.goods("POT")

        assert filled(Product.objects.get().to_mongo()) == filled(Product._get_collection().find_one())

    def test_250_variants_are_put_and_one_more_is_refused(self) -> None:
        sizes = [str(number) for number in range(251)]
        variants = [
            {"sku": f"S-{size}", "options": {"Size": size}, "prices": {"us": {"minor": 1}}} for size in sizes
        ]
        put(full(options={"Size": sizes}, variants=variants[:250]))

        assert len(Product.objects.get().variants) == 250
        with pytest.raises(BadFile) as refusal:
            put(full(options={"Size": sizes}, variants=variants))
        assert refusal.value.field == "variants"


class TestRefused:
    @pytest.mark.parametrize(
        ("line", "field"),
        [
            (full(colour="red"), "colour"),
            (full(translations={"de_DE": {}}), "translations.de_DE.[key]"),
            (full(translations={"de-DE": {"slug": "Ä"}}), "translations.de-DE.slug"),
            (full(translations={"de-DE": {"price": 1}}), "translations.de-DE.price"),
            (full(attributes={"a.b": ["x"]}), "attributes.a.b.[key]"),
            (full(attributes={"$where": ["x"]}), "attributes.$where.[key]"),
            (full(attributes={"Size": "x"}), "attributes.Size"),
            (full(attributes={"a=b": ["x"]}), "attributes.a=b.[key]"),
            (full(options={"a.b": ["x"]}), "options.a.b.[key]"),
            (full(hiddenIn=["US"]), "hiddenIn.0"),
            (full(contentId=""), "contentId"),
            (full(visible={"us": {"from": "2020-01-01T00:00:00"}}), "visible.us.from"),
            (
                full(visible={"us": {"from": "2020-01-01T00:00:00Z", "until": "2020-01-01T00:00:00Z"}}),
                "visible.us.until",
            ),
            (variant(schedule=[{**SALE, "until": SALE["from"]}]), "variants.schedule.until"),
            (variant(schedule=[{**SALE, "market": "jp"}]), "variants.schedule"),
            (
                variant(
                    schedule=[SALE, {**SALE, "from": "2090-01-31T00:00:00Z", "until": "2090-03-01T00:00:00Z"}]
                ),
                "variants.schedule",
            ),
            (variant(schedule=[{**SALE, "minor": 1.5}]), "variants.0.schedule.0.minor"),
            (variant(schedule=[{**SALE, "minor": -1}]), "variants.0.schedule.0.minor"),
            (variant(schedule=[{**SALE, "from": "soon"}]), "variants.0.schedule.0.from"),
            (variant(tiers={"us": [{"fromQuantity": 0, "minor": 1}]}), "variants.0.tiers.us.0.fromQuantity"),
            (variant(tiers={"us": [{"fromQuantity": 1, "minor": 1}]}), "variants.tiers"),
            (
                variant(tiers={"us": [{"fromQuantity": 2, "minor": 1}, {"fromQuantity": 2, "minor": 2}]}),
                "variants.tiers",
            ),
            (variant(tiers={"jp": [{"fromQuantity": 2, "minor": 1}]}), "variants.tiers"),
            (variant(components=[{"sku": "NOTHING", "quantity": 1}]), "variants.components"),
            (variant(components=[{"sku": "POT", "quantity": 1}]), "variants.components"),
            (variant(components=[{"sku": "MUG", "quantity": 0}]), "variants.0.components.0.quantity"),
            (variant(components=[{"sku": "MUG", "quantity": 1}] * 2), "variants.components"),
            (variant(components=[{"sku": "MUG", "quantity": 1}], stock={"reno": 1}), "variants.stock"),
        ],
        ids=lambda value: str(value)[-60:],
    )
    def test_what_cannot_be_is_named_and_nothing_is_written(self, line: dict[str, Any], field: str) -> None:
        with pytest.raises(BadFile) as refusal:
            put(line)

        assert refusal.value.field == field
        assert Product.objects.first() is None

    def test_scheduled_prices_may_meet(self) -> None:
        put(variant(schedule=[SALE, {**SALE, "from": SALE["until"], "until": "2090-03-01T00:00:00Z"}]))

        assert len(Product.objects.get().variants[0].schedule) == 2

    def test_the_parts_of_a_bundle_may_come_in_the_same_file_or_be_there_already(self) -> None:
        a.goods("OLD")
        bundle = variant(components=[{"sku": "MUG", "quantity": 1}, {"sku": "OLD", "quantity": 2}])
        put(bundle, a.goods_file("MUG"))

        assert Product.objects.get(slug="pot").variants[0].parts == {"MUG": 1, "OLD": 2}

    @pytest.mark.parametrize(
        "second",
        [
            lambda: full(slug="pot", variants=a.goods_file("POT")["variants"], options={}),
            lambda: a.goods_file("BECHER", slug="becher"),
        ],
        ids=["two translations", "a translation and a handle"],
    )
    def test_two_products_with_one_address_in_a_language_are_refused(
        self, second: Callable[[], dict[str, Any]]
    ) -> None:
        with pytest.raises(BadFile, match="becher") as refusal:
            put(full(), second())

        assert refusal.value.field == "translations"
