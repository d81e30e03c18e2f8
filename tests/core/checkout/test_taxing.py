"""Tax by an outside provider, from the cart to the order."""

from typing import Any

import pytest

from core.bootstrap import Shop
from core.carts.models import Cart
from core.carts.services import fill
from core.checkout.invariants import violations
from core.checkout.queries import Checkout, checkout_of
from core.checkout.services import StartedPayment, start_payment
from core.customers.services import set_terms
from core.orders.edits import edit_order
from tests import builders as a
from tests.core.checkout.shopping import HOLD, learn, order, pay
from tests.fakes import FakeGateway, FakeTaxes
from tests.wire import Wire

US_OUTSIDE: dict[str, Any] = {
    **a.US,
    "tax": {**a.US["tax"], "provider": "stripe", "codes": {"reduced": "txcd_35010000"}},
}


@pytest.fixture
def cart(shop: Shop) -> Cart:
    """A mug of 10.00 and a book of 5.00 on their way to Reno, delivered for 6.00; own rates are 7 and 0 %."""
    a.markets(US_OUTSIDE)
    a.goods("MUG", price=1_000, available=9)
    a.goods("BOOK", price=500, taxClass="reduced", available=9)
    return a.ready_cart({"MUG": 1, "BOOK": 1})


def stand(shop: Shop, cart: Cart, *, asking: bool = True) -> Checkout:
    return checkout_of(a.fresh(cart), shop.carrier, shop.taxes if asking else {})


def start(shop: Shop, cart: Cart) -> StartedPayment:
    return start_payment(
        a.fresh(cart),
        "stripe",
        gateways=shop.gateways,
        carrier=shop.carrier,
        hold_seconds=HOLD,
        taxes=shop.taxes,
    )


def tax_ids(checkout: Checkout) -> list[str]:
    assert checkout.quote.delivery is not None
    traces = [*(line.trace for line in checkout.quote.lines), checkout.quote.delivery.trace]
    return [step.id for trace in traces for step in trace if step.kind == "tax"]


class TestAsking:
    def test_the_tax_is_the_providers_line_by_line_and_of_the_delivery(
        self, shop: Shop, cart: Cart, taxes: FakeTaxes
    ) -> None:
        quote = stand(shop, cart).quote

        assert [(line.sku, line.tax_minor, line.tax_basis_points) for line in quote.lines] == [
            ("MUG", 83, 825),
            ("BOOK", 41, 825),
        ]
        assert quote.delivery is not None
        assert (quote.delivery.tax_minor, quote.total_minor) == (50, 2_100 + 83 + 41 + 50)
        assert (quote.traced, quote.tax_estimated, quote.tax_ref) == (True, False, "taxcalc_1")
        assert tax_ids(stand(shop, cart)) == ["stripe:standard", "stripe:reduced", "stripe:standard"]
        (question,) = taxes.asked
        assert {item.name: item.code for item in question.items} == {"MUG": None, "BOOK": "txcd_35010000"}

    def test_tax_inside_prices_changes_no_total(self, shop: Shop, taxes: FakeTaxes) -> None:
        a.markets({**a.EU, "tax": {**a.EU["tax"], "provider": "stripe"}})
        a.goods("MUG", price=1_000, available=1)
        quote = stand(shop, a.ready_cart({"MUG": 1}, market="eu")).quote

        assert (quote.lines[0].tax_minor, quote.total_minor, quote.traced) == (76, 1_600, True)
        assert taxes.asked[0].included

    @pytest.mark.usefixtures("cart")
    def test_nobody_is_asked_before_it_is_known_where_it_goes(self, shop: Shop, taxes: FakeTaxes) -> None:
        quote = stand(shop, a.cart({"MUG": 1})).quote
        assert (quote.tax_minor, quote.tax_estimated, taxes.asked) == (70, False, [])

    @pytest.mark.usefixtures("cart")
    def test_nobody_is_asked_for_whoever_pays_no_tax(self, shop: Shop, taxes: FakeTaxes) -> None:
        customer = a.customer()
        set_terms(customer.id, group=None, tax_exempt=True, actor=a.STAFF)
        assert stand(shop, a.ready_cart({"MUG": 1}, customer_id=customer.id)).quote.tax_minor == 0
        assert taxes.asked == []

    @pytest.mark.usefixtures("cart")
    def test_a_market_with_own_rates_asks_nobody_and_reads_nothing_more(
        self, shop: Shop, taxes: FakeTaxes, wire: Wire
    ) -> None:
        a.markets(a.EU)
        other = a.fresh(a.ready_cart({"MUG": 1}, market="eu"))
        with wire.recorded() as before:
            checkout_of(other, shop.carrier)
        with wire.recorded() as sent:
            checkout_of(other, shop.carrier, shop.taxes)
        assert (len(sent), taxes.asked) == (len(before), [])

    def test_what_is_only_looked_at_asks_nobody_and_shows_what_is_known(
        self, shop: Shop, cart: Cart, taxes: FakeTaxes
    ) -> None:
        guessed = stand(shop, cart, asking=False).quote
        assert (guessed.tax_estimated, guessed.tax_minor, taxes.asked) == (True, 70 + 0 + 42, [])

        asked = stand(shop, cart).quote
        assert stand(shop, cart, asking=False).quote == asked


