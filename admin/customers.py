from flask import url_for
from mongoengine import QuerySet
from werkzeug import Response

from admin.acts import done
from admin.amounts import typed
from admin.asking import done_or_asked
from admin.base import StaffView, command, page
from admin.forms import CreditForm, ReasonForm, TermsForm
from admin.identity import actor
from admin.once import Done
from admin.searching import begins
from core.approvals.queries import waiting_for
from core.approvals.wishes import Credit
from core.customers.models import Customer
from core.customers.queries import customer_by_id, sessions_of
from core.customers.services import set_terms
from core.customers.standing import disable, enable, end_sessions
from core.mailboxes import folded
from core.money import known_currency
from core.orders.queries import orders_of
from core.tenders.queries import credits_of

MOST_ORDERS = 100


class Customers(StaffView):
    """Who has an account, and on which terms. Passwords are not even read for the list."""

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
        customer = customer_by_id(customer_id)
        rendered: str = self.render(
            "customers/customer.html",
            customer=customer,
            orders=orders_of(customer_id, limit=MOST_ORDERS),
            credits=credits_of(customer_id),
            sessions=sessions_of(customer_id),
            access_form=ReasonForm(formdata=None),
            terms_form=TermsForm(formdata=None, obj=customer),
            credit_form=CreditForm(formdata=None),
            approvals=waiting_for(customer_id=customer_id),
        )
        return rendered

    @command("/<customer_id>/terms", needs="payments")
    def terms(self, customer_id: str) -> Response:
        """Prices, promotions and tax of the next cart follow from them; what is ordered stays as it is."""
        form = TermsForm()
        return done(
            _page_of(customer_id), form, "These are the terms now.", lambda: _agree(customer_id, form)
        )

    @command("/<customer_id>/sessions", needs="customers")
    def sessions(self, customer_id: str) -> Response:
        """Whoever is signed in to the account has to sign in again."""
        form = ReasonForm()
        said = "Whoever was signed in has to sign in again."
        return done(_page_of(customer_id), form, said, lambda: end_sessions(customer_id, **_by(form)))

    @command("/<customer_id>/disable", needs="customers")
    def disable(self, customer_id: str) -> Response:
        """Nobody is signed in to it, and nobody signs in. Orders and carts stay."""
        form = ReasonForm()
        said = "They are signed out, and cannot sign in."
        return done(_page_of(customer_id), form, said, lambda: disable(customer_id, **_by(form)))

    @command("/<customer_id>/enable", needs="customers")
    def enable(self, customer_id: str) -> Response:
        form = ReasonForm()
        return done(
            _page_of(customer_id), form, "They can sign in again.", lambda: enable(customer_id, **_by(form))
        )

    @command("/<customer_id>/credit", needs="payments")
    def credit(self, customer_id: str) -> Response:
        form = CreditForm()
        return done(
            _page_of(customer_id),
            form,
            "It is on the store credit, and pays for the next order.",
            lambda: _grant(customer_id, form),
        )


def _by(form: ReasonForm) -> dict[str, str]:
    return {"actor": actor(), "reason": form.reason.data}


def _page_of(customer_id: str) -> str:
    return url_for("customers.customer", customer_id=customer_id)


def _agree(customer_id: str, form: TermsForm) -> None:
    set_terms(
        customer_id,
        group=form.group.data or None,
        tax_exempt=form.tax_exempt.data,
        actor=actor(),
        reason=form.reason.data,
    )


def _grant(customer_id: str, form: CreditForm) -> Done:
    """Raises CustomerNotFound, Invalid."""
    customer = customer_by_id(customer_id)
    currency = known_currency(form.currency.data, field="currency")
    minor = typed(form.amount.data, currency, field="amount")
    return done_or_asked(form, Credit(customer.id, form.reason.data, minor, currency))
