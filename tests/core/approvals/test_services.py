"""One asks, another approves: who may, once, and nothing but what was asked for."""

from collections.abc import Callable
from contextvars import Context
from dataclasses import replace
from datetime import timedelta
from functools import partial
from threading import Thread
from typing import Any

import pytest

from core import clock
from core.allowances.errors import NotAsAgreed, SecondPersonNeeded
from core.allowances.models import Allowance
from core.approvals.errors import (
    ApprovalNotFound,
    ApprovalOver,
    AskerGone,
    NotTheirs,
    OwnApproval,
)
from core.approvals.models import Approval, ApprovalState
from core.approvals.queries import approval_named, has_code_to_tell, waiting_for
from core.approvals.services import (
    WAITS,
    approve,
    ask,
    code_of,
    decline,
    give,
    withdraw,
)
from core.approvals.wishes import (
    WISHES,
    Cancel,
    Credit,
    Edit,
    GiftCard,
    Inspect,
    Refund,
    ReplaceCard,
    Wish,
    wish_of,
)
from core.audit.models import AuditRecord
from core.audit.services import SYSTEM
from core.bootstrap import Shop
from core.checkout.invariants import violations
from core.customers.errors import CustomerNotFound
from core.customers.models import Customer
from core.db import transactional
from core.errors import ShopError
from core.orders.changes import OrderChange
from core.orders.errors import RefundTooLarge, WrongOrderState
from core.orders.ledger import balance_of
from core.orders.models import Order
from core.orders.refunds import grant_refund
from core.payments.models import Refund as PaymentRefund
from core.returns.models import Return
from core.returns.services import Finding, Inspection, receive_return
from core.shipping.services import ship_order
from core.staff.errors import NoFactor, NotAllowed, WrongCode
from core.staff.guessing import StaffTries
from core.staff.models import StaffMember
from core.staff.second_factor import prove
from core.staff.standing import bind, change_role, deactivate, kept_at_work
from core.tenders.errors import CodeTold
from core.tenders.models import TenderAccount
from core.tenders.queries import gift_card_of
from core.tenders.services import open_gift_card, tell_code
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.core.approvals.conftest import Colleague, colleague
from tests.fakes import FakeGateway, FakeQueue

SERVICES = "core.approvals.services"
A_MOMENT = 0.3
"""Seconds; more than it takes to let somebody go whom nothing keeps."""


def asked(wish: Wish, by: str, name: str = "a-form") -> Approval:
    """It is tried, refused, and asked for."""
    with pytest.raises(SecondPersonNeeded) as needed:
        give(wish, actor=by, name=name)
    return ask(wish, needed.value.money, actor=by, name=name)


def refund(order: Order, minor: int = 5_000) -> Refund:
    return Refund(order.number, "Scratched.", minor=minor)


def approved(approval: Approval, by: Colleague) -> Approval:
    return approve(approval.id, actor=by.email, code=by.code)


def refuses(act: Callable[[], object], why: type[ShopError]) -> None:
    with pytest.raises(why):
        act()


class TestAsking:
    def test_what_one_may_alone_is_done_at_once(self, order: Order, asker: str) -> None:
        give(refund(order, 1_000), actor=asker, name="a-form")

        assert balance_of(order.number).owed_back == 1_000
        assert Approval.objects.count() == 0

    def test_what_takes_two_waits_and_gives_nothing(self, order: Order, asker: str, queue: FakeQueue) -> None:
        approval = asked(refund(order), asker)
        a.drain(queue)

        assert (approval.act, approval.number, approval.market) == ("refund", order.number, "us")
        assert (approval.money.amount, approval.asked_by, approval.reason) == ("50.00", asker, "Scratched.")
        assert [one.id for one in waiting_for(number=order.number)] == [approval.id]
        assert balance_of(order.number).owed_back == PaymentRefund.objects.count() == 0
        assert a.order(order.number).timeline == order.timeline
        record = AuditRecord.objects.get(action="ask_approval")
        assert (record.actor, record.target, record.facts["minor"]) == (asker, f"order:{order.number}", 5_000)

    def test_what_is_not_right_is_refused_to_one_as_to_two(self, order: Order, asker: str) -> None:
        refuses(lambda: give(refund(order, 10_001), actor=asker, name="a-form"), RefundTooLarge)

    def test_once_for_each_form(self, order: Order, asker: str) -> None:
        assert {asked(refund(order), asker).id for _ in range(3)} == {Approval.objects.get().id}

    @pytest.mark.parametrize("role", ["viewer", "fulfilment"])
    def test_it_takes_the_right_for_it(self, role: str, order: Order) -> None:
        member = a.staff_member("packer@quayside.example", role)
        refuses(lambda: asked(refund(order), member.email), NotAllowed)
        refuses(lambda: asked(refund(order), "nobody@quayside.example"), NotAllowed)


