from collections.abc import Mapping
from typing import Any

from flask import abort
from mongoengine import QuerySet
from werkzeug import Response

from admin.amounts import example
from admin.asking import done_or_asked
from admin.base import StaffView, command, page
from admin.choices import Choice, named
from admin.context import shop
from admin.forms import (
    CancelForm,
    CaptureForm,
    EditForm,
    MarkPaidForm,
    OnceForm,
    ReasonForm,
    RefundForm,
    ShipForm,
)
from admin.identity import actor, may
from admin.once import once
from admin.order_changes import OrderChanges, pieces_given, settled
from admin.order_money import OrderMoney
from admin.pictures import pictures_of_lines
from admin.reach import MARKET, in_mine, is_of_mine, my_markets
from admin.searching import begins
from core.approvals.queries import waiting_for
from core.approvals.wishes import Cancel
from core.checkout.services import accept_manual_payment
from core.inventory.queries import awaited
from core.invoices.queries import invoices_of
from core.mailboxes import folded
from core.markets.queries import known_markets
from core.orders.changes import changes_of
from core.orders.ledger import balance_in
from core.orders.models import Order, OrderStatus
from core.orders.queries import order_by_number
from core.orders.refunds import grantable
from core.orders.states import OPEN_TO, SETTLED, Act
from core.payments.by_hand import open_to_a_person
from core.payments.captures import captures_of, refused_captures
from core.payments.models import Payment, PaymentState
from core.payments.queries import disputes_of, payment_by_id, refunds_of
from core.payments.reconciliations import differences_of
from core.returns.queries import return_named, returns_of
from core.shipping.queries import shipments_of
from core.shipping.services import ship_order

STATES = (OrderStatus.AWAITING_PAYMENT, OrderStatus.PAID, OrderStatus.SHIPPED, OrderStatus.CANCELLED)

MOST_FOR_A_PERSON = 100


def _for_a_person(_: str) -> Mapping[str, object]:
    return {"payment_id__in": [capture.payment_id for capture in refused_captures(MOST_FOR_A_PERSON)]}


def _markets() -> dict[str, str]:
    mine = my_markets()
    return {code: market.name for code, market in known_markets().items() if mine is None or code in mine}


