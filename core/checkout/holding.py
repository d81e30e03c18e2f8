"""The goods of an attempt: held where its parcel would leave from, and let go when it is over."""

from datetime import timedelta
from typing import NoReturn

from core import clock
from core.checkout.claims import give_parts_back
from core.checkout.errors import CartChanged
from core.inventory import services as inventory
from core.inventory.routing import Destination, route
from core.markets.queries import market_named
from core.payments import services as payments
from core.payments.models import Payment


def hold(payment: Payment, hold_seconds: int, *, new: bool = False) -> None:
    """Hold the goods (again) for a full term. Raises OutOfStock, CartChanged (it was given up meanwhile).

    With a *new* attempt its term was written down. That somebody gives it up while it begins is seen at its end.
    """
    until = clock.now() + timedelta(seconds=hold_seconds)
    inventory.take(payment.id, payment.priced.pieces, locations=_route_of(payment), until=until, new=new)
    if not new and not payments.keep_holding(payment.id, until):
        let_go(payment)


def let_go(payment: Payment) -> NoReturn:
    """It was given up while we were at it: what we have taken for it since goes back. Raises CartChanged."""
    inventory.release(payment.id)
    give_parts_back(payment.id)
    raise CartChanged


def _route_of(payment: Payment) -> list[str]:
    market, address = market_named(payment.buyer["market"]), payment.buyer["shipping_address"]
    return route(market, payment.priced.pieces, Destination(address["country"], address.get("region")))
