import pytest

from core import log
from core.audit.models import AuditRecord
from core.audit.services import RecordedOutsideTransaction, record
from core.db import transactional
from tests import builders as a

pytestmark = pytest.mark.usefixtures("database")


def test_a_record_says_who_did_what_to_which_thing_and_for_which_request() -> None:
    with log.about(request_id="req-1"):
        transactional(record)(a.STAFF, "ship_order", "order:Q-1", carrier="UPS")

    (kept,) = AuditRecord.objects
    assert (kept.actor, kept.action, kept.target) == (a.STAFF, "ship_order", "order:Q-1")
    assert (kept.facts, kept.request_id) == ({"carrier": "UPS"}, "req-1")


def test_a_record_is_part_of_the_change_it_tells_of() -> None:
    with pytest.raises(RecordedOutsideTransaction, match="ship_order"):
        record(a.STAFF, "ship_order", "order:Q-1")

    @transactional
    def refuse() -> None:
        record(a.STAFF, "ship_order", "order:Q-1")
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        refuse()
    assert AuditRecord.objects.count() == 0
