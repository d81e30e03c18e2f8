from core.privacy.events import ErasureDue
from core.privacy.queries import erasures_due
from core.privacy.services import go_on
from jobs.context import shop
from jobs.schedule_events import ErasuresReviewDue

BUDGET_SECONDS = 10.0
AT_ONCE = 10


def erase(event: ErasureDue) -> None:
    """Forget somebody, as far as there is time; it waits where something is open, and the schedule comes back."""
    go_on(event.erasure_id, shop().vault, seconds=BUDGET_SECONDS)


def review(_event: ErasuresReviewDue) -> None:
    """Whoever waits, and whatever a crash has left half done."""
    for erasure in erasures_due(AT_ONCE):
        go_on(erasure.id, shop().vault, seconds=BUDGET_SECONDS / AT_ONCE)