class TestApproving:
    def test_it_is_done_as_it_was_asked_for_and_both_are_named(
        self, order: Order, asker: str, bea: Colleague, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        approval = asked(refund(order), asker)
        approved(approval, bea)
        a.drain(queue)

        assert gateway.refunded_minor == 5_000
        change = OrderChange.objects.get()
        assert (change.minor, change.actor, change.reason) == (-5_000, asker, "Scratched.")
        timeline = [(entry.what, entry.actor, entry.note) for entry in a.order(order.number).timeline[-2:]]
        assert timeline == [
            ("refund_granted", asker, "Scratched."),
            ("approved", bea.email, f"{asker} had asked for it."),
        ]
        record = AuditRecord.objects.get(action="approve")
        assert (record.actor, record.facts["asked_by"], record.facts["minor"]) == (bea.email, asker, 5_000)
        known = Approval.objects.get()
        assert (known.state, known.decided_by, known.outcome) == ("done", bea.email, change.id)
        assert violations() == []

    def test_it_costs_neither_of_them_what_they_may_alone(
        self, order: Order, asker: str, bea: Colleague
    ) -> None:
        approved(asked(refund(order), asker), bea)
        assert Allowance.objects.count() == 0

    def test_nobody_approves_their_own(self, order: Order, bea: Colleague) -> None:
        approval = asked(refund(order), bea.email)
        refuses(lambda: approved(approval, bea), OwnApproval)
        refuses(lambda: approve(approval.id, actor="BEA@quayside.example", code=bea.code), OwnApproval)
        refuses(lambda: decline(approval.id, actor=bea.email, reason="No."), OwnApproval)

        assert balance_of(order.number).owed_back == 0

    def test_nobody_approves_without_their_second_factor(
        self, order: Order, asker: str, bea: Colleague
    ) -> None:
        approval = asked(refund(order), asker)
        other = a.staff_member("carl@quayside.example", "owner").email
        refuses(lambda: approve(approval.id, actor=other, code="123456"), NoFactor)
        refuses(lambda: approve(approval.id, actor=bea.email, code="123456"), WrongCode)

        assert balance_of(order.number).owed_back == 0
        assert [tried.failures for tried in StaffTries.objects] == [1], (
            "where they are signed in, and nowhere else"
        )
        assert StaffMember.objects.get(email=bea.email).failures == 0
        approved(approval, bea)

    @pytest.mark.parametrize("role", ["viewer", "fulfilment", "catalogue"])
    def test_nobody_approves_what_they_may_not_do(self, role: str, order: Order, asker: str) -> None:
        approval, other = asked(refund(order), asker), colleague("dan@quayside.example", role)
        refuses(lambda: approved(approval, other), NotAllowed)
        refuses(lambda: decline(approval.id, actor=other.email, reason="No."), NotAllowed)

        assert balance_of(order.number).owed_back == 0

    def test_nobody_approves_who_works_here_no_more(self, order: Order, asker: str, bea: Colleague) -> None:
        approval = asked(refund(order), asker)
        deactivate(bea.email)
        refuses(lambda: approved(approval, bea), NotAllowed)

        assert balance_of(order.number).owed_back == 0

    def test_nor_who_is_let_go_while_they_approve(
        self, order: Order, asker: str, bea: Colleague, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """After their code was found good, and before what they approve is done."""
        approval = asked(refund(order), asker)

        def proves(member: StaffMember, code: str, *, device: str) -> StaffMember:
            shown = prove(member, code, device=device)
            deactivate(bea.email)
            return shown

        monkeypatch.setattr(f"{SERVICES}.prove", proves)
        refuses(lambda: approved(approval, bea), NotAllowed)

        assert balance_of(order.number).owed_back == 0
        assert Approval.objects.get().waits

    def test_nor_in_the_very_moment(
        self, order: Order, asker: str, bea: Colleague, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Whoever is let go between the look at them and the end of the transaction conflicts with it."""
        approval = asked(refund(order), asker)
        elsewhere = Thread(target=Context().run, args=(deactivate, bea.email))
        waited: list[bool] = []

        def keeps(email: str) -> StaffMember | None:
            member = kept_at_work(email)
            if email == bea.email and not waited:
                elsewhere.start()
                elsewhere.join(A_MOMENT)
                waited.append(elsewhere.is_alive())
            return member

        monkeypatch.setattr(f"{SERVICES}.kept_at_work", keeps)
        approved(approval, bea)
        elsewhere.join()

        assert waited == [True], "to let them go waits for what they approve"
        assert not StaffMember.objects.get(email=bea.email).active

    @pytest.mark.parametrize("gone", ["deactivated", "of another role", "bound elsewhere"])
    def test_nothing_is_done_for_whoever_may_do_it_no_more(
        self, gone: str, order: Order, asker: str, bea: Colleague
    ) -> None:
        a.markets()
        approval = asked(refund(order), asker)
        {
            "deactivated": lambda: deactivate(asker),
            "of another role": lambda: change_role(asker, "viewer"),
            "bound elsewhere": lambda: bind(asker, ["eu"]),
        }[gone]()
        refuses(lambda: approved(approval, bea), AskerGone)

        assert balance_of(order.number).owed_back == 0
        decline(approval.id, actor=bea.email, reason="They left.")

    def test_markets_bind_both(self, order: Order, asker: str, bea: Colleague) -> None:
        a.markets()
        bind(asker, ["us"])
        approval = asked(refund(order), asker)
        bind(bea.email, ["eu"])
        refuses(lambda: approved(approval, bea), NotAllowed)
        bind(bea.email, ["us", "eu"])
        approved(approval, bea)

        assert balance_of(order.number).owed_back == 5_000

    def test_who_is_bound_decides_nothing_of_the_whole_shop(self, asker: str, bea: Colleague) -> None:
        a.markets()
        approval = asked(GiftCard(5_000, "USD", "A prize."), asker)
        bind(bea.email, ["us", "eu"])
        refuses(lambda: approved(approval, bea), NotAllowed)
        refuses(lambda: asked(GiftCard(5_000, "USD", "Mine."), bea.email, "another"), NotAllowed)

        assert TenderAccount.objects.count() == 0


class TestOnce:
    def test_of_two_who_approve_at_once_one_does(
        self, order: Order, asker: str, bea: Colleague, gateway: FakeGateway, queue: FakeQueue
    ) -> None:
        approval, carl = asked(refund(order), asker), colleague("carl@quayside.example")
        results = at_once([partial(approved, approval, one) for one in (bea, carl)])
        a.drain(queue)

        assert [type(one) for one in refusals(results)] == [ApprovalOver]
        assert gateway.refunded_minor == 5_000
        assert OrderChange.objects.count() == AuditRecord.objects(action="approve").count() == 1
        assert violations() == []

    def test_approve_and_decline_at_once_are_one_of_them(
        self, order: Order, asker: str, bea: Colleague
    ) -> None:
        approval, carl = asked(refund(order), asker), colleague("carl@quayside.example")
        acts: list[Callable[[], Approval]] = [
            partial(approved, approval, bea),
            partial(decline, approval.id, actor=carl.email, reason="No."),
        ]
        results = at_once(acts)

        kept: Approval = answers(results)[0]
        assert balance_of(order.number).owed_back == (5_000 if kept.state == ApprovalState.DONE else 0)

    def test_what_was_decided_stays_so(self, order: Order, asker: str, bea: Colleague) -> None:
        approval = asked(refund(order), asker)
        approved(approval, bea)
        with clock.moved(timedelta(minutes=5)):
            refuses(lambda: approved(approval, bea), ApprovalOver)
            refuses(lambda: decline(approval.id, actor=bea.email, reason="No."), ApprovalOver)
            refuses(lambda: withdraw(approval.id, actor=asker), ApprovalOver)

        assert balance_of(order.number).owed_back == 5_000

    def test_a_code_is_not_spent_on_what_is_over(self, order: Order, asker: str, bea: Colleague) -> None:
        over, waits = asked(refund(order), asker), asked(refund(order, 4_000), asker, "another")
        withdraw(over.id, actor=asker)
        refuses(lambda: approved(over, bea), ApprovalOver)
        approved(waits, bea)

    def test_whoever_dies_before_the_end_has_done_nothing(
        self, order: Order, asker: str, bea: Colleague, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Approval and act are one transaction: there is no moment between them."""
        approval = asked(refund(order), asker)

        class Killed(BaseException):
            pass

        def dies(*_: object, **__: object) -> None:
            raise Killed

        with monkeypatch.context() as patch:
            patch.setattr(f"{SERVICES}._record", dies)
            with pytest.raises(Killed):
                approved(approval, bea)
        assert (balance_of(order.number).owed_back, Approval.objects.get().waits) == (0, True)
        with clock.moved(timedelta(minutes=1)):
            approved(approval, bea)

        assert balance_of(order.number).owed_back == 5_000

    def test_it_waits_for_three_days(self, order: Order, asker: str, bea: Colleague) -> None:
        approval = asked(refund(order), asker)
        with clock.moved(WAITS):
            refuses(lambda: approved(approval, bea), ApprovalOver)
            assert Approval.objects.get().standing == ApprovalState.EXPIRED
            assert waiting_for(number=order.number) == []
        with clock.moved(WAITS - timedelta(minutes=1)):
            approved(approval, bea)

    def test_who_asked_takes_it_back_and_nobody_else(self, order: Order, asker: str, bea: Colleague) -> None:
        approval = asked(refund(order), asker)
        refuses(lambda: withdraw(approval.id, actor=bea.email), NotTheirs)
        withdraw(approval.id, actor=asker)
        refuses(lambda: approved(approval, bea), ApprovalOver)
        refuses(lambda: withdraw("apr_no", actor=asker), ApprovalNotFound)

        assert Approval.objects.get().state == ApprovalState.WITHDRAWN

    def test_who_declines_says_why(self, order: Order, asker: str, bea: Colleague) -> None:
        known = decline(asked(refund(order), asker).id, actor=bea.email, reason="Ask for a picture.")

        assert (known.state, known.remark, known.decided_by) == (
            "declined",
            "Ask for a picture.",
            bea.email,
        )
        assert AuditRecord.objects.get(action="decline").facts["remark"] == "Ask for a picture."
        assert balance_of(order.number).owed_back == 0


class TestWhatHasChangedMeanwhile:
    def test_what_is_not_there_any_more_is_not_given_back(
        self, order: Order, asker: str, bea: Colleague
    ) -> None:
        approval = asked(refund(order, 9_500), asker)
        give(refund(order, 1_000), actor=asker, name="another")
        refuses(lambda: approved(approval, bea), RefundTooLarge)

        assert balance_of(order.number).owed_back == 1_000
        assert Approval.objects.get().waits

    def test_another_sum_is_not_what_was_approved(self, order: Order, asker: str, bea: Colleague) -> None:
        """Pieces cost what is left of their line, and that is less now."""
        approval = asked(Refund(order.number, "Broken.", pieces=(("MUG", 2),)), asker)
        give(refund(order, 1_000), actor=asker, name="another")
        refuses(lambda: approved(approval, bea), NotAsAgreed)

        assert (balance_of(order.number).owed_back, OrderChange.objects.count()) == (1_000, 1)

    def test_an_order_that_has_left_is_not_cancelled(self, shop: Shop, asker: str, bea: Colleague) -> None:
        a.markets()
        a.goods("MUG", prices={"us": 2_350}, available=9)
        number = a.paid_order(shop, {"MUG": 2}).number
        approval = asked(Cancel(number, "They rang."), asker)
        ship_order(number, carrier="UPS", tracking_code="1Z", actor=a.STAFF)
        refuses(lambda: approved(approval, bea), WrongOrderState)

        assert a.order(number).status == "shipped"

    def test_whoever_was_erased_is_given_nothing(self, asker: str, bea: Colleague) -> None:
        approval = asked(Credit(a.customer().id, "Late.", 5_000, "USD"), asker)
        Customer.objects.delete()
        refuses(lambda: approved(approval, bea), CustomerNotFound)

        assert TenderAccount.objects.count() == 0


def _in_three(shop: Shop, act: str) -> Any:
    """That wish, of a new order where it is about one."""
    a.markets()
    a.goods("MUG", prices={"us": 2_350}, available=9)
    if act in ("credit", "gift_card"):
        known = {"minor": 5_000, "currency": "USD", "reason": "A prize."}
        return GiftCard(**known) if act == "gift_card" else Credit(a.customer().id, **known)  # type: ignore[arg-type]
    if act == "replace_gift_card":
        card = open_gift_card(5_000, "USD", actor=SYSTEM)
        return ReplaceCard(card.id, card.ending, "Who asked for it has left.")
    if act == "inspect":
        number = a.returning_order(shop, {"MUG": 2}).number
        returned = Return.objects.get(order_number=number).number
        receive_return(returned, actor=a.STAFF)
        return Inspect.of(number, returned, Inspection({"MUG": Finding(restock=1, refund=1)}))
    number = (a.shipped_order if act == "refund" else a.paid_order)(shop, {"MUG": 3}).number
    wishes = {
        "refund": Refund(number, "Late.", pieces=(("MUG", 2),), delivery_minor=100, minor=50),
        "cancel": Cancel(number, "They rang."),
        "edit": Edit(number, "They rang.", pieces=(("MUG", 1),)),
    }
    return wishes[act]


@pytest.mark.parametrize("act", sorted(WISHES))
def test_every_wish_is_asked_for_and_done_as_it_was(
    act: str, shop: Shop, asker: str, bea: Colleague, queue: FakeQueue
) -> None:
    wish = _in_three(shop, act)
    approval = asked(wish, asker)
    assert wish_of(Approval.objects.get()) == wish, "what is kept is what was asked for"
    assert {one.id for one in TenderAccount.objects(balance_minor__gt=0)} <= {getattr(wish, "card_id", None)}
    assert OrderChange.objects.count() == 0
    approved(approval, bea)
    a.drain(queue)

    given = sum(one.balance_minor for one in TenderAccount.objects)
    back = sum(balance_of(order.number).refunded for order in Order.objects)
    assert given + back == approval.minor
    assert violations() == []


@pytest.mark.parametrize("kind", [Refund, Edit])
def test_all_pieces_that_were_named_are_in_what_is_done(
    kind: type[Refund | Edit], shop: Shop, asker: str, bea: Colleague
) -> None:
    a.markets()
    for sku in ("MUG", "POT"):
        a.goods(sku, prices={"us": 2_350}, available=9)
    number = a.paid_order(shop, {"MUG": 3, "POT": 3}).number
    approved(asked(kind(number, "They rang.", pieces=(("POT", 2), ("MUG", 1))), asker), bea)

    lines = {line.key: line.quantity for line in OrderChange.objects.get().lines}
    assert lines == ({"POT": -2, "MUG": -1} if kind is Refund else {"POT": -1, "MUG": -2})
    assert violations() == []


def test_a_name_of_goods_with_dots_and_dollars_is_kept(order: Order, asker: str) -> None:
    wish = Refund(order.number, "Late.", pieces=(("A.B$C", 1),), minor=5_000)
    with pytest.raises(ShopError):
        give(wish, actor=asker, name="a-form")
    plain = replace(wish, pieces=())
    with pytest.raises(SecondPersonNeeded) as needed:
        give(plain, actor=asker, name="a-form")
    ask(wish, needed.value.money, actor=asker, name="a-form")

    assert wish_of(Approval.objects.get()) == wish


def test_the_code_of_a_card_is_told_once_to_whoever_asked(asker: str, bea: Colleague) -> None:
    approval = asked(GiftCard(5_000, "USD", "A prize."), asker)
    refuses(lambda: code_of(approval.id, actor=asker), ApprovalOver)
    done = approved(approval, bea)
    assert has_code_to_tell(done)
    refuses(lambda: code_of(approval.id, actor=bea.email), NotTheirs)
    code = code_of(approval.id, actor=asker)
    refuses(lambda: code_of(approval.id, actor=asker), CodeTold)

    assert gift_card_of(code, "USD").balance_minor == 5_000
    assert not has_code_to_tell(done)
    assert code not in str(list(Approval._get_collection().find()))


def test_a_card_whose_asker_has_left_before_its_code_was_told_is_replaced(asker: str, bea: Colleague) -> None:
    approval = asked(GiftCard(5_000, "USD", "A prize."), asker)
    lost = str(approved(approval, bea).outcome)
    deactivate(asker)
    carl = colleague("carl@quayside.example")
    again = asked(ReplaceCard(lost, "", "Ada has left."), bea.email, "another")
    approved(again, carl)

    code = code_of(again.id, actor=bea.email)
    assert gift_card_of(code, "USD").balance_minor == 5_000
    assert not has_code_to_tell(approval_named(approval.id)), "the card is void"
    refuses(lambda: tell_code(lost, actor=bea.email), CodeTold)


def test_a_refund_at_once_by_two_forms_of_one_member_is_bounded_by_the_day(order: Order, asker: str) -> None:
    """Two windows of one member, each under the bound."""

    @transactional
    def form(name: str) -> str:
        return give(refund(order, 900), actor=asker, name=name)

    results = at_once([partial(form, f"form-{n}") for n in range(6)])

    assert len(answers(results)) == 2
    assert balance_of(order.number).owed_back == 1_800
    assert {type(one) for one in refusals(results)} == {SecondPersonNeeded}


def test_whoever_goes_round_the_wishes_is_bounded_as_well(order: Order, asker: str) -> None:
    refuses(lambda: grant_refund(order.number, actor=asker, reason="Late.", minor=1_001), SecondPersonNeeded)
