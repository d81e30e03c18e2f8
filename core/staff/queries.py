from core.staff.models import StaffMember


def active_member(email: str, generation: int) -> StaffMember | None:
    """The member, if they still work here and the session is of their current generation."""
    member: StaffMember | None = StaffMember.objects(email=email, active=True, generation=generation).first()
    return member
