import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from core.catalog.events import CatalogueLoaded
from core.catalog.models import Category, Collection, Product
from core.content.models import ContentAsset, ContentEntry
from core.errors import Invalid
from core.files import BadFile
from core.imports.services import (
    BATCH,
    import_catalogue,
    import_categories,
    import_collections,
    import_content,
    import_markets,
    import_products,
    import_synonyms,
    seed,
)
from core.inventory.models import StockItem, StockMove
from core.inventory.proof import imbalances
from core.listing.synonyms import synonyms_of
from core.markets.errors import NoMarkets, UnknownMarket
from core.markets.events import MarketsChanged
from core.markets.models import Location, Market
from core.markets.queries import locale_of, market_named, markets
from core.pricing.queries import tax_terms
from core.shipping.models import DeliveryRate
from tests import builders as a
from tests.wire import Killed, Wire

pytestmark = pytest.mark.usefixtures("database")

EXPORTS = Path(__file__).parents[4] / "shared" / "data" / "contentful"


def lines(folder: Path, *facts: dict[str, Any]) -> Path:
    path = folder / "goods.jsonl"
    path.write_text("\n".join(json.dumps(line) for line in facts), encoding="utf-8")
    return path


def stocked(sku: str, **stock: int) -> dict[str, Any]:
    facts = a.goods_file(sku)
    facts["variants"][0]["stock"] = stock
    return facts


class TestMarkets:
    def written(self, folder: Path, **changes: Any) -> Path:
        if "markets" in changes:
            changes = {"deliveryRates": [], **changes}
        path = folder / "markets.json"
        path.write_text(json.dumps(a.markets_file(**changes)), encoding="utf-8")
        return path

    def test_become_what_the_file_says_and_again(self, tmp_path: Path) -> None:
        assert [import_markets(self.written(tmp_path)) for _ in range(2)] == [2, 2]

        assert list(markets()) == ["us", "eu"]
        assert (market_named(None).code, market_named("eu").tax_included) == ("us", True)
        assert tax_terms(market_named("us")).rate("standard") == 700
        assert {str(place.code) for place in Location.objects} == {"reno", "rotterdam"}
        assert DeliveryRate.objects.count() == 4
        assert a.events(MarketsChanged)

    def test_delivery_rates_that_the_file_no_longer_names_are_gone(self, tmp_path: Path) -> None:
        import_markets(self.written(tmp_path))
        import_markets(self.written(tmp_path, deliveryRates=a.markets_file()["deliveryRates"][:1]))

        assert [str(rate.code) for rate in DeliveryRate.objects] == ["us-standard"]

    @pytest.mark.parametrize(
        ("changes", "field"),
        [
            ({"markets": []}, "markets"),
            ({"markets": [{**a.US, "currency": "DOLLAR"}]}, "currency"),
            ({"markets": [{**a.US, "code": "US"}]}, "markets.0.code"),
            ({"markets": [{**a.US, "name": ""}]}, "markets.0.name"),
            ({"markets": [{**a.US, "locales": []}]}, "markets.0.locales"),
            ({"markets": [{**a.US, "countries": ["USA"]}]}, "markets.0.countries.0"),
            (
                {"markets": [{**a.US, "tax": {"display": "none", "ratesBasisPoints": {}}}]},
                "markets.0.tax.display",
            ),
            (
                {"markets": [{**a.US, "tax": {"display": "included", "ratesBasisPoints": {"standard": -1}}}]},
                "markets.0.tax.ratesBasisPoints.standard",
            ),
            (
                {
                    "markets": [
                        {**a.US, "tax": {"display": "included", "ratesBasisPoints": {"standard": 10**30}}}
                    ]
                },
                "markets.0.tax.ratesBasisPoints.standard",
            ),
            ({"markets": [{**a.US, "locations": ["mars"]}]}, "location"),
            ({"deliveryRates": [{**a.markets_file()["deliveryRates"][0], "market": "mars"}]}, "market"),
            (
                {"deliveryRates": [{**a.markets_file()["deliveryRates"][0], "minor": 10**30}]},
                "deliveryRates.0.minor",
            ),
            (
                {"deliveryRates": [{**a.markets_file()["deliveryRates"][0], "countries": ["Mars"]}]},
                "deliveryRates.0.countries.0",
            ),
            (
                {"deliveryRates": [{**a.markets_file()["deliveryRates"][0], "minDays": 10**30}]},
                "deliveryRates.0.minDays",
            ),
            ({"colour": "red"}, "colour"),
        ],
    )
    def test_a_bad_value_is_named_and_nothing_is_changed(
        self, changes: dict[str, Any], field: str, tmp_path: Path
    ) -> None:
        with pytest.raises(Invalid) as refusal:
            import_markets(self.written(tmp_path, **changes))

        assert refusal.value.field == field
        assert [kind.objects.first() for kind in (Market, Location, DeliveryRate)] == [None] * 3

    def test_a_shop_without_markets_says_what_to_do(self) -> None:
        with pytest.raises(NoMarkets, match="shop import markets FILE"):
            markets()

    def test_unknown_names_are_refused(self) -> None:
        a.markets()
        with pytest.raises(UnknownMarket):
            market_named("mars")
        with pytest.raises(Invalid, match="en-US; not 'de-DE'") as refusal:
            locale_of(market_named("us"), "de-DE")
        assert refusal.value.field == "locale"
        assert locale_of(market_named("eu"), None) == "en-US"


