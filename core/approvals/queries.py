from core.approvals.errors import ApprovalNotFound
from core.approvals.models import Approval, ApprovalState
from core.tenders.models import TenderAccount

ISSUES_A_CARD = ("gift_card", "replace_gift_card")
"""Acts (`core.approvals.wishes`) of which a gift card comes."""


def approval_named(approval_id: str) -> Approval:
    """What was asked for under that name. Raises ApprovalNotFound."""
    found: Approval | None = Approval.objects(id=approval_id).first()
    if found is None:
        raise ApprovalNotFound(approval_id)
    return found


def waiting_for(*, number: str | None = None, customer_id: str | None = None) -> list[Approval]:
    """What waits for a second person about that order, or that customer; the newest first."""
    about = {"number": number} if number else {"customer_id": customer_id}
    return list(Approval.objects.waiting().filter(**about).order_by("-asked_at"))


def has_code_to_tell(approval: Approval) -> bool:
    """Whether a gift card came of it that nobody has the code of yet."""
    if approval.act not in ISSUES_A_CARD or approval.state != ApprovalState.DONE:
        return False
    return TenderAccount.objects(id=approval.outcome, enabled=True, code_hash=None).first() is not None
