"""Forgetting somebody: nothing of them is left, everything of everybody else, and the books add up as before."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core import clock
from core.approvals.models import Approval
from core.approvals.services import ask, withdraw
from core.approvals.wishes import Credit
from core.audit.models import AuditRecord
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.checkout.services import accept_manual_payment
from core.customers.errors import NotSignedIn
from core.customers.models import Customer, Session
from core.customers.proofs import ask_for_new_email
from core.customers.queries import is_live
from core.customers.services import sign_in
from core.inventory.wishes import wish
from core.invoices.models import Invoice
from core.mail.models import SentMail
from core.mail.ports import Message
from core.mail.services import send_once
from core.mailboxes import NOBODY
from core.money import Money
from core.orders.models import Order
from core.outbox.services import announce_alone
from core.payments.errors import GatewayAway
from core.payments.models import PayerAccount, Payment
from core.privacy import erasing
from core.privacy.errors import NobodyKnown
from core.privacy.models import Erasure, ErasureState, digest_of
from core.privacy.services import LOOK_AGAIN, ask_for_erasure, go_on
from core.shipping.services import ship_order
from core.tenders.models import TenderAccount
from core.tenders.services import grant_credit
from jobs.context import work_for
from jobs.schedule_events import ErasuresReviewDue
from tests import builders as a
from tests.at_once import answers, at_once
from tests.core.privacy.lives import (
    BARNABY,
    ZENOBIA,
    cart_of,
    everything,
    found,
    goods,
    lived,
    staff_member,
)
from tests.fakes import FakeMailer, FakeQueue, FakeVault


@pytest.fixture
def vault() -> FakeVault:
    return FakeVault()


@pytest.fixture(autouse=True)
def _house(shop: Shop, vault: FakeVault) -> None:
    """The jobs work for a shop where customers keep cards."""
    work_for(replace(shop, vault=vault))
    goods()


def erased(email: str, vault: FakeVault) -> Erasure:
    """Asked for, worked on, and gone through once more when its time has come."""
    erasure = go_on(ask_for_erasure(email, actor=a.STAFF).id, vault)
    with clock.moved(LOOK_AGAIN + timedelta(seconds=1)):
        return go_on(erasure.id, vault)


class TestNothingIsLeft:
    def test_nowhere_in_the_database_and_nobody_else_is_touched(
        self, shop: Shop, queue: FakeQueue, vault: FakeVault
    ) -> None:
        lived(ZENOBIA, shop, queue, vault)
        lived(BARNABY, shop, queue, vault)
        assert len(found(*ZENOBIA.traces)) > 30
        others = found(*BARNABY.traces)

        erasure = go_on(ask_for_erasure(ZENOBIA.email, actor=a.STAFF).id, vault)

        assert found(*ZENOBIA.traces) == []
        assert erasure.state == ErasureState.SETTLING
        assert found(*BARNABY.traces) == others
        assert violations() == []

    def test_the_books_stay_without_the_person(self, shop: Shop, queue: FakeQueue, vault: FakeVault) -> None:
        customer = lived(ZENOBIA, shop, queue, vault)
        before = {order.number: (order.total_minor, order.money) for order in Order.objects}

        erased(ZENOBIA.email, vault)

        assert {order.number: (order.total_minor, order.money) for order in Order.objects} == before
        for order in Order.objects:
            assert (order.email, order.customer_id) == (NOBODY, None)
            where = order.billing_address
            assert (where.country, where.region, where.postal_code) == ("US", "NV", "89")
            assert where.city == ""
        assert {tuple(invoice.buyer) for invoice in Invoice.objects} == {("(erased)", "US")}
        assert Payment.objects(buyer__customer_id=customer.id).first() is None
        assert violations() == []

    def test_the_account_its_sign_ins_and_the_cards_are_gone(
        self, shop: Shop, queue: FakeQueue, vault: FakeVault
    ) -> None:
        customer = lived(ZENOBIA, shop, queue, vault)
        session: Session = Session.objects(customer_id=customer.id).first()

        erased(ZENOBIA.email, vault)

        assert not is_live(session.id, customer.id)
        with pytest.raises(NotSignedIn):
            sign_in(ZENOBIA.email, a.PASSWORD, lasts=a.LASTING)
        assert vault.cards == {}
        assert set(vault.closed) == {f"cus_{customer.id}"}
        assert PayerAccount.objects.count() == 0
        assert a.customer(ZENOBIA.email).id != customer.id

    def test_no_mail_goes_out_for_what_was_still_to_be_told(
        self, queue: FakeQueue, vault: FakeVault, mailer: FakeMailer
    ) -> None:
        a.customer(ZENOBIA.email, name=ZENOBIA.name)

        erased(ZENOBIA.email, vault)
        a.drain(queue, later=timedelta(hours=1))

        assert mailer.sent == []
        assert not send_once(Message(NOBODY, "Hello", "", ""), key="x", mailer=mailer)
        assert SentMail.objects(id="x").first() is None

    def test_whoever_has_only_wished_for_goods_is_forgotten_too(self, vault: FakeVault) -> None:
        wish("JUG", ZENOBIA.email.upper(), market="us", locale="en-US")

        assert erased(ZENOBIA.email, vault).counts == {"restock_wishes": 1}
        assert found(ZENOBIA.email) == []


class TestWhoseItIs:
    def test_an_order_of_another_account_is_not_touched_though_the_address_stands_on_it(
        self, shop: Shop, vault: FakeVault
    ) -> None:
        a.customer(ZENOBIA.email)
        friend = a.customer(BARNABY.email)
        theirs = a.delivered_order(shop, basket=cart_of(BARNABY, friend.id, ZENOBIA.email))

        erased(ZENOBIA.email, vault)

        order = a.order(theirs.number)
        assert (order.email, order.customer_id) == (ZENOBIA.email, friend.id)
        assert order.shipping_address.line1 == BARNABY.street
        assert Customer.objects(id=friend.id).first()

    def test_an_address_that_somebody_only_wanted_is_not_theirs(self, vault: FakeVault) -> None:
        """Else whoever asks for another's address could have them forgotten."""
        customer = a.customer(ZENOBIA.email)
        a.customer(BARNABY.email)
        ask_for_new_email(customer.id, BARNABY.email, a.PASSWORD)

        erased(ZENOBIA.email, vault)

        assert [known.email for known in Customer.objects] == [BARNABY.email]


