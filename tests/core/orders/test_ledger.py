import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.audit.models import AuditRecord
from core.audit.services import SYSTEM
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.orders import ledger
from core.orders.entries import KINDS, MoneyEntry, MoneyKind
from core.orders.errors import OrderNotFound
from core.orders.events import RefundOwed
from core.orders.ledger import Balance, balance_of, change_due, entries_of, post
from tests import builders as a
from tests.at_once import at_once, refusals
from tests.fakes import FakeGateway, FakeQueue

MINOR = st.integers(0, 500)


def told(number: str) -> list[tuple[str, int, str]]:
    return [(entry.kind, entry.minor, entry.cause) for entry in entries_of(number)]


def less(number: str, minor: int, cause: str) -> Balance:
    return change_due(number, -minor, cause=cause, actor=a.STAFF, reason="It came chipped.")


class TestBalance:
    @pytest.mark.parametrize(
        ("sums", "left", "refundable", "owed_back"),
        [
            ({"due": 100}, 100, 0, 0),
            ({"due": 100, "captured": 100}, 0, 100, 0),
            ({"due": 70, "captured": 100}, -30, 100, 30),
            ({"due": 70, "captured": 100, "refunding": 30}, -30, 70, 0),
            ({"due": 70, "captured": 100, "refunded": 30}, 0, 70, 0),
            ({"due": 0, "captured": 100, "refunded": 40, "disputed": 60}, -60, 0, 0),
            ({"due": 0, "captured": 100, "disputed": 60}, -100, 40, 40),
            ({"due": 130, "captured": 100}, 30, 100, 0),
        ],
    )
    def test_what_is_open_and_what_may_go_back(
        self, sums: dict[str, int], left: int, refundable: int, owed_back: int
    ) -> None:
        balance = Balance("USD", **sums)

        assert (balance.open, balance.refundable, balance.owed_back) == (left, refundable, owed_back)

    @given(due=MINOR, captured=MINOR, refunded=MINOR, refunding=MINOR, disputed=MINOR)
    def test_what_may_go_back_and_is_not_owed_already_is_never_more_than_is_due(self, **sums: int) -> None:
        """So a refund's limit need not look at what is due as well."""
        balance = Balance("USD", **sums)

        assert 0 <= balance.refundable - balance.owed_back <= balance.due

    def test_what_a_bank_has_set_aside_is_free_once_it_is_taken_or_given_up(self) -> None:
        assert Balance("USD", authorised=100).capturable == 100
        assert Balance("USD", authorised=100 - 30 - 70, captured=30, voided=70).capturable == 0

    def test_an_order_that_is_not_there_has_none(self, shop: Shop) -> None:  # noqa: ARG002
        for ask in (balance_of, lambda number: less(number, 1, "return:1")):
            with pytest.raises(OrderNotFound):
                ask("Q-0000-0000-00")


