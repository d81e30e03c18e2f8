"""What a basket costs depends on where it goes and on whose it is."""

from typing import Any

import pytest

from core.audit.models import AuditRecord
from core.carts.models import Cart
from core.carts.queries import basket_of
from core.carts.services import set_addresses
from core.customers.errors import CustomerNotFound
from core.customers.services import set_terms
from tests import builders as a

pytestmark = pytest.mark.usefixtures("database")


def with_regions(market: dict[str, Any], **regions: dict[str, int]) -> dict[str, Any]:
    named = {name.replace("_", "-"): rates for name, rates in regions.items()}
    return {**market, "tax": {**market["tax"], "regionsBasisPoints": named}}


def tax(cart: Cart) -> tuple[int, int]:
    quote = basket_of(a.fresh(cart)).quote(None)
    assert quote.traced
    return quote.tax_minor, quote.total_minor


class TestRegion:
    @pytest.mark.parametrize(("region", "due"), [("NV", 80), (" nv ", 80), ("OR", 0), ("TX", 70), (None, 70)])
    def test_the_states_rate_comes_before_the_countrys(self, region: str | None, due: int) -> None:
        a.markets(with_regions(a.US, US_NV={"standard": 800}, US_OR={"standard": 0}))
        a.goods("MUG", price=1_000)
        cart = a.cart({"MUG": 1})
        assert tax(cart) == (70, 1_070)

        Cart.objects(id=cart.id).update_one(set__shipping_address=a.address(region=region))
        assert tax(cart) == (due, 1_000 + due)

    def test_a_country_has_its_own_and_what_it_does_not_say_is_the_markets(self) -> None:
        a.markets(a.US, with_regions(a.EU, NL={"standard": 2_100}))
        a.goods("MUG", price=1_210)
        a.goods("BOOK", price=1_070, taxClass="reduced")
        cart = a.cart({"MUG": 1, "BOOK": 1}, market="eu")
        set_addresses(cart.id, a.address("eu", country="NL", postal_code="1011 AB"), None, ["NL"])

        assert tax(cart) == (210 + 70, 2_280)


class TestCustomer:
    def test_who_is_exempt_pays_no_tax(self) -> None:
        a.markets()
        a.goods("MUG", price=1_190)
        customer = a.customer()
        carts = [a.cart({"MUG": 1}, market=market, customer_id=customer.id) for market in ("us", "eu")]
        assert [tax(cart) for cart in carts] == [(83, 1_273), (190, 1_190)]

        set_terms(customer.id, group=None, tax_exempt=True, actor=a.STAFF)
        assert [tax(cart) for cart in carts] == [(0, 1_190), (0, 1_000)]
        assert AuditRecord.objects(action="set_terms").count() == 1

    def test_a_group_has_its_own_prices_and_promotions(self) -> None:
        a.markets()
        facts = a.goods_file("MUG", price=1_000)
        facts["variants"][0]["tiers"] = {"us": [{"fromQuantity": 1, "minor": 800, "group": "trade"}]}
        a.product(facts)
        a.promotion(groups=["trade"])
        customer = a.customer()
        cart = a.cart({"MUG": 1}, customer_id=customer.id)
        assert tax(cart) == (70, 1_070)

        set_terms(customer.id, group="trade", tax_exempt=False, actor=a.STAFF)
        assert tax(cart) == (50, 770)
        with pytest.raises(CustomerNotFound):
            set_terms("nobody", group=None, tax_exempt=True, actor=a.STAFF)
