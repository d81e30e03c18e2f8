"""The rule of two people: what a member of staff gives away is counted where money leaves, and bounded.

Every door that money leaves through says so here, in the transaction of the act (`note_given`): an order's ledger,
and the accounts of gift cards and store credit. So nothing that calls them goes round it. What the shop gives by
itself is nobody's act. Why so: docs/adr/0022.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import timedelta
from fractions import Fraction

from core import clock
from core.allowances.errors import NotAsAgreed, SecondPersonNeeded
from core.allowances.models import Allowance, Given
from core.alone import IN_PRODUCTION, NOTHING, Bound, bounds_in
from core.audit.services import SYSTEM
from core.db import in_transaction
from core.mailboxes import folded
from core.money import Money
from core.settings import settings

WINDOW = timedelta(hours=24)
"""Any 24 hours: a day that began at midnight would let twice as much go round it."""

_act: ContextVar["Counter[tuple[str, str]] | None"] = ContextVar("act", default=None)
"""By actor and currency, what the act that is being done has given so far."""


class GivenOutsideTransaction(RuntimeError):
    """Money was given outside a transaction: what is refused would not be taken back."""


def bounds() -> Mapping[str, Bound] | None:
    """What may be given alone, by currency; None where the rule is off. Left out, it is on in production."""
    chosen = settings().staff_alone
    if chosen is None:
        return IN_PRODUCTION if settings().env == "production" else None
    return bounds_in(chosen)


def note_given(actor: str, minor: int, currency: str) -> None:
    """So much leaves by an act of *actor*, in this transaction. Raises SecondPersonNeeded, which takes it back.

    Below zero, so much less than was noted before in the same act: nobody is given anything by it.
    """
    if actor == SYSTEM or minor == 0:
        return
    if not in_transaction():
        raise GivenOutsideTransaction(actor)
    act = _act.get()
    if act is None:
        _charge(actor, minor, currency)
    else:
        act[actor, currency] += minor


@contextmanager
def one_act() -> Iterator[None]:
    """Whatever is given inside is one act. Raises SecondPersonNeeded at its end, with the whole of it."""
    with _counted() as given:
        yield
    for (actor, currency), minor in given.items():
        _charge(actor, minor, currency)


@contextmanager
def agreed(actor: str, money: Money) -> Iterator[None]:
    """Two people have agreed to what *actor* gives inside: exactly that much, which no allowance pays for.

    Raises NotAsAgreed.
    """
    with _counted() as given:
        yield
    if given != Counter({(actor, money.currency): money.minor}):
        raise NotAsAgreed(money, _in_words(given))


@contextmanager
def _counted() -> Iterator["Counter[tuple[str, str]]"]:
    given: Counter[tuple[str, str]] = Counter()
    token = _act.set(given)
    try:
        yield given
    finally:
        _act.reset(token)


def _charge(actor: str, minor: int, currency: str) -> None:
    known = bounds()
    if known is None or minor <= 0:
        return
    if minor > known.get(currency, NOTHING).act or _spent(actor, minor, currency, known) > 1:
        raise SecondPersonNeeded(Money(minor, currency))


def _spent(actor: str, minor: int, currency: str, known: Mapping[str, Bound]) -> Fraction:
    """Which part of what they may give in a day the member has given with this, all currencies together.

    Written before it is read: of two acts at once one conflicts, and is done again with the other's in it.
    """
    now, member = clock.now(), folded(actor)
    new = Given(at=now, minor=minor, currency=currency)
    mine = Allowance.objects(member=member)
    kept = mine.modify(upsert=True, new=True, push__given=new)
    mine.update_one(__raw__={"$pull": {"given": {"at": {"$lte": now - WINDOW}}}})
    return _part_of_day((one for one in kept.given if one.at > now - WINDOW), known)


def _part_of_day(given: Iterable[Given], known: Mapping[str, Bound]) -> Fraction:
    parts = ((one.minor, known.get(one.currency, NOTHING).day) for one in given)
    return sum((Fraction(minor, day) if day else Fraction(1) for minor, day in parts), Fraction(0))


def _in_words(given: Mapping[tuple[str, str], int]) -> str:
    told = (f"{Money(minor, currency).amount} {currency}" for (_, currency), minor in given.items())
    return " and ".join(told) or "nothing"
