"""Money that a person has to look at: what its pages show, and that each press is one recorded call of a service."""

import pytest

from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.checkout.settlement import settle
from core.markets.models import Market
from core.markets.queries import forget
from core.money import Money
from core.orders.ledger import balance_of, change_due
from core.orders.models import Order
from core.payments.models import Capture, PaymentState, Refund
from core.payments.reconciliations import note_difference, open_differences
from core.returns.models import Return
from tests import builders as a
from tests.admin.browser import Browser, seen
from tests.admin.conftest import Seat
from tests.fakes import FakeGateway, FakeQueue

pytestmark = pytest.mark.usefixtures("plenty")


def _set_aside(shop: Shop) -> Order:
    a.ready_cart({"MUG-SAND": 1})
    Market.objects(code="us").update_one(set__manual_capture=True)
    forget()
    return a.paid_order(shop, {"MUG-SAND": 2})


class TestRefunds:
    def test_what_came_by_hand_is_given_back_by_a_person_who_says_so(
        self, shop: Shop, owner: Browser, queue: FakeQueue
    ) -> None:
        order = a.paid_order(shop, provider="manual")
        a.cancel(order.number)
        a.drain(queue)
        refund = Refund.objects.get()
        total = order.total.words("en-US")
        assert f"{refund.id} {order.number} {total}" in owner.see("/refunds/?hand=person").text
        assert f"{total}" in owner.see(f"/orders/{order.number}").text
        assert f"transfer {total}, then say so here" in owner.see(f"/refunds/{refund.id}").text
        page = owner.follow(owner.send(f"/refunds/{refund.id}/given", remark="Transfer of 27 November"))

        assert "It was given back; the books of the order say so." in page.text
        assert "Given by hand" in page.text
        assert balance_of(order.number).refunded == order.total_minor
        assert AuditRecord.objects.get(action="give_by_hand").facts["remark"] == "Transfer of 27 November"
        assert refund.id not in owner.see("/refunds/?hand=person").text

    def test_how_it_was_given_has_to_be_said(self, shop: Shop, owner: Browser, queue: FakeQueue) -> None:
        order = a.paid_order(shop, provider="manual")
        a.cancel(order.number)
        a.drain(queue)
        page = owner.follow(owner.send(f"/refunds/{Refund.objects.get().id}/given", remark=" "))

        assert "How: say how it was given back" in page.text
        assert balance_of(order.number).refunded == 0

    def test_what_a_bank_sent_back_is_tried_again(
        self, shop: Shop, owner: Browser, queue: FakeQueue, gateway: FakeGateway
    ) -> None:
        order = a.paid_order(shop)
        a.cancel(order.number)
        a.drain(queue)
        refund, payment = Refund.objects.get(), a.payment(order.payment_id)
        gateway.fail_refund(str(payment.provider_ref), str(refund.provider_ref))
        settle(payment, gateway)
        assert "Failed" in owner.see("/refunds/?state=failed").text
        assert "Still to go back" in owner.see(f"/orders/{order.number}").text
        owner.send(f"/refunds/{refund.id}/again")
        a.drain(queue)

        assert gateway.refunded_minor == order.total_minor
        assert violations() == []


class TestDisputesAndDifferences:
    def test_a_dispute_is_listed_and_stands_on_its_order(
        self, shop: Shop, owner: Browser, gateway: FakeGateway
    ) -> None:
        order = a.paid_order(shop)
        payment = a.payment(order.payment_id)
        name = gateway.dispute(str(payment.provider_ref), 500)
        settle(payment, gateway)

        assert f"{name} {order.number} $5.00 Fraudulent" in owner.see("/disputes/?state=open").text
        assert name not in owner.see("/disputes/?state=over").text
        text = owner.see(f"/orders/{order.number}").text
        assert "$5.00 · Fraudulent" in text
        assert "Needs response" in text

    def test_a_difference_is_settled_with_a_reason(self, owner: Browser) -> None:
        note_difference(
            "amount", "pi_1", "10.00 USD came there", payment_id=None, number=None, repaired=False
        )
        assert "Another amount" in owner.see("/differences/?state=open").text
        path = "/differences/amount:pi_1"
        page = owner.follow(owner.send(f"{path}/settled", reason=""))
        assert "Reason: say why." in page.text
        owner.send(f"{path}/settled", reason="A test payment.")

        assert open_differences() == []
        assert AuditRecord.objects.get(action="settle_difference").facts == {"reason": "A test payment."}

    def test_a_payment_of_another_amount_is_looked_at_and_closed(
        self, shop: Shop, owner: Browser, gateway: FakeGateway
    ) -> None:
        started = a.payment(a.started_payment(shop).payment.id)
        gateway.pay(str(started.provider_ref), Money(1_000, started.currency))
        settle(started, gateway)
        said = f"10.00 USD came, {started.amount.amount} USD were due"
        assert said in owner.see("/set-aside/").text
        owner.send(f"/set-aside/{started.id}/closed", reason="Given back at Stripe.")

        assert a.payment(started.id).state == PaymentState.REFUNDED
        assert said not in owner.see("/set-aside/").text


