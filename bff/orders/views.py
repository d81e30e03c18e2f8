from contextlib import suppress
from typing import Any

from flask import request
from flask.views import MethodView
from flask_smorest import Blueprint

from bff.identity import CART_HEADER, cart_token, current_customer_id, customer_id_if_any
from bff.orders.schemas import OrderSchema
from bff.orders.shapes import order_shape
from core.carts.models import cart_id
from core.orders.errors import OrderNotFound
from core.orders.models import Order
from core.orders.queries import order_of_cart, order_of_customer

blueprint = Blueprint("orders", __name__, url_prefix="/v1/orders", description="Orders")


@blueprint.route("/<number>")
class OrderView(MethodView):
    @blueprint.response(200, OrderSchema)
    def get(self, number: str) -> dict[str, Any]:
        """An order, for the customer whose it is, or for the guest who holds its cart's token."""
        return order_shape(my_order(number))


def my_order(number: str) -> Order:
    """Whose it is, is part of the question; anybody else's order is not found."""
    customer_id = customer_id_if_any()
    if customer_id is not None:
        with suppress(OrderNotFound):
            return order_of_customer(number, customer_id)
    if CART_HEADER in request.headers:
        return order_of_cart(number, cart_id(cart_token()))
    return order_of_customer(number, current_customer_id())
