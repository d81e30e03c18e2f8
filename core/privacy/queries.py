from core import clock
from core.privacy.errors import ErasureNotFound
from core.privacy.models import Erasure


def erasure_by_id(erasure_id: str) -> Erasure:
    """Raises ErasureNotFound."""
    erasure: Erasure | None = Erasure.objects(id=erasure_id).first()
    if erasure is None:
        raise ErasureNotFound(erasure_id)
    return erasure


def erasure_under_way(digest: str) -> Erasure | None:
    """The one that is not done yet."""
    erasure: Erasure | None = Erasure.objects(digest=digest, under_way=True).first()
    return erasure


def latest_erasure(digest: str) -> Erasure | None:
    erasure: Erasure | None = Erasure.objects(digest=digest).order_by("-asked_at").first()
    return erasure


def erasures_due(limit: int) -> list[Erasure]:
    """Those that it is time to look at, whoever has waited longest first."""
    due = Erasure.objects(under_way=True, due_at__lte=clock.now())
    return list(due.order_by("due_at").limit(limit))
