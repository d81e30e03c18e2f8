"""Passwords of staff: the first one is made up, told once and soon over; every other one is chosen by its owner."""

from datetime import timedelta

from core import clock
from core.audit.services import SYSTEM, record
from core.crockford import new_code
from core.db import transactional
from core.mailboxes import folded
from core.passwords import hashed
from core.staff.errors import SamePassword, StaffNotFound, WrongPassword
from core.staff.guessing import proved
from core.staff.models import StaffMember

FIRST_LASTS = timedelta(hours=72)
LETTERS = 28
"""140 random bits, in a form that can be read to somebody."""


def made_up() -> str:
    """A password that nobody guesses: `7K3M-9XWA-…`."""
    return new_code(LETTERS)


def give_first_password(email: str, *, actor: str = SYSTEM) -> str:
    """For whoever has lost theirs: as when they were invited. Their sessions end. Raises StaffNotFound."""
    first = made_up()
    _give(folded(email), hashed(first), actor)
    return first


def change_password(email: str, current: str, password: str) -> StaffMember:
    """Another password for whoever is signed in and knows the one they have; their sessions end, all of them.

    Raises WrongPassword (`current`), SamePassword, Invalid (`password`), StaffNotSignedIn.
    """
    member = proved(email, current, field="current")
    if password == current:
        raise SamePassword(field="password")
    return _changed(member, hashed(password, about=(email,)))


@transactional
def _give(email: str, secret: str, actor: str) -> None:
    given = StaffMember.objects(email=email).update_one(
        set__password=secret,
        set__first_password_until=clock.now() + FIRST_LASTS,
        set__failures=0,
        unset__locked_until=1,
        inc__generation=1,
    )
    if not given:
        raise StaffNotFound(email)
    record(actor, "give_first_password", f"staff:{email}")


@transactional
def _changed(member: StaffMember, secret: str) -> StaffMember:
    """Of two at once the second knew a password that is none any more."""
    mine = StaffMember.objects(email=member.email, password=member.password, active=True)
    changed: StaffMember | None = mine.modify(
        set__password=secret,
        unset__first_password_until=1,
        inc__generation=1,
        new=True,
    )
    if changed is None:
        raise WrongPassword(field="current")
    record(member.email, "change_password", f"staff:{member.email}")
    return changed
