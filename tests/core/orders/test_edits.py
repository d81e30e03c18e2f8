from functools import partial
from typing import Any

import pytest

from core.addresses import Address
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.catalog.errors import UnknownSku
from core.checkout.invariants import violations
from core.errors import Invalid, ShopError
from core.inventory.ahead import sell_ahead
from core.inventory.errors import OutOfStock
from core.inventory.models import StockItem
from core.inventory.queries import awaited
from core.markets.models import Market
from core.markets.queries import forget
from core.orders.changes import OrderChange
from core.orders.edits import edit_order, send_elsewhere
from core.orders.errors import NoPieces, NothingLeft, TooManyPieces
from core.orders.events import OrderChanged
from core.orders.ledger import balance_of
from core.orders.models import Order
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.fakes import FakeGateway, FakeQueue

STATES = {"US-NV": {"standard": 700}, "US-CA": {"standard": 725}, "US-OR": {"standard": 700}}


@pytest.fixture
def order(shop: Shop) -> Order:
    """Three mugs at 18.00 and a pot at 30.00, delivery 6.00, 7 % on top: 96.30, of which nothing has left."""
    a.markets()
    a.goods("MUG", price=1_800, available=9)
    a.goods("POT", price=3_000, available=9)
    a.goods("JUG", price=2_500, available=2)
    return a.paid_order(shop, {"MUG": 3, "POT": 1})


def edit(number: str, **quantities: int) -> OrderChange:
    return edit_order(number, quantities, actor=a.STAFF, reason="The customer rang.")


def sold(sku: str) -> int:
    return sum(item.sold for item in StockItem.objects(sku=sku))


