"""Money that somebody has to look at: refunds, disputes, differences to the provider, what was set aside."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import abort, url_for
from mongoengine import QuerySet
from werkzeug import Response

from admin.acts import done
from admin.base import StaffView, command, page
from admin.choices import Choice, named
from admin.forms import GivenForm, ReasonForm
from admin.identity import actor
from admin.reach import MARKET, is_of_mine
from core.checkout.by_staff import close_set_aside
from core.payments.by_hand import (
    drop_failed,
    give_by_hand,
    open_to_a_person,
    refunds_for_a_person,
    settle_difference,
    try_again,
)
from core.payments.models import DISPUTE_OPEN, DISPUTE_OVER, Payment, PaymentState, Refund, RefundState
from core.payments.queries import order_paid_by, payment_by_id
from core.payments.reconciliations import Difference, DifferenceKind

MOST_FOR_A_PERSON = 100
STATES = (
    RefundState.FAILED,
    RefundState.PLANNED,
    RefundState.GONE,
    RefundState.BY_HAND,
    RefundState.DROPPED,
)


def _for_a_person(_: str) -> Mapping[str, object]:
    return {"id__in": [refund.id for refund in refunds_for_a_person(MOST_FOR_A_PERSON)]}


class Refunds(StaffView):
    """Money on its way back. What no job can see to has its buttons on its page."""

    list_template = "money/refunds.html"
    reaches = MARKET
    order_field = "number"
    sorted_by = ("-at",)
    search_hint = "Order number"
    choices = (
        Choice("hand", "By whom", lambda: {"person": "For a person"}, _for_a_person, tabs=True),
        Choice("state", "State", named(*STATES)),
    )

    def get_query(self) -> QuerySet:
        """By state and time, as the index has it."""
        return Refund.objects(state__in=STATES)

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        return query.filter(number=text.upper())

    def beside(self, rows: Sequence[Refund]) -> Mapping[str, Any]:
        return {"open_to": open_to_a_person(rows)}

    def is_mine(self, **given: Any) -> bool:
        refund = Refund.objects(id=given["refund_id"]).first() if given else None
        return not given or (refund is not None and is_of_mine(refund.number))

    @page("/<refund_id>")
    def refund(self, refund_id: str) -> str:
        refund = Refund.objects(id=refund_id).first() or abort(404)
        rendered: str = self.render(
            "money/refund.html",
            refund=refund,
            payment=payment_by_id(refund.payment_id),
            open_to=open_to_a_person([refund])[refund.id],
            given_form=GivenForm(formdata=None),
            reason_form=ReasonForm(formdata=None),
        )
        return rendered

    @command("/<refund_id>/given", needs="payments", reaches=MARKET)
    def given(self, refund_id: str) -> Response:
        form, here = GivenForm(), url_for("refunds.refund", refund_id=refund_id)
        said = "It was given back; the books of the order say so."
        return done(here, form, said, lambda: give_by_hand(refund_id, actor=actor(), remark=form.remark.data))

    @command("/<refund_id>/again", needs="payments", reaches=MARKET)
    def again(self, refund_id: str) -> Response:
        here = url_for("refunds.refund", refund_id=refund_id)
        said = "It is tried again. Where it goes shows with the order within seconds."
        return done(here, None, said, lambda: try_again(refund_id, actor=actor()))

    @command("/<refund_id>/dropped", needs="payments", reaches=MARKET)
    def dropped(self, refund_id: str) -> Response:
        form, here = ReasonForm(), url_for("refunds.refund", refund_id=refund_id)
        return done(
            here,
            form,
            "It is of no more concern.",
            lambda: drop_failed(refund_id, actor=actor(), reason=form.reason.data),
        )


def _of_dispute(state: str) -> Mapping[str, object]:
    return {"status__in": DISPUTE_OPEN if state == "open" else DISPUTE_OVER}


class Disputes(StaffView):
    """What cardholders' banks dispute, as the provider told it last. It is answered in the provider's own console."""

    list_template = "money/disputes.html"
    reaches = MARKET
    order_field = "number"
    search_hint = "Order number"
    choices = (Choice("state", "State", lambda: {"open": "Open", "over": "Decided"}, _of_dispute, tabs=True),)
    sorted_by = ("-changed_at",)

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        return query.filter(number=text.upper())


KINDS = {
    DifferenceKind.PAID_WITHOUT_ORDER: "Paid, and no order stands against it",
    DifferenceKind.UNKNOWN_PAYMENT: "A payment that nobody knows",
    DifferenceKind.ORDER_WITHOUT_PAYMENT: "An order without its payment",
    DifferenceKind.AMOUNT: "Another amount",
    DifferenceKind.CURRENCY: "Another currency",
    DifferenceKind.REFUND: "Refunds differ",
    DifferenceKind.DISPUTE: "Disputes differ",
    DifferenceKind.STATE: "Another state",
}
"""What each kind of difference is called."""


def _of_difference(state: str) -> Mapping[str, object]:
    return {"repaired_at": None} if state == "open" else {"repaired_at__ne": None}


class Differences(StaffView):
    """What the books and the provider do not agree about, after all that could be repaired was."""

    list_template = "money/differences.html"
    reaches = MARKET
    order_field = "number"
    search_hint = "Order number"
    choices = (
        Choice("state", "State", lambda: {"open": "Open", "over": "Settled"}, _of_difference, tabs=True),
    )
    sorted_by = ("-found_at",)

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        return query.filter(number=text.upper())

    def beside(self, _rows: Sequence[Difference]) -> Mapping[str, Any]:
        return {"kinds": KINDS}

    def is_mine(self, **given: Any) -> bool:
        found = Difference.objects(id=given["difference_id"]).first() if given else None
        return not given or (found is not None and is_of_mine(found.number))

    @page("/<difference_id>")
    def difference(self, difference_id: str) -> str:
        found = Difference.objects(id=difference_id).first() or abort(404)
        rendered: str = self.render(
            "money/difference.html", difference=found, kinds=KINDS, form=ReasonForm(formdata=None)
        )
        return rendered

    @command("/<difference_id>/settled", needs="payments", reaches=MARKET)
    def settled(self, difference_id: str) -> Response:
        form, here = ReasonForm(), url_for("differences.difference", difference_id=difference_id)
        return done(
            here,
            form,
            "It is settled. Found again by a later comparison, it is open again.",
            lambda: settle_difference(difference_id, actor=actor(), reason=form.reason.data),
        )


class SetAside(StaffView):
    """Payments of another amount or currency than was asked for: they pay for nothing until a person has looked."""

    list_template = "money/set_aside.html"
    sorted_by = ("held_until",)

    def get_query(self) -> QuerySet:
        return Payment.objects(state=PaymentState.QUARANTINED)

    @page("/<payment_id>")
    def payment(self, payment_id: str) -> str:
        payment = payment_by_id(payment_id)
        rendered: str = self.render(
            "money/payment.html",
            payment=payment,
            order=order_paid_by(payment),
            is_set_aside=payment.state == PaymentState.QUARANTINED,
            form=ReasonForm(formdata=None),
        )
        return rendered

    @command("/<payment_id>/closed", needs="payments")
    def closed(self, payment_id: str) -> Response:
        form, here = ReasonForm(), url_for("set_aside.payment", payment_id=payment_id)
        return done(
            here,
            form,
            "The payment is closed.",
            lambda: close_set_aside(payment_id, actor=actor(), reason=form.reason.data),
        )
