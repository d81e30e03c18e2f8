import pytest

from core.carts.queries import basket_of
from core.pricing.basket import DeliveryItem
from tests import builders as a

pytestmark = pytest.mark.usefixtures("database")


def test_prices_are_the_catalogues_now_and_in_that_market() -> None:
    a.markets()
    a.goods("MUG", prices={"us": 1_800, "eu": 1_700})
    cart = a.cart({"MUG": 2}, market="eu")
    assert (basket_of(cart).quote(None).total_minor, basket_of(cart).quote(None).currency) == (3_400, "EUR")

    a.goods("MUG", prices={"us": 1_800, "eu": 1_000})
    assert basket_of(cart).quote(None).total_minor == 2_000


def test_what_is_no_longer_sold_costs_nothing_and_is_named() -> None:
    a.markets()
    a.goods("MUG", available=5)
    a.goods("POT", available=5)
    cart = a.cart({"MUG": 1, "POT": 1})
    a.goods("POT", prices={"eu": 1_000})

    basket = basket_of(cart)
    assert basket.quote(None).quantities == {"MUG": 1}
    assert [(warning.code, warning.sku) for warning in basket.warnings()] == [("not-sold", "POT")]
    assert basket.weight_grams == 350


@pytest.mark.parametrize(("wanted", "code"), [(3, []), (4, ["low-stock"]), (99, ["low-stock"])])
def test_too_few_are_warned_about(wanted: int, code: list[str]) -> None:
    a.markets()
    a.goods("MUG", available=2, at="reno")
    a.stock("MUG", 1, at="rotterdam")

    assert [warning.code for warning in basket_of(a.cart({"MUG": wanted})).warnings()] == code


def test_sold_out_is_warned_about() -> None:
    a.markets()
    a.goods("MUG")

    (warning,) = basket_of(a.cart({"MUG": 1})).warnings()
    assert (warning.code, warning.sku) == ("sold-out", "MUG")


def test_delivery_and_tax_are_part_of_the_quote() -> None:
    a.markets()
    a.goods("MUG", price=1_000)
    quote = basket_of(a.cart({"MUG": 1})).quote(DeliveryItem("us-standard", "Standard", 600))

    assert (quote.subtotal_minor, quote.delivery_minor, quote.tax_minor, quote.total_minor) == (
        1_000,
        600,
        112,
        1_712,
    )


def test_an_empty_cart_is_an_empty_basket() -> None:
    a.markets()
    basket = basket_of(a.cart())

    assert (basket.quote(None).total_minor, basket.warnings(), basket.weight_grams) == (0, [], 0)