class TestWaits:
    def test_until_an_order_is_over_and_goes_on_by_itself(
        self, shop: Shop, queue: FakeQueue, vault: FakeVault
    ) -> None:
        order = a.paid_order(shop, basket=cart_of(ZENOBIA, a.customer(ZENOBIA.email).id))
        erasure = go_on(ask_for_erasure(ZENOBIA.email, actor=a.STAFF).id, vault)

        assert erasure.state == ErasureState.WAITING
        assert erasure.waits_for == [f"order {order.number}: paid"]
        assert Customer.objects(email=ZENOBIA.email).first()

        ship_order(order.number, carrier="UPS", tracking_code="1Z777", actor=a.STAFF)
        a.drain(queue)
        with clock.moved(timedelta(minutes=6)):
            announce_alone(ErasuresReviewDue())
            a.drain(queue)
        assert found(*ZENOBIA.traces, "1Z777") == []

    @pytest.mark.parametrize(
        ("left", "told"),
        [
            (lambda shop: a.placed_order(shop, basket=cart_of(ZENOBIA, None)), "awaiting payment"),
            (lambda shop: a.started_payment(shop, basket=cart_of(ZENOBIA, None)), "started"),
            (lambda shop: a.returning_order(shop, basket=cart_of(ZENOBIA, None)), "approved"),
        ],
    )
    def test_for_what_is_open(self, left: object, told: str, shop: Shop, vault: FakeVault) -> None:
        assert callable(left)
        left(shop)
        before = len(found(*ZENOBIA.traces))

        erasure = go_on(ask_for_erasure(ZENOBIA.email, actor=a.STAFF).id, vault)

        assert erasure.state == ErasureState.WAITING
        assert any(told in matter for matter in erasure.waits_for)
        assert len(found(*ZENOBIA.traces)) > before

    def test_for_what_somebody_still_has_to_decide(self, vault: FakeVault) -> None:
        wanted = Credit(a.customer(ZENOBIA.email).id, "Late.", 500, "USD")
        asker = staff_member("ada@quayside.example")
        asked = ask(wanted, Money(500, "USD"), actor=asker, name="a-form")
        waiting = go_on(ask_for_erasure(ZENOBIA.email, actor=a.STAFF).id, vault)
        assert waiting.waits_for == [f"approval {asked.id}: credit"]

        withdraw(asked.id, actor=asker)
        with clock.moved(timedelta(minutes=6)):
            assert go_on(waiting.id, vault).state != ErasureState.WAITING
        assert Approval.objects.get().customer_id is None

    def test_for_store_credit_unless_it_is_given_up(self, vault: FakeVault) -> None:
        customer = a.customer(ZENOBIA.email)
        account = grant_credit(customer.id, 500, "USD", cause="staff:1", actor=a.STAFF, reason="Sorry")

        waiting = go_on(ask_for_erasure(ZENOBIA.email, actor=a.STAFF).id, vault)
        assert waiting.waits_for == ["store credit in USD that is not spent"]
        Erasure.objects.delete()
        given = go_on(ask_for_erasure(ZENOBIA.email, actor=a.STAFF, give_up_credit=True).id, vault)

        assert given.state == ErasureState.SETTLING
        left: TenderAccount = TenderAccount.objects(id=account.id).get()
        assert (left.customer_id, left.balance_minor) == (None, 500)
        assert violations() == []

    def test_for_a_provider_that_is_away_and_keeps_what_leads_there(
        self, shop: Shop, queue: FakeQueue, vault: FakeVault
    ) -> None:
        lived(ZENOBIA, shop, queue, vault)
        vault.away = True
        erasure = ask_for_erasure(ZENOBIA.email, actor=a.STAFF)
        with pytest.raises(GatewayAway):
            go_on(erasure.id, vault)
        assert PayerAccount.objects.count() == 1

        vault.away = False
        go_on(erasure.id, vault)
        assert found(*ZENOBIA.traces) == []


