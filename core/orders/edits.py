"""Changes of an order before its goods leave: fewer pieces, more, other goods, another address."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict

from core.addresses import Address
from core.audit.services import SYSTEM, record
from core.carts.models import MOST_PIECES
from core.catalog.queries import sellable
from core.catalog.sellable import Sellable
from core.db import transactional
from core.errors import Invalid
from core.inventory import services as inventory
from core.inventory.ledger import still_sold
from core.inventory.models import AHEAD
from core.markets.models import Market
from core.markets.queries import market_named
from core.orders import ledger
from core.orders.changes import ChangeKind, ChangeLine, OrderChange, change_named, new_change_id
from core.orders.charges import charge_of, goods_of, wrapping_of
from core.orders.entries import MoneyKind
from core.orders.errors import NoPieces, NothingLeft, TooManyPieces
from core.orders.events import OrderChanged
from core.orders.models import Order, OrderLine
from core.orders.services import happened, keep_lines, order_for
from core.orders.states import Act
from core.outbox.services import announce
from core.pricing.queries import priced_line
from core.pricing.quote import pieces_of
from core.tenders import services as tenders

TAXED_BY = ("line1", "line2", "city", "postal_code", "region")
"""What a tax provider looks at, beside the country."""


@transactional
def edit_order(
    number: str, quantities: Mapping[str, int], *, actor: str, reason: str, change_id: str | None = None
) -> OrderChange:
    """Let the order have so many pieces of each SKU named; those not named stay as they are.

    Fewer pieces go back on the shelf and off what is due, each at its part of the line. More of a line cost what
    its pieces cost, another SKU what it costs today; stock is taken in the same transaction. The difference goes
    back by itself, or is open to be paid. Once per *change_id*.
    Raises OrderNotFound, WrongOrderState, TooManyPieces (they have left), NothingLeft, NoPieces (nothing changes),
    UnknownSku, OutOfStock, Invalid.
    """
    if earlier := change_named(change_id):
        return earlier
    order = order_for(number, Act.EDIT)
    kept = {line.sku: line.kept for line in order.lines}
    steps = {sku: wanted - kept.get(sku, 0) for sku, wanted in _checked(quantities).items()}
    less = {sku: -step for sku, step in steps.items() if step < 0}
    more = {sku: step for sku, step in steps.items() if step > 0}
    lines = take_off(order, less, actor=actor) + add(order, more, order.market)
    if not lines:
        raise NoPieces
    if not any(line.kept for line in order.lines):
        raise NothingLeft(number)
    return write_change(order, ChangeKind.EDITED, lines, actor=actor, reason=reason, change_id=change_id)


@transactional
def send_elsewhere(number: str, address: Address, *, actor: str, reason: str | None = None) -> None:
    """What is still to leave goes to another address, where delivery and tax are the same.

    That is one in the same country, where the market's tax rates are those of the old one. Where somebody is asked
    for the tax, who reckons it by street, no more than the name, the firm and the telephone may be others.
    Raises OrderNotFound, WrongOrderState, Invalid.
    """
    order = order_for(number, Act.READDRESS)
    _check_tax(market_named(order.market), order.shipping_address, address)
    Order.objects(number=number).update_one(
        set__shipping_address=address, push__timeline=happened("readdressed", actor, reason)
    )
    if actor != SYSTEM:
        record(actor, "send_elsewhere", f"order:{number}", reason=reason)


def _check_tax(market: Market, old: Address, new: Address) -> None:
    """Raises Invalid for a place with a tax of its own: sell the order anew, and cancel this one."""
    if new.country != old.country:
        raise Invalid(f"The order was priced for {old.country}: choose an address there.", field="country")
    if market.tax_provider and any(getattr(new, name) != getattr(old, name) for name in TAXED_BY):
        raise Invalid(
            "Its tax was reckoned for that very street: order anew, and cancel this one.", field="line1"
        )
    if market.tax_rates_at(new.country, new.region)[1] != market.tax_rates_at(old.country, old.region)[1]:
        raise Invalid("Other tax rates hold there: order anew, and cancel this one.", field="region")


def take_off(order: Order, pieces: Mapping[str, int], *, actor: str) -> list[ChangeLine]:
    """Take pieces off that have not left: off the line, off what is due, back on the shelf. Raises TooManyPieces."""
    changed = []
    for line in order.lines:
        quantity = pieces.get(line.sku, 0)
        if quantity > line.to_ship:
            raise TooManyPieces(line.sku, quantity, line.to_ship)
        if quantity:
            line.cancelled += quantity
            changed.append(_credited(order, line, quantity))
            if not line.kept and (wrapping := wrapping_of(order, line)):
                changed.append(wrapping.take_off(wrapping.left_minor, wrapping.left_pieces))
            put_back(order, line, quantity, actor=actor)
    return changed


def add(order: Order, pieces: Mapping[str, int], market: str) -> list[ChangeLine]:
    """Sell more: of a line at its own price, of other goods at today's. Raises UnknownSku, OutOfStock."""
    known, sold_in = {line.sku: line for line in order.lines}, market_named(market)
    goods = sellable([sku for sku in pieces if sku not in known], market)
    added = [
        _more(order, known[sku], quantity) if sku in known else _new(order, goods[sku], quantity, sold_in)
        for sku, quantity in pieces.items()
    ]
    if added:
        hold = f"{order.payment_id}-{new_change_id()}"
        inventory.sell(hold, pieces_of(added), locations=sold_in.locations, cause=f"order:{order.number}")
    return [_charged(order, line) for line in added]


