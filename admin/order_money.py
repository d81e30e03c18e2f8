"""Money of an order that is not there yet: what is open, and what a bank has set aside."""

from werkzeug import Response

from admin.amounts import typed
from admin.base import command
from admin.context import shop
from admin.forms import CaptureForm, OpenForm, faults_of
from admin.identity import actor
from admin.order_changes import settled
from admin.reach import MARKET
from core.checkout.by_staff import accept_difference, charge_kept_card, go_on_taking, take_set_aside
from core.errors import Invalid
from core.money import Money
from core.orders.ledger import balance_in
from core.orders.models import Order
from core.orders.queries import order_by_number
from core.payments.errors import CardNotFound, GatewayRefused


class OrderMoney:
    """Each is one call of a service. What waits for a provider's answer can be sent again: it goes on."""

    @command("/<number>/difference/came", needs="payments", reaches=MARKET)
    def difference_came(self, number: str) -> Response:
        act = "has what was open in full"
        return settled(
            number,
            act,
            lambda: accept_difference(number, shop().gateways, seen_minor=_seen(), actor=actor()),
        )

    @command("/<number>/difference/charge", needs="payments", reaches=MARKET)
    def charge_difference(self, number: str) -> Response:
        return settled(number, "has what was open charged to the kept card", lambda: _charge(number))

    @command("/<number>/captures", needs="payments", reaches=MARKET)
    def take(self, number: str) -> Response:
        order, form = order_by_number(number), CaptureForm()
        return settled(number, "has money taken of what was set aside", lambda: _take(order, form))

    @command("/<number>/captures/<capture_id>/again", needs="payments", reaches=MARKET)
    def take_again(self, number: str, capture_id: str) -> Response:
        act = "has the money taken"
        return settled(number, act, lambda: go_on_taking(number, capture_id, shop().gateways))


def _seen() -> int:
    """What the page showed as open."""
    form = OpenForm()
    if not form.validate():
        raise Invalid(faults_of(form), field="seen")
    return int(form.seen.data)


def _charge(number: str) -> None:
    vault = shop().vault
    if vault is None:
        raise CardNotFound("No cards are kept here.")
    if fault := charge_kept_card(number, shop().gateways, vault, seen_minor=_seen(), actor=actor()):
        raise GatewayRefused(
            f"The card's bank says {fault}. The payment waits for its holder in the account."
        )


def _take(order: Order, form: CaptureForm) -> None:
    if not form.validate():
        raise Invalid(faults_of(form), field="amount")
    most = balance_in(order).capturable
    minor = typed(form.amount.data, order.currency, field="amount")
    if not 1 <= minor <= most:
        limit = Money(most, order.currency)
        raise Invalid(f"at most {limit.amount} {order.currency} are set aside.", field="amount")
    take_set_aside(
        order.number,
        minor,
        shop().gateways,
        cause=f"staff:{form.key.data}",
        last=form.last.data,
        actor=actor(),
    )
