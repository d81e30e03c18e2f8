"""Old addresses lead to new ones, always in one step.

Whatever is written here keeps two things true: nothing leads to an address that itself leads elsewhere, and
so nothing leads in a circle.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from core import clock
from core.audit.services import record
from core.db import transactional
from core.outbox.services import announce
from core.redirects.addresses import checked_source, checked_target, spelled, towards
from core.redirects.errors import RedirectLoop, RedirectNotFound
from core.redirects.events import RedirectsChanged
from core.redirects.models import SLUG_CHANGED, STAFF, Redirect, RedirectBook


@dataclass(frozen=True)
class Wanted:
    """A redirect as somebody wants it, its addresses checked."""

    source: str
    target: str
    permanent: bool


@transactional
def moved(source: str, target: str) -> None:
    """What was at *source* is at *target* for good: the old address leads to it, in the caller's transaction.

    Whatever led to the old address leads to the new one too, and nothing leads away from the new one, because
    something lives there.
    """
    old, new = spelled(source), spelled(target)
    if old == new:
        return
    _turn_page()
    Redirect.objects(id=new).delete()
    _lead(Wanted(old, new, permanent=True), reason=SLUG_CHANGED)
    announce(RedirectsChanged([old, new]))


@transactional
def reused(*paths: str) -> None:
    """Something new lives at each of these: whatever led away from there does so no longer.

    Where nothing did, nothing is written: goods come by the thousand, and redirects are changed one at a time.
    """
    hidden = sorted(Redirect.objects(id__in=[spelled(path) for path in paths]).scalar("id"))
    if not hidden:
        return
    _turn_page()
    Redirect.objects(id__in=hidden).delete()
    announce(RedirectsChanged(hidden))


@transactional
def put_redirect(source: str, target: str, permanent: bool, actor: str) -> None:  # noqa: FBT001  # one of its facts
    """Have *source* lead to *target*, or to where that leads; audited.

    Raises BadAddress and RedirectLoop, which name `source` or `target`.
    """
    wanted = checked(source, target, permanent=permanent)
    _turn_page()
    _put(wanted)
    record(actor, "put_redirect", f"redirect:{wanted.source}", leads_to=wanted.target, permanent=permanent)
    announce(RedirectsChanged([wanted.source]))


@transactional
def put_redirects(batch: Sequence[Wanted], actor: str) -> None:
    """Like *put_redirect* for many, all of them or none, under one audit record. Raises RedirectLoop."""
    _turn_page()
    for wanted in batch:
        _put(wanted)
    record(actor, "import_redirects", "redirects", count=len(batch), first=batch[0].source)
    announce(RedirectsChanged([wanted.source for wanted in batch]))


@transactional
def remove_redirect(source: str, actor: str) -> None:
    """*source* leads nowhere any more; audited. Raises RedirectNotFound."""
    path = spelled(source)
    _turn_page()
    redirect = Redirect.objects(id=path).first()
    if redirect is None:
        raise RedirectNotFound(path)
    redirect.delete()
    record(actor, "remove_redirect", f"redirect:{path}", led_to=redirect.target)
    announce(RedirectsChanged([path]))


def checked(source: str, target: str, *, permanent: bool) -> Wanted:
    """Both addresses in the one spelling. Raises BadAddress, RedirectLoop (to itself)."""
    wanted = Wanted(checked_source(source), checked_target(target), permanent)
    if towards(wanted.target) == wanted.source:
        raise RedirectLoop(wanted.source)
    return wanted


def _turn_page() -> None:
    """One change at a time: a second one waits for this transaction, and then sees what it did."""
    RedirectBook.objects(id="redirects").update_one(upsert=True, inc__changes=1)


def _put(wanted: Wanted) -> None:
    """In one step, even where the target leads elsewhere itself. Raises RedirectLoop."""
    onward = Redirect.objects(id=towards(wanted.target)).first()
    target = onward.target if onward else wanted.target
    if towards(target) == wanted.source:
        raise RedirectLoop(wanted.source)
    _lead(Wanted(wanted.source, target, wanted.permanent), reason=STAFF)


def _lead(wanted: Wanted, *, reason: str) -> None:
    end = {"set__target": wanted.target, "set__towards": towards(wanted.target)}
    Redirect.objects(towards=wanted.source).update(**end)
    Redirect.objects(id=wanted.source).update_one(
        upsert=True,
        set__permanent=wanted.permanent,
        set__reason=reason,
        set__created_at=clock.now(),
        **end,
    )
