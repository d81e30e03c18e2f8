import pytest

from core.bootstrap import Shop
from tests import builders as a
from tests.admin.browser import Browser, seen

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
            page = owner.see(f"/products/?search={text}").text
            assert "Stoneware mug" in page, text
            assert "Enamel kettle" not in page, text
        assert "Nothing like that" in owner.see("/products/?search=!!!").text

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
        page = owner.see("/customers/?search=ADA").text
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
