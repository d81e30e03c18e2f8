from datetime import timedelta
from functools import partial

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.errors import Invalid, ShopError
from core.inventory.ahead import sell_ahead
from core.inventory.models import StockItem
from core.inventory.queries import awaited
from core.orders.errors import NoPieces, NotOnOrder, TooManyPieces, WrongOrderState
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.orders.refunds import grant_refund
from core.returns.errors import BadInspection, ReturnNotFound, TooLateToReturn, WrongReturnState
from core.returns.models import STARTS, Return, ReturnState
from core.returns.queries import return_named, returns_of
from core.returns.services import (
    Finding,
    Inspection,
    Wish,
    approve_return,
    ask_return,
    inspect_return,
    receive_return,
    refuse_return,
)
from core.shipping.services import ship_order
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.fakes import FakeGateway, FakeQueue

ADA = "ada@example.com"


@pytest.fixture
def order(shop: Shop) -> Order:
    """Three mugs at 18.00, 7 % on top, all delivered."""
    a.markets()
    a.goods("MUG", price=1_800, available=9)
    a.goods("JUG", price=2_500, available=2)
    return a.delivered_order(shop, {"MUG": 3})


def ask(order: Order, quantity: int = 2, *, days: int | None = 30) -> Return:
    return ask_return(order.number, [Wish("MUG", quantity, "damaged")], actor=ADA, days=days)


def received(order: Order, quantity: int = 2) -> str:
    number = ask(order, quantity).number
    approve_return(number, actor=a.STAFF)
    receive_return(number, actor=a.STAFF)
    return number


def inspect(number: str, *, instead: dict[str, int] | None = None, **found: int) -> None:
    inspect_return(number, Inspection({"MUG": Finding(**found)}, instead or {}), actor=a.STAFF)


def sold(sku: str) -> int:
    return sum(item.sold for item in StockItem.objects(sku=sku))


def test_what_was_asked_for_in_one_request_is_one_return_however_often_that_comes(order: Order) -> None:
    wish = [Wish("MUG", 1, "damaged")]
    numbers = {ask_return(order.number, wish, actor=ADA, request="a request").number for _ in range(3)}

    assert (len(numbers), a.order(order.number).lines[0].return_asked) == (1, 1)
    assert ask_return(order.number, wish, actor=ADA, request="another").number not in numbers


