from contextlib import suppress
from pathlib import Path
from typing import Any

from flask import Response, request
from flask.views import MethodView

from bff.blueprints import Blueprint
from bff.context import shop
from bff.idempotent import idempotent, this_request
from bff.identity import CART_HEADER, ORDER_HEADER, cart_token, current_customer_id, customer_id_if_any
from bff.orders.afterwards import return_shape
from bff.orders.schemas import LookupSchema, OrderSchema, ReturnSchema, WishesSchema
from bff.orders.shapes import order_shape
from core.carts.models import cart_id
from core.invoices.models import Invoice
from core.invoices.queries import invoice_named, invoice_of
from core.invoices.services import draw
from core.orders.errors import OrderNotFound
from core.orders.links import ask_for_link, claim_by_link, order_of_link
from core.orders.models import Order
from core.orders.queries import order_of_cart, order_of_customer
from core.returns.services import Wish, ask_return

TOKEN = {
    "in": "header",
    "name": ORDER_HEADER,
    "required": False,
    "schema": {"type": "string", "maxLength": 200},
    "description": "The token of a link that was mailed to the order's address.",
}
PDF = {"type": "string", "format": "binary"}
blueprint = Blueprint("orders", __name__, url_prefix="/v1/orders", description="Orders")


@blueprint.route("/<number>")
class OrderView(MethodView):
    @blueprint.response(200, OrderSchema)
    @blueprint.doc(parameters=[TOKEN])
    def get(self, number: str) -> dict[str, Any]:
        """An order, for the customer whose it is, or for the guest who holds its cart's token or a link to it."""
        return order_shape(my_order(number))


@blueprint.route("/lookup")
class LookupView(MethodView):
    @idempotent()
    @blueprint.arguments(LookupSchema)
    @blueprint.response(202)
    def post(self, given: dict[str, str]) -> None:
        """Ask for a link to an order: it is mailed to the order's address, if that is the one given here.

        The answer is the same whether there is such an order or not.
        """
        ask_for_link(given["number"], given["email"])


@blueprint.route("/<number>/claim")
class ClaimView(MethodView):
    @idempotent()
    @blueprint.response(200, OrderSchema)
    @blueprint.doc(parameters=[TOKEN])
    def post(self, number: str) -> dict[str, Any]:
        """Take a guest's order into the account that is signed in; the token of its link is the proof."""
        return order_shape(
            claim_by_link(number, request.headers.get(ORDER_HEADER, ""), current_customer_id())
        )


@blueprint.route("/<number>/returns")
class ReturnsView(MethodView):
    @idempotent()
    @blueprint.arguments(WishesSchema)
    @blueprint.response(201, ReturnSchema)
    @blueprint.doc(parameters=[TOKEN])
    def post(self, given: dict[str, Any], number: str) -> dict[str, Any]:
        """Ask to send goods back: pieces that have left, within the days there are, each with its reason."""
        order = my_order(number)
        wishes = [Wish(**line) for line in given["lines"]]
        days = shop().settings.return_days
        asked = ask_return(order.number, wishes, actor=order.email, days=days, request=this_request())
        return return_shape(asked)


@blueprint.route("/<number>/invoice.pdf")
class InvoiceView(MethodView):
    @blueprint.response(200, PDF, content_type="application/pdf")
    @blueprint.doc(parameters=[TOKEN])
    def get(self, number: str) -> Response:
        """The invoice of an order as it was placed, once it is paid."""
        return pdf(invoice_of(my_order(number).number))


@blueprint.route("/<number>/invoices/<invoice_number>.pdf")
class DocumentView(MethodView):
    @blueprint.response(200, PDF, content_type="application/pdf")
    @blueprint.doc(parameters=[TOKEN])
    def get(self, number: str, invoice_number: str) -> Response:
        """Any invoice or credit note of an order."""
        return pdf(invoice_named(invoice_number, my_order(number).number))


def pdf(invoice: Invoice) -> Response:
    font = shop().settings.invoice_font
    answer = Response(draw(invoice, Path(font) if font else None), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'attachment; filename="{invoice.number}.pdf"'
    answer.headers["Cache-Control"] = "no-store"
    return answer


def my_order(number: str) -> Order:
    """Whose it is, is part of the question; anybody else's order is not found."""
    customer_id = customer_id_if_any()
    if customer_id is not None:
        with suppress(OrderNotFound):
            return order_of_customer(number, customer_id)
    if ORDER_HEADER in request.headers:
        return order_of_link(number, request.headers[ORDER_HEADER])
    if CART_HEADER in request.headers:
        return order_of_cart(number, cart_id(cart_token()))
    return order_of_customer(number, current_customer_id())
