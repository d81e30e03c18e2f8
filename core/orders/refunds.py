"""Money that is granted back for an order, with a reason: by line, for the delivery, or any amount."""

from collections.abc import Mapping

from core.db import transactional
from core.errors import Invalid
from core.orders.changes import ChangeKind, ChangeLine, OrderChange, change_named
from core.orders.charges import DELIVERY, Charge, charges_of, spread
from core.orders.edits import write_change
from core.orders.errors import NoPieces, RefundTooLarge, TooManyPieces
from core.orders.ledger import balance_in
from core.orders.models import Order
from core.orders.services import order_for, pieces_of_lines
from core.orders.states import Act
from core.tenders.queries import still_tendered


@transactional
def grant_refund(
    number: str,
    *,
    actor: str,
    reason: str,
    pieces: Mapping[str, int] | None = None,
    delivery_minor: int = 0,
    minor: int = 0,
    change_id: str | None = None,
) -> OrderChange:
    """Give back what *pieces* of lines cost, so much of the delivery, and *minor* spread over whatever is paid for.

    All or nothing, once per *change_id*. Never more than a line or the delivery cost, and never more than has come
    and neither went back nor is promised back. The money goes by itself, through whoever took it.
    Raises OrderNotFound, WrongOrderState, NotOnOrder, TooManyPieces, NoPieces, RefundTooLarge, Invalid.
    """
    if earlier := change_named(change_id):
        return earlier
    if min(delivery_minor, minor) < 0:
        raise Invalid("A refund is more than nothing.", field="amount")
    order = order_for(number, Act.REFUND)
    charges = charges_of(order)
    named = pieces_of_lines(order, pieces) if pieces else {}
    lines = [_pieces(charges[sku], count) for sku, count in named.items()]
    lines += [_amount(charges[DELIVERY], delivery_minor, order.currency)] if delivery_minor else []
    lines += _anywhere(charges, minor, order.currency)
    granted, most = -sum(line.minor for line in lines), grantable(order)
    if granted <= 0:
        raise NoPieces
    if granted > most:
        raise RefundTooLarge(granted, most, order.currency)
    return write_change(order, ChangeKind.REFUNDED, lines, actor=actor, reason=reason, change_id=change_id)


def grantable(order: Order) -> int:
    """The most that can be granted now: what has come and neither went back nor is promised, which is never more than
    is due; and what tenders have paid and not got back.
    """
    balance = balance_in(order)
    tendered = still_tendered(order.payment_id) if order.tenders else 0
    return balance.refundable - balance.owed_back + tendered


def _pieces(charge: Charge, count: int) -> ChangeLine:
    if count > charge.left_pieces:
        raise TooManyPieces(charge.key, count, charge.left_pieces)
    return charge.take_off(charge.price_of(count), count)


def _amount(charge: Charge, minor: int, currency: str) -> ChangeLine:
    if minor > charge.left_minor:
        raise RefundTooLarge(minor, charge.left_minor, currency)
    return charge.take_off(minor)


def _anywhere(charges: Mapping[str, Charge], minor: int, currency: str) -> list[ChangeLine]:
    left = {key: charge.left_minor for key, charge in charges.items()}
    if minor > sum(left.values()):
        raise RefundTooLarge(minor, sum(left.values()), currency)
    return [charges[key].take_off(part) for key, part in spread(minor, left).items()]