class TestWhatIsOpen:
    def test_a_difference_that_came_by_hand_is_in_the_books_once(self, shop: Shop, owner: Browser) -> None:
        order = a.paid_order(shop)
        change_due(order.number, 500, cause="edit:1", actor=a.STAFF, reason="A second spoon.")
        assert "Take what is open: $5.00" in owner.see(f"/orders/{order.number}").text
        for _ in range(2):
            page = owner.follow(owner.send(f"/orders/{order.number}/difference/came", seen="500"))

        assert "All that is due" in page.text
        assert balance_of(order.number).open == 0
        record = AuditRecord.objects.get(action="accept_difference")
        assert (record.actor, record.facts["minor"]) == ("owner@quayside.example", 500)
        assert violations() == []

    @pytest.mark.parametrize("act", ["came", "charge"])
    def test_what_has_changed_since_it_was_shown_is_shown_again(
        self, act: str, shop: Shop, owner: Browser
    ) -> None:
        order = a.paid_order(shop)
        change_due(order.number, 500, cause="edit:1", actor=a.STAFF, reason="A second spoon.")
        change_due(order.number, 200, cause="edit:2", actor=a.STAFF, reason="A third one.")
        owner.send(f"/orders/{order.number}/difference/{act}", seen="500")
        assert balance_of(order.number).open == 700

    def test_where_no_card_is_kept_none_is_charged(self, shop: Shop, owner: Browser) -> None:
        order = a.paid_order(shop)
        change_due(order.number, 500, cause="edit:1", actor=a.STAFF, reason="A second spoon.")
        page = owner.follow(owner.send(f"/orders/{order.number}/difference/charge", seen="500"))

        assert "There is no such card" in page.text
        assert balance_of(order.number).open == 500


class TestSetAside:
    def test_a_part_is_taken_once_and_the_rest_is_left(
        self, shop: Shop, owner: Browser, gateway: FakeGateway
    ) -> None:
        order = _set_aside(shop)
        path = f"/orders/{order.number}"
        key = str(owner.see(path).field_with_id("capture-key"))
        for _ in range(2):
            owner.send(f"{path}/captures", key=key, amount="1.50 USD")

        assert gateway.captured_minor == balance_of(order.number).captured == 150
        assert AuditRecord.objects.get(action="take_set_aside").facts["minor"] == 150
        assert "$1.50" in owner.see(path).text
        assert violations() == []

    @pytest.mark.parametrize("typed", ["", "0", "-1", "150 EUR", "1.505", "9999", "1e2", "NaN"])
    def test_what_is_no_amount_or_too_much_takes_nothing(
        self, typed: str, shop: Shop, owner: Browser, gateway: FakeGateway
    ) -> None:
        order = _set_aside(shop)
        page = owner.follow(owner.send(f"/orders/{order.number}/captures", amount=typed))

        assert gateway.captured_minor == Capture.objects.count() == 0
        assert "mount" in page.text

    def test_what_was_not_answered_is_asked_for_again(
        self, shop: Shop, owner: Browser, gateway: FakeGateway
    ) -> None:
        order = _set_aside(shop)
        gateway.faults.broken.add("capture")
        owner.send(f"/orders/{order.number}/captures", amount="1.50")
        gateway.faults.broken.clear()
        planned = Capture.objects.get()
        assert "Ask again" in owner.see(f"/orders/{order.number}").text
        owner.send(f"/orders/{order.number}/captures/{planned.id}/again")

        assert gateway.captured_minor == 150
        assert Capture.objects.get().done_at is not None


ELSEWHERE = {
    "name": "Ada Lovelace",
    "line1": "1 Virginia Street",
    "city": "Reno",
    "region": "NV",
    "postal_code": "89501",
    "reason": "They moved.",
}


class TestAddress:
    def test_it_asks_for_what_the_country_wants_and_the_order_goes_there(
        self, shop: Shop, owner: Browser
    ) -> None:
        order = a.paid_order(shop)
        page = owner.see(f"/orders/{order.number}/address")
        for label in ("State", "ZIP code", "Street and number"):
            assert label in page.text
        page = owner.follow(owner.send(f"/orders/{order.number}/address", **ELSEWHERE))

        assert "goes to the new address" in page.text
        assert a.order(order.number).shipping_address.line1 == "1 Virginia Street"
        assert AuditRecord.objects.get(action="send_elsewhere").facts["reason"] == "They moved."

    @pytest.mark.parametrize(
        ("change", "said"),
        [
            ({"postal_code": "1"}, "ZIP code: There is no such zip code in US."),
            ({"line1": ""}, "Street and number: an address there has one."),
            ({"region": ""}, "State: "),
            ({"reason": ""}, "Reason: say why."),
        ],
    )
    def test_each_field_at_fault_is_named(
        self, change: dict[str, str], said: str, shop: Shop, owner: Browser
    ) -> None:
        order = a.paid_order(shop)
        given = {**ELSEWHERE, **change, **({"postal_code": "x"} if "region" in change else {})}
        answer = owner.send(f"/orders/{order.number}/address", **given)

        assert answer.status_code == 422
        assert said in seen(answer).text
        assert a.order(order.number).shipping_address == order.shipping_address


class TestReturns:
    def test_they_are_listed_by_state_and_found_by_either_number(self, shop: Shop, seat: Seat) -> None:
        order, browser = a.returning_order(shop, {"MUG-SAND": 2}), seat("viewer")
        number = Return.objects.get().number
        for chosen in ({}, {"state": "approved"}, {"text": number.lower()}, {"text": order.number}):
            page = browser.find("/returns/", **chosen)
            assert f"{number} {order.number}" in page.text, chosen
            assert f"/orders/{order.number}#{number}" in page.links()
        for chosen in ({"state": "asked"}, {"text": "R-0"}):
            assert number not in browser.find("/returns/", **chosen).text, chosen
