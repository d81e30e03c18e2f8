import pytest

from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.catalog.models import Product
from tests import builders as a
from tests.admin.browser import Browser, seen
from tests.admin.conftest import Seat

MUG = {
    "slug": "mug",
    "name": "Stoneware mug",
    "brand": "Quayside",
    "category": "kitchen",
    "options": {"Colour": ["Sand", "Ink"]},
    "variants": [
        {
            "sku": "MUG-SAND",
            "options": {"Colour": "Sand"},
            "prices": {"us": {"minor": 1800, "compareAtMinor": 2200}, "eu": {"minor": 1700}},
        },
        {"sku": "MUG-INK", "options": {"Colour": "Ink"}, "prices": {"us": {"minor": 2000}}},
    ],
}


class TestProducts:
    def test_a_row_has_prices_per_market_and_what_is_available(self, owner: Browser) -> None:
        a.markets()
        a.product(MUG)
        a.stock("MUG-SAND", 4, at="reno")
        a.stock("MUG-INK", 3, at="rotterdam")
        text = owner.see("/products/").text
        assert "Stoneware mug 2 variants · Quayside Kitchen $18.00-$20.00 €17.00 7 Published" in text

    def test_it_is_searched_as_shoppers_search_and_by_sku(self, owner: Browser) -> None:
        a.markets()
        a.product(MUG)
        a.goods("KETTLE-1", name="Enamel kettle")
        for text in ("stone", "mug quayside", "MUG-INK"):
            page = owner.find("/products/", text).text
            assert "Stoneware mug" in page, text
            assert "Enamel kettle" not in page, text
        assert "Nothing like that" in owner.find("/products/", "!!!").text

    def test_category_and_status_narrow_it(self, owner: Browser) -> None:
        a.markets()
        a.product(MUG)
        a.goods("BAG-1", name="Canvas bag", category="bags")
        page = owner.see("/products/?category=bags").text
        assert "Canvas bag" in page
        assert "Stoneware mug" not in page
        assert "Nothing like that" in owner.see("/products/?status=hidden").text

    def test_the_page_of_one_shows_every_variant_and_where_it_lies(self, owner: Browser) -> None:
        a.markets()
        a.product(MUG)
        a.stock("MUG-SAND", 4, at="rotterdam")
        text = owner.see("/products/mug").text
        assert "MUG-SAND Sand $22.00 $18.00 €17.00 4" in text
        assert "MUG-INK Ink $20.00 - 0" in text
        assert "MUG-SAND Rotterdam 4 - -" in text

    def test_an_unknown_product_is_404(self, owner: Browser) -> None:
        answer = owner.get("/products/nothing")
        assert answer.status_code == 404
        assert "There is no product 'nothing' here." in seen(answer).text

    def test_a_shop_without_markets_has_pages_too(self, owner: Browser) -> None:
        for path in ("/products/", "/orders/", "/stock/", "/stock/receive", "/"):
            assert owner.get(path).status_code == 200, path


class TestCustomers:
    def test_they_are_found_by_the_beginning_of_their_address(self, owner: Browser) -> None:
        a.customer("ada@example.com", name="Ada Byron")
        a.customer("grace@example.com", name="Grace Hopper")
        page = owner.find("/customers/", "ADA").text
        assert "Ada Byron" in page
        assert "Grace Hopper" not in page

    @pytest.mark.usefixtures("plenty")
    def test_the_page_of_one_shows_their_orders_and_nobody_elses(self, shop: Shop, owner: Browser) -> None:
        ada, grace = a.customer("ada@example.com"), a.customer("grace@example.com")
        hers = a.paid_order(shop, customer_id=ada.id)
        other = a.paid_order(shop, customer_id=grace.id)
        page = owner.see(f"/customers/{ada.id}").text
        assert hers.number in page
        assert other.number not in page

    def test_no_page_shows_a_password(self, owner: Browser) -> None:
        ada = a.customer()
        for path in ("/customers/", f"/customers/{ada.id}"):
            assert "argon2" not in owner.get(path).text

    def test_an_unknown_customer_is_404(self, owner: Browser) -> None:
        assert owner.get("/customers/cus_nobody").status_code == 404


class TestAddress:
    @pytest.fixture(autouse=True)
    def _mug(self, database: object) -> None:  # noqa: ARG002  # emptied first
        a.markets()
        a.product({**MUG, "translations": {"de-DE": {"name": "Becher", "slug": "becher"}}})

    def test_the_page_says_where_it_is_found_in_each_language(self, owner: Browser) -> None:
        assert "en-US /product/mug de-DE /product/becher" in owner.see("/products/mug").text

    def test_it_is_changed_and_recorded(self, owner: Browser) -> None:
        page = owner.follow(owner.send("/products/mug/rename", address="stone-mug", locale=""))

        assert "Stoneware mug is at stone-mug" in page.text
        assert "en-US /product/stone-mug de-DE /product/becher" in page.text
        record = AuditRecord.objects.get(action="rename_product")
        assert (record.actor, record.target) == ("owner@quayside.example", "product:mug")
        assert record.facts == {"address": "stone-mug", "locale": None}

    def test_one_that_cannot_be_is_said_beside_the_field_or_above(self, owner: Browser) -> None:
        a.goods("POT", slug="pot")
        answer = owner.send("/products/mug/rename", address="Stone Mug", locale="")
        assert (answer.status_code, "small letters" in seen(answer).text) == (422, True)
        taken = owner.follow(owner.send("/products/mug/rename", address="pot", locale=""))

        assert "Another product has that address" in taken.text
        assert Product.objects.get(slug="mug").address("en-US") == "mug"
        assert AuditRecord.objects(action="rename_product").first() is None

    def test_it_is_for_those_who_keep_the_catalogue(self, seat: Seat) -> None:
        packer = seat("fulfilment")
        assert "Change the address" not in packer.see("/products/mug").text
        assert packer.send("/products/mug/rename", address="x", locale="").status_code == 403


class TestDepth:
    def test_the_page_shows_prices_to_come_steps_bundles_and_what_it_belongs_to(self, owner: Browser) -> None:
        a.markets()
        a.goods("POT", slug="pot")
        facts = a.goods_file("MUG", attributes={"Material": ["Oak"]}, hiddenIn=["eu"])
        facts["variants"][0] |= {
            "schedule": [
                {
                    "market": "us",
                    "minor": 1_500,
                    "from": "2090-01-01T00:00:00Z",
                    "until": "2090-02-01T00:00:00Z",
                }
            ],
            "tiers": {"us": [{"fromQuantity": 5, "minor": 1_700}]},
            "components": [{"sku": "POT", "quantity": 2}],
        }
        a.product(facts)
        a.stock("POT", 7)
        text = owner.see("/products/mug").text

        for said in ("from 5: $17.00", "of 2 POT", "$15.00 us", "Material Oak", "Hidden in eu", "€18.00 3"):
            assert said in text, said
