"""What only a person can see to: it is shown until it is done, is done once, and the books agree afterwards."""

from typing import Any

import pytest

from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.checkout.settlement import settle
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.outbox.models import MOST_ATTEMPTS, OutboxMessage, OutboxState
from core.payments.by_hand import (
    drop_failed,
    give_by_hand,
    open_to_a_person,
    refunds_for_a_person,
    settle_difference,
    try_again,
)
from core.payments.errors import (
    DifferenceNotFound,
    NothingOwedBack,
    RefundNotFound,
    RefundUnderWay,
    StillOwedBack,
)
from core.payments.models import Payment, PaymentState, Refund, RefundState
from core.payments.reconciliations import note_difference, open_differences
from core.payments.refunds import plan_refunds
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.fakes import FakeGateway, FakeQueue
from tests.wire import Wire


@pytest.fixture
def by_hand(shop: Shop, queue: FakeQueue) -> Refund:
    """The refund of a cancelled order that had been paid by bank transfer."""
    order = a.paid_order(shop, provider="manual")
    a.cancel(order.number)
    a.drain(queue)
    return _only_refund()


@pytest.fixture
def failed(shop: Shop, gateway: FakeGateway, queue: FakeQueue) -> Refund:
    """A refund that went and that a bank has sent back."""
    order = a.paid_order(shop)
    a.cancel(order.number)
    a.drain(queue)
    _send_back(gateway, order)
    return _only_refund()


def _only_refund() -> Refund:
    refund: Refund = Refund.objects.get()
    return refund


def _send_back(gateway: FakeGateway, order: Order) -> None:
    payment = a.payment(order.payment_id)
    gateway.fail_refund(str(payment.provider_ref), str(_only_refund().provider_ref))
    settle(payment, gateway)


def _open() -> list[str]:
    return [refund.id for refund in refunds_for_a_person(10)]


class TestByHand:
    def test_it_waits_for_a_person_until_it_is_given_and_the_books_say_so(self, by_hand: Refund) -> None:
        assert _open() == [by_hand.id]
        assert open_to_a_person([by_hand]) == {by_hand.id: frozenset({"given"})}
        give_by_hand(by_hand.id, actor=a.STAFF, remark="Bank transfer of 27 November")

        balance = balance_of(str(by_hand.number))
        assert (balance.refunded, balance.refunding, balance.owed_back) == (by_hand.minor, 0, 0)
        assert _open() == []
        record = AuditRecord.objects.get(action="give_by_hand")
        assert (record.actor, record.target) == (a.STAFF, f"order:{by_hand.number}")
        assert record.facts["remark"] == "Bank transfer of 27 November"
        assert violations() == []

    def test_of_many_who_say_so_at_once_one_is_heard(self, by_hand: Refund) -> None:
        said = at_once([lambda: give_by_hand(by_hand.id, actor=a.STAFF, remark="-")] * 4)

        assert len(answers(said)) == 1
        assert {type(refusal) for refusal in refusals(said)} == {RefundUnderWay}
        assert balance_of(str(by_hand.number)).refunded == by_hand.minor

    def test_what_a_job_sees_to_is_for_no_person(self, shop: Shop) -> None:
        order = a.paid_order(shop)
        a.cancel(order.number)
        (refund,) = plan_refunds(order.number)

        assert _open() == []
        with pytest.raises(RefundUnderWay):
            give_by_hand(refund.id, actor=a.STAFF, remark="-")
        with pytest.raises(RefundUnderWay):
            try_again(refund.id, actor=a.STAFF)
        with pytest.raises(RefundUnderWay):
            drop_failed(refund.id, actor=a.STAFF, reason="-")
        with pytest.raises(RefundNotFound):
            give_by_hand("rf_none", actor=a.STAFF, remark="-")