class TestCharging:
    def test_what_was_shown_is_what_is_charged_and_stands_on_the_order(
        self, shop: Shop, cart: Cart, gateway: FakeGateway, taxes: FakeTaxes
    ) -> None:
        shown = stand(shop, cart).quote
        payment = start(shop, cart).payment
        taxes.rate = 2_000
        pay(gateway, payment)
        learn(shop, payment)
        placed = order(shop, cart)

        assert placed.total_minor == shown.total_minor == gateway.captured_minor
        assert [line.tax_minor for line in placed.lines] == [83, 41]
        assert [step["id"] for step in placed.lines[0].trace if step["kind"] == "tax"] == ["stripe:standard"]
        assert (len(taxes.asked), violations()) == (1, [])

    def test_away_it_holds_nothing_up_and_the_order_says_that_own_rates_stood_in(
        self, shop: Shop, cart: Cart, gateway: FakeGateway, taxes: FakeTaxes
    ) -> None:
        taxes.faults.away = True
        shown = stand(shop, cart)
        assert (shown.quote.tax_estimated, shown.quote.tax_minor) == (True, 112)
        assert tax_ids(shown) == ["estimated:standard", "estimated:reduced", "estimated:standard"]

        taxes.faults.away = False  # back in the very moment: what was shown stands
        payment = start(shop, cart).payment
        pay(gateway, payment)
        learn(shop, payment)
        placed = order(shop, cart)
        assert placed.total_minor == shown.quote.total_minor == gateway.captured_minor
        assert "estimated:standard" in [step["id"] for step in placed.lines[0].trace]
        assert violations() == []

    def test_started_again_it_goes_on_with_the_same_payment(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        first, again = start(shop, cart), start(shop, cart)
        assert (first.payment.id, len(gateway.intents)) == (again.payment.id, 1)

        fill(cart.id, {"MUG": 2})
        assert start(shop, cart).payment.amount_minor == 3_100 + 165 + 41 + 50

    def test_goods_that_are_added_to_the_order_say_that_their_tax_is_by_own_rates(
        self, shop: Shop, cart: Cart, gateway: FakeGateway
    ) -> None:
        payment = start(shop, cart).payment
        pay(gateway, payment)
        learn(shop, payment)
        a.goods("JUG", price=100, available=1)
        edit_order(order(shop, cart).number, {"JUG": 1}, actor=a.STAFF, reason="They asked.")
        added = next(line for line in order(shop, cart).lines if line.sku == "JUG")
        assert "estimated:standard" in [step["id"] for step in added.trace]
