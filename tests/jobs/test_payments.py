import random
from datetime import timedelta

import pytest

from core import clock
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.inbox.events import StripeWebhookKept
from core.inbox.models import Receipt
from core.inbox.services import receive
from core.orders.ledger import balance_of
from core.outbox.models import OutboxMessage
from core.payments.models import Payment, PaymentState
from core.payments.queries import unsettled
from jobs.payments import AT_ONCE
from tests import builders as a
from tests.fakes import FakeGateway, FakeMailer, FakeQueue

AFTER_THE_HOLD = timedelta(minutes=16)
KINDS = ("payment_intent.created", "payment_intent.processing", "payment_intent.succeeded", "charge.refunded")


def ref_of(payment_id: str) -> str:
    return str(a.payment(payment_id).provider_ref)


class TestWebhooks:
    def test_a_paid_order_by_webhook_from_the_inbox_to_the_mail(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue, mailer: FakeMailer
    ) -> None:
        order = a.placed_order(shop)
        gateway.pay(ref_of(order.payment_id))
        assert a.webhook_kept(gateway, ref_of(order.payment_id))
        a.drain(queue)

        assert a.order(order.number).status == "paid"
        assert mailer.keys == [f"order_confirmation:{order.number}"]
        assert Receipt.objects.get().done_at

    @pytest.mark.parametrize("seed", [1, *(pytest.param(n, marks=pytest.mark.faults) for n in range(2, 9))])
    def test_every_event_three_times_in_any_order_ends_the_same(
        self, seed: int, shop: Shop, gateway: FakeGateway, queue: FakeQueue, mailer: FakeMailer
    ) -> None:
        """Some before the order is placed, some while it is, some after it was refunded."""
        dice = random.Random(seed)
        started = [a.started_payment(shop, {f"MUG-{n}": 1}).payment for n in range(4)]
        deliveries = [(p, kind) for p in started for kind in KINDS] * 3
        dice.shuffle(deliveries)
        paid: set[str] = set()
        for payment, kind in deliveries:
            if kind != "payment_intent.created" and payment.id not in paid:
                paid.add(payment.id)
                gateway.pay(ref_of(payment.id))
            a.webhook_kept(gateway, ref_of(payment.id), kind)
            if dice.random() < 0.3:
                a.drain(queue)
        a.drain(queue)

        assert {a.payment(payment.id).state for payment in started} == {PaymentState.PAID}
        assert sorted(mailer.keys) == sorted(set(mailer.keys))
        assert len(mailer.keys) == 4
        assert Receipt.objects(done_at=None).first() is None
        assert violations() == []

    @pytest.mark.usefixtures("shop")
    def test_an_event_about_nothing_of_ours_is_kept_and_done(self, queue: FakeQueue) -> None:
        for number, facts in enumerate(({}, {"ref": "pi_elsewhere"}, {"payment_id": "pay_elsewhere"})):
            told = StripeWebhookKept(f"stripe-evt_{number}")
            receive(told, source="stripe", kind="customer.created", body=b"{}", facts=facts)
        a.drain(queue)

        assert Receipt.objects(done_at__ne=None).count() == 3
        assert OutboxMessage.objects(state__ne="done").first() is None
        assert violations() == []

    def test_one_that_overtook_the_answer_finds_the_payment_by_our_own_name(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        payment = a.started_payment(shop).payment
        ref = ref_of(payment.id)
        Payment.objects(id=payment.id).update_one(unset__provider_ref=1)
        gateway.pay(ref)
        a.webhook_kept(gateway, ref)
        a.drain(queue)

        assert (a.payment(payment.id).state, ref_of(payment.id)) == (PaymentState.PAID, ref)

    def test_with_the_provider_away_it_waits_and_is_settled_later(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        payment = a.started_payment(shop).payment
        gateway.pay(ref_of(payment.id))
        a.webhook_kept(gateway, ref_of(payment.id))
        gateway.faults.away = True
        a.drain(queue)
        assert Receipt.objects.get().done_at is None

        gateway.faults.away = False
        a.drain(queue, later=timedelta(seconds=40))
        assert a.payment(payment.id).state == PaymentState.PAID
        assert Receipt.objects.get().done_at


class TestReview:
    def test_ends_what_nobody_paid_and_finds_what_nobody_told_of(
        self, shop: Shop, gateway: FakeGateway
    ) -> None:
        late = a.started_payment(shop, {"MUG": 1}).payment
        with clock.moved(AFTER_THE_HOLD):
            silent = a.started_payment(shop, {"POT": 1}).payment
            gateway.pay(ref_of(silent.id))
            a.review_payments()

        assert (a.payment(late.id).state, a.payment(silent.id).state) == (
            PaymentState.RETIRED,
            PaymentState.PAID,
        )
        assert violations() == []

    def test_a_payment_that_its_provider_does_not_know_keeps_nobody_waiting(
        self, shop: Shop, gateway: FakeGateway
    ) -> None:
        """As after a change of keys: none of the old ones can be looked up any more."""
        strange = [a.started_payment(shop, {f"MUG-{n}": 1}).payment for n in range(3)]
        fine = a.started_payment(shop, {"POT": 1}).payment
        for payment in strange:
            del gateway.intents[ref_of(payment.id)]
        gateway.pay(ref_of(fine.id))
        a.review_payments()

        assert a.payment(fine.id).state == PaymentState.PAID

    def test_everyone_has_their_turn_however_many_are_stuck(self, shop: Shop, gateway: FakeGateway) -> None:
        a.markets()
        a.goods("MUG", available=AT_ONCE + 5)
        stuck = [a.started_payment(shop, {"MUG": 1}).payment for _ in range(AT_ONCE)]
        for payment in stuck:
            del gateway.intents[ref_of(payment.id)]
        with clock.moved(timedelta(seconds=1)):
            fine = a.started_payment(shop, {"MUG": 1}).payment
        with clock.moved(AFTER_THE_HOLD):
            a.review_payments()
        with clock.moved(AFTER_THE_HOLD + timedelta(minutes=1)):
            a.review_payments()

        assert a.payment(fine.id).state == PaymentState.RETIRED

    def test_orders_that_wait_for_a_bank_transfer_are_not_in_the_way(
        self, shop: Shop, gateway: FakeGateway
    ) -> None:
        a.markets()
        a.goods("MUG", available=AT_ONCE + 5)
        by_hand = [a.placed_order(shop, {"MUG": 1}, provider="manual") for _ in range(AT_ONCE)]
        silent = a.started_payment(shop, {"MUG": 1}).payment
        gateway.pay(ref_of(silent.id))
        with clock.moved(timedelta(days=3)):
            a.review_payments()

        assert a.payment(silent.id).state == PaymentState.PAID
        assert {a.order(order.number).status for order in by_hand} == {"awaiting_payment"}

    def test_with_the_provider_away_nothing_changes(self, shop: Shop, gateway: FakeGateway) -> None:
        payment = a.started_payment(shop).payment
        gateway.faults.away = True
        with clock.moved(AFTER_THE_HOLD):
            a.review_payments()

        assert a.payment(payment.id).state == PaymentState.STARTED

    def test_a_provider_that_is_no_longer_configured_keeps_nobody_waiting(
        self, shop: Shop, gateway: FakeGateway
    ) -> None:
        Payment.objects(id=a.started_payment(shop, {"MUG": 1}).payment.id).update_one(set__provider="gone")
        fine = a.started_payment(shop, {"POT": 1}).payment
        gateway.pay(ref_of(fine.id))
        a.review_payments()

        assert a.payment(fine.id).state == PaymentState.PAID

    def test_only_what_is_open_is_asked_about(self, shop: Shop) -> None:
        a.paid_order(shop, {"MUG": 1})
        a.refunded_payment(shop, {"POT": 1})
        waits = a.started_payment(shop, {"CUP": 1}).payment

        assert [payment.id for payment in unsettled(10)] == [waits.id]


class TestAfterwards:
    def test_a_cancelled_order_cannot_be_paid_and_frees_its_goods(self, shop: Shop, queue: FakeQueue) -> None:
        order = a.cancelled_order(shop, {"MUG": 2})
        a.drain(queue)

        assert a.payment(order.payment_id).state == PaymentState.RETIRED
        assert a.held("MUG") == 0

    def test_money_that_came_by_hand_goes_back_by_hand(self, shop: Shop) -> None:
        payment = a.refunded_payment(shop, {"MUG": 1}, provider="manual")

        assert payment.state == PaymentState.REFUND_DUE
        assert OutboxMessage.objects(state__ne="done").first() is None

    def test_a_refund_that_the_provider_refuses_is_shown_to_staff(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        paid = a.paid_order(shop, {"MUG": 1})
        gateway.refusing = {"refund"}
        a.cancel(paid.number)
        for minutes in range(0, 100, 10):
            a.drain(queue, later=timedelta(minutes=minutes))

        dead = OutboxMessage.objects(state="dead").get()
        assert (dead.event, "GatewayRefused" in str(dead.last_fault)) == ("RefundOwed", True)
        assert gateway.refunded_minor == 0

    def test_what_staff_gave_back_at_the_provider_is_not_given_back_again(
        self, shop: Shop, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        paid = a.paid_order(shop, {"MUG": 1})
        gateway.give_back(ref_of(paid.payment_id), paid.total_minor)
        a.cancel(paid.number)
        a.drain(queue)

        assert (gateway.refunded_minor, balance_of(paid.number).open) == (paid.total_minor, 0)
        assert a.payment(paid.payment_id).state == PaymentState.REFUNDED
        assert OutboxMessage.objects(state__ne="done").first() is None
        assert violations() == []
