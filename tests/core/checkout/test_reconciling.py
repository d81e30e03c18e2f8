"""Check 21: what was lost on the way is found, repaired or reported; on a clean day there is no alarm."""

import random
from dataclasses import replace
from datetime import timedelta

import pytest

from core import clock
from core.bootstrap import Shop
from core.checkout import reconciling
from core.checkout.invariants import violations
from core.checkout.reconciling import MOST_CALLS, begin, go_on
from core.checkout.settlement import agree
from core.money import Money
from core.orders.errors import WrongOrderState
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.payments.errors import GatewayAway
from core.payments.models import Payment, PaymentState
from core.payments.ports import GatewayPayment
from core.payments.reconciliations import Difference, Reconciliation, open_differences
from core.payments.services import note_reference
from jobs.payments import reconcile
from jobs.schedule_events import ReconciliationDue
from tests import builders as a
from tests.fakes import FakeGateway, FakeQueue

LATER = timedelta(minutes=10)


def whole_pass(gateway: FakeGateway, *, later: timedelta = LATER) -> None:
    with clock.moved(later):
        begin("stripe", days=1)
        while go_on("stripe", gateway):
            pass


def kinds() -> list[str]:
    return sorted(difference.kind for difference in open_differences())


def ref_of(payment: Payment) -> str:
    return str(a.payment(payment.id).provider_ref)


def test_a_clean_day_raises_no_alarm(shop: Shop, gateway: FakeGateway, queue: FakeQueue) -> None:
    a.paid_order(shop, {"A": 1})
    a.started_payment(shop, {"B": 1})
    a.refunded_payment(shop, {"C": 1})
    a.cancelled_order(shop, {"D": 1})
    a.drain(queue)
    before = dict(gateway.calls)
    whole_pass(gateway)

    assert (Difference.objects.count(), Reconciliation.objects.get().repaired) == (0, 0)
    asked = gateway.calls["look_up"] - before.get("look_up", 0)
    assert asked <= 2, "only what had a refund is looked at twice"


@pytest.mark.parametrize("many", [8, pytest.param(100, marks=[pytest.mark.faults, pytest.mark.timeout(600)])])
def test_what_nobody_told_of_is_found_in_one_pass(
    many: int, shop: Shop, gateway: FakeGateway, queue: FakeQueue
) -> None:
    """Three in ten webhooks are lost, and the process died between the charge and its record."""
    dice = random.Random(1)
    started = [a.started_payment(shop, {f"MUG-{n}": 1}).payment for n in range(many)]
    refs = [ref_of(payment) for payment in started]
    for n, ref in enumerate(refs):
        gateway.pay(ref)
        if n == 0:
            Payment.objects(id=started[n].id).update_one(unset__provider_ref=1)
        elif dice.random() >= 0.3:
            a.webhook_kept(gateway, ref)
    a.drain(queue)
    for n, ref in enumerate(refs):
        if n % 4 == 1:
            gateway.give_back(ref, 100)
        if n % 4 == 2:
            gateway.dispute(ref, 200)
        if n % 4 in (1, 2) and dice.random() >= 0.3:
            a.webhook_kept(gateway, ref, "charge.updated")
    a.drain(queue)
    whole_pass(gateway)

    assert {a.payment(payment.id).state for payment in started} == {PaymentState.PAID}
    assert Order.objects(status="paid").count() == many
    for n, payment in enumerate(started):
        balance = balance_of(Order.objects.get(payment_id=payment.id).number)
        assert balance.captured == payment.amount_minor
        assert (balance.refunded, balance.disputed) == (100 * (n % 4 == 1), 200 * (n % 4 == 2))
    assert (kinds(), violations()) == ([], [])
    assert Reconciliation.objects.get().repaired > 0


def test_what_cannot_be_repaired_is_listed_by_its_kind(shop: Shop, gateway: FakeGateway) -> None:
    short, foreign = (a.started_payment(shop, {name: 1}).payment for name in ("A", "B"))
    gateway.pay(ref_of(short), Money(1, "USD"))
    gateway.pay(ref_of(foreign), Money(short.amount_minor, "EUR"))
    gone = a.paid_order(shop, {"C": 1})
    del gateway.intents[ref_of(a.payment(gone.payment_id))]
    stranger = a.started_payment(shop, {"D": 1}).payment
    gateway.pay(ref_of(stranger))
    Payment.objects(id=stranger.id).delete()
    for _ in range(2):
        whole_pass(gateway)

    assert set(kinds()) >= {"currency", "order_without_payment", "paid_without_order", "unknown_payment"}
    assert Difference.objects(kind="unknown_payment").count() == 1


