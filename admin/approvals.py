"""What waits for a second person: who wants to give what, why and how much, and what was decided."""

from collections.abc import Iterator, Mapping
from typing import Any

from flask import flash, redirect, url_for
from mongoengine import Q, QuerySet
from werkzeug import Response

from admin.acts import done
from admin.base import StaffView, command, page
from admin.choices import Choice
from admin.forms import ApproveForm, OnceForm, ReasonForm
from admin.identity import actor, current_member
from admin.once import once
from admin.reach import MARKET, in_mine, is_of_mine
from admin.words import count_of, money
from core import clock
from core.approvals.models import Approval, ApprovalState
from core.approvals.queries import approval_named, has_code_to_tell
from core.approvals.services import approve, code_of, decline, may_decide, withdraw
from core.errors import ShopError
from core.mailboxes import folded

ACTS = {
    "refund": "Give money back",
    "cancel": "Cancel a paid order",
    "edit": "Change the pieces",
    "inspect": "Pay for what came back",
    "credit": "Give store credit",
    "gift_card": "Issue a gift card",
    "replace_gift_card": "Replace a gift card",
}
"""What each act is called."""
STANDING = {
    "asked": "Waiting",
    "done": "Approved",
    "declined": "Declined",
    "withdrawn": "Withdrawn",
    "expired": "Expired",
}


def _standing(state: str) -> Mapping[str, object]:
    if state == ApprovalState.ASKED:
        return {"state": state, "until__gt": clock.now()}
    if state == ApprovalState.EXPIRED:
        return {"state": ApprovalState.ASKED, "until__lte": clock.now()}
    return {"state": state}


class Approvals(StaffView):
    """Whoever wants to give more than they may alone asks; another who may do the same decides."""

    list_template = "approvals/list.html"
    reaches = MARKET
    sorted_by = ("-asked_at",)
    search_hint = "Order number, or staff e-mail"
    choices = (Choice("state", "State", lambda: STANDING, _standing, tabs=True),)

    def of_mine(self, query: QuerySet) -> QuerySet:
        return query.filter(**in_mine())

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By a whole order number, or whoever asked."""
        return query.filter(Q(number=text.upper()) | Q(asked_by=folded(text)))

    def beside(self, _rows: object) -> Mapping[str, Any]:
        return {"acts": ACTS, "standings": STANDING}

    def is_mine(self, **given: Any) -> bool:
        return not given or is_of_mine(approval_named(given["approval_id"]).number)

    @page("/<approval_id>")
    def approval(self, approval_id: str) -> str:
        return self._page(approval_named(approval_id))

    @command("/<approval_id>/approved", needs="orders", reaches=MARKET)
    def approved(self, approval_id: str) -> Response:
        """Which right it takes is that of what was asked for: core asks for it."""
        form = ApproveForm()
        said = "It is approved, and done."
        return done(
            _page_of(approval_id),
            form,
            said,
            lambda: approve(approval_id, actor=actor(), code=form.code.data),
        )

    @command("/<approval_id>/declined", needs="orders", reaches=MARKET)
    def declined(self, approval_id: str) -> Response:
        form = ReasonForm()
        said = "It is declined: nothing was done."
        return done(
            _page_of(approval_id),
            form,
            said,
            lambda: decline(approval_id, actor=actor(), reason=form.reason.data),
        )

    @command("/<approval_id>/withdrawn", needs="orders", reaches=MARKET)
    def withdrawn(self, approval_id: str) -> Response:
        said = "It is withdrawn: nothing was done."
        return done(_page_of(approval_id), None, said, lambda: withdraw(approval_id, actor=actor()))

    @command("/<approval_id>/code", needs="payments")
    def code(self, approval_id: str) -> Response | str:
        """The code of the card that came of it: on the page that answers, for whoever asked, and on no other."""
        approval = approval_named(approval_id)
        try:
            found = once(OnceForm(), lambda _: code_of(approval_id, actor=actor()))
        except ShopError as refusal:
            flash(f"{refusal.title}. {refusal}", "error")
            return redirect(_page_of(approval_id), 303)
        rendered: str = self.render(
            "gift_cards/issued.html", amount=approval.money, code=found.said, before=found.before
        )
        return rendered

    def _page(self, approval: Approval) -> str:
        member = current_member()
        rendered: str = self.render(
            "approvals/approval.html",
            approval=approval,
            acts=ACTS,
            standings=STANDING,
            particulars=list(particulars(approval)),
            is_own=member is not None and member.email == approval.asked_by,
            may_decide=member is not None and may_decide(approval, member),
            has_code=has_code_to_tell(approval),
            approve_form=ApproveForm(formdata=None),
            reason_form=ReasonForm(formdata=None),
            once_form=OnceForm(formdata=None),
        )
        return rendered


def particulars(approval: Approval) -> Iterator[tuple[str, str]]:
    """All that was asked for, in words; its sum stands above."""
    told, then = approval.details, "to be paid back" if approval.act == "refund" else "on the order then"
    for sku, count in told.get("pieces", ()):
        yield sku, f"{count_of(count, 'piece')} {then}"
    for name, label in (("delivery_minor", "Of the delivery"), ("minor", "Any amount")):
        if approval.number and told.get(name):
            yield label, money(told[name], approval.currency)
    if "ending" in told:
        yield "Instead of", f"…{told['ending']}" if told["ending"] else "A card without a code"
    if told.get("return_number"):
        yield "Return", str(told["return_number"])
    for sku, restock, scrap, refund in told.get("findings", ()):
        yield sku, f"{restock} on the shelf, {scrap} scrapped, {refund} paid back"
    for sku, count in told.get("instead", ()):
        yield f"{sku}, instead", count_of(count, "piece")


def _page_of(approval_id: str) -> str:
    return url_for("approvals.approval", approval_id=approval_id)
