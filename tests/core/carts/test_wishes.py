"""Notes and gift wrapping of lines: from the cart to the invoice, and back."""

from typing import Any

import pytest

from core.bootstrap import Shop
from core.carts.models import Cart
from core.carts.queries import basket_of
from core.carts.services import change_market, fill
from core.checkout.invariants import violations
from core.checkout.queries import checkout_of
from core.customers.services import set_terms
from core.invoices.services import Seller, write_for_change, write_invoice
from core.markets.queries import market_named
from core.orders.charges import charges_of
from core.orders.edits import edit_order
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.pricing.quote import PricedLine, Wrapping, quote_from_plain
from tests import builders as a
from tests.fakes import FakeTaxes

WRAPS: dict[str, Any] = {**a.US, "giftWrappingMinor": 400}
GIFT = {"note": "Happy birthday, Ada!", "wrapped": True}
SELLER = Seller(("Quayside",))


@pytest.fixture
def cart(shop: Shop) -> Cart:
    """Two mugs of 10.00 as a gift, wrapped for 4.00, and a jug of 20.00; 7 % tax on top."""
    a.markets(WRAPS, a.EU)
    a.goods("MUG", price=1_000, available=9)
    a.goods("JUG", price=2_000, available=9)
    opened = a.ready_cart({"MUG": 2, "JUG": 1})
    fill(opened.id, {"MUG": 2}, wishes={"MUG": GIFT})
    return a.fresh(opened)


def line_of(cart: Cart, sku: str = "MUG") -> PricedLine:
    return next(line for line in basket_of(a.fresh(cart)).quote(None).lines if line.sku == sku)


def ordered(shop: Shop, cart: Cart) -> Order:
    return a.paid_order(shop, basket=cart)


class TestPrice:
    def test_wrapping_is_a_part_of_its_line_with_its_own_tax_and_trace(self, cart: Cart) -> None:
        line, quote = line_of(cart), basket_of(cart).quote(None)
        assert (line.note, line.wrapping) == ("Happy birthday, Ada!", Wrapping(400, 28, 700))
        assert (line.total_minor, line.tax_minor) == (2_400, 140 + 28)
        assert [step.minor for step in line.trace] == [2_000, 140, 400, 28]
        assert (quote.subtotal_minor, quote.traced) == (4_400, True)
        assert quote_from_plain(quote.as_plain()) == quote

    def test_promotions_take_nothing_off_it(self, cart: Cart) -> None:
        a.promotion(gives={"percentOff": 5_000}, codes=["HALF"])
        Cart.objects(id=cart.id).update_one(set__codes=["HALF"])
        line = line_of(cart)
        assert (line.discount_minor, line.total_minor) == (1_000, 1_400)

    def test_whoever_is_exempt_pays_no_tax_on_it(self, cart: Cart) -> None:
        customer = a.customer()
        set_terms(customer.id, group=None, tax_exempt=True, actor=a.STAFF)
        Cart.objects(id=cart.id).update_one(set__customer_id=customer.id)
        assert line_of(cart).wrapping == Wrapping(400, 0, 0)

    def test_an_outside_service_is_asked_about_it_apart(
        self, shop: Shop, cart: Cart, taxes: FakeTaxes
    ) -> None:
        a.markets({**WRAPS, "tax": {**WRAPS["tax"], "provider": "stripe"}})
        quote = checkout_of(a.fresh(cart), shop.carrier, shop.taxes).quote
        asked = {item.name: item.minor for item in taxes.asked[0].items}
        assert asked == {"JUG": 2_000, "MUG": 2_000, "MUG(wrapping)": 400}
        mug = next(line for line in quote.lines if line.sku == "MUG")
        assert (mug.wrapping, mug.tax_minor, quote.traced) == (Wrapping(400, 33, 825), 165 + 33, True)

    def test_where_nothing_is_wrapped_it_costs_nothing_and_the_shopper_is_told(self, cart: Cart) -> None:
        market = market_named("eu")
        moved = change_market(cart.id, market, "en-US")
        assert (line_of(moved).wrapping, line_of(moved).note) == (None, "Happy birthday, Ada!")
        warnings = [(one.code, one.sku) for one in basket_of(moved).warnings()]
        assert ("wrapping-missing", "MUG") in warnings
        back = change_market(cart.id, market_named("us"), "en-US")
        assert line_of(back).wrapping is not None


class TestCart:
    def test_what_is_not_named_stays_and_what_is_taken_back_is_gone(self, cart: Cart) -> None:
        fill(cart.id, {"MUG": 3})
        assert a.fresh(cart).wishes == {"MUG": GIFT}
        fill(cart.id, {"MUG": 3}, wishes={"MUG": {"note": None}})
        assert a.fresh(cart).wishes == {"MUG": {"note": None, "wrapped": True}}
        fill(cart.id, {"MUG": 0})
        fill(cart.id, {"MUG": 1})
        assert a.fresh(cart).wishes == {}


class TestOrder:
    def test_it_stands_on_the_order_and_on_an_invoice_line_of_its_own(self, shop: Shop, cart: Cart) -> None:
        order = ordered(shop, cart)
        line = order.lines[0]
        assert (line.note, line.wrapping["minor"]) == ("Happy birthday, Ada!", 400)
        invoice = write_invoice(order.number, SELLER)
        assert [(one.key, one.minor) for one in invoice.lines] == [
            ("MUG", 2_140),
            ("JUG", 2_140),
            ("MUG(wrapping)", 428),
            ("(delivery)", 642),
        ]
        assert (invoice.minor, violations()) == (balance_of(order.number).due, [])

    def test_it_is_taken_off_with_the_last_piece_of_its_line(self, shop: Shop, cart: Cart) -> None:
        number = ordered(shop, cart).number
        fewer = edit_order(number, {"MUG": 1}, actor=a.STAFF, reason="One is enough.")
        assert [(line.key, line.minor) for line in fewer.lines] == [("MUG", -1_070)]
        none = edit_order(number, {"MUG": 0}, actor=a.STAFF, reason="None is better.")
        assert [(line.key, line.minor) for line in none.lines] == [("MUG", -1_070), ("MUG(wrapping)", -428)]
        order = a.order(number)
        assert charges_of(order)["MUG(wrapping)"].left_minor == 0
        note = write_for_change(none.id, SELLER)
        assert (note.minor, balance_of(number).due) == (-1_498, 2_140 + 642)
        assert violations() == []

    def test_more_of_a_wrapped_line_costs_what_its_pieces_cost(self, shop: Shop, cart: Cart) -> None:
        number = ordered(shop, cart).number
        more = edit_order(number, {"MUG": 3}, actor=a.STAFF, reason="One more.")
        assert (more.minor, more.lines[0].tax_minor) == (1_070, 70)
        assert violations() == []

    def test_a_cancelled_order_gives_it_back(self, shop: Shop, cart: Cart) -> None:
        number = ordered(shop, cart).number
        a.cancel(number)
        assert (balance_of(number).due, violations()) == (0, [])
