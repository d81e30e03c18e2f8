"""What staff show besides a password: a code of an app of theirs, or one of ten codes that are good once."""

from dataclasses import dataclass

from mongoengine import QuerySet

from core.audit.services import SYSTEM, record
from core.db import transactional
from core.mailboxes import folded
from core.settings import settings
from core.staff.codes import Shown, digest, learnt, offered, recovery_codes, sealed, shown_by, shown_first
from core.staff.errors import (
    FactorNeeded,
    NextCodeNeeded,
    NoFactor,
    StaffNotFound,
    StaffNotSignedIn,
    WrongCode,
    WrongPassword,
)
from core.staff.guessing import begin_try, proved
from core.staff.models import StaffMember

GONE = {
    "unset__factor": 1,
    "unset__factor_step": 1,
    "unset__factor_ahead": 1,
    "unset__factor_apart": 1,
    "set__recovery": [],
}


@dataclass(frozen=True)
class SetUp:
    """A member with a second factor, and the recovery codes that are told this once."""

    member: StaffMember
    recovery_codes: list[str]


def is_required() -> bool:
    """Whether nobody is in without one (`SHOP_STAFF_SECOND_FACTOR`): left out, in production."""
    chosen = settings().staff_second_factor
    return chosen == "required" or (chosen is None and settings().env == "production")


def set_up_first(member: StaffMember, ticket: str, code: str, *, before: str = "") -> SetUp:
    """The first factor of whoever has just shown their password.

    Raises OfferOver, WrongCode, StaffNotSignedIn, and NextCodeNeeded where the app's clock is not ours: then the code
    that follows is shown, with this one as the one *before*.
    Who has one already gets no other in this way: whoever knows no more than the password would be in.
    """
    armed = _set_up(member, ticket, (before, code), had=None)
    if armed is None:
        raise StaffNotSignedIn("There is a second factor already.")
    return armed


def set_up(email: str, password: str, ticket: str, code: str, *, before: str = "") -> SetUp:
    """A factor, or another one, for whoever is signed in and knows their password; every session of theirs ends.

    The recovery codes of before are void. Raises WrongPassword besides what `set_up_first` raises.
    """
    member = proved(email, password, field="current")
    armed = _set_up(member, ticket, (before, code), had=member.factor)
    if armed is None:
        raise WrongPassword(field="current")
    return armed


def prove(member: StaffMember, code: str, *, device: str | None = None) -> StaffMember:
    """Whoever has shown that member's password has shown the second factor too; what was wrong before is forgiven.

    A code of the app is good in its own thirty seconds, once, and none that is older than one that was used; a
    recovery code is gone with its use. Raises WrongCode, alike for wrong, used and locked; NextCodeNeeded for a right
    one of a step beside the one that is due, which is used with it. Both are counted with wrong passwords.
    """
    tried = begin_try(member.email, device)
    if tried is None or not (_use_code(member, code) or _use_recovery_code(member, code)):
        raise WrongCode
    as_they_came = StaffMember.objects(email=member.email, generation=member.generation).first()
    if as_they_came is not None:
        tried.forgive()
    return as_they_came or member


def renew_recovery_codes(email: str, password: str) -> list[str]:
    """Ten others; those of before are void. Raises WrongPassword, NoFactor, StaffNotSignedIn."""
    member = proved(email, password, field="current")
    if member.factor is None:
        raise NoFactor
    codes = recovery_codes()
    _renew(member, codes)
    return codes


def remove_factor(email: str, password: str) -> StaffMember:
    """From now on the password is enough; every session of theirs ends.

    Raises FactorNeeded where nobody may be without, WrongPassword, StaffNotSignedIn.
    """
    if is_required():
        raise FactorNeeded
    return _remove(proved(email, password, field="current"))


@transactional
def reset_factor(email: str, *, actor: str = SYSTEM) -> None:
    """For whoever has lost app and recovery codes: they set it up anew. Their sessions end. Raises StaffNotFound."""
    name = folded(email)
    if not StaffMember.objects(email=name).update_one(inc__generation=1, **GONE):
        raise StaffNotFound(email)
    record(actor, "reset_second_factor", f"staff:{name}")