def put_back(order: Order, line: OrderLine, quantity: int, *, actor: str, again: bool = False) -> None:
    """So many pieces of a line go back where they were taken from; *again* for those that had left.

    What has not left is first what is not there yet; what has left is that last of all.
    """
    back = inventory.restock if again else inventory.take_back
    cause = f"order:{order.number}"
    wanted = pieces_of([_part(line, quantity)])
    for sku in wanted:
        while wanted[sku] and (place := _place_of(sku, cause, again=again)):
            location, sold = place
            part = min(sold, wanted[sku])
            back(sku, location, part, cause=cause, actor=actor)
            wanted[sku] -= part


def write_change(
    order: Order,
    kind: str,
    lines: Iterable[ChangeLine],
    *,
    actor: str,
    reason: str,
    change_id: str | None = None,
) -> OrderChange:
    """Write a change of amounts down, with the order as it is now, and change what is due; it is announced.

    What is more than was due in money goes back onto the tenders that paid it.
    """
    told = list(lines)
    change = OrderChange(
        id=change_id or new_change_id(),
        number=order.number,
        kind=kind,
        lines=told,
        minor=sum(line.minor for line in told),
        currency=order.currency,
        actor=actor,
        reason=reason,
        at=happened(kind, actor).at,
    )
    change.save(force_insert=True)
    keep_lines(order, happened(kind, actor, reason))
    _back_onto_tenders(order, change)
    ledger.change_due(order.number, change.minor, cause=f"change:{change.id}", actor=actor, reason=reason)
    if change.minor == 0 and actor != SYSTEM:
        record(actor, "change_order", f"order:{order.number}", reason=reason, cause=f"change:{change.id}")
    announce(OrderChanged(order.number, change.id))
    return change


def _back_onto_tenders(order: Order, change: OrderChange) -> None:
    over = -change.minor - ledger.balance_in(order).due
    if over > 0 and order.tenders:
        cause = f"change:{change.id}"
        back = tenders.give_part_back(order.payment_id, over, cause=cause, actor=change.actor)
        ledger.post(order.number, MoneyKind.DUE, back, cause=f"tenders:{cause}", actor=change.actor)


def _checked(quantities: Mapping[str, int]) -> Mapping[str, int]:
    for sku, quantity in quantities.items():
        if not 0 <= quantity <= MOST_PIECES:
            raise Invalid(f"{sku}: 0 to {MOST_PIECES} pieces, not {quantity}.", field="lines")
    return quantities


def _credited(order: Order, line: OrderLine, quantity: int) -> ChangeLine:
    """Those pieces off what is due, as far as they have not been given back before."""
    charge = charge_of(order, line)
    paid = min(quantity, charge.left_pieces)
    return charge.take_off(charge.price_of(paid) if paid else 0, paid)


def _place_of(sku: str, cause: str, *, again: bool) -> tuple[str, int] | None:
    """Where pieces go back to next, and how many of that cause are sold there: what comes back may fill the rest."""
    places = [(location, sold) for name, location, sold in reversed(still_sold(cause)) if name == sku]
    return min(places, key=lambda place: (place[0] == AHEAD) == again, default=None)


def _part(line: OrderLine, quantity: int) -> OrderLine:
    return OrderLine(sku=line.sku, quantity=quantity, components=line.components)


def _more(order: Order, line: OrderLine, quantity: int) -> OrderLine:
    """So many more of a line, at what a piece of it cost and with its rate of tax; they are on it then."""
    total, (goods, taxes) = line.unit_minor * quantity, goods_of(line)
    tax = taxes * total // goods if goods else 0
    line.quantity += quantity
    line.total_minor += total
    line.tax_minor += tax
    _count(order, total, tax)
    return OrderLine(
        sku=line.sku,
        name=line.name,
        quantity=quantity,
        total_minor=total,
        tax_minor=tax,
        tax_basis_points=line.tax_basis_points,
        components=line.components,
    )


def _new(order: Order, goods: Sellable, quantity: int, market: Market) -> OrderLine:
    line = OrderLine(**asdict(priced_line(goods, quantity, market)))
    line.components = [dict(part) for part in goods.variant.components]
    order.lines.append(line)
    _count(order, line.total_minor, line.tax_minor)
    return line


def _count(order: Order, total: int, tax: int) -> None:
    order.subtotal_minor += total
    order.tax_minor += tax
    order.total_minor += total + (0 if order.tax_included else tax)


def _charged(order: Order, line: OrderLine) -> ChangeLine:
    charge = charge_of(order, line)
    return ChangeLine(
        key=line.sku,
        name=line.name,
        quantity=line.quantity,
        minor=charge.minor,
        tax_minor=line.tax_minor,
        tax_basis_points=line.tax_basis_points,
    )
