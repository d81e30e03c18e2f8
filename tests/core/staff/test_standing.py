from collections.abc import Callable

import pytest

from core.audit.models import AuditRecord
from core.markets.errors import UnknownMarket
from core.staff.errors import StaffNotFound, StaffNotSignedIn, UnknownRole
from core.staff.models import StaffMember
from core.staff.queries import active_member
from core.staff.services import sign_in
from core.staff.standing import bind, change_role, deactivate, end_sessions, reactivate, sign_out
from tests import builders as a

pytestmark = pytest.mark.usefixtures("database")

EMAIL, BOSS = "packer@quayside.example", "owner@quayside.example"
ACTS: dict[str, Callable[[str], None]] = {
    "end_staff_sessions": lambda email: end_sessions(email, actor=BOSS),
    "change_staff_role": lambda email: change_role(email, "viewer", actor=BOSS),
    "bind_staff": lambda email: bind(email, [], actor=BOSS),
    "deactivate_staff": lambda email: deactivate(email, actor=BOSS),
    "reactivate_staff": lambda email: reactivate(email, actor=BOSS),
}
FACTS: dict[str, dict[str, object]] = {
    "end_staff_sessions": {},
    "change_staff_role": {"role": "viewer"},
    "bind_staff": {"markets": []},
    "deactivate_staff": {"active": False},
    "reactivate_staff": {"active": True},
}


@pytest.mark.parametrize("action", ACTS)
def test_each_ends_what_was_open_and_is_written_down(action: str) -> None:
    before, other = a.staff_member(EMAIL), a.staff_member(BOSS, "owner")
    ACTS[action](f" {EMAIL.upper()}")

    assert active_member(EMAIL, before.generation) is None
    assert active_member(BOSS, other.generation) is not None
    (record,) = AuditRecord.objects(action=action)
    assert (record.actor, record.target, record.facts) == (BOSS, f"staff:{EMAIL}", FACTS[action])


@pytest.mark.parametrize("action", ACTS)
def test_who_does_not_work_here_is_said_and_not_written_down(action: str) -> None:
    with pytest.raises(StaffNotFound):
        ACTS[action](EMAIL)
    assert AuditRecord.objects.first() is None


def test_whoever_is_deactivated_cannot_sign_in_until_they_are_let_in_again() -> None:
    a.staff_member(EMAIL)
    deactivate(EMAIL)
    with pytest.raises(StaffNotSignedIn):
        sign_in(EMAIL, a.PASSWORD)
    reactivate(EMAIL)

    assert sign_in(EMAIL, a.PASSWORD).role == "fulfilment"


def test_a_role_that_there_is_not_changes_nothing() -> None:
    before = a.staff_member(EMAIL)
    with pytest.raises(UnknownRole):
        change_role(EMAIL, "king")

    assert active_member(EMAIL, before.generation) is not None


def test_signing_out_twice_does_not_end_what_began_in_between() -> None:
    before = a.staff_member(EMAIL)
    sign_out(EMAIL, before.generation)
    again = sign_in(EMAIL, a.PASSWORD)
    sign_out(EMAIL, before.generation)

    assert active_member(EMAIL, again.generation) is not None
    assert StaffMember.objects.get().generation == before.generation + 1


def test_a_member_is_bound_to_markets_that_there_are() -> None:
    a.markets()
    a.staff_member(EMAIL)
    bind(EMAIL, ["us", "eu", "us"], actor=BOSS)
    with pytest.raises(UnknownMarket):
        bind(EMAIL, ["us", "mars"], actor=BOSS)

    assert StaffMember.objects.get().markets == ["eu", "us"]
    assert [record.facts for record in AuditRecord.objects(action="bind_staff")] == [
        {"markets": ["eu", "us"]}
    ]