class TestFewer:
    def test_they_go_off_the_line_off_what_is_due_and_back_on_the_shelf(self, order: Order) -> None:
        change = edit(order.number, MUG=1)

        known = a.order(order.number)
        assert (known.lines[0].quantity, known.lines[0].kept, sold("MUG")) == (3, 1, 1)
        assert change.minor == -(3_600 + 252)
        assert balance_of(order.number).due == order.total_minor + change.minor
        assert (known.timeline[-1].what, known.timeline[-1].actor, known.timeline[-1].note) == (
            "edited",
            a.STAFF,
            "The customer rang.",
        )
        assert violations() == []

    def test_the_money_goes_back_by_itself(
        self, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        edit(order.number, MUG=1)
        a.drain(queue)

        assert gateway.refunded_minor == 3_852
        assert a.order(order.number).payment_status == "partially_refunded"
        assert violations() == []

    @pytest.mark.usefixtures("order")
    def test_pieces_that_are_not_there_yet_go_first_and_are_owed_no_more(self, shop: Shop) -> None:
        sell_ahead("JUG", 9, kind="back-order", ships_from=None, actor=a.STAFF)
        part = a.paid_order(shop, {"JUG": 5})
        edit(part.number, JUG=3)
        assert awaited(f"order:{part.number}") == {"JUG": 1}

        a.stock("JUG", 2)
        assert (awaited(f"order:{part.number}"), violations()) == ({}, [])

    def test_what_has_left_stays_on_the_order(self, shop: Shop) -> None:
        part = a.partly_shipped_order(shop, {"MUG": 2, "POT": 1})
        with pytest.raises(TooManyPieces):
            edit(part.number, MUG=0)
        edit(part.number, MUG=1, POT=0)

        known = a.order(part.number)
        assert (known.status, known.fulfilment_status, known.to_ship) == ("shipped", "shipped", {})
        assert violations() == []

    def test_all_of_it_is_for_cancelling(self, order: Order) -> None:
        with pytest.raises(NothingLeft):
            edit(order.number, MUG=0, POT=0)
        assert (sold("MUG"), a.order(order.number).lines[0].cancelled) == (3, 0)

    def test_cancelled_afterwards_each_piece_goes_back_once(
        self, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        edit(order.number, MUG=2)
        a.cancel(order.number)
        a.drain(queue)

        assert (sold("MUG"), sold("POT")) == (0, 0)
        assert gateway.refunded_minor == order.total_minor
        assert violations() == []


class TestMore:
    def test_more_of_a_line_cost_what_its_pieces_cost(self, order: Order) -> None:
        a.goods("MUG", price=9_900)
        change = edit(order.number, MUG=5)

        known = a.order(order.number)
        assert change.minor == 3_600 + 252
        assert (known.lines[0].total_minor, known.total_minor) == (9_000, order.total_minor + 3_852)
        assert (balance_of(order.number).open, sold("MUG"), known.payment_status) == (
            3_852,
            5,
            "partially_paid",
        )
        assert violations() == []

    def test_other_goods_cost_what_they_cost_today(self, order: Order) -> None:
        change = edit(order.number, JUG=2, MUG=2)

        assert change.minor == (5_000 + 350) - (1_800 + 126)
        assert a.order(order.number).quantities == {"MUG": 3, "POT": 1, "JUG": 2}
        assert (sold("JUG"), sold("MUG")) == (2, 2)
        assert violations() == []

    @pytest.mark.parametrize(
        ("wanted", "refusal"),
        [
            ({"JUG": 3}, OutOfStock),
            ({"NOTHING": 1}, UnknownSku),
            ({"MUG": -1}, Invalid),
            ({"MUG": 100}, Invalid),
            ({"MUG": 3}, NoPieces),
            ({}, NoPieces),
        ],
    )
    def test_what_cannot_be_is_refused_and_changes_nothing(
        self, wanted: dict[str, int], refusal: type[ShopError], order: Order
    ) -> None:
        before = a.order(order.number).to_mongo()
        with pytest.raises(refusal):
            edit(order.number, **wanted)

        assert a.order(order.number).to_mongo() == before
        assert OrderChange.objects.count() == 0


class TestChange:
    def test_the_same_change_twice_is_one(self, order: Order) -> None:
        facts: dict[str, Any] = {"actor": a.STAFF, "reason": "Twice.", "change_id": "chg_1"}
        results: list[Any] = list(at_once([lambda: edit_order(order.number, {"MUG": 2}, **facts)] * 4))

        assert refusals(results) == []
        assert {str(change.id) for change in answers(results)} == {"chg_1"}
        assert a.events(OrderChanged) == [OrderChanged(order.number, "chg_1")]
        assert a.order(order.number).lines[0].kept == 2

    def test_many_at_once_agree_with_stock_and_ledger(self, order: Order) -> None:
        results = at_once([partial(edit, order.number, MUG=wanted) for wanted in (1, 2, 4, 5)])

        assert {type(refusal) for refusal in refusals(results)} <= {NoPieces}
        assert sold("MUG") == a.order(order.number).lines[0].kept
        assert violations() == []

    def test_it_has_one_audit_record(self, order: Order) -> None:
        before = AuditRecord.objects.count()
        edit(order.number, MUG=2)

        assert AuditRecord.objects.count() == before + 1


class TestElsewhere:
    def test_it_goes_to_another_address_of_the_same_country(self, order: Order) -> None:
        send_elsewhere(order.number, a.address(line1="2 Quay Street"), actor=a.STAFF)

        assert "2 Quay Street" in a.order(order.number).shipping_address.lines()
        with pytest.raises(Invalid):
            send_elsewhere(order.number, a.address("eu"), actor=a.STAFF)

    def test_it_does_not_go_where_other_tax_rates_hold(self, order: Order) -> None:
        a.markets({**a.US, "tax": {**a.US["tax"], "regionsBasisPoints": STATES}}, a.EU)
        send_elsewhere(order.number, a.address(line1="2 Quay Street", region="NV"), actor=a.STAFF)
        with pytest.raises(Invalid) as refusal:
            send_elsewhere(order.number, a.address(region="CA", postal_code="90001"), actor=a.STAFF)
        assert refusal.value.field == "region"
        send_elsewhere(order.number, a.address(region="OR", postal_code="97035"), actor=a.STAFF)

        assert a.order(order.number).shipping_address.region == "OR"

    def test_where_a_provider_reckons_the_tax_it_goes_to_the_same_street(self, order: Order) -> None:
        Market.objects(code="us").update_one(set__tax_provider="stripe")
        forget()
        old = a.order(order.number).shipping_address.as_plain()
        send_elsewhere(order.number, Address(**{**old, "name": "Grace Hopper"}), actor=a.STAFF)
        for change in ({"line1": "2 Quay Street"}, {"postal_code": "89502"}, {"city": "Sparks"}):
            with pytest.raises(Invalid):
                send_elsewhere(order.number, Address(**{**old, **change}), actor=a.STAFF)

        assert a.order(order.number).shipping_address.name == "Grace Hopper"
