"""What staff change about an order once it is placed: pieces, money, parcels that arrived, goods that come back."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from flask import flash, redirect, request, url_for
from flask_wtf import FlaskForm
from werkzeug import Response

from admin.addresses import address_form, address_in
from admin.amounts import typed
from admin.asking import done_or_asked
from admin.base import command, page
from admin.context import shop
from admin.forms import EditForm, OnceForm, ReasonForm, RefundForm, faults_of
from admin.identity import actor
from admin.once import Done, told
from admin.reach import MARKET
from core.address_rules import BadAddress
from core.approvals.wishes import Edit, Inspect, Refund, pieces_in
from core.errors import Invalid, ShopError
from core.invoices.queries import invoice_named
from core.invoices.services import draw
from core.orders.edits import send_elsewhere
from core.orders.models import Order
from core.orders.queries import order_by_number
from core.returns.models import Return, ReturnLine
from core.returns.queries import return_named
from core.returns.services import (
    Finding,
    Inspection,
    approve_return,
    receive_return,
    refuse_return,
)
from core.shipping.services import note_delivered

LONGEST_COUNT = 6


class OrderChanges:
    """The commands of the order page that need a form with pieces. Each is one call of a service of core."""

    @command("/<number>/edit", needs="orders", reaches=MARKET)
    def edit(self, number: str) -> Response:
        order = order_by_number(number)
        return settled(number, "is edited", lambda: done_or_asked(EditForm(), _edit(order)))

    @page("/<number>/address", needs="orders", form=True, reaches=MARKET)
    def address(self, number: str) -> Response | str | tuple[str, int]:
        """What has not left goes to another address in the same country."""
        order = order_by_number(number)
        form = address_form(order.shipping_address)
        if request.method == "GET":
            return _address_page(self, order, form)
        if not form.validate():
            return _address_page(self, order, form), 422
        try:
            address = address_in(form)
        except BadAddress:
            return _address_page(self, order, form), 422
        reason = form.reason.data
        return settled(
            number,
            "goes to the new address",
            lambda: send_elsewhere(number, address, actor=actor(), reason=reason),
        )

    @command("/<number>/refund", needs="payments", reaches=MARKET)
    def refund(self, number: str) -> Response:
        order = order_by_number(number)
        return settled(number, "is refunded", lambda: _refunded(order, RefundForm()))

    @command("/<number>/parcels/<int:position>/delivered", needs="orders", reaches=MARKET)
    def delivered(self, number: str, position: int) -> Response:
        return settled(
            number, "has a parcel that arrived", lambda: note_delivered(number, position, actor=actor())
        )

    @command("/<number>/returns/<return_number>/<step>", needs="orders", reaches=MARKET)
    def move_return(self, number: str, return_number: str, step: str) -> Response:
        known = return_named(return_number)
        steps: Mapping[str, Callable[[], Any]] = {
            "approve": lambda: approve_return(return_number, actor=actor()),
            "refuse": lambda: refuse_return(return_number, actor=actor(), reason=_reason()),
            "receive": lambda: receive_return(return_number, _received(known), actor=actor()),
        }
        return settled(number, f"has news of {return_number}", steps.get(step, _no_such_step))

    @command("/<number>/returns/<return_number>/inspect", needs="payments", reaches=MARKET)
    def inspect(self, number: str, return_number: str) -> Response:
        """Money may go back: that is for those who may move money."""
        known = return_named(return_number)
        return settled(
            number,
            f"has {return_number} inspected",
            lambda: done_or_asked(OnceForm(), Inspect.of(number, return_number, _inspection(known))),
        )

    @page("/<number>/invoices/<invoice_number>.pdf")
    def invoice(self, number: str, invoice_number: str) -> Response:
        """A document as the books have it, to be kept as a file."""
        font = shop().settings.invoice_font
        drawing = draw(invoice_named(invoice_number, number), Path(font) if font else None)
        answer = Response(drawing, content_type="application/pdf")
        answer.headers["Content-Disposition"] = f'attachment; filename="{invoice_number}.pdf"'
        return answer


def _address_page(view: Any, order: Order, form: FlaskForm) -> str:
    rendered: str = view.render("orders/address.html", order=order, form=form)
    return rendered


def settled(number: str, now: str, act: Callable[[], Any]) -> Response:
    """Do it and say so, or say why the shop refuses; back to the order either way."""
    try:
        done = act()
    except ShopError as refusal:
        flash(f"{refusal.title}. {refusal}", "error")
    else:
        flash(*told(done, f"Order {number} {now}."))
    return redirect(url_for("orders.order", number=number), 303)


def pieces_given(order: Order) -> dict[str, int]:
    """The pieces that a form names, line by line; a field that is empty or left out names none."""
    found = {line.sku: _count(f"pieces-{at}") for at, line in enumerate(order.lines)}
    return {sku: count for sku, count in found.items() if count is not None}


def _wanted(order: Order) -> dict[str, int]:
    more = request.form.get("sku", "").strip()
    added = {more: _count("quantity") or 1} if more else {}
    return {**pieces_given(order), **added}


def _edit(order: Order) -> Edit:
    return Edit(order.number, _reason(), pieces_in(_wanted(order)))


def _refunded(order: Order, form: RefundForm) -> Done:
    if not form.validate():
        raise Invalid(faults_of(form), field="reason")
    amounts = {
        "delivery_minor": _amount(form.delivery.data, order, "delivery"),
        "minor": _amount(form.amount.data, order, "amount"),
    }
    pieces = {sku: count for sku, count in pieces_given(order).items() if count}
    return done_or_asked(form, Refund(order.number, form.reason.data, pieces_in(pieces), **amounts))


def _amount(text: str | None, order: Order, field: str) -> int:
    try:
        return typed(text, order.currency, field=field)
    except Invalid as refusal:
        raise Invalid(f"{field.capitalize()}: {refusal}", field=field) from None


def _received(known: Return) -> dict[str, int]:
    return {line.sku: _of(line, "received", line.quantity) for line in known.lines}


def _inspection(known: Return) -> Inspection:
    findings = {
        line.sku: Finding(_of(line, "restock", 0), _of(line, "scrap", 0), _of(line, "refund", 0))
        for line in known.lines
    }
    instead = request.form.get("sku", "").strip()
    return Inspection(findings, {instead: _count("quantity") or 1} if instead else {})


def _of(line: ReturnLine, what: str, otherwise: int) -> int:
    count = _count(f"{what}-{line.sku}")
    return otherwise if count is None else count


def _count(field: str) -> int | None:
    """A number of pieces as it was typed; None for nothing. Raises Invalid."""
    text = request.form.get(field, "").strip()
    if not text:
        return None
    if not text.isascii() or not text.isdigit() or len(text) > LONGEST_COUNT:
        raise Invalid("Pieces: write whole numbers.", field="lines")
    return int(text)


def _reason() -> str:
    form = ReasonForm()
    if not form.validate():
        raise Invalid("Reason: say why, in at most 300 characters.", field="reason")
    return str(form.reason.data)


def _no_such_step() -> None:
    raise Invalid("There is no such step.", field="step")
