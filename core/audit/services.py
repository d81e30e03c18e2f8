from core import clock, log
from core.audit.models import AuditRecord
from core.db import in_transaction

SYSTEM = "system"


class RecordedOutsideTransaction(RuntimeError):
    """An audit record was written outside the transaction of the change that it tells of."""


def record(actor: str, action: str, target: str, **facts: object) -> None:
    """Write down who changed what, in the transaction of the change: one record per change, or neither.

    *actor* is a staff e-mail address; *target* is a business key such as `order:Q-7K3M-9XWA`.
    """
    if not in_transaction():
        raise RecordedOutsideTransaction(action)
    AuditRecord(
        at=clock.now(),
        actor=actor,
        action=action,
        target=target,
        facts=facts,
        request_id=log.current("request_id"),
    ).save(force_insert=True)
