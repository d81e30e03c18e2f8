from datetime import timedelta
from functools import partial

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.errors import Invalid
from core.passwords import CommonPassword
from core.staff.errors import SamePassword, StaffNotFound, StaffNotSignedIn, WrongPassword
from core.staff.guessing import LOCK, MOST_FAILURES
from core.staff.models import StaffMember
from core.staff.passwords import change_password, give_first_password
from core.staff.queries import active_member
from core.staff.services import sign_in
from core.staff.standing import deactivate
from tests import builders as a
from tests.at_once import answers, at_once, refusals

pytestmark = pytest.mark.usefixtures("database")

EMAIL, BOSS = "packer@quayside.example", "owner@quayside.example"
NEW = "another horse altogether"


class TestChange:
    def test_takes_the_place_of_the_old_one_and_ends_every_session(self) -> None:
        before = a.staff_member(EMAIL)
        after = change_password(EMAIL, a.PASSWORD, NEW)

        assert sign_in(EMAIL, NEW).email == EMAIL
        with pytest.raises(StaffNotSignedIn):
            sign_in(EMAIL, a.PASSWORD)
        assert active_member(EMAIL, before.generation) is None
        assert active_member(EMAIL, after.generation) is not None

    def test_is_written_down_without_either_password(self) -> None:
        a.staff_member(EMAIL)
        change_password(EMAIL, a.PASSWORD, NEW)

        (record,) = AuditRecord.objects(action="change_password")
        assert (record.actor, record.target, record.facts) == (EMAIL, f"staff:{EMAIL}", {})
        written = str(list(AuditRecord._get_collection().find()))
        assert NEW not in written
        assert a.PASSWORD not in written

    def test_the_password_now_is_asked_for_by_name(self) -> None:
        before = a.staff_member(EMAIL)
        with pytest.raises(WrongPassword) as refusal:
            change_password(EMAIL, "wrong horse battery", NEW)

        assert refusal.value.field == "current"
        assert active_member(EMAIL, before.generation) is not None
        assert sign_in(EMAIL, a.PASSWORD).email == EMAIL

    @pytest.mark.parametrize(
        ("chosen", "refusal"),
        [("short", Invalid), ("Packer2026!", CommonPassword), (a.PASSWORD, SamePassword)],
    )
    def test_what_customers_may_not_choose_staff_may_not_either(
        self, chosen: str, refusal: type[Invalid]
    ) -> None:
        a.staff_member(EMAIL)
        with pytest.raises(refusal) as refused:
            change_password(EMAIL, a.PASSWORD, chosen)

        assert refused.value.field == "password"
        assert sign_in(EMAIL, a.PASSWORD).email == EMAIL

    def test_ten_wrong_ones_lock_it_for_whoever_is_in_and_for_nobody_who_comes(self) -> None:
        """Whoever finds a browser open guesses no more; its owner signs in elsewhere and ends it."""
        a.staff_member(EMAIL)
        for _ in range(MOST_FAILURES):
            with pytest.raises(WrongPassword):
                change_password(EMAIL, "wrong horse battery", NEW)

        with pytest.raises(WrongPassword):
            change_password(EMAIL, a.PASSWORD, NEW)
        assert sign_in(EMAIL, a.PASSWORD).email == EMAIL
        with clock.moved(LOCK + timedelta(seconds=1)):
            assert change_password(EMAIL, a.PASSWORD, NEW).email == EMAIL

    def test_of_two_at_once_one_is_the_password(self) -> None:
        a.staff_member(EMAIL)
        chosen = [NEW, f"{NEW} still"]
        results = at_once([partial(change_password, EMAIL, a.PASSWORD, one) for one in chosen])

        (refused,) = refusals(results)
        assert isinstance(refused, WrongPassword)
        assert len(answers(results)) == AuditRecord.objects(action="change_password").count() == 1

    def test_whoever_left_changes_nothing(self) -> None:
        a.staff_member(EMAIL)
        deactivate(EMAIL)
        with pytest.raises(StaffNotSignedIn):
            change_password(EMAIL, a.PASSWORD, NEW)


class TestFirst:
    def test_is_replaced_by_one_that_stays(self) -> None:
        _, first = a.newcomer(EMAIL)
        change_password(EMAIL, first, NEW)

        assert StaffMember.objects.get().first_password_until is None
        with clock.moved(timedelta(days=400)):
            assert sign_in(EMAIL, NEW).email == EMAIL

    def test_is_given_once_more_to_whoever_has_lost_theirs(self) -> None:
        before = a.staff_member(EMAIL)
        StaffMember.objects.update_one(set__failures=3, set__locked_until=clock.now() + timedelta(hours=1))
        first = give_first_password(EMAIL.upper(), actor=BOSS)

        assert active_member(EMAIL, before.generation) is None
        with pytest.raises(StaffNotSignedIn):
            sign_in(EMAIL, a.PASSWORD)
        assert sign_in(EMAIL, first).first_password_until
        (record,) = AuditRecord.objects(action="give_first_password")
        assert (record.actor, record.target, record.facts) == (BOSS, f"staff:{EMAIL}", {})
        with clock.moved(timedelta(hours=72, seconds=1)), pytest.raises(StaffNotSignedIn):
            sign_in(EMAIL, first)

    def test_is_for_somebody_who_works_here(self) -> None:
        with pytest.raises(StaffNotFound):
            give_first_password(EMAIL)
        assert AuditRecord.objects.first() is None