class TestEntries:
    def test_an_order_owes_its_total_from_its_first_moment(self, shop: Shop) -> None:
        order = a.placed_order(shop)

        assert told(order.number) == [("due", order.total_minor, "placed")]
        assert balance_of(order.number).open == order.total_minor

    def test_a_paid_order_has_had_what_it_owes(self, shop: Shop) -> None:
        for provider, actor in (("stripe", SYSTEM), ("manual", a.STAFF)):
            order = a.paid_order(shop, {f"MUG-{provider}": 1}, provider=provider)

            came = entries_of(order.number)[-1]
            assert (came.kind, came.minor, came.actor) == ("captured", order.total_minor, actor)
            assert balance_of(order.number).open == 0

    def test_a_cancelled_order_owes_nothing(self, shop: Shop) -> None:
        order = a.cancelled_order(shop)

        assert balance_of(order.number) == Balance("USD")
        assert told(order.number)[-1] == ("due", -order.total_minor, "cancelled")

    def test_the_same_thing_told_again_and_by_many_is_written_once(self, shop: Shop) -> None:
        order = a.paid_order(shop)
        results = at_once([lambda: less(order.number, 100, "return:1")] * 8)

        assert refusals(results) == []
        assert balance_of(order.number).due == order.total_minor - 100
        assert MoneyEntry.objects(number=order.number, cause="return:1").count() == 1
        assert AuditRecord.objects(action="change_due").count() == 1
        assert violations() == []

    def test_different_things_at_once_are_all_written(self, shop: Shop) -> None:
        order = a.paid_order(shop)
        calls = [lambda n=n: less(order.number, 10, f"return:{n}") for n in range(8)]

        assert refusals(at_once(calls)) == []
        assert balance_of(order.number).due == order.total_minor - 80
        assert violations() == []

    def test_nothing_is_not_written(self, shop: Shop) -> None:
        order = a.placed_order(shop)

        assert not post(order.number, MoneyKind.CAPTURED, 0, cause="nothing")
        assert len(entries_of(order.number)) == 1

    def test_random_entries_always_balance(self, shop: Shop) -> None:
        number = a.placed_order(shop).number
        dice = random.Random(7)
        for n in range(60):
            post(number, dice.choice(KINDS), dice.randint(-500, 500), cause=f"dice:{n // 2}")

        balance = balance_of(number)
        for kind in KINDS:
            assert getattr(balance, kind) == MoneyEntry.objects(number=number, kind=kind).sum("minor")


class TestOwedBack:
    def test_is_announced_when_less_is_due_than_came(self, shop: Shop) -> None:
        order = a.paid_order(shop)
        change_due(order.number, 50, cause="edit:1", actor=a.STAFF, reason="A second mug.")
        assert a.events(RefundOwed) == []

        less(order.number, 51, "edit:2")
        assert a.events(RefundOwed) == [RefundOwed(order.number)]

    def test_is_seen_by_whoever_comes_last_of_two_at_once(self, shop: Shop) -> None:
        """Money comes and the due gets less in the same instant: one of the two sees both."""
        for n in range(6):
            order = a.placed_order(shop, {f"MUG-{n}": 1})
            calls = [
                lambda number=order.number: bool(less(number, 30, "edit:1")),
                lambda number=order.number, all_of=order.total_minor: post(  # type: ignore[misc]
                    number, MoneyKind.CAPTURED, all_of, cause="payment:test"
                ),
            ]
            assert refusals(at_once(calls)) == []
            assert RefundOwed(order.number) in a.events(RefundOwed)

    def test_goes_back_exactly_and_once(self, shop: Shop, gateway: FakeGateway, queue: FakeQueue) -> None:
        order = a.paid_order(shop)
        for n, minor in enumerate((100, 250, 1)):
            less(order.number, minor, f"return:{n}")
            a.drain(queue)
            a.drain(queue)

        assert gateway.refunded_minor == 351
        assert balance_of(order.number) == Balance(
            "USD", due=order.total_minor - 351, captured=order.total_minor, refunded=351
        )
        assert violations() == []

    def test_what_is_taken_off_before_the_money_comes_does_not_go_back(
        self, shop: Shop, queue: FakeQueue, gateway: FakeGateway
    ) -> None:
        order = a.placed_order(shop)
        less(order.number, 100, "edit:1")
        a.drain(queue)

        assert (a.events(RefundOwed), gateway.calls["refund"]) == ([], 0)

    def test_never_more_than_came(self, shop: Shop, queue: FakeQueue, gateway: FakeGateway) -> None:
        order = a.paid_order(shop)
        less(order.number, order.total_minor, "return:all")
        post(order.number, MoneyKind.DISPUTED, 100, cause="dispute:1")
        a.drain(queue)

        assert gateway.refunded_minor == order.total_minor - 100

    def test_every_entry_knows_who_and_why(self, shop: Shop) -> None:
        order = a.paid_order(shop)
        less(order.number, 5, "return:1")
        entry = ledger.entries_of(order.number)[-1]

        assert (entry.actor, entry.reason, entry.currency) == (a.STAFF, "It came chipped.", "USD")