def _set_up(member: StaffMember, ticket: str, given: tuple[str, str], *, had: str | None) -> SetUp | None:
    """None when the member is not as they were. The code that shows that the app is there is used with it."""
    secret = offered(member.email, ticket)
    before, code = given
    shown = shown_first(secret, code, before=before)
    if shown is None:
        raise WrongCode
    codes = recovery_codes()
    armed = _armed(member, sealed(secret, member.email), shown, codes, had)
    return None if armed is None else SetUp(armed, codes)


@transactional
def _armed(
    member: StaffMember, factor: str, shown: Shown, codes: list[str], had: str | None
) -> StaffMember | None:
    armed: StaffMember | None = _as_it_was(member, factor=had).modify(
        set__factor=factor,
        set__factor_step=shown.step,
        set__factor_ahead=shown.ahead,
        unset__factor_apart=1,
        set__recovery=[digest(code) for code in codes],
        inc__generation=1,
        new=True,
    )
    if armed is not None:
        record(member.email, "set_up_second_factor", f"staff:{member.email}")
    return armed


@transactional
def _remove(member: StaffMember) -> StaffMember:
    removed: StaffMember | None = _as_it_was(member).modify(inc__generation=1, new=True, **GONE)
    if removed is None:
        raise WrongPassword(field="current")
    record(member.email, "remove_second_factor", f"staff:{member.email}")
    return removed


@transactional
def _renew(member: StaffMember, codes: list[str]) -> None:
    renewed = _as_it_was(member, factor=member.factor).update_one(
        set__recovery=[digest(code) for code in codes]
    )
    if not renewed:
        raise WrongPassword(field="current")
    record(member.email, "renew_recovery_codes", f"staff:{member.email}")


def _as_it_was(member: StaffMember, **more: object) -> QuerySet:
    """The member, if the password is that one still and no session was ended since."""
    return StaffMember.objects(
        email=member.email, generation=member.generation, password=member.password, active=True, **more
    )


def _use_code(member: StaffMember, code: str) -> bool:
    """Whether it is the one that is due. Of two who use one at once, one has the later step and the other nothing.

    A right one of another step near now is used as well, or whoever comes upon it by chance would be told when it is
    good. Raises NextCodeNeeded for it; with the one that follows it the clock of the app is known anew.
    """
    due = member.factor_ahead or 0
    shown = shown_by(member.factor, member.email, code, ahead=due) if member.factor else None
    if shown is None:
        return False
    unused = StaffMember.objects(email=member.email, factor=member.factor, factor_step__lt=shown.step)
    if shown.ahead == due:
        return bool(unused.update_one(set__factor_step=shown.step, unset__factor_apart=1))
    if member.factor_apart and shown.step == (member.factor_step or 0) + 1:
        return _set_clock(member, shown)
    if unused.update_one(set__factor_step=shown.step, set__factor_apart=True):
        raise NextCodeNeeded
    return False


@transactional
def _set_clock(member: StaffMember, shown: Shown) -> bool:
    """Two codes in a row were not those due: the app's clock is another (RFC 6238, section 6). What was
    typed late says nothing of it (`learnt`), and signs in.

    False where somebody else has shown one since.
    """
    as_it_was = StaffMember.objects(
        email=member.email, factor=member.factor, factor_step=member.factor_step, factor_apart=True
    )
    ahead = learnt(shown.ahead)
    found = as_it_was.update_one(set__factor_step=shown.step, set__factor_ahead=ahead, unset__factor_apart=1)
    if found and ahead != (member.factor_ahead or 0):
        record(member.email, "set_clock_of_second_factor", f"staff:{member.email}", steps_ahead=ahead)
    return bool(found)


@transactional
def _use_recovery_code(member: StaffMember, code: str) -> bool:
    name = digest(code)
    left: StaffMember | None = StaffMember.objects(email=member.email, recovery=name).modify(
        pull__recovery=name, new=True
    )
    if left is None:
        return False
    record(member.email, "use_recovery_code", f"staff:{member.email}", left=len(left.recovery))
    return True