class Orders(OrderMoney, OrderChanges, StaffView):
    """Every order, the newest first. What may be done to one depends on where it stands and on who asks."""

    list_template = "orders/list.html"
    sorted_by = ("-placed_at",)
    search_hint = "Number or e-mail"
    reaches = MARKET
    choices = (
        Choice("status", "Status", named(*STATES), tabs=True),
        Choice("market", "Market", _markets),
        Choice("hand", "For a person", lambda: {"captures": "Refused captures"}, _for_a_person),
    )

    def of_mine(self, query: QuerySet) -> QuerySet:
        return query.filter(**in_mine())

    def is_mine(self, **given: Any) -> bool:
        """The order's market says it; a return has to be of that very order."""
        number, returned = given.get("number"), given.get("return_number")
        if number is None:
            return not given
        return is_of_mine(number) and (returned is None or return_named(returned).order_number == number)

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By the beginning of a number, with or without its `Q-`, or of an e-mail address: both have an index."""
        number = text.upper() if text.upper().startswith("Q-") else f"Q-{text.upper()}"
        return query.filter(begins("number", number) | begins("email", text) | begins("email", folded(text)))

    @page("/<number>")
    def order(self, number: str) -> str:
        return self._page(order_by_number(number))

    @command("/<number>/paid", needs="payments", reaches=MARKET)
    def mark_paid(self, number: str) -> Response:
        return settled(number, "is paid", lambda: accept_manual_payment(number, actor=actor()))

    @command("/<number>/ship", needs="orders", reaches=MARKET)
    def ship(self, number: str) -> Response | tuple[str, int]:
        order, form = order_by_number(number), ShipForm()
        if not form.validate():
            return self._page(order, ship=form), 422
        carrier, code = form.carrier.data, form.tracking_code.data or None
        return settled(
            number,
            "has left",
            lambda: once(form, lambda _: _ship(order, carrier, code)),
        )

    @command("/<number>/cancel", needs="orders", reaches=MARKET)
    def cancel(self, number: str) -> Response | tuple[str, int]:
        order, form = order_by_number(number), CancelForm()
        if not _may_cancel(order):
            abort(403)
        if not form.validate():
            return self._page(order, cancel=form), 422
        reason = form.reason.data
        return settled(number, "is cancelled", lambda: done_or_asked(form, Cancel(number, reason)))

    def _page(self, order: Order, ship: ShipForm | None = None, cancel: CancelForm | None = None) -> str:
        payment = payment_by_id(order.payment_id)
        rendered: str = self.render(
            "orders/order.html",
            order=order,
            payment=payment,
            shipments=shipments_of(order.number),
            grantable=grantable(order),
            awaited=awaited(f"order:{order.number}"),
            changes=changes_of(order.number),
            returns=returns_of(order.number),
            invoices=invoices_of(order.number),
            reason_form=ReasonForm(formdata=None),
            once_form=OnceForm(formdata=None),
            approvals=waiting_for(number=order.number),
            **_money_of(order, payment),
            refund_form=RefundForm(formdata=None),
            edit_form=EditForm(formdata=None),
            pictures=pictures_of_lines(order.lines),
            open_to=_open_to(order, payment),
            paid_form=MarkPaidForm(),
            ship_form=ship or ShipForm(formdata=None),
            cancel_form=cancel or CancelForm(formdata=None),
        )
        return rendered


def _ship(order: Order, carrier: str, tracking_code: str | None) -> str:
    given = _leaving(order)
    ship_order(order.number, carrier=carrier, tracking_code=tracking_code, actor=actor(), quantities=given)
    return order.number


def _money_of(order: Order, payment: Payment) -> dict[str, Any]:
    """What the page says of money: what goes back, what is disputed, what was set aside and is left of it."""
    refunds = refunds_of(order)
    return {
        "balance": balance_in(order),
        "refunds": refunds,
        "open_refunds": open_to_a_person(refunds),
        "disputes": disputes_of(order.number),
        "captures": captures_of(payment.id) if payment.authorised_minor or payment.captured_minor else [],
        "differences": differences_of(order.number),
        "capture_form": CaptureForm(formdata=None),
        "keeps_cards": shop().vault is not None and order.customer_id is not None,
        "example": example(order.currency),
    }


def _leaving(order: Order) -> dict[str, int] | None:
    """The pieces that the form names; None, for all that are still to leave, when it says nothing or all of them."""
    given = pieces_given(order)
    named = {sku: count for sku, count in given.items() if count}
    return None if not given or named == order.to_ship else named


def _open_to(order: Order, payment: Payment) -> set[str]:
    """What this member may do to the order as it stands."""
    offered = {
        "mark_paid": order.stage in OPEN_TO[Act.PAY] and order.provider == "manual" and may("payments"),
        "ship": order.stage in OPEN_TO[Act.SHIP] and may("orders"),
        "readdress": order.stage in OPEN_TO[Act.READDRESS] and may("orders"),
        "collect": order.status in SETTLED and balance_in(order).to_collect > 0 and may("payments"),
        "capture": payment.state == PaymentState.AUTHORISED and may("payments"),
        "edit": order.stage in OPEN_TO[Act.EDIT] and may("orders"),
        "refund": order.stage in OPEN_TO[Act.REFUND] and may("payments"),
        "returns": may("orders"),
        "cancel": order.stage in OPEN_TO[Act.CANCEL] and may("orders") and _may_cancel(order),
    }
    return {name for name, is_open in offered.items() if is_open}


def _may_cancel(order: Order) -> bool:
    """Where money has come, or gift cards have paid, cancelling gives it back: for those who may move money."""
    return may("payments") or not (balance_in(order).captured or order.tenders)