class TestTwice:
    def test_is_the_same(self, shop: Shop, queue: FakeQueue, vault: FakeVault) -> None:
        lived(ZENOBIA, shop, queue, vault)
        first = erased(ZENOBIA.email, vault)
        rows = list(everything())

        again = erased(ZENOBIA.email.upper(), vault)

        assert (again.id, again.counts, again.done_at) == (first.id, first.counts, first.done_at)
        assert list(everything()) == rows

    def test_at_once_is_one(self, vault: FakeVault) -> None:
        a.customer(ZENOBIA.email)
        asked = at_once([lambda: str(ask_for_erasure(ZENOBIA.email, actor=a.STAFF).id)] * 6)
        (name,) = set(answers(asked))
        worked = at_once([lambda: str(go_on(name, vault).id)] * 4)

        assert (len(answers(asked)), len(answers(worked))) == (6, 4)
        assert Erasure.objects.count() == 1
        assert found(ZENOBIA.email) == []

    def test_somebody_who_comes_back_is_forgotten_again(self, vault: FakeVault) -> None:
        a.customer(ZENOBIA.email)
        first = erased(ZENOBIA.email, vault)
        a.customer(ZENOBIA.email)

        assert erased(ZENOBIA.email, vault).id != first.id
        assert found(ZENOBIA.email) == []

    def test_nobody_is_said_to_be_nobody(self) -> None:
        with pytest.raises(NobodyKnown):
            ask_for_erasure("nobody@example.com", actor=a.STAFF)


