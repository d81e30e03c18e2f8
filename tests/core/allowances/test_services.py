"""The rule of two people at the doors that money leaves through: whoever calls them, whatever for."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial

import pytest

from core import clock
from core.allowances.errors import NotAsAgreed, SecondPersonNeeded
from core.allowances.models import Allowance
from core.allowances.services import (
    GivenOutsideTransaction,
    agreed,
    bounds,
    note_given,
    one_act,
)
from core.audit.services import SYSTEM
from core.bootstrap import Shop
from core.carts.models import Cart
from core.checkout.invariants import violations
from core.checkout.settlement import cancel, settle
from core.db import transactional
from core.money import Money
from core.orders.edits import edit_order
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.orders.refunds import grant_refund
from core.payments.refunds import plan_refunds
from core.returns.models import Return
from core.returns.services import Finding, Inspection, inspect_return, receive_return
from core.tenders.models import TenderAccount
from core.tenders.services import grant_credit, issue_gift_card, replace_gift_card
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.conftest import Resettle
from tests.fakes import FakeGateway, FakeQueue

pytestmark = pytest.mark.usefixtures("database")
BOUNDS = "USD:1000/2500,EUR:500/1000"
UNTAXED = {**a.US, "tax": {"display": "excluded", "ratesBasisPoints": {}}}


@pytest.fixture
def bounded(resettle: Resettle) -> None:
    """One act up to 10.00 USD, a day up to 25.00; half of it in EUR."""
    resettle(staff_alone=BOUNDS)


@transactional
def give(minor: int, currency: str = "USD", actor: str = a.STAFF) -> None:
    note_given(actor, minor, currency)


def refused(act: Callable[[], object]) -> int:
    """What the act would have given, whole."""
    with pytest.raises(SecondPersonNeeded) as told:
        act()
    return told.value.money.minor


@pytest.mark.usefixtures("bounded")
class TestBounds:
    def test_one_act_is_bounded(self) -> None:
        give(1_000)
        assert refused(lambda: give(1_001)) == 1_001

    def test_a_day_is_bounded_however_small_its_acts(self) -> None:
        for minor in (1_000, 1_000, 499):
            give(minor)
        assert refused(lambda: give(2)) == 2
        give(1)
        assert refused(lambda: give(1)) == 1

    def test_a_day_is_any_24_hours(self) -> None:
        with clock.moved(timedelta(0)):
            for _ in range(2):
                give(1_000)
        with clock.moved(timedelta(hours=23, minutes=59)):
            refused(lambda: give(501))
            give(500)
        with clock.moved(timedelta(hours=24, seconds=5)):
            give(1_000)
            give(1_000)
            refused(lambda: give(1))
        assert len(Allowance.objects.get().given) == 3, "what is over is kept no longer"

    def test_another_currency_is_no_way_round(self) -> None:
        for _ in range(2):
            give(500, "EUR")
        assert refused(lambda: give(1, "USD")) == 1

    def test_a_currency_that_is_not_named_takes_two(self) -> None:
        refused(lambda: give(1, "JPY"))

    def test_each_member_has_a_day_of_their_own_however_they_are_spelt(self) -> None:
        for _ in range(2):
            give(1_000)
        give(1_000, actor="another@quayside.example")
        refused(lambda: give(501, actor=a.STAFF.upper()))

    def test_the_shop_itself_is_not_bounded(self) -> None:
        give(10**9, actor=SYSTEM)
        assert Allowance.objects.count() == 0

    def test_nothing_that_was_refused_is_counted(self) -> None:
        for _ in range(5):
            refused(lambda: give(1_001))
        give(1_000)
        give(1_000)
        give(500)

    def test_outside_a_transaction_nothing_is_given(self) -> None:
        with pytest.raises(GivenOutsideTransaction):
            note_given(a.STAFF, 1, "USD")

    @pytest.mark.parametrize("before", [(), (100,)])
    def test_of_many_at_once_as_many_as_the_day_holds(self, before: tuple[int, ...]) -> None:
        """Each of them alone is below the sum, and none sees the others before it writes."""
        for minor in before:
            give(minor)
        results = at_once([partial(give, 600)] * 8)

        assert len(answers(results)) == 4
        assert {type(one) for one in refusals(results)} == {SecondPersonNeeded}
        assert sum(one.minor for one in Allowance.objects.get().given) == 2_400 + sum(before)


@pytest.mark.usefixtures("bounded")
class TestActs:
    def test_what_one_act_gives_in_several_ways_is_one_sum(self) -> None:
        @transactional
        def act() -> None:
            with one_act():
                note_given(a.STAFF, 600, "USD")
                note_given(a.STAFF, 600, "USD")

        assert refused(act) == 1_200

    def test_what_was_agreed_to_is_exactly_that_and_costs_no_allowance(self) -> None:
        @transactional
        def act(minor: int, actor: str = a.STAFF, currency: str = "USD") -> None:
            with agreed(a.STAFF, Money(5_000, "USD")):
                note_given(actor, minor, currency)

        act(5_000)
        assert Allowance.objects.count() == 0
        others = (partial(act, 4_999), partial(act, 5_001), partial(act, 5_000, "b@example.com"))
        for other in (*others, partial(act, 5_000, a.STAFF, "EUR"), partial(act, 0)):
            with pytest.raises(NotAsAgreed):
                other()
        refused(lambda: give(5_000))


class TestSetting:
    @pytest.mark.parametrize(
        ("env", "chosen", "found"),
        [
            ("production", None, 20_000),
            ("production", "off", None),
            ("production", "USD:5/9", 5),
            ("development", None, None),
            ("development", "USD:5/9", 5),
            ("test", None, None),
        ],
    )
    def test_what_it_is_where(
        self,
        env: str,
        chosen: str | None,
        found: int | None,
        resettle: Resettle,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        settled = resettle().model_copy(update={"env": env, "staff_alone": chosen})
        monkeypatch.setattr("core.allowances.services.settings", lambda: settled)
        known = bounds()

        assert (known["USD"].act if known else None) == found
        if env == "production" and chosen is None:
            assert known is not None
            assert "JPY" not in known


def _in_one_act(act: Callable[[], object]) -> None:
    with one_act():
        act()


@pytest.fixture
def order(shop: Shop) -> Order:
    """Four mugs at 23.50 and delivery at 6.00, untaxed: 100.00."""
    a.markets(UNTAXED)
    a.goods("MUG", prices={"us": 2_350}, available=9)
    return a.shipped_order(shop, {"MUG": 4})


@pytest.mark.usefixtures("bounded")
class TestDoors:
    """Each door by itself, as a console view or a command that forgets the rule would call it."""

    def test_a_refund(self, order: Order) -> None:
        known = partial(grant_refund, order.number, actor=a.STAFF, reason="Late.")
        assert refused(lambda: known(minor=1_001)) == 1_001
        assert refused(lambda: known(pieces={"MUG": 1})) == 2_350
        known(minor=1_000)

        assert balance_of(order.number).owed_back == 1_000
        assert violations() == []

    def test_a_cancellation_that_gives_money_back(self, shop: Shop) -> None:
        a.markets()
        a.goods("MUG", prices={"us": 2_350}, available=9)
        paid, unpaid = a.paid_order(shop, {"MUG": 2}), a.placed_order(shop, {"MUG": 2}, provider="manual")
        known = partial(cancel, actor=a.STAFF, reason="They rang.")
        assert refused(lambda: known(paid.number)) == paid.total_minor
        known(unpaid.number)

        assert (a.order(paid.number).status, a.order(unpaid.number).status) == ("paid", "cancelled")
        assert balance_of(paid.number).owed_back == 0
        cancel(paid.number, actor=SYSTEM, reason="A rule of the shop.")
        assert violations() == []

    def test_one_of_what_a_bank_has_taken_and_may_give_back(self, shop: Shop, gateway: FakeGateway) -> None:
        a.markets()
        a.goods("MUG", prices={"us": 2_350}, available=9)
        order = a.paid_order(shop, {"MUG": 2})
        payment = a.payment(order.payment_id)
        gateway.dispute(str(payment.provider_ref), order.total_minor)
        settle(payment, gateway)
        assert balance_of(order.number).refundable == 0
        known = partial(cancel, order.number, actor=a.STAFF, reason="They rang.")
        assert refused(known) == order.total_minor

    def test_an_edit_that_gives_money_back(self, shop: Shop) -> None:
        a.markets(UNTAXED)
        a.goods("MUG", prices={"us": 2_350}, available=9)
        number = a.paid_order(shop, {"MUG": 3}).number
        known = partial(edit_order, number, actor=a.STAFF, reason="They rang.")
        assert refused(lambda: known({"MUG": 2})) == 2_350
        known({"MUG": 4})
        known({"MUG": 3})

        assert balance_of(number).owed_back == 0, "what nobody had paid yet is taken off by one"
        assert violations() == []

    def test_what_is_on_its_way_back_already_is_not_given_again(self, shop: Shop) -> None:
        a.markets(UNTAXED)
        a.goods("MUG", prices={"us": 2_350}, available=9)
        number = a.paid_order(shop, {"MUG": 3}).number
        grant_refund(number, actor=SYSTEM, reason="Late.", minor=2_350)
        plan_refunds(number)
        for pieces in (4, 3):
            edit_order(number, {"MUG": pieces}, actor=a.STAFF, reason="They rang.")

        assert (balance_of(number).refunding, balance_of(number).owed_back) == (2_350, 0)
        assert violations() == []

    def test_a_return_that_is_paid_for(self, shop: Shop) -> None:
        a.markets()
        a.goods("MUG", prices={"us": 2_350}, available=9)
        order = a.returning_order(shop, {"MUG": 2})
        returned = Return.objects.get(order_number=order.number)
        receive_return(returned.number, actor=a.STAFF)
        known = partial(inspect_return, returned.number, actor=a.STAFF)
        refused(lambda: known(Inspection({"MUG": Finding(restock=1, refund=1)})))
        known(Inspection({"MUG": Finding(restock=1)}))

        assert balance_of(order.number).owed_back == 0
        assert violations() == []

    def test_store_credit_once_for_each_cause(self) -> None:
        known = partial(grant_credit, "cus_1", actor=a.STAFF, currency="USD")
        assert refused(lambda: known(minor=1_001, cause="1")) == 1_001
        for _ in range(5):
            known(minor=1_000, cause="2")

        assert TenderAccount.objects.get().balance_minor == 1_000
        assert sum(one.minor for one in Allowance.objects.get().given) == 1_000

    def test_a_gift_card(self) -> None:
        assert refused(lambda: issue_gift_card(1_001, "USD", actor=a.STAFF)) == 1_001
        assert TenderAccount.objects.count() == 0
        issue_gift_card(1_000, "USD", actor=a.STAFF)

    def test_a_gift_card_in_place_of_another(self) -> None:
        """Whoever replaces it may have had the code of the first."""
        card, _ = issue_gift_card(1_001, "USD", actor=SYSTEM)
        assert refused(lambda: replace_gift_card(card.id, actor=a.STAFF, reason="Lost.")) == 1_001
        assert TenderAccount.objects.get().balance_minor == 1_001

    def test_what_goes_back_onto_a_gift_card(self, shop: Shop, queue: FakeQueue) -> None:
        a.markets()
        a.goods("MUG", prices={"us": 2_350}, available=9)
        orders, gateway = [], shop.gateways["stripe"]
        assert isinstance(gateway, FakeGateway)
        for _ in range(2):
            card, _ = issue_gift_card(3_000, "USD", actor=SYSTEM)
            basket = a.ready_cart({"MUG": 2})
            Cart.objects(id=basket.id).update_one(set__gift_cards=[card.id])
            order = a.placed_order(shop, basket=basket)
            gateway.pay(str(a.payment(order.payment_id).provider_ref))
            settle(a.payment(order.payment_id), gateway)
            due = balance_of(order.number).due
            grant_refund(order.number, actor=SYSTEM, reason="Of what was paid by card.", minor=due)
            orders.append(order.number)
        waiting = partial(grant_refund, orders[1], actor=a.STAFF, reason="Late.", minor=1_500)
        assert refused(transactional(lambda: _in_one_act(waiting))) == 1_500, "not with what is on its way"
        a.drain(queue)
        assert refused(lambda: cancel(orders[0], actor=a.STAFF, reason="They rang.")) == 3_000
        assert refused(lambda: grant_refund(orders[1], actor=a.STAFF, reason="Late.", minor=1_500)) == 1_500

        assert [card.balance_minor for card in TenderAccount.objects] == [0, 0]
        grant_refund(orders[1], actor=a.STAFF, reason="Late.", minor=900)
        cancel(orders[0], actor=SYSTEM, reason="A rule of the shop.")
        assert sorted(card.balance_minor for card in TenderAccount.objects) == [900, 3_000]
        assert violations() == []