class TestWay:
    def test_what_can_be_sold_again_goes_on_the_shelf_and_the_money_back(
        self, order: Order, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        number = received(order)
        assert a.order(order.number).fulfilment_status == "partially_returned"
        inspect(number, restock=1, scrap=1, refund=2)
        a.drain(queue)

        assert (sold("MUG"), gateway.refunded_minor) == (2, 2 * (1_800 + 126))
        known = return_named(number)
        assert (known.lines[0].restocked, known.lines[0].scrapped, known.state) == (1, 1, "inspected")
        assert [entry.what for entry in known.timeline] == ["asked", "approved", "received", "inspected"]
        assert violations() == []

    @pytest.mark.usefixtures("order")
    def test_what_comes_back_lies_on_a_shelf_even_while_others_of_the_order_are_owed(
        self, shop: Shop
    ) -> None:
        sell_ahead("JUG", 9, kind="back-order", ships_from=None, actor=a.STAFF)
        part = a.partly_shipped_order(shop, {"JUG": 3})
        number = ask_return(part.number, [Wish("JUG", 1, "damaged")], actor=ADA).number
        approve_return(number, actor=a.STAFF)
        receive_return(number, actor=a.STAFF)
        inspect_return(number, Inspection({"JUG": Finding(restock=1, refund=1)}), actor=a.STAFF)

        # the piece that came back is given to whoever waits for one: the same order
        assert (awaited(f"order:{part.number}"), violations()) == ({}, [])

    @pytest.mark.usefixtures("order")
    def test_an_order_that_left_before_its_goods_were_received_comes_back_whole(
        self, shop: Shop, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """As those did that were sent before anybody looked whether their goods were there."""
        monkeypatch.setattr("core.orders.services.make_sure_they_are_there", lambda *_: None)
        sell_ahead("JUG", 9, kind="back-order", ships_from=None, actor=a.STAFF)
        whole = a.delivered_order(shop, {"JUG": 4})
        number = ask_return(whole.number, [Wish("JUG", 4, "damaged")], actor=ADA).number
        approve_return(number, actor=a.STAFF)
        receive_return(number, actor=a.STAFF)
        inspect_return(number, Inspection({"JUG": Finding(restock=4, refund=4)}), actor=a.STAFF)

        assert (awaited(f"order:{whole.number}"), sold("JUG"), violations()) == ({}, 0, [])

    def test_all_of_it_back_is_a_returned_order(self, order: Order) -> None:
        received(order, 3)

        assert a.order(order.number).fulfilment_status == "returned"

    def test_each_piece_goes_on_the_shelf_once_however_often_it_is_inspected(self, order: Order) -> None:
        number = received(order)
        results = at_once([partial(inspect, number, restock=2, refund=2)] * 6)

        assert (len(answers(results)), {type(one) for one in refusals(results)}) == (1, {WrongReturnState})
        assert sold("MUG") == 1
        assert violations() == []

    def test_no_more_is_given_back_than_was_paid_for_the_line(self, order: Order) -> None:
        grant_refund(order.number, minor=1_000, actor=a.STAFF, reason="Late.")
        inspect(received(order, 3), restock=3, refund=3)

        line = a.order(order.number).lines[0]
        assert line.credit.minor == line.total_minor + line.tax_minor
        assert violations() == []

    def test_pieces_that_did_not_come_may_be_asked_for_again(self, order: Order) -> None:
        number = ask(order, 3).number
        approve_return(number, actor=a.STAFF)
        receive_return(number, {"MUG": 1}, actor=a.STAFF)

        with pytest.raises(TooManyPieces):
            ask(order, 3)
        assert ask(order, 2).state == ReturnState.ASKED
        assert len(returns_of(order.number)) == 2
        assert violations() == []

    def test_one_sku_is_named_once(self, order: Order) -> None:
        twice = [Wish("MUG", 1, "damaged"), Wish("MUG", 2, "changed_mind")]
        with pytest.raises(Invalid) as refusal:
            ask_return(order.number, twice, actor=ADA)

        assert (refusal.value.field, returns_of(order.number)) == ("lines", [])
        assert a.order(order.number).lines[0].return_asked == 0

    def test_a_refused_return_gives_its_pieces_free(self, order: Order) -> None:
        refuse_return(ask(order, 3).number, actor=a.STAFF, reason="Worn.")

        assert ask(order, 3).state == ReturnState.ASKED
        assert AuditRecord.objects(action="return_refused").count() == 1


class TestExchange:
    def test_the_difference_is_open_and_the_new_goods_are_to_leave(self, order: Order) -> None:
        inspect(received(order, 1), restock=1, refund=1, instead={"JUG": 1})

        known = a.order(order.number)
        assert balance_of(order.number).open == (2_500 + 175) - (1_800 + 126)
        assert (known.status, known.to_ship) == ("paid", {"JUG": 1})
        ship_order(order.number, carrier="UPS", tracking_code=None, actor=a.STAFF)
        assert a.order(order.number).status == "shipped"
        assert violations() == []

    def test_like_for_like_costs_nothing(self, order: Order) -> None:
        inspect(received(order, 1), scrap=1, refund=1, instead={"MUG": 1})

        known = a.order(order.number)
        assert (balance_of(order.number).open, known.to_ship, sold("MUG")) == (0, {"MUG": 1}, 4)
        assert violations() == []


class TestRefused:
    @pytest.mark.parametrize(
        ("wish", "refusal"),
        [
            (Wish("MUG", 4, "damaged"), TooManyPieces),
            (Wish("MUG", 0, "damaged"), TooManyPieces),
            (Wish("POT", 1, "damaged"), NotOnOrder),
        ],
    )
    def test_only_what_has_left_comes_back(self, wish: Wish, refusal: type[ShopError], order: Order) -> None:
        with pytest.raises(refusal):
            ask_return(order.number, [wish], actor=ADA)
        with pytest.raises(NoPieces):
            ask_return(order.number, [], actor=ADA)
        assert Return.objects.count() == a.order(order.number).lines[0].return_asked == 0

    def test_what_has_not_left_cannot_come_back(self, shop: Shop) -> None:
        with pytest.raises(WrongOrderState):
            ask(a.paid_order(shop, {"MUG": 1}))

    def test_within_the_days_there_are_and_staff_may_be_kind(self, order: Order) -> None:
        with clock.moved(timedelta(days=30, minutes=-1)):
            ask(order, 1)
        with clock.moved(timedelta(days=30, minutes=1)):
            with pytest.raises(TooLateToReturn):
                ask(order, 1)
            ask(order, 1, days=None)

    def test_many_at_once_never_ask_for_more_than_has_left(self, order: Order) -> None:
        results = at_once([partial(ask, order, 1)] * 6)

        assert (len(answers(results)), {type(one) for one in refusals(results)}) == (3, {TooManyPieces})

    @pytest.mark.parametrize(
        "found",
        [{"restock": 3}, {"restock": 1}, {"restock": 2, "refund": 3}, {"restock": 3, "scrap": -1}, {}],
    )
    def test_findings_are_of_every_piece_that_came(self, found: dict[str, int], order: Order) -> None:
        number = received(order)
        with pytest.raises(BadInspection):
            inspect_return(number, Inspection({"MUG": Finding(**found)}), actor=a.STAFF)

        assert (return_named(number).state, sold("MUG")) == (ReturnState.RECEIVED, 3)

    @pytest.mark.parametrize("to", sorted(STARTS))
    def test_each_step_starts_where_the_table_says(self, to: str, order: Order) -> None:
        steps = {
            ReturnState.APPROVED: partial(approve_return, actor=a.STAFF),
            ReturnState.REFUSED: partial(refuse_return, actor=a.STAFF, reason="No."),
            ReturnState.RECEIVED: partial(receive_return, actor=a.STAFF),
            ReturnState.INSPECTED: partial(inspect, restock=1),
        }
        with pytest.raises(ReturnNotFound):
            steps[to]("R-0000-0000")
        number = ask(order, 1).number
        for state in (ReturnState.APPROVED, ReturnState.RECEIVED, ReturnState.INSPECTED):
            if return_named(number).state != STARTS[to]:
                with pytest.raises(WrongReturnState):
                    steps[to](number)
            steps[state](number)
        with pytest.raises(WrongReturnState):
            steps[to](number)