class TestGoesOn:
    @pytest.mark.parametrize("after", [1, 4, 9, 15, 22])
    def test_after_it_died_anywhere_and_counts_nothing_twice(
        self,
        after: int,
        shop: Shop,
        queue: FakeQueue,
        vault: FakeVault,
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        lived(ZENOBIA, shop, queue, vault)
        erasure = ask_for_erasure(ZENOBIA.email, actor=a.STAFF)
        batches, real = [], erasing._erase

        def dying(*args: object) -> int:
            done = real(*args)  # type: ignore[arg-type]  # whatever it is given
            batches.append(done)
            if len(batches) == after:
                raise KeyboardInterrupt
            return done

        monkeypatch.setattr(erasing, "_erase", dying)
        with pytest.raises(KeyboardInterrupt):
            go_on(erasure.id, vault)
        done = go_on(erasure.id, vault)

        assert found(*ZENOBIA.traces) == []
        assert sum(done.counts.values()) == sum(batches)

    def test_with_the_records_that_were_not_counted_when_it_died(
        self, vault: FakeVault, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """A batch and its count are one: what was not counted was not done."""
        a.customer(ZENOBIA.email)
        erasure = ask_for_erasure(ZENOBIA.email, actor=a.STAFF)
        with monkeypatch.context() as patch:
            patch.setattr(erasing, "_count", lambda *_: 1 / 0)
            with pytest.raises(ZeroDivisionError):
                go_on(erasure.id, vault)
        assert Customer.objects.count() == 1

        assert go_on(erasure.id, vault).counts["customers"] == 1

    def test_in_another_job_when_its_time_is_over(
        self, shop: Shop, queue: FakeQueue, vault: FakeVault
    ) -> None:
        lived(ZENOBIA, shop, queue, vault)
        erasure = go_on(ask_for_erasure(ZENOBIA.email, actor=a.STAFF).id, vault, seconds=0)
        assert erasure.state == ErasureState.WORKING

        a.drain(queue)
        assert found(*ZENOBIA.traces) == []

    def test_with_what_was_under_way_when_everything_was_gone_through(self, vault: FakeVault) -> None:
        """A request that had read the account wrote after it was gone."""
        a.customer(ZENOBIA.email)
        erasure = go_on(ask_for_erasure(ZENOBIA.email, actor=a.STAFF).id, vault)
        SentMail(id="late", recipient=ZENOBIA.email, subject=ZENOBIA.name).save(force_insert=True)
        assert go_on(erasure.id, vault).state == ErasureState.SETTLING

        with clock.moved(LOOK_AGAIN + timedelta(seconds=1)):
            assert go_on(erasure.id, vault).state == ErasureState.DONE
        assert found(ZENOBIA.email, ZENOBIA.name) == []


class TestProof:
    def test_says_when_by_whom_how_much_and_of_whom_only_to_those_who_know(
        self, shop: Shop, queue: FakeQueue, vault: FakeVault
    ) -> None:
        lived(ZENOBIA, shop, queue, vault)
        erasure = erased(ZENOBIA.email, vault)

        assert (erasure.state, erasure.under_way) == (ErasureState.DONE, False)
        assert erasure.digest == digest_of(f" {ZENOBIA.email.upper()}")
        assert (erasure.asked_by, erasure.person, erasure.sealed) == (a.STAFF, None, None)
        assert erasure.done_at
        assert erasure.counts["orders"] == 4
        assert erasure.counts["customers"] == 1
        (record,) = AuditRecord.objects(action="erase_person")
        assert (record.actor, record.target) == (a.STAFF, f"erasure:{erasure.id}")

    def test_a_manual_order_that_is_paid_and_shipped_is_over(self, shop: Shop, vault: FakeVault) -> None:
        order = a.placed_order(shop, basket=cart_of(ZENOBIA, None), provider="manual")
        accept_manual_payment(order.number, actor=a.STAFF)
        ship_order(order.number, carrier="UPS", tracking_code=None, actor=a.STAFF)

        assert erased(ZENOBIA.email, vault).state == ErasureState.DONE
