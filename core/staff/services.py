from mongoengine import NotUniqueError

from core import clock
from core.audit.services import SYSTEM, record
from core.db import transactional
from core.mailboxes import folded
from core.passwords import hashed, matches
from core.staff.errors import StaffNotSignedIn, UnknownRole
from core.staff.guessing import begin_try
from core.staff.models import ROLES, StaffMember
from core.staff.passwords import FIRST_LASTS, made_up

REFUSED = "The e-mail address or the password is not right."


def invite_staff(email: str, role: str, *, actor: str = SYSTEM) -> str | None:
    """A new member of staff, and the password with which they come in first; None when there is one already.

    It is told this once, is good for 72 hours, and only to choose another one. Raises UnknownRole.
    """
    first = made_up()
    return first if _created(email, first, role, actor, is_first=True) else None


def create_staff(email: str, password: str, role: str, *, actor: str = SYSTEM) -> bool:
    """A new member with a password of their own; False when there is one already. Raises UnknownRole, Invalid."""
    return _created(email, password, role, actor, is_first=False)


def sign_in(email: str, password: str, *, device: str | None = None) -> StaffMember:
    """The member with that password. Raises StaffNotSignedIn, alike for unknown, wrong, outdated, inactive, locked.

    *device* is one on which they have been in: what strangers do elsewhere does not lock it.
    What was wrong before is forgiven, unless they have a second factor to show yet: who knows the password alone
    would guess at it without end.
    """
    name = folded(email)
    tried = begin_try(name, device)
    member: StaffMember | None = StaffMember.objects(email=name).first()
    right = matches(member.password if member else None, password)
    if tried is None or member is None or not member.active or not right or _is_outdated(member):
        raise StaffNotSignedIn(REFUSED)
    if member.factor is None:
        tried.forgive()
    else:
        tried.was_right()
    return member


def _is_outdated(member: StaffMember) -> bool:
    return member.first_password_until is not None and member.first_password_until <= clock.now()


def _created(email: str, password: str, role: str, actor: str, *, is_first: bool) -> bool:
    if role not in ROLES:
        raise UnknownRole(role, ROLES)
    name = folded(email)
    try:
        _store(name, hashed(password, about=(name,)), role, actor, is_first=is_first)
    except NotUniqueError:
        return False
    return True


@transactional
def _store(email: str, secret: str, role: str, actor: str, *, is_first: bool) -> None:
    now = clock.now()
    until = now + FIRST_LASTS if is_first else None
    StaffMember(email=email, password=secret, role=role, first_password_until=until, created_at=now).save(
        force_insert=True
    )
    record(actor, "create_staff", f"staff:{email}", role=role)
