import re
from datetime import timedelta

import pytest

from core import clock
from core.audit.models import AuditRecord
from core.crockford import LETTERS
from core.errors import Invalid
from core.passwords import CommonPassword
from core.staff.errors import StaffNotSignedIn, UnknownRole
from core.staff.guessing import LOCK, LONGEST_LOCK, MOST_FAILURES, StaffTries, begin_try
from core.staff.models import MAY, ROLES, StaffMember
from core.staff.queries import active_member
from core.staff.services import create_staff, invite_staff, sign_in
from tests import builders as a
from tests.at_once import answers, at_once, many, refusals

pytestmark = pytest.mark.usefixtures("database")

EMAIL = "packer@quayside.example"
AFTER_THE_LOCK = LOCK + timedelta(seconds=1)


def fails(times: int, device: str | None = None) -> None:
    for _ in range(times):
        with pytest.raises(StaffNotSignedIn):
            sign_in(EMAIL, "wrong horse battery", device=device)


def can_sign_in(device: str | None = None) -> bool:
    try:
        sign_in(EMAIL, a.PASSWORD, device=device)
    except StaffNotSignedIn:
        return False
    return True


class TestCreate:
    def test_lets_somebody_in_once_and_writes_it_down(self) -> None:
        assert create_staff(f" {EMAIL.upper()} ", a.PASSWORD, "fulfilment", actor="owner@quayside.example")
        assert not create_staff(EMAIL, "another password", "owner")

        assert can_sign_in()
        (record,) = AuditRecord.objects
        assert (record.actor, record.target, record.facts) == (
            "owner@quayside.example",
            f"staff:{EMAIL}",
            {"role": "fulfilment"},
        )
        assert a.PASSWORD not in str(AuditRecord._get_collection().find_one())

    @pytest.mark.parametrize("role", ["admin", "", "Owner"])
    def test_an_unknown_role_is_refused(self, role: str) -> None:
        with pytest.raises(UnknownRole, match="owner, fulfilment, catalogue, viewer"):
            create_staff(EMAIL, a.PASSWORD, role)
        assert StaffMember.objects.first() is None

    def test_a_short_password_is_refused(self) -> None:
        with pytest.raises(Invalid):
            create_staff(EMAIL, "short", "owner")

    def test_the_own_mailbox_is_no_password(self) -> None:
        with pytest.raises(CommonPassword):
            create_staff("packing.hall@quayside.example", "packing.hall", "owner")

    def test_whoever_is_invited_gets_a_password_of_140_random_bits_that_is_told_once(self) -> None:
        first, other = invite_staff(EMAIL, "viewer"), invite_staff("other@quayside.example", "viewer")

        assert first
        assert first != other
        assert re.fullmatch(f"[{LETTERS}]{{4}}(-[{LETTERS}]{{4}}){{6}}", first)
        assert invite_staff(EMAIL, "owner") is None
        assert sign_in(EMAIL, first).role == "viewer"
        kept = str([*StaffMember._get_collection().find(), *AuditRecord._get_collection().find()])
        assert first not in kept

    def test_of_many_at_once_one_is_made(self) -> None:
        results = at_once([lambda: create_staff(EMAIL, a.PASSWORD, "owner")] * 4)

        assert sorted(results, key=bool) == [False] * 3 + [True]
        assert AuditRecord.objects(action="create_staff").count() == 1


