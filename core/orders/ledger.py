"""The money of an order as a ledger: what is due, what has come, what has gone back. The only writer of it."""

from dataclasses import dataclass, replace

from core import clock
from core.allowances.services import note_given
from core.audit.services import SYSTEM, record
from core.db import transactional
from core.documents import add
from core.orders.entries import KINDS, MoneyEntry, MoneyKind, entry_id
from core.orders.errors import OrderNotFound
from core.orders.events import RefundOwed
from core.orders.models import Order
from core.outbox.services import announce

MAY_OWE = (MoneyKind.DUE, MoneyKind.CAPTURED, MoneyKind.DISPUTED)
"""After these there may be more to give back. A refund that failed is a person's to try again."""


@dataclass(frozen=True)
class Balance:
    """The sums of an order's ledger, in minor units of its currency."""

    currency: str
    due: int = 0
    authorised: int = 0
    voided: int = 0
    captured: int = 0
    refunding: int = 0
    refunded: int = 0
    disputed: int = 0

    @property
    def open(self) -> int:
        """What is still to be paid; below zero: what is to be given back."""
        return self.due - (self.captured - self.refunded)

    @property
    def capturable(self) -> int:
        """What a bank has set aside and nobody has taken yet."""
        return max(0, self.authorised)

    @property
    def to_collect(self) -> int:
        """What is open and no bank has set aside for us either; below zero: what is to be given back."""
        return self.open if self.open <= 0 else max(0, self.open - self.capturable)

    @property
    def refundable(self) -> int:
        """The most that can still be given back: what has come, and neither went back nor is on its way."""
        return max(0, self.captured - self.refunded - self.refunding - self.disputed)

    @property
    def owed_back(self) -> int:
        """What is to be given back and is not on its way yet, never more than there is."""
        return min(max(0, -self.open - self.refunding), self.refundable)


def balance_of(number: str) -> Balance:
    """The sums of that order's ledger. Raises OrderNotFound."""
    return balance_in(_known(number))


def balance_in(order: Order) -> Balance:
    """The sums that stand on that order."""
    return Balance(order.currency, **{kind: order.money.get(kind, 0) for kind in KINDS})


def entries_of(number: str) -> list[MoneyEntry]:
    """The order's ledger, oldest first."""
    return list(MoneyEntry.objects(number=number).order_by("at", "id"))


@transactional
def open_ledger(order: Order, *, actor: str) -> None:
    """The first entry of an order that is being written: all of it is due. Its sums are part of the order."""
    _write(order, MoneyKind.DUE, order.total_minor, "placed", actor, None)


@transactional
def post(number: str, kind: str, minor: int, *, cause: str, actor: str = SYSTEM) -> bool:
    """Write an entry, once per order, kind and cause; False when it is there already.

    Whoever posts to an order changes the order, so two at once conflict and the later one sees both.
    What is owed back afterwards is announced (RefundOwed). Raises OrderNotFound.
    """
    return _post(number, kind, minor, cause, actor, None) is not None


@transactional
def change_due(number: str, minor: int, *, cause: str, actor: str, reason: str) -> Balance:
    """What the buyer owes is *minor* more, or less; the sums then. Once per *cause*, such as `return:rma_1`.

    This is the one door for edits, returns, exchanges and good will. What is owed back afterwards goes back
    through whoever took it; what is open is collected by `start_further_payment`.
    Raises OrderNotFound, SecondPersonNeeded (the actor may not give so much alone).
    """
    order = _post(number, MoneyKind.DUE, minor, cause, actor, reason)
    if order is None:
        return balance_of(number)
    if actor != SYSTEM:
        record(actor, "change_due", f"order:{number}", minor=minor, cause=cause, reason=reason)
    return balance_in(order)


@transactional
def unchange_due(number: str, *, cause: str, actor: str, reason: str) -> None:
    """What was changed for that *cause* is as before. Once; nothing when nothing was changed."""
    entry = MoneyEntry.objects(id=entry_id(number, MoneyKind.DUE, cause)).first()
    if entry:
        change_due(number, -entry.minor, cause=f"{cause}:undone", actor=actor, reason=reason)


@transactional
def write_off(number: str, *, cause: str, actor: str, reason: str) -> None:
    """Nothing is due any more: whatever has come goes back. Raises OrderNotFound, SecondPersonNeeded."""
    _post(number, MoneyKind.DUE, -balance_of(number).due, cause, actor, reason)


def _post(number: str, kind: str, minor: int, cause: str, actor: str, reason: str | None) -> Order | None:
    """The order with its new sums; None when that entry was written before."""
    if minor == 0 or MoneyEntry.objects(id=entry_id(number, kind, cause)).first():
        return None
    order: Order | None = Order.objects(number=number).modify(**{f"inc__money__{kind}": minor}, new=True)
    if order is None:
        raise OrderNotFound(number)
    _write(order, kind, minor, cause, actor, reason)
    if kind in MAY_OWE and balance_in(order).owed_back:
        announce(RefundOwed(number))
    if kind == MoneyKind.DUE:
        note_given(actor, _given_by(minor, balance_in(order)), order.currency)
    return order


def _given_by(minor: int, now: Balance) -> int:
    """What is the buyer's since they owe *minor* more or less, and was not before."""
    return _over(now) - _over(replace(now, due=now.due - minor))


def _over(balance: Balance) -> int:
    """What has come, and is neither due nor on its way back; also what a bank has taken and may give back."""
    return max(0, -balance.open - balance.refunding)


def _write(order: Order, kind: str, minor: int, cause: str, actor: str, reason: str | None) -> None:
    add(
        MoneyEntry,
        id=entry_id(order.number, kind, cause),
        number=order.number,
        kind=kind,
        minor=minor,
        currency=order.currency,
        cause=cause,
        actor=actor,
        reason=reason,
        at=clock.now(),
    )


def _known(number: str) -> Order:
    order: Order | None = Order.objects(number=number).first()
    if order is None:
        raise OrderNotFound(number)
    return order