class TestGoods:
    @pytest.fixture(autouse=True)
    def _markets(self, database: object) -> None:  # noqa: ARG002  # emptied first
        a.markets()

    def test_are_put_and_their_opening_stock_is_received_once(self, tmp_path: Path) -> None:
        file = lines(tmp_path, stocked("MUG", reno=3, rotterdam=2), stocked("POT", reno=0))

        assert [import_products(file) for _ in range(3)] == [2, 2, 2]
        assert {str(item.id): item.received for item in StockItem.objects} == {
            "MUG@reno": 3,
            "MUG@rotterdam": 2,
        }
        assert len(StockMove.objects) == 2
        assert imbalances() == []

    def test_a_variant_that_joins_later_has_its_opening_stock_too(self, tmp_path: Path) -> None:
        import_products(lines(tmp_path, stocked("MUG", reno=3)))
        facts = stocked("MUG", reno=3)
        facts["options"] = {"Size": ["S", "L"]}
        facts["variants"] = [
            {**facts["variants"][0], "options": {"Size": "S"}},
            {**facts["variants"][0], "sku": "MUG-L", "options": {"Size": "L"}, "stock": {"reno": 7}},
        ]
        import_products(lines(tmp_path, facts))

        assert {str(item.id): item.received for item in StockItem.objects} == {"MUG@reno": 3, "MUG-L@reno": 7}

    def test_what_was_sold_since_is_not_received_again(self, tmp_path: Path) -> None:
        from core.inventory.services import sell, take

        file = lines(tmp_path, stocked("MUG", reno=3))
        import_products(file)
        take("h", {"MUG": 3}, locations=["reno"], until=None)
        sell("h", {"MUG": 3}, locations=["reno"], cause="order:Q-1")
        import_products(file)

        item = StockItem.objects.get()
        assert (item.available, item.sold, imbalances()) == (0, 3, [])

    def test_many_are_told_as_one(self, tmp_path: Path) -> None:
        count = 2 * BATCH + 1
        seen: list[int] = []
        import_products(lines(tmp_path, *(stocked(f"MUG-{n}", reno=1) for n in range(count))), seen.append)

        assert (sum(seen), Product.objects.count(), StockItem.objects.count()) == (count, count, count)
        assert a.events(CatalogueLoaded) == [CatalogueLoaded(count)]

    @pytest.mark.parametrize(
        ("bad", "said", "field"),
        [
            ({"slug": "x"}, "line 61", "name"),
            ({**a.goods_file("X"), "colour": "red"}, "line 61", "colour"),
            ({**stocked("X", reno=-1)}, "line 61", "variants.0.stock.reno"),
            (stocked("X", mars=1), "mars", "location"),
            (a.goods_file("X", prices={"mars": 1}), "mars", "market"),
            (a.goods_file("X", options={"Size": ["S"]}), "X must choose", "variants.options"),
            (a.goods_file("MUG-3", slug="x"), "MUG-3", "variants.sku"),
            (a.goods_file("X", slug="mug-3"), "mug-3", "slug"),
        ],
        ids=["missing", "unknown", "negative", "location", "market", "options", "sku", "slug"],
    )
    def test_one_bad_line_is_named_and_nothing_at_all_is_written(
        self, bad: dict[str, Any], said: str, field: str, tmp_path: Path
    ) -> None:
        """Though it comes after the first batch."""
        good = [stocked(f"MUG-{number}", reno=1) for number in range(60)]
        with pytest.raises(Invalid, match=said) as refusal:
            import_products(lines(tmp_path, *good, bad))

        assert refusal.value.field == field
        assert (Product.objects.first(), StockItem.objects.first()) == (None, None)

    def test_a_load_that_died_is_loaded_again_from_its_start(self, tmp_path: Path, wire: Wire) -> None:
        file = lines(tmp_path, *(stocked(f"MUG-{number}", reno=2) for number in range(BATCH + 5)))
        for step in (9, 15, 21):
            with pytest.raises(Killed), wire.dying_before(step):
                import_products(file)
            assert imbalances() == []
        import_products(file)

        assert {item.received for item in StockItem.objects} == {2}
        assert (Product.objects.count(), imbalances()) == (BATCH + 5, [])

    def test_an_unknown_market_has_no_benchmark_catalogue(self, tmp_path: Path) -> None:
        with pytest.raises(UnknownMarket):
            import_catalogue(lines(tmp_path, {}), "mars")
        assert Product.objects.first() is None

    def test_a_benchmark_catalogue_is_loaded_into_one_market(self, tmp_path: Path) -> None:
        line = {
            "slug": "mug",
            "name": "Mug",
            "category": "kitchen",
            "options": {"Size": ["S"]},
            "images": ["https://images.example/1.png"],
            "variants": [{"sku": "MUG-S", "options": {"Size": "S"}, "price_minor": 1_234, "stock": 7}],
        }
        assert import_catalogue(lines(tmp_path, line), "eu") == 1

        known = Product.objects.get()
        assert (known.markets, known.variants[0].prices["eu"]["minor"]) == (["eu"], 1_234)
        assert str(StockItem.objects.get().id) == "MUG-S@rotterdam"
        with pytest.raises(BadFile, match="line 1 lacks 'variants'"):
            import_catalogue(lines(tmp_path, {"slug": "x"}), "eu")

    def test_made_up_goods_are_the_same_for_the_same_seed(self) -> None:
        assert seed(5, 1) == 5
        first = {product.slug: product.variants[0].prices for product in Product.objects}
        seed(5, 1)
        seed(2, 2)

        assert Product.objects.count() == 7
        assert {slug: Product.objects.get(slug=slug).variants[0].prices for slug in first} == first
        assert imbalances() == []


