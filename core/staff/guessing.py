"""What stands against guessing: wrong passwords and codes are counted together, and too many lock the account."""

from datetime import timedelta

from core import clock
from core.passwords import matches
from core.staff.errors import StaffNotSignedIn, WrongPassword
from core.staff.models import StaffMember

MOST_FAILURES = 10
LOCK, LONGEST_LOCK = timedelta(minutes=5), timedelta(hours=1)
DOUBLINGS = 8
"""More than it takes to come to the longest."""


def is_locked(member: StaffMember) -> bool:
    """Whether too much was wrong just now: then what is right does not count either."""
    return member.locked_until is not None and member.locked_until > clock.now()


def count_failure(email: str) -> None:
    """Something was wrong once more. After ten the account is locked for five minutes, after ten more for ten, and so
    on to an hour, until its owner has signed in.
    """
    member = StaffMember.objects(email=email).modify(inc__failures=1, new=True)
    if member and member.failures % MOST_FAILURES == 0:
        lock = min(LOCK * 2 ** min(member.failures // MOST_FAILURES - 1, DOUBLINGS), LONGEST_LOCK)
        StaffMember.objects(email=email).update_one(set__locked_until=clock.now() + lock)


def proved(email: str, password: str, *, field: str) -> StaffMember:
    """The member who is signed in, and knows their password still. Raises WrongPassword, StaffNotSignedIn."""
    member: StaffMember | None = StaffMember.objects(email=email, active=True).first()
    if member is None:
        raise StaffNotSignedIn("Nobody of that address works here any more.")
    right = matches(member.password, password)
    if is_locked(member):
        raise WrongPassword(field=field)
    if not right:
        count_failure(email)
        raise WrongPassword(field=field)
    return member
