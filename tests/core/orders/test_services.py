import pytest

from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.crockford import LETTERS
from core.cursors import BadCursor
from core.orders import services as orders
from core.orders.errors import OrderNotFound, WrongOrderState
from core.orders.events import OrderCancelled, OrderPaid, OrderPlaced, OrderShipped
from core.orders.models import Order, new_number
from core.orders.queries import order_by_number, order_from_cart, order_of_cart, order_of_customer, orders_of
from core.orders.services import Buyer
from tests import builders as a
from tests.at_once import at_once, refusals


def _shipped(number: str) -> None:
    orders.mark_shipped(number, actor=a.STAFF)


def _cancelled(number: str) -> None:
    orders.cancel_order(number, actor=a.STAFF, reason="No reason.")


class TestStates:
    def test_the_timeline_tells_what_happened_and_who_did_it(self, shop: Shop) -> None:
        order = a.shipped_order(shop, email="ada@example.com")

        told = [(entry.what, entry.actor) for entry in order.timeline]
        assert told == [("placed", "ada@example.com"), ("paid", "system"), ("shipped", a.STAFF)]
        assert sorted(entry.at for entry in order.timeline) == [entry.at for entry in order.timeline]
        assert a.cancelled_order(shop, {"POT": 1}).timeline[-1].note == "The customer has changed their mind."

    def test_each_move_is_announced_once(self, shop: Shop) -> None:
        order = a.shipped_order(shop)
        gone = a.cancelled_order(shop, {"POT": 1})

        assert a.events(OrderPlaced) == [OrderPlaced(order.number), OrderPlaced(gone.number)]
        assert a.events(OrderPaid) == [OrderPaid(order.number)]
        assert a.events(OrderShipped) == [OrderShipped(order.number)]
        assert a.events(OrderCancelled) == [OrderCancelled(gone.number)]

    def test_of_many_moves_at_once_one_is_made(self, shop: Shop) -> None:
        order = a.paid_order(shop)
        moves = [lambda: _shipped(order.number), lambda: _cancelled(order.number)] * 5

        results = at_once(moves)

        assert {type(refusal) for refusal in refusals(results)} <= {WrongOrderState}
        assert len(a.events(OrderShipped)) + len(a.events(OrderCancelled)) == 1
        assert len(order_by_number(order.number).timeline) == 3
        assert [fault for fault in violations() if fault.startswith("stock")] == []


class TestWritten:
    def test_with_what_was_quoted_and_where_it_goes(self, shop: Shop) -> None:
        a.markets()
        a.goods("MUG", price=1_800, available=5)
        order = a.placed_order(shop, {"MUG": 2}, email="ada@example.com")

        assert (order.subtotal_minor, order.delivery_minor, order.tax_minor, order.total_minor) == (
            3_600,
            600,
            294,
            4_494,
        )
        assert (order.currency, order.tax_included, order.market, order.provider) == (
            "USD",
            False,
            "us",
            "stripe",
        )
        assert [(line.sku, line.quantity, line.unit_minor, line.total_minor) for line in order.lines] == [
            ("MUG", 2, 1_800, 3_600)
        ]
        assert order.shipping_address.lines() == a.address().lines() == order.billing_address.lines()

    def test_prices_of_tomorrow_do_not_change_it(self, shop: Shop) -> None:
        order = a.placed_order(shop, {"MUG": 1})
        a.goods("MUG", price=9_999, name="Renamed")

        known = order_by_number(order.number)
        assert (known.total_minor, known.lines[0].name) == (order.total_minor, order.lines[0].name)

    def test_one_order_per_cart_however_often(self, shop: Shop) -> None:
        payment = a.started_payment(shop).payment

        def write() -> str:
            order = orders.write_order(
                cart_id=payment.cart_id,
                payment_id=payment.id,
                provider="stripe",
                buyer=Buyer(**payment.buyer),
                quote=payment.priced,
            )
            return str(order.number)

        results = at_once([write] * 12)
        assert refusals(results) == []
        assert len(set(results)) == 1
        assert (Order.objects.count(), len(a.events(OrderPlaced))) == (1, 1)

    def test_numbers_are_unguessable_unique_and_easy_to_say(self) -> None:
        numbers = {new_number() for _ in range(2_000)}

        assert len(numbers) == 2_000
        assert all(len(number) == 14 and set(number) <= {*LETTERS, "-", "Q"} for number in numbers)
        assert not set("ILOU") & set(LETTERS)

    def test_the_database_itself_refuses_a_second_order_of_anything(self, shop: Shop) -> None:
        order = a.placed_order(shop)
        unique = {
            field
            for index in Order._get_collection().index_information().values()
            if index.get("unique")
            for field, _ in index["key"]
        }

        assert unique == {"number", "sequence", "cart_id", "payment_id"}
        assert order_from_cart(order.cart_id) == order


class TestWhose:
    def test_an_order_is_found_by_its_own_customer_alone(self, shop: Shop) -> None:
        order = a.placed_order(shop, customer_id="cus_1")
        guest = a.placed_order(shop, {"POT": 1})

        assert order_of_customer(order.number, "cus_1").id == order.id
        for number, customer in (
            (order.number, "cus_2"),
            (guest.number, "cus_1"),
            ("", "cus_1"),
            ("Q-x", "cus_1"),
        ):
            with pytest.raises(OrderNotFound):
                order_of_customer(number, customer)

    def test_a_guest_finds_it_by_their_own_cart_alone(self, shop: Shop) -> None:
        order = a.placed_order(shop)
        other = a.placed_order(shop, {"POT": 1})

        assert order_of_cart(order.number, order.cart_id).id == order.id
        with pytest.raises(OrderNotFound):
            order_of_cart(order.number, other.cart_id)

    def test_a_list_goes_on_after_the_last_one_without_gaps_or_repeats(self, shop: Shop) -> None:
        a.markets()
        a.goods("MUG", available=20)
        made = [a.placed_order(shop, {"MUG": 1}, customer_id="cus_1").number for _ in range(7)]
        a.placed_order(shop, {"MUG": 1}, customer_id="cus_2")

        found: list[str] = []
        while page := orders_of("cus_1", limit=3, after=found[-1] if found else None):
            found += [str(order.number) for order in page]
        assert found == made[::-1]

    def test_a_list_cannot_be_entered_through_the_order_of_another(self, shop: Shop) -> None:
        order = a.placed_order(shop, customer_id="cus_2")

        with pytest.raises(BadCursor):
            orders_of("cus_1", limit=3, after=order.number)