class TestShelvesAndCollections:
    @pytest.fixture(autouse=True)
    def _markets(self, database: object) -> None:  # noqa: ARG002  # emptied first
        a.markets()

    def written(self, folder: Path, **document: Any) -> Path:
        path = folder / "file.json"
        path.write_text(json.dumps(document), encoding="utf-8")
        return path

    def test_a_tree_is_put_and_put_again(self, tmp_path: Path) -> None:
        lines = [
            {"slug": "cups", "name": "Cups", "parent": "home"},
            {"slug": "home", "name": "Home", "position": 1},
        ]
        file = self.written(tmp_path, categories=lines)

        assert [import_categories(file) for _ in range(2)] == [2, 2]
        assert {str(one.slug): one.path for one in Category.objects} == {"home": "home", "cups": "home/cups"}

    def test_collections_are_put(self, tmp_path: Path) -> None:
        rule = {"conditions": [{"onSale": "us"}, {"priceBelow": {"market": "us", "minor": 5_000}}]}
        lines = [
            {"slug": "finds", "name": "Finds", "rule": rule},
            {"slug": "best", "name": "Best", "products": ["mug"]},
        ]

        assert import_collections(self.written(tmp_path, collections=lines)) == 2
        assert Collection.objects.get(slug="finds").rule == {
            "match": "all",
            "conditions": [{"on_sale": "us"}, {"price_below": {"market": "us", "minor": 5_000}}],
        }

    @pytest.mark.parametrize(
        ("which", "document", "field"),
        [
            (import_categories, {}, "categories"),
            (import_categories, {"categories": [{"slug": "a", "name": "A", "parent": "b"}]}, "parent"),
            (import_categories, {"categories": [{"slug": "a"}]}, "categories.0.name"),
            (
                import_categories,
                {"categories": [{"slug": "a", "name": "A", "colour": "red"}]},
                "categories.0.colour",
            ),
            (import_collections, {"collections": []}, "collections"),
            (import_collections, {"collections": [{"slug": "a", "name": "A"}]}, "rule"),
            (
                import_collections,
                {"collections": [{"slug": "a", "name": "A", "rule": {"conditions": [{"onSale": "mars"}]}}]},
                "market",
            ),
        ],
    )
    def test_a_bad_file_names_its_field_and_nothing_is_written(
        self, which: Callable[[Path], int], document: dict[str, Any], field: str, tmp_path: Path
    ) -> None:
        with pytest.raises(Invalid) as refusal:
            which(self.written(tmp_path, **document))

        assert refusal.value.field == field
        assert (Category.objects.first(), Collection.objects.first()) == (None, None)