class TestSignIn:
    def test_a_password_is_as_good_after_ten_years(self) -> None:
        """Nobody is asked to change it by the calendar (NIST SP 800-63B, 3.1.1.2)."""
        a.staff_member()
        with clock.moved(timedelta(days=3_653)):
            assert sign_in(a.STAFF, a.PASSWORD).email == a.STAFF

    def test_everything_wrong_is_refused_in_the_same_words(self) -> None:
        a.staff_member(EMAIL)
        a.staff_member("former@quayside.example")
        StaffMember.objects(email="former@quayside.example").update_one(set__active=False)
        said = set()
        for email, password in [
            (EMAIL, "wrong horse battery"),
            ("nobody@quayside.example", a.PASSWORD),
            ("former@quayside.example", a.PASSWORD),
        ]:
            with pytest.raises(StaffNotSignedIn) as refusal:
                sign_in(email, password)
            said.add(str(refusal.value))

        assert said == {"The e-mail address or the password is not right."}

    def test_ten_wrong_passwords_lock_the_account_for_five_minutes(self) -> None:
        a.staff_member(EMAIL)
        fails(MOST_FAILURES)

        assert not can_sign_in()
        with clock.moved(LOCK - timedelta(seconds=2)):
            assert not can_sign_in()
        with clock.moved(AFTER_THE_LOCK):
            assert can_sign_in()

    def test_nine_do_not_and_signing_in_forgives_them(self) -> None:
        a.staff_member(EMAIL)
        for _ in range(3):
            fails(MOST_FAILURES - 1)
            assert can_sign_in()

    def test_wrong_passwords_at_once_all_count(self) -> None:
        a.staff_member(EMAIL)
        assert refusals(many([lambda: fails(1)] * MOST_FAILURES, threads=4)) == []

        assert not can_sign_in()

    def test_after_the_lock_ten_more_lock_it_for_twice_as_long(self) -> None:
        a.staff_member(EMAIL)
        fails(MOST_FAILURES)
        with clock.moved(AFTER_THE_LOCK):
            fails(MOST_FAILURES)
        with clock.moved(2 * AFTER_THE_LOCK):
            assert not can_sign_in()
        with clock.moved(3 * AFTER_THE_LOCK):
            assert can_sign_in()

    def test_of_many_at_one_moment_ten_are_looked_at(self) -> None:
        a.staff_member(EMAIL)
        tried = answers(at_once([lambda: begin_try(EMAIL)] * 30))

        assert sum(one is not None for one in tried) == MOST_FAILURES
        assert not can_sign_in()

    def test_what_was_right_is_not_counted_though_it_was_the_tenth(self) -> None:
        a.staff_member(EMAIL)
        a.second_factor(EMAIL)
        fails(MOST_FAILURES - 1)
        assert all(can_sign_in() for _ in range(MOST_FAILURES))
        fails(1)
        assert not can_sign_in()

    def test_strangers_who_guess_do_not_keep_an_owner_out_who_has_been_in_on_that_device(self) -> None:
        a.staff_member(EMAIL)
        fails(3 * MOST_FAILURES)

        assert not can_sign_in()
        assert can_sign_in(device="hers")
        assert not can_sign_in(), "what the owner does there forgives nothing of theirs"

    def test_a_device_has_ten_tries_of_its_own(self) -> None:
        a.staff_member(EMAIL)
        fails(MOST_FAILURES, device="stolen")

        assert not can_sign_in(device="stolen")
        assert can_sign_in(device="hers")
        assert can_sign_in()
        with clock.moved(AFTER_THE_LOCK):
            assert can_sign_in(device="stolen")

    def test_of_whom_something_was_wrong_on_a_device_is_not_read_there(self) -> None:
        a.staff_member(EMAIL)
        fails(1, device="hers")
        assert "packer" not in str(StaffTries._get_collection().find_one())

    @pytest.mark.parametrize("before", [99, 9_999])
    def test_no_lock_is_longer_than_an_hour(self, before: int) -> None:
        a.staff_member(EMAIL)
        StaffMember.objects.update_one(set__failures=before)
        fails(1)
        with clock.moved(LONGEST_LOCK - timedelta(seconds=2)):
            assert not can_sign_in()
        with clock.moved(LONGEST_LOCK + timedelta(seconds=1)):
            assert can_sign_in()

    def test_a_first_password_is_over_after_72_hours(self) -> None:
        _, first = a.newcomer(EMAIL)
        with clock.moved(timedelta(hours=72, seconds=-2)):
            assert sign_in(EMAIL, first).email == EMAIL
        with clock.moved(timedelta(hours=72, seconds=1)), pytest.raises(StaffNotSignedIn, match="not right"):
            sign_in(EMAIL, first)


class TestMay:
    def test_what_is_not_listed_is_denied(self) -> None:
        for role in ROLES:
            member = a.staff_member(f"{role}@quayside.example", role)
            assert member.may("look")
            assert not member.may("everything")
        assert not StaffMember(email="x", role="pirate").may("look")

    def test_somebody_who_no_longer_works_here_may_nothing(self) -> None:
        member = a.staff_member(EMAIL, "owner")
        member.active = False

        assert not any(member.may(what) for what in MAY["owner"])

    def test_a_session_of_an_earlier_generation_is_over(self) -> None:
        member = a.staff_member(EMAIL)
        assert active_member(EMAIL, member.generation)

        StaffMember.objects(email=EMAIL).update_one(inc__generation=1)
        assert active_member(EMAIL, member.generation) is None
        StaffMember.objects(email=EMAIL).update_one(set__active=False)
        assert active_member(EMAIL, member.generation + 1) is None
