"""What of staff is kept under a seal is closed anew, so that an older `SHOP_CONSOLE_SECRET_KEY` may be dropped."""

from dataclasses import dataclass

from core.audit.services import record
from core.db import transactional
from core.seals import SealBroken
from core.staff.codes import resealed
from core.staff.models import StaffMember


@dataclass(frozen=True)
class Resealed:
    """How many second factors were closed anew, and whose no generation opens that is left."""

    count: int
    void: tuple[str, ...]


@transactional
def reseal(*, actor: str) -> Resealed:
    """Close every second factor with the newest generation. Safe to run again; who sets up another one keeps that."""
    count, void = 0, []
    for member in StaffMember.objects(factor__ne=None).only("email", "factor").order_by("email"):
        try:
            count += _reseal(member)
        except SealBroken:
            void.append(member.email)
    if count:
        record(actor, "reseal_second_factors", "staff", count=count)
    return Resealed(count, tuple(void))


def _reseal(member: StaffMember) -> int:
    kept = str(member.factor)
    anew = resealed(kept, member.email)
    unchanged = StaffMember.objects(email=member.email, factor=kept)
    return unchanged.update_one(set__factor=anew) if anew else 0