class TestContent:
    @pytest.fixture(autouse=True)
    def _markets(self, database: object) -> None:  # noqa: ARG002  # emptied first
        a.markets()

    def export(self, folder: Path, *entries: dict[str, Any], **more: Any) -> Path:
        path = folder / "export.json"
        path.write_text(json.dumps({"entries": list(entries), **more}), encoding="utf-8")
        return path

    def entry(
        self, name: str, content_type: str = "product", *, counter: int = 1, **fields: Any
    ) -> dict[str, Any]:
        return {
            "sys": {
                "id": name,
                "updatedAt": "2026-01-01T00:00:00Z",
                "publishedVersion": 2,
                "publishedCounter": counter,
                "contentType": {"sys": {"id": content_type}},
            },
            "fields": {field: {"en-US": value} for field, value in fields.items()},
        }

    def test_entries_with_a_price_become_goods_and_all_become_words(self, tmp_path: Path) -> None:
        mug = self.entry("1", title="Mug", slug="mug", price=12.5, sku="MUG-1")
        page = self.entry("2", "page", title="About", slug="about")
        draft = self.entry("3", "page", title="Draft")
        del draft["sys"]["publishedVersion"]

        assert import_content(self.export(tmp_path, mug, page, draft)) == (2, 1)
        assert {str(entry.id) for entry in ContentEntry.objects} == {"1", "2"}
        known = Product.objects.get()
        assert (known.slug, known.variants[0].sku, known.variants[0].prices) == (
            "mug",
            "MUG-1",
            {"us": {"minor": 1_250}},
        )
        assert ContentEntry.objects.get(id="1").fields["price"] == {"en-US": 12.5}

    def test_what_we_hold_in_a_newer_revision_is_left_alone(self, tmp_path: Path) -> None:
        import_content(self.export(tmp_path, self.entry("1", "page", counter=5, title="New")))
        import_content(self.export(tmp_path, self.entry("1", "page", counter=4, title="Old")))

        assert ContentEntry.objects.get().fields["title"] == {"en-US": "New"}

    @pytest.mark.parametrize(
        ("content", "said"),
        [
            ("[]", "not a Contentful export"),
            ('{"entries": {}}', "not a Contentful export"),
            ('{"entries": [{"fields": {}}]}', "not a Contentful export"),
            ('{"entries": [1]}', "not a Contentful export"),
            ("{", "not JSON"),
        ],
    )
    def test_what_is_no_export_says_so_and_nothing_is_written(
        self, content: str, said: str, tmp_path: Path
    ) -> None:
        path = tmp_path / "export.json"
        path.write_text(content)

        with pytest.raises(BadFile, match=said):
            import_content(path)
        assert ContentEntry.objects.first() is None

    @pytest.mark.parametrize("price", [12.345, -1, 10**30])
    def test_a_price_that_is_none_is_named_and_nothing_is_written(self, price: float, tmp_path: Path) -> None:
        with pytest.raises(Invalid) as refusal:
            import_content(self.export(tmp_path, self.entry("mug-1", title="Mug", price=price)))

        assert "price" in refusal.value.field
        assert (ContentEntry.objects.first(), Product.objects.first()) == (None, None)

    @pytest.mark.parametrize(
        ("name", "things", "goods"), [("shop", 10, 2), ("clothing", 28, 14), ("blog", 8, 0)]
    )
    def test_real_exports_load_whole_and_again(self, name: str, things: int, goods: int) -> None:
        path = EXPORTS / f"export-{name}.json"
        if not path.exists():
            pytest.skip(f"{path} is not there: the real exports lie beside the project")

        assert [import_content(path) for _ in range(2)] == [(things, goods)] * 2
        assert ContentEntry.objects.count() + ContentAsset.objects.count() == things
        assert Product.objects.count() == goods


class TestSynonyms:
    def written(self, folder: Path, *entries: dict[str, Any]) -> Path:
        path = folder / "synonyms.json"
        path.write_text(json.dumps({"synonyms": entries}), encoding="utf-8")
        return path

    def test_become_what_the_file_says(self, tmp_path: Path) -> None:
        both = {"locale": "en-US", "words": ["sofa", "couch"]}
        one_way = {"locale": "en-US", "word": "trainers", "means": ["sneaker"]}

        assert import_synonyms(self.written(tmp_path, both, one_way)) == 3
        assert synonyms_of(["couch", "trainers", "sneaker"], "en-US") == {
            "couch": ["sofa"],
            "trainers": ["sneaker"],
        }

    @pytest.mark.parametrize("entry", [{"locale": "en-US", "words": ["alone"]}, {"words": ["a", "b"]}])
    def test_a_file_that_says_nothing_clear_is_refused(self, entry: dict[str, Any], tmp_path: Path) -> None:
        with pytest.raises(BadFile, match=r"synonyms\.json"):
            import_synonyms(self.written(tmp_path, entry))