def test_a_second_payment_of_one_attempt_is_for_a_person(shop: Shop, gateway: FakeGateway) -> None:
    payment = a.started_payment(shop, {"A": 1}).payment
    first, second = ref_of(payment), "pi_second"
    gateway.intents[second] = replace(gateway.intents[first], ref=second)
    gateway.pay(second)
    assert note_reference(payment, second).provider_ref == first
    whole_pass(gateway)

    known = a.payment(payment.id)
    assert (known.provider_ref, known.state) == (first, PaymentState.STARTED)
    assert [(one.kind, one.ref) for one in open_differences()] == [("unknown_payment", second)]


def test_paid_and_cannot_become_an_order_goes_back_in_full(
    shop: Shop, gateway: FakeGateway, queue: FakeQueue
) -> None:
    a.markets()
    a.goods("MUG", available=1)
    late = a.started_payment(shop, {"MUG": 1}).payment
    gateway.pay(ref_of(late))
    with clock.moved(timedelta(minutes=16)):
        a.paid_order(shop, {"MUG": 1}, email="eve@example.com")
    whole_pass(gateway, later=timedelta(minutes=20))
    a.drain(queue, later=timedelta(minutes=20))

    assert (a.payment(late.id).state, gateway.intents[ref_of(late)].refunded) == (
        PaymentState.REFUNDED,
        late.amount_minor,
    )
    assert (kinds(), violations()) == ([], [])


def test_a_pass_that_dies_goes_on_where_it_was(shop: Shop, gateway: FakeGateway) -> None:
    for n in range(6):
        a.paid_order(shop, {f"MUG-{n}": 1})
    gateway.page = 2
    with clock.moved(LATER):
        begin("stripe", days=1)
        gateway.calls.clear()
        run = Reconciliation.objects.get()
        reconciling._hold_a_page_against(run, gateway, reconciling.Allowance())
        gateway.faults.away = True
        with pytest.raises(GatewayAway):
            go_on("stripe", gateway)
        gateway.faults.away = False
        gateway.calls.clear()
        assert not go_on("stripe", gateway)

    assert gateway.calls["listed"] == 2 + 2, "two pages are left of the payments, then refunds and disputes"
    assert Reconciliation.objects.get().looked_at == 6


def test_what_cannot_be_taken_over_keeps_no_other_from_its_turn(
    shop: Shop, gateway: FakeGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (a.started_payment(shop, {name: 1}).payment for name in ("A", "B"))
    for payment in (first, second):
        gateway.pay(ref_of(payment))

    def refuse_the_first(payment: Payment, seen: GatewayPayment) -> None:
        if payment.id == first.id:
            raise WrongOrderState("Q-1", "partly shipped", "cancelled")
        agree(payment, seen)

    monkeypatch.setattr(reconciling, "agree", refuse_the_first)
    whole_pass(gateway)

    assert a.payment(second.id).state == PaymentState.PAID
    assert [(one.kind, one.payment_id) for one in open_differences()] == [("state", first.id)]
    assert not reconciling.is_running("stripe")


def test_a_part_makes_no_more_calls_than_allowed(shop: Shop, gateway: FakeGateway) -> None:
    a.markets()
    a.goods("MUG", available=5)
    a.paid_order(shop, {"MUG": 1})
    gateway.page = 1
    ref = next(iter(gateway.intents))
    for n in range(MOST_CALLS + 20):
        gateway.intents[f"{ref}-{n}"] = gateway.intents[ref]
    gateway.calls.clear()
    with clock.moved(LATER):
        reconcile(ReconciliationDue())
        assert sum(gateway.calls.values()) <= MOST_CALLS + 1
        assert reconciling.is_running("stripe")


def test_a_part_whose_time_is_over_ends_within_a_page_and_the_next_goes_on_there(
    shop: Shop, gateway: FakeGateway, monkeypatch: pytest.MonkeyPatch
) -> None:
    for n in range(3):
        gateway.pay(ref_of(a.started_payment(shop, {f"MUG-{n}": 1}).payment))
    monkeypatch.setattr(reconciling, "MOST_SECONDS", -1.0)
    with clock.moved(LATER):
        begin("stripe", days=1)
        for looked_at in (1, 2, 3):
            run = Reconciliation.objects.get()
            reconciling._hold_a_page_against(run, gateway, reconciling.Allowance())
            assert Reconciliation.objects.get().looked_at == looked_at
        monkeypatch.undo()
        assert not go_on("stripe", gateway)

    assert (Reconciliation.objects.get().looked_at, Order.objects(status="paid").count()) == (3, 3)


def test_the_schedule_starts_a_pass_a_quarter_of_an_hour_after_the_last(
    shop: Shop, gateway: FakeGateway
) -> None:
    a.paid_order(shop)
    with clock.moved(LATER):
        reconcile(ReconciliationDue())
        first = Reconciliation.objects.get().started_at
        reconcile(ReconciliationDue())
        assert Reconciliation.objects.get().started_at == first
    with clock.moved(LATER * 3):
        reconcile(ReconciliationDue())
    assert Reconciliation.objects.get().started_at > first
    assert gateway.calls["refund"] == 0
