from datetime import timedelta

from mongoengine import NotUniqueError

from core import clock
from core.audit.services import SYSTEM, record
from core.db import transactional
from core.mailboxes import folded
from core.passwords import hashed, matches
from core.staff.errors import StaffNotSignedIn, UnknownRole
from core.staff.models import ROLES, StaffMember

MOST_FAILURES = 10
LOCK = timedelta(minutes=5)


def create_staff(email: str, password: str, role: str, *, actor: str = SYSTEM) -> bool:
    """A new member of staff; False when there is one with that address. Raises UnknownRole, Invalid."""
    if role not in ROLES:
        raise UnknownRole(role, ROLES)
    try:
        _store(folded(email), hashed(password), role, actor)
    except NotUniqueError:
        return False
    return True


def sign_in(email: str, password: str) -> StaffMember:
    """The member with that password. Raises StaffNotSignedIn, alike for unknown, wrong, inactive and locked.

    After ten failures the account is locked for five minutes.
    """
    name = folded(email)
    member: StaffMember | None = StaffMember.objects(email=name).first()
    right = matches(member.password if member else None, password)
    if member is None or not member.active or _locked(member):
        raise StaffNotSignedIn("The e-mail address or the password is not right.")
    if not right:
        _count_failure(name)
        raise StaffNotSignedIn("The e-mail address or the password is not right.")
    StaffMember.objects(email=name).update_one(set__failures=0, unset__locked_until=1)
    return member


def _locked(member: StaffMember) -> bool:
    return member.locked_until is not None and member.locked_until > clock.now()


def _count_failure(email: str) -> None:
    member = StaffMember.objects(email=email).modify(inc__failures=1, new=True)
    if member and member.failures % MOST_FAILURES == 0:
        StaffMember.objects(email=email).update_one(set__locked_until=clock.now() + LOCK)


@transactional
def _store(email: str, secret: str, role: str, actor: str) -> None:
    StaffMember(email=email, password=secret, role=role, created_at=clock.now()).save(force_insert=True)
    record(actor, "create_staff", f"staff:{email}", role=role)
