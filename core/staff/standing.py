"""What becomes of a member of staff: another role, other markets, none at all. Open sessions end with each."""

from collections.abc import Sequence

from core.audit.services import SYSTEM, record
from core.db import transactional
from core.mailboxes import folded
from core.markets.queries import market_named
from core.staff.errors import StaffNotFound, UnknownRole
from core.staff.models import ROLES, StaffMember


def sign_out(email: str, generation: int) -> None:
    """End the sessions of that generation, on every device: a copied cookie is good for nothing. Safe to repeat."""
    StaffMember.objects(email=email, generation=generation).update_one(inc__generation=1)


@transactional
def end_sessions(email: str, *, actor: str = SYSTEM) -> None:
    """Whoever is signed in as that member has to sign in again. Raises StaffNotFound."""
    _change(email, "end_staff_sessions", actor)


@transactional
def change_role(email: str, role: str, *, actor: str = SYSTEM) -> None:
    """From their next request on they may do what that role may. Raises StaffNotFound, UnknownRole."""
    if role not in ROLES:
        raise UnknownRole(role, ROLES)
    _change(email, "change_staff_role", actor, role=role)


@transactional
def bind(email: str, markets: Sequence[str], *, actor: str = SYSTEM) -> None:
    """They see and change what is of these markets; where none is named, the whole shop is theirs.

    Raises StaffNotFound, UnknownMarket.
    """
    wanted = sorted(set(markets))
    for market in wanted:
        market_named(market)
    _change(email, "bind_staff", actor, markets=wanted)


@transactional
def deactivate(email: str, *, actor: str = SYSTEM) -> None:
    """They work here no more: nobody is signed in as them, and nobody can sign in. Raises StaffNotFound."""
    _change(email, "deactivate_staff", actor, active=False)


@transactional
def reactivate(email: str, *, actor: str = SYSTEM) -> None:
    """They may sign in again, with the password and the role that they had. Raises StaffNotFound."""
    _change(email, "reactivate_staff", actor, active=True)


def kept_at_work(email: str) -> StaffMember | None:
    """The member, if they work here, kept as they are for this transaction: whoever would change them conflicts."""
    member: StaffMember | None = StaffMember.objects(email=folded(email), active=True).modify(
        inc__revision=1, new=True
    )
    return member


def _change(email: str, action: str, actor: str, **facts: object) -> None:
    name = folded(email)
    change = {f"set__{field}": value for field, value in facts.items()}
    if not StaffMember.objects(email=name).update_one(inc__generation=1, **change):
        raise StaffNotFound(email)
    record(actor, action, f"staff:{name}", **facts)
