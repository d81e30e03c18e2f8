from mongoengine import QuerySet

from admin.base import StaffView, page
from admin.searching import begins
from core.customers.models import Customer
from core.customers.queries import customer_by_id
from core.mailboxes import folded
from core.orders.queries import orders_of

MOST_ORDERS = 100


class Customers(StaffView):
    """Who has an account. Passwords are not even read for the list."""

    list_template = "customers/list.html"
    sorted_by = ("email",)
    search_hint = "E-mail"

    def get_query(self) -> QuerySet:
        return Customer.objects.exclude("password")

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By the beginning of the address: the index serves it."""
        return query.filter(begins("email", folded(text)))

    @page("/<customer_id>")
    def customer(self, customer_id: str) -> str:
        rendered: str = self.render(
            "customers/customer.html",
            customer=customer_by_id(customer_id),
            orders=orders_of(customer_id, limit=MOST_ORDERS),
        )
        return rendered