class TestRefused:
    def test_while_a_job_asks_on_nobody_gives_it_and_then_a_person_may(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        order = a.paid_order(shop)
        a.cancel(order.number)
        gateway.refusing.add("refund")
        a.drain(queue)
        refund = _only_refund()
        assert _open() == [refund.id]
        with pytest.raises(RefundUnderWay):
            give_by_hand(refund.id, actor=a.STAFF, remark="-")
        OutboxMessage.objects(state=OutboxState.READY).update(
            set__state=OutboxState.DEAD, set__attempts=MOST_ATTEMPTS
        )
        assert open_to_a_person([refund]) == {refund.id: frozenset({"given", "again"})}
        give_by_hand(refund.id, actor=a.STAFF, remark="-")

        assert balance_of(order.number).refunded == refund.minor
        gateway.refusing.clear()
        a.drain(queue)
        assert gateway.refunded_minor == 0
        assert violations() == []


def test_what_is_open_takes_four_reads_however_many_there_are(failed: Refund, wire: Wire) -> None:
    def alike(name: str, **facts: Any) -> Refund:
        return Refund(**{**failed._data, "id": name, **facts})

    many = [
        alike(f"rf_{state}_{place}", state=state, refusals=1)
        for state in ("failed", "planned")
        for place in range(5)
    ]
    with wire.recorded() as commands:
        found = open_to_a_person([failed, *many])

    assert found[failed.id] == found["rf_failed_4"] == found["rf_planned_4"] == {"given", "again"}
    assert len(commands) == 4


class TestFailed:
    def test_it_can_go_once_more_through_its_provider(
        self, failed: Refund, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        assert open_to_a_person([failed]) == {failed.id: frozenset({"given", "again"})}
        try_again(failed.id, actor=a.STAFF)
        a.drain(queue)

        assert sorted(refund.state for refund in Refund.objects) == [RefundState.DROPPED, RefundState.GONE]
        assert gateway.refunded_minor == failed.minor
        assert _open() == []
        assert violations() == []

    def test_it_can_be_given_another_way_and_the_provider_telling_of_it_again_changes_nothing(
        self, failed: Refund, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        give_by_hand(failed.id, actor=a.STAFF, remark="By bank transfer")
        settle(a.payment(failed.payment_id), gateway)
        a.drain(queue)

        assert _only_refund().state == RefundState.BY_HAND
        balance = balance_of(str(failed.number))
        assert (balance.refunded, balance.owed_back) == (failed.minor, 0)
        assert a.payment(failed.payment_id).given_back_minor == failed.minor
        assert violations() == []

    def test_it_goes_back_once_however_two_people_see_to_it(
        self, failed: Refund, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        at_once(
            [
                lambda: give_by_hand(failed.id, actor=a.STAFF, remark="-"),
                lambda: try_again(failed.id, actor=a.STAFF),
            ]
        )
        a.drain(queue)

        assert balance_of(str(failed.number)).refunded == failed.minor
        assert gateway.refunded_minor in (0, failed.minor)
        assert violations() == []

    def test_it_is_dropped_only_when_nothing_is_owed(self, failed: Refund) -> None:
        with pytest.raises(StillOwedBack):
            drop_failed(failed.id, actor=a.STAFF, reason="-")
        plan_refunds(str(failed.number))
        with pytest.raises(NothingOwedBack):
            give_by_hand(failed.id, actor=a.STAFF, remark="-")
        with pytest.raises(NothingOwedBack):
            try_again(failed.id, actor=a.STAFF)
        drop_failed(failed.id, actor=a.STAFF, reason="It went with the next one.")

        assert failed.id not in _open()

    def test_without_an_order_it_goes_once_more_as_well(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        started = a.payment(a.started_payment(shop).payment.id)
        gateway.pay(str(started.provider_ref))
        Payment.objects(id=started.id).update_one(
            set__state=PaymentState.REFUND_DUE, set__captured_minor=started.amount_minor
        )
        refund = Refund(
            id="rf_1",
            payment_id=started.id,
            minor=started.amount_minor,
            currency=started.currency,
            state=RefundState.FAILED,
            at=started.started_at,
        ).save(force_insert=True)
        try_again(refund.id, actor=a.STAFF)
        a.drain(queue)

        assert gateway.refunded_minor == started.amount_minor
        assert a.payment(started.id).state == PaymentState.REFUNDED


@pytest.mark.usefixtures("database")
class TestDifferences:
    def test_one_is_settled_with_a_reason_and_open_again_when_it_is_found_again(self) -> None:
        def found() -> None:
            note_difference("amount", "pi_1", "10.00 USD came", payment_id=None, number=None, repaired=False)

        found()
        settle_difference("amount:pi_1", actor=a.STAFF, reason="A test payment.")
        assert open_differences() == []
        assert AuditRecord.objects.get().facts == {"reason": "A test payment."}
        with pytest.raises(DifferenceNotFound):
            settle_difference("amount:pi_1", actor=a.STAFF, reason="-")
        found()
        assert [one.id for one in open_differences()] == ["amount:pi_1"]
