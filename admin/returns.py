from collections.abc import Mapping, Sequence
from typing import Any

from mongoengine import Q, QuerySet

from admin.base import StaffView
from admin.choices import Choice, named
from admin.reach import MARKET
from core.orders.models import Order
from core.returns.models import Return, ReturnState

STATES = (
    ReturnState.ASKED,
    ReturnState.APPROVED,
    ReturnState.RECEIVED,
    ReturnState.INSPECTED,
    ReturnState.REFUSED,
)


class Returns(StaffView):
    """Goods on their way back, the latest first. What is to be done with one is done on the page of its order."""

    list_template = "orders/returns.html"
    sorted_by = ("-asked_at",)
    search_hint = "Return or order number"
    reaches = MARKET
    order_field = "order_number"
    choices = (Choice("state", "State", named(*STATES), tabs=True),)

    def get_query(self) -> QuerySet:
        """By state and time, as the index has it."""
        return Return.objects(state__in=STATES)

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By a whole number of either: both have an index."""
        return query.filter(Q(number=text.upper()) | Q(order_number=text.upper()))

    def beside(self, rows: Sequence[Return]) -> Mapping[str, Any]:
        orders = Order.objects(number__in=[row.order_number for row in rows]).only("number", "email")
        return {"buyers": {order.number: order.email for order in orders}}
