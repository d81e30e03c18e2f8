"""Goods that come back: asked for, approved, received, looked at piece by piece, and paid back or exchanged."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core import clock
from core.audit.services import SYSTEM, record
from core.db import transactional
from core.errors import Invalid
from core.orders.changes import ChangeKind, ChangeLine
from core.orders.charges import charges_of
from core.orders.edits import add, put_back, write_change
from core.orders.errors import NoPieces, NotOnOrder, RefundTooLarge, TooManyPieces
from core.orders.models import Order, TimelineEntry
from core.orders.refunds import grantable
from core.orders.services import happened, keep_lines, order_for
from core.orders.states import Act
from core.outbox.services import announce
from core.returns.errors import BadInspection, TooLateToReturn, WrongReturnState
from core.returns.events import ReturnMoved
from core.returns.models import Return, ReturnLine, ReturnState, new_return_number
from core.returns.queries import return_named, returnable_until


@dataclass(frozen=True)
class Wish:
    """Pieces that somebody wants to send back, and why."""

    sku: str
    quantity: int
    reason: str
    note: str | None = None


@dataclass(frozen=True)
class Finding:
    """What becomes of the pieces of one SKU that came back: those that can be sold again, those that cannot, and for
    how many of them money is given back.
    """

    restock: int = 0
    scrap: int = 0
    refund: int = 0


@dataclass(frozen=True)
class Inspection:
    """What was found, by SKU, and what is sent instead: an exchange."""

    findings: Mapping[str, Finding]
    instead: Mapping[str, int] = field(default_factory=dict)


@transactional
def ask_return(
    order_number: str,
    wishes: Sequence[Wish],
    *,
    actor: str,
    days: int | None = None,
    request: str | None = None,
) -> Return:
    """Goods are to come back; *days* from their arrival is the longest they may take, None for staff's good will.

    Once per *request*: whoever died before they could answer it is asked again.

    Raises OrderNotFound, WrongOrderState (nothing has left), TooLateToReturn, NotOnOrder, NoPieces, TooManyPieces,
    Invalid (a SKU is named twice).
    """
    order = order_for(order_number, Act.RETURN)
    if request and (earlier := Return.objects(order_number=order_number, request=request).first()):
        return earlier  # type: ignore[no-any-return]  # MongoEngine has no types
    until = returnable_until(order, days) if days is not None else None
    if until and clock.now() > until:
        raise TooLateToReturn(days or 0)
    _promise(order, wishes)
    asked = Return(
        number=new_return_number(),
        order_number=order_number,
        lines=[ReturnLine(**vars(wish)) for wish in wishes],
        timeline=[TimelineEntry(at=clock.now(), what=ReturnState.ASKED, actor=actor)],
        asked_at=clock.now(),
        request=request,
    )
    asked.save(force_insert=True)
    keep_lines(order, happened("return_asked", actor, asked.number))
    announce(ReturnMoved(order_number, asked.number, ReturnState.ASKED))
    return asked


@transactional
def approve_return(number: str, *, actor: str) -> None:
    """The buyer may send it. Raises ReturnNotFound, WrongReturnState."""
    _move(number, ReturnState.APPROVED, actor)


@transactional
def refuse_return(number: str, *, actor: str, reason: str) -> None:
    """It is not taken back; its pieces may be asked for again. Raises ReturnNotFound, WrongReturnState."""
    refused = _move(number, ReturnState.REFUSED, actor, reason)
    _let_go(refused, {line.sku: line.quantity for line in refused.lines}, actor)


@transactional
def receive_return(number: str, pieces: Mapping[str, int] | None = None, *, actor: str) -> None:
    """So many pieces have come, or all of them; those that have not may be asked for again.

    Raises ReturnNotFound, WrongReturnState, NoPieces, TooManyPieces.
    """
    known = _move(number, ReturnState.RECEIVED, actor)
    for line in known.lines:
        line.received = line.quantity if pieces is None else pieces.get(line.sku, 0)
        if not 0 <= line.received <= line.quantity:
            raise TooManyPieces(line.sku, line.received, line.quantity)
    if not any(line.received for line in known.lines):
        raise NoPieces
    Return.objects(number=number).update_one(set__lines=known.lines)
    order = order_for(known.order_number, Act.RETURN)
    for line in order.lines:
        came = sum(one.received for one in known.lines if one.sku == line.sku)
        line.returned += came
        line.return_asked -= sum(one.quantity for one in known.lines if one.sku == line.sku) - came
    keep_lines(order, happened("return_received", actor, number))


@transactional
def inspect_return(number: str, inspection: Inspection, *, actor: str) -> None:
    """Every piece that came goes back on the shelf or is scrapped, once; money is given back, or goods are sent
    instead: at today's price, so that the difference is charged or goes back.

    Never more is given back than was paid for that line. All in one transaction, with stock and ledger.
    Raises ReturnNotFound, WrongReturnState, BadInspection, TooManyPieces, UnknownSku, OutOfStock.
    """
    known = _move(number, ReturnState.INSPECTED, actor)
    order = order_for(known.order_number, Act.RETURN)
    for line in known.lines:
        _note(line, inspection.findings.get(line.sku, Finding()))
    for kept in order.lines:
        back = sum(line.restocked for line in known.lines if line.sku == kept.sku)
        if back:
            put_back(order, kept, back, actor=actor, again=True)
    changed = _paid_back(order, known) + add(order, inspection.instead, order.market)
    Return.objects(number=number).update_one(set__lines=known.lines)
    if not changed:
        keep_lines(order, happened("return_inspected", actor, number))
        return
    if inspection.instead:
        Order.objects(number=order.number).update_one(unset__delivered_at=1)
    change = write_change(order, ChangeKind.RETURNED, changed, actor=actor, reason=f"Return {number}")
    Return.objects(number=number).update_one(set__change_id=change.id)


def _promise(order: Order, wishes: Sequence[Wish]) -> None:
    """So many pieces are on their way back: never more than have left and not been asked back before."""
    if not wishes:
        raise NoPieces
    if len({wish.sku for wish in wishes}) < len(wishes):
        raise Invalid("Name each SKU once, with all of its pieces.", field="lines")
    known = {line.sku: line for line in order.lines}
    for wish in wishes:
        if wish.sku not in known:
            raise NotOnOrder(order.number, wish.sku)
        line = known[wish.sku]
        if not 0 < wish.quantity <= line.shipped - line.return_asked:
            raise TooManyPieces(wish.sku, wish.quantity, line.shipped - line.return_asked)
        line.return_asked += wish.quantity


def _move(number: str, to: str, actor: str, note: str | None = None) -> Return:
    moved: Return | None = Return.objects.move(number, to, actor=actor, note=note)
    if moved is None:
        raise WrongReturnState(number, return_named(number).state, to)
    announce(ReturnMoved(moved.order_number, number, to))
    if actor != SYSTEM:
        record(actor, f"return_{to}", f"order:{moved.order_number}", number=number, reason=note)
    return moved


def _let_go(known: Return, pieces: Mapping[str, int], actor: str) -> None:
    order = order_for(known.order_number, Act.RETURN)
    for line in order.lines:
        line.return_asked -= pieces.get(line.sku, 0)
    keep_lines(order, happened("return_refused", actor, known.number))


def _note(line: ReturnLine, found: Finding) -> None:
    if min(found.restock, found.scrap, found.refund) < 0:
        raise BadInspection(line.sku, "pieces are counted from none on.")
    if found.restock + found.scrap != line.received:
        raise BadInspection(line.sku, f"{line.received} came back; say of each whether it can be sold again.")
    if found.refund > line.received:
        raise BadInspection(line.sku, f"{line.received} came back; no more are paid for.")
    line.restocked, line.scrapped, line.refunded = found.restock, found.scrap, found.refund


def _paid_back(order: Order, known: Return) -> list[ChangeLine]:
    """What is given back for the pieces: their part of what is still paid for the line."""
    charges, changed = charges_of(order), []
    for line in known.lines:
        charge = charges[line.sku]
        if line.refunded > charge.left_pieces:
            raise TooManyPieces(line.sku, line.refunded, charge.left_pieces)
        if line.refunded:
            changed.append(charge.take_off(charge.price_of(line.refunded), line.refunded))
    total, most = -sum(line.minor for line in changed), grantable(order)
    if total > most:
        raise RefundTooLarge(total, most, order.currency)
    return changed
