"""Private pages: one request each, never stored by anybody, and without tags of public pages."""

from typing import Any

from flask.views import MethodView
from marshmallow import fields

from bff.accounts.schemas import CustomerSchema
from bff.accounts.shapes import customer_shape
from bff.blueprints import Blueprint
from bff.carts.schemas import CartSchema
from bff.carts.shapes import cart_shape
from bff.checkout.schemas import CheckoutSchema
from bff.checkout.views import checkout_shape
from bff.identity import current_cart, current_customer_id
from bff.orders.schemas import OrderSchema, OrdersQuery, OrdersSchema
from bff.orders.shapes import order_shape, orders_shape
from bff.orders.views import my_order
from bff.schemas import CamelSchema
from core.customers.queries import customer_by_id

blueprint = Blueprint(
    "private-pages", __name__, url_prefix="/v1/pages", description="One request per private page"
)
RECENT = 5
Body = dict[str, Any]


class CartPageSchema(CamelSchema):
    data = fields.Nested(CartSchema, required=True)


class CheckoutPageSchema(CamelSchema):
    data = fields.Nested(CheckoutSchema, required=True)


class AccountDataSchema(CamelSchema):
    customer = fields.Nested(CustomerSchema, required=True)
    recent = fields.Nested(OrdersSchema, required=True)


class AccountPageSchema(CamelSchema):
    data = fields.Nested(AccountDataSchema, required=True)


class OrdersPageSchema(CamelSchema):
    data = fields.Nested(OrdersSchema, required=True)


class OrderPageSchema(CamelSchema):
    data = fields.Nested(OrderSchema, required=True)


@blueprint.route("/cart")
class CartPage(MethodView):
    @blueprint.response(200, CartPageSchema)
    def get(self) -> Body:
        """The cart page."""
        return {"data": cart_shape(current_cart())}


@blueprint.route("/checkout")
class CheckoutPage(MethodView):
    @blueprint.response(200, CheckoutPageSchema)
    def get(self) -> Body:
        """The checkout page."""
        return {"data": checkout_shape(current_cart())}


@blueprint.route("/account")
class AccountPage(MethodView):
    @blueprint.response(200, AccountPageSchema)
    def get(self) -> Body:
        """Who I am, and my latest orders."""
        customer_id = current_customer_id()
        recent = orders_shape(customer_id, limit=RECENT, after=None)
        return {"data": {"customer": customer_shape(customer_by_id(customer_id)), "recent": recent}}


@blueprint.route("/account/orders")
class OrdersPage(MethodView):
    @blueprint.arguments(OrdersQuery, location="query")
    @blueprint.response(200, OrdersPageSchema)
    def get(self, query: Body) -> Body:
        """My orders, newest first."""
        found = orders_shape(current_customer_id(), limit=query["limit"], after=query.get("after"))
        return {"data": found}


@blueprint.route("/order/<number>")
class OrderPage(MethodView):
    @blueprint.response(200, OrderPageSchema)
    def get(self, number: str) -> Body:
        """One order, for whoever may see it."""
        return {"data": order_shape(my_order(number))}
