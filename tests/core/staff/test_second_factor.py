from collections.abc import Callable
from contextlib import nullcontext
from datetime import timedelta

import pyotp
import pytest

from core import clock
from core.audit.models import AuditRecord
from core.outbox.models import OutboxMessage
from core.seals import Box
from core.settings import settings
from core.staff.codes import LEARNT, OFFER_LASTS, Shown, new_offer, offer_again, shown_first, shown_with
from core.staff.errors import (
    FactorNeeded,
    NextCodeNeeded,
    NoFactor,
    OfferOver,
    StaffNotFound,
    StaffNotSignedIn,
    WrongCode,
    WrongPassword,
)
from core.staff.guessing import LOCK, MOST_FAILURES
from core.staff.models import StaffMember
from core.staff.queries import active_member
from core.staff.resealing import Resealed, reseal
from core.staff.second_factor import (
    is_required,
    prove,
    remove_factor,
    renew_recovery_codes,
    reset_factor,
    set_up,
    set_up_first,
)
from core.staff.services import sign_in
from core.staff.standing import end_sessions
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.conftest import OWN, Resettle

pytestmark = pytest.mark.usefixtures("database", "steady")

EMAIL, BOSS = "packer@quayside.example", "owner@quayside.example"
STEP = timedelta(seconds=30)
ANOTHER = "another-secret-key-of-the-tests-and-nothing-else"


def member() -> StaffMember:
    found: StaffMember = StaffMember.objects(email=EMAIL).get()
    return found


def is_good(code: str) -> bool:
    try:
        prove(member(), code)
    except WrongCode:
        return False
    return True


def came_in(code: str) -> bool:
    """The same, where a right one of another step is refused as well."""
    try:
        return is_good(code)
    except NextCodeNeeded:
        return False


def is_refused(code: str) -> bool:
    return not is_good(code)


@pytest.fixture
def app() -> tuple[str, list[str]]:
    """The secret of the member's app, and their recovery codes."""
    a.staff_member(EMAIL)
    return a.second_factor(EMAIL)


class TestCodes:
    @pytest.mark.parametrize(
        ("second", "code"),
        [(59, "287082"), (1_111_111_109, "081804"), (1_234_567_890, "005924"), (20_000_000_000, "353130")],
    )
    def test_are_those_of_the_rfc(self, second: int, code: str) -> None:
        """RFC 6238, appendix B, of which apps show the last six digits."""
        secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # pragma: allowlist secret
        moment = clock.now().fromtimestamp(second, clock.now().tzinfo)
        assert shown_with(secret, code, moment, [0]) == Shown(second // 30, 0)

    def test_the_first_two_say_how_far_the_clock_of_an_app_is_ahead(self) -> None:
        """What is late by two steps at the most was typed late."""
        secret, here = pyotp.random_base32(), int(clock.now().timestamp()) // 30

        def first(ahead: int) -> Shown | None:
            return shown_first(secret, a.code_of(secret, ahead), before=a.code_of(secret, ahead - 1))

        learnt = {ahead: first(ahead) for ahead in range(-11, 12)}

        assert learnt.pop(-LEARNT - 1) is learnt.pop(LEARNT + 1) is None
        assert learnt == {
            ahead: Shown(here + ahead, 0 if ahead in (-1, -2) else ahead)
            for ahead in range(-LEARNT, LEARNT + 1)
        }

    @pytest.mark.parametrize("code", ["", "12345", "1234567", "\N{ARABIC-INDIC DIGIT ONE}" * 6, "abcdef"])
    def test_nothing_else_is_one(self, code: str) -> None:
        secret = "GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ"  # pragma: allowlist secret
        assert shown_with(secret, code, clock.now(), range(-LEARNT, LEARNT + 1)) is None


class TestOffers:
    def test_a_secret_has_160_bits_and_goes_into_apps_as_they_read_it(self) -> None:
        offer = new_offer(EMAIL)
        read = pyotp.parse_uri(offer.address)
        assert isinstance(read, pyotp.TOTP)
        assert (read.secret, read.digits, read.interval) == (offer.secret, 6, 30)
        assert (read.name, read.issuer) == (EMAIL, "Quayside Ltd.")
        assert len(read.byte_secret()) == 20
        assert offer.secret != new_offer(EMAIL).secret

    def test_nothing_is_kept_of_it_and_it_is_over_after_a_quarter_of_an_hour(self) -> None:
        offer = new_offer(EMAIL)
        assert StaffMember.objects.first() is None
        with clock.moved(OFFER_LASTS - timedelta(seconds=2)):
            assert offer_again(EMAIL, offer.ticket).secret == offer.secret
        with clock.moved(OFFER_LASTS + timedelta(seconds=2)), pytest.raises(OfferOver):
            offer_again(EMAIL, offer.ticket)

    @pytest.mark.parametrize("ticket", ["", "nonsense", "gAAAA"])
    def test_what_was_never_offered_is_none(self, ticket: str) -> None:
        with pytest.raises(OfferOver):
            offer_again(EMAIL, ticket)

    def test_nor_what_was_offered_to_somebody_else(self) -> None:
        with pytest.raises(OfferOver):
            offer_again(EMAIL, new_offer(BOSS).ticket)


class TestSetUp:
    def test_takes_password_and_code_and_ends_every_session(self) -> None:
        before, offer = a.staff_member(EMAIL), new_offer(EMAIL)
        armed = set_up(EMAIL, a.PASSWORD, offer.ticket, a.code_of(offer.secret))

        assert active_member(EMAIL, before.generation) is None
        assert active_member(EMAIL, armed.member.generation) is not None
        assert len(set(armed.recovery_codes)) == 10
        assert AuditRecord.objects.get(action="set_up_second_factor").target == f"staff:{EMAIL}"

    def test_without_either_nothing_changes(self) -> None:
        before, offer = a.staff_member(EMAIL), new_offer(EMAIL)
        with pytest.raises(WrongPassword) as refusal:
            set_up(EMAIL, "wrong horse battery", offer.ticket, a.code_of(offer.secret))
        assert refusal.value.field == "current"
        with pytest.raises(WrongCode):
            set_up(EMAIL, a.PASSWORD, offer.ticket, "000000")
        with pytest.raises(OfferOver):
            set_up(EMAIL, a.PASSWORD, new_offer(BOSS).ticket, a.code_of(offer.secret))

        assert active_member(EMAIL, before.generation) is not None
        assert member().factor is None

    def test_another_app_takes_the_place_of_the_first_with_other_recovery_codes(
        self, app: tuple[str, list[str]]
    ) -> None:
        secret, codes = a.second_factor(EMAIL)

        assert is_refused(a.code_of(app[0]))
        assert is_refused(app[1][0])
        assert is_good(a.code_of(secret))
        assert is_good(codes[0])

    def test_the_code_that_it_was_set_up_with_is_used(self) -> None:
        a.staff_member(EMAIL)
        offer = new_offer(EMAIL)
        code = a.code_of(offer.secret)
        set_up(EMAIL, a.PASSWORD, offer.ticket, code)

        assert is_refused(code)

    def test_who_has_shown_a_password_alone_sets_up_the_first_and_never_another(self) -> None:
        known, offer = a.staff_member(EMAIL), new_offer(EMAIL)
        first = set_up_first(known, offer.ticket, a.code_of(offer.secret, -1))
        assert is_good(a.code_of(offer.secret))

        for stale in (known, first.member, member()):
            other = new_offer(EMAIL)
            with pytest.raises(StaffNotSignedIn):
                set_up_first(stale, other.ticket, a.code_of(other.secret))
        assert is_good(first.recovery_codes[0])

    def test_of_two_at_once_one_is_the_factor(self) -> None:
        known = a.staff_member(EMAIL)
        offers = [new_offer(EMAIL) for _ in range(2)]

        def taken(place: int) -> list[str]:
            offer = offers[place]
            return set_up_first(known, offer.ticket, a.code_of(offer.secret, 0)).recovery_codes

        results = at_once([lambda: taken(0), lambda: taken(1)])
        (codes,) = answers(results)
        assert len(refusals(results)) == 1
        assert is_good(codes[0])

    def test_neither_secret_nor_codes_are_read_in_the_database(self, app: tuple[str, list[str]]) -> None:
        prove(member(), app[1][0])
        documents = (StaffMember, AuditRecord, OutboxMessage)
        everything = str([list(one._get_collection().find()) for one in documents])

        assert EMAIL in everything
        for secret in (app[0], *app[1], "otpauth"):
            assert secret not in everything

    def test_what_is_kept_of_one_is_of_no_use_to_another(self, app: tuple[str, list[str]]) -> None:
        a.staff_member(BOSS, "owner")
        StaffMember.objects(email=BOSS).update_one(set__factor=member().factor, set__factor_step=0)
        with pytest.raises(WrongCode):
            prove(StaffMember.objects(email=BOSS).get(), a.code_of(app[0]))

    def test_with_another_secret_of_the_shop_apps_are_void_and_recovery_codes_good(
        self, app: tuple[str, list[str]], resettle: Resettle
    ) -> None:
        resettle(console_secret_key=ANOTHER)
        assert is_refused(a.code_of(app[0]))
        assert is_good(app[1][0])

    def test_with_both_generations_of_the_secret_apps_go_on(
        self, app: tuple[str, list[str]], resettle: Resettle
    ) -> None:
        resettle(console_secret_key=f"{ANOTHER},{OWN['SHOP_CONSOLE_SECRET_KEY']}")
        assert is_good(a.code_of(app[0]))

    @pytest.mark.usefixtures("database", "app")
    def test_with_the_secret_of_bff_and_worker_no_app_is_made(self) -> None:
        secret, purpose = pyotp.random_base32(), f"second factor offered {EMAIL}"
        for ring, is_taken in ((settings().secret_ring, False), (settings().console_ring, True)):
            ticket = Box(ring, purpose).write(secret.encode())
            with nullcontext() if is_taken else pytest.raises(OfferOver):
                set_up(EMAIL, a.PASSWORD, ticket, a.code_of(secret))


class TestResealing:
    def test_afterwards_the_older_secret_may_be_dropped(
        self, app: tuple[str, list[str]], resettle: Resettle
    ) -> None:
        resettle(console_secret_key=f"{ANOTHER},{OWN['SHOP_CONSOLE_SECRET_KEY']}")
        assert reseal(actor=BOSS) == Resealed(1, ())

        resettle(console_secret_key=ANOTHER)
        assert is_good(a.code_of(app[0]))
        assert AuditRecord.objects.get(action="reseal_second_factors").actor == BOSS

    @pytest.mark.usefixtures("database", "app")
    def test_again_it_finds_nothing_to_do(self) -> None:
        kept = member().factor
        assert reseal(actor=BOSS) == Resealed(0, ())
        assert member().factor == kept
        assert AuditRecord.objects(action="reseal_second_factors").count() == 0

    @pytest.mark.usefixtures("database", "app")
    def test_whose_nobody_can_open_is_named_and_left(self, resettle: Resettle) -> None:
        kept = member().factor
        resettle(console_secret_key=ANOTHER)
        assert reseal(actor=BOSS) == Resealed(0, (EMAIL,))
        assert member().factor == kept


class TestProve:
    def test_a_code_is_good_once(self, app: tuple[str, list[str]]) -> None:
        code = a.code_of(app[0])
        assert is_good(code)
        assert is_refused(code)
        with clock.moved(STEP):
            assert is_refused(code)

    @pytest.mark.parametrize("seconds", [-30, -16, -2, 30, 44, 58])
    def test_and_in_its_own_half_minute_alone(self, seconds: int, app: tuple[str, list[str]]) -> None:
        """Thirty seconds: neither before them nor after them (ASVS 5.0, 6.5.5)."""
        with clock.moved(2 * STEP):
            code = a.code_of(app[0])
        with clock.moved(2 * STEP + timedelta(seconds=seconds)):
            assert not came_in(code)

    def test_in_which_it_is_good_to_the_last_second(self, app: tuple[str, list[str]]) -> None:
        code = a.code_of(app[0])
        with clock.moved(timedelta(seconds=28)):
            assert came_in(code)

    def test_when_they_are_over_the_next_one_is_asked_for(self, app: tuple[str, list[str]]) -> None:
        code = a.code_of(app[0])
        with clock.moved(STEP):
            with pytest.raises(NextCodeNeeded):
                prove(member(), code)
            assert is_refused(code), "it is used"
            assert member().failures == 2, "and was counted"
            assert came_in(a.code_of(app[0]))
            assert (member().factor_ahead, member().failures) == (0, 0)

    def test_of_the_next_step_it_is_used_and_not_good_when_its_time_comes(
        self, app: tuple[str, list[str]]
    ) -> None:
        """Whoever guesses would else be told by the shop which code to keep for later."""
        early = a.code_of(app[0], 1)
        with pytest.raises(NextCodeNeeded):
            prove(member(), early)
        with clock.moved(STEP):
            assert is_refused(early)
        with clock.moved(2 * STEP):
            assert came_in(a.code_of(app[0]))

    @pytest.mark.parametrize("steps", [-LEARNT - 1, LEARNT + 1])
    def test_of_a_step_farther_away_it_is_as_wrong_as_any(
        self, steps: int, app: tuple[str, list[str]]
    ) -> None:
        with pytest.raises(WrongCode):
            prove(member(), a.code_of(app[0], steps))
        assert member().factor_apart is None

    def test_none_that_is_older_than_one_that_was_used(self, app: tuple[str, list[str]]) -> None:
        with clock.moved(4 * STEP):
            assert is_good(a.code_of(app[0]))
            assert is_refused(a.code_of(app[0], -1))

    def test_of_many_at_once_one_gets_in(self, app: tuple[str, list[str]]) -> None:
        known, code = member(), a.code_of(app[0])
        results = at_once([lambda: prove(known, code)] * 4)
        assert len(answers(results)) == 1
        assert {type(refusal) for refusal in refusals(results)} == {WrongCode}

    @pytest.mark.parametrize("typed", [" {} ", "{0[0]}{0[1]}{0[2]} {0[3]}{0[4]}{0[5]}"])
    def test_spaces_are_no_part_of_it(self, typed: str, app: tuple[str, list[str]]) -> None:
        assert is_good(typed.format(a.code_of(app[0])))

    def test_a_recovery_code_is_good_once_however_it_is_typed(self, app: tuple[str, list[str]]) -> None:
        typed = app[1][3].lower().replace("-", " ").replace("0", "o").replace("1", "l")
        assert is_good(typed)
        assert is_refused(app[1][3])
        assert len(member().recovery) == 9
        (record,) = AuditRecord.objects(action="use_recovery_code")
        assert (record.actor, record.facts) == (EMAIL, {"left": 9})

    def test_of_many_at_once_with_one_recovery_code_one_gets_in(self, app: tuple[str, list[str]]) -> None:
        known = member()
        results = at_once([lambda: prove(known, app[1][0])] * 4)
        assert len(answers(results)) == AuditRecord.objects(action="use_recovery_code").count() == 1
        assert len(member().recovery) == 9

    def test_the_codes_of_another_are_none(self, app: tuple[str, list[str]]) -> None:
        a.staff_member(BOSS, "owner")
        secret, codes = a.second_factor(BOSS)
        assert app[0] != secret
        assert is_refused(a.code_of(secret))
        assert is_refused(codes[0])

    def test_who_has_none_shows_none(self) -> None:
        a.staff_member(EMAIL)
        assert is_refused("000000")
        assert is_refused("")

    def test_ten_wrong_ones_lock_the_account_and_the_right_password_forgives_none_of_them(
        self, app: tuple[str, list[str]]
    ) -> None:
        for _ in range(MOST_FAILURES):
            sign_in(EMAIL, a.PASSWORD)
            assert is_refused("000000")

        with pytest.raises(StaffNotSignedIn):
            sign_in(EMAIL, a.PASSWORD)
        assert is_refused(a.code_of(app[0]))
        assert is_refused(app[1][0])
        with clock.moved(LOCK + timedelta(seconds=1)):
            sign_in(EMAIL, a.PASSWORD)
            assert is_good(a.code_of(app[0]))
        assert member().failures == 0

    def test_of_many_at_one_moment_ten_are_looked_at(self, app: tuple[str, list[str]]) -> None:
        """Nine wrong ones and many more at once: with the right one among the last, nobody is in."""
        came = member()
        refused = refusals(at_once([lambda: prove(came, "000000")] * 30))
        assert len(refused) == 30
        assert member().failures == MOST_FAILURES
        assert is_refused(a.code_of(app[0]))

    def test_strangers_do_not_lock_a_device_of_the_owners(self, app: tuple[str, list[str]]) -> None:
        for _ in range(MOST_FAILURES):
            assert is_refused("000000")
        assert is_refused(a.code_of(app[0]))
        assert prove(member(), a.code_of(app[0]), device="hers").email == EMAIL

    def test_whose_sessions_are_ended_meanwhile_is_not_in_with_it(self, app: tuple[str, list[str]]) -> None:
        came = member()
        end_sessions(EMAIL)
        assert active_member(EMAIL, prove(came, a.code_of(app[0])).generation) is None

    def test_wrong_passwords_count_with_them(self, app: tuple[str, list[str]]) -> None:
        for _ in range(MOST_FAILURES - 1):
            with pytest.raises(StaffNotSignedIn):
                sign_in(EMAIL, "wrong horse battery")
        assert is_refused("000000")
        assert is_refused(a.code_of(app[0]))


class TestClocks:
    """What an app shows whose clock is wrong (RFC 6238, section 6)."""

    def armed(self, ahead: int) -> str:
        a.staff_member(EMAIL)
        offer = new_offer(EMAIL)
        before, code = (a.code_of(offer.secret, ahead - one) for one in (1, 0))
        set_up(EMAIL, a.PASSWORD, offer.ticket, code, before=before)
        return offer.secret

    @pytest.mark.parametrize("ahead", [-LEARNT, -3, 1, 2, LEARNT])
    @pytest.mark.parametrize("apart", [None, 0, 2])
    def test_is_not_believed_by_one_code_nor_by_two_that_are_not_in_a_row(
        self, ahead: int, apart: int | None
    ) -> None:
        a.staff_member(EMAIL)
        offer = new_offer(EMAIL)
        before = "" if apart is None else a.code_of(offer.secret, ahead - apart)
        with pytest.raises(NextCodeNeeded):
            set_up(EMAIL, a.PASSWORD, offer.ticket, a.code_of(offer.secret, ahead), before=before)
        assert (member().factor, member().factor_ahead) == (None, None)

    @pytest.mark.parametrize("ahead", [-LEARNT, -3, 0, 1, LEARNT])
    def test_is_learnt_when_it_is_set_up(self, ahead: int) -> None:
        secret = self.armed(ahead)
        with clock.moved(STEP):
            assert came_in(a.code_of(secret, ahead))

    def test_what_ours_shows_is_then_none_of_its_codes(self) -> None:
        secret = self.armed(4)
        with clock.moved(8 * STEP):
            assert not came_in(a.code_of(secret))

    @pytest.mark.parametrize("late", [-1, -2])
    def test_whoever_is_late_at_the_set_up_has_a_right_one(self, late: int) -> None:
        """Read at second 29, sent 32 seconds later."""
        secret = self.armed(late)
        with clock.moved(STEP):
            assert came_in(a.code_of(secret))

    @pytest.mark.parametrize("late", [(-1, -1), (-1, -2), (-2, -2)])
    def test_and_whoever_is_late_twice_in_a_row_is_in_and_has_it_still(self, late: tuple[int, int]) -> None:
        secret = self.armed(0)
        with clock.moved(20 * STEP):
            assert not came_in(a.code_of(secret, late[0]))
        with clock.moved((21 + late[0] - late[1]) * STEP):
            assert came_in(a.code_of(secret, late[1]))
        with clock.moved(25 * STEP):
            assert came_in(a.code_of(secret))
        assert AuditRecord.objects(action="set_clock_of_second_factor").count() == 0

    @pytest.mark.parametrize("ahead", [-LEARNT, -3, 1, 2, LEARNT])
    def test_is_learnt_anew_from_two_in_a_row(self, ahead: int) -> None:
        secret = self.armed(0)
        with clock.moved(20 * STEP):
            assert not came_in(a.code_of(secret, ahead))
        with clock.moved(21 * STEP):
            assert came_in(a.code_of(secret, ahead))
        with clock.moved(22 * STEP):
            assert came_in(a.code_of(secret, ahead))
        record = AuditRecord.objects.get(action="set_clock_of_second_factor")
        assert (record.actor, record.facts) == (EMAIL, {"steps_ahead": ahead})

    def test_two_that_do_not_follow_each_other_move_nothing(self) -> None:
        secret = self.armed(0)
        for steps in (4, 6, 8):
            with clock.moved(steps * STEP):
                assert not came_in(a.code_of(secret, 1))
        assert member().factor_ahead == 0

    def test_nor_do_two_with_one_that_was_good_between_them(self) -> None:
        secret = self.armed(0)
        with clock.moved(4 * STEP):
            assert not came_in(a.code_of(secret, -1))
            assert came_in(a.code_of(secret))
        with clock.moved(4 * STEP):
            assert not came_in(a.code_of(secret, 1))
        assert member().factor_ahead == 0

    def test_of_several_at_once_with_the_second_of_them_one_gets_in(self) -> None:
        secret = self.armed(0)
        with clock.moved(4 * STEP):
            assert not came_in(a.code_of(secret, 1))
        with clock.moved(5 * STEP):
            known, code = member(), a.code_of(secret, 1)
            results = at_once([lambda: prove(known, code)] * 4)
        assert len(answers(results)) == 1

    def test_they_do_not_go_on_while_the_account_is_locked(self) -> None:
        secret = self.armed(0)
        for _ in range(MOST_FAILURES):
            assert is_refused("000000")
        with pytest.raises(WrongCode):
            prove(member(), a.code_of(secret, 1))
        assert member().factor_apart is None

    def test_another_app_has_a_clock_of_its_own(self) -> None:
        self.armed(4)
        secret, _ = a.second_factor(EMAIL)
        assert came_in(a.code_of(secret))


REMOVALS: dict[str, Callable[[], object]] = {
    "remove_second_factor": lambda: remove_factor(EMAIL, a.PASSWORD),
    "reset_second_factor": lambda: reset_factor(EMAIL.upper(), actor=EMAIL),
}


class TestTakingAway:
    @pytest.mark.parametrize("action", REMOVALS)
    def test_leaves_nothing_of_it_and_ends_every_session(
        self, action: str, app: tuple[str, list[str]]
    ) -> None:
        before = member()
        REMOVALS[action]()

        left = StaffMember._get_collection().find_one({"_id": EMAIL})
        assert left is not None
        assert not [name for name in left if name.startswith("factor")]
        assert left["recovery"] == []
        assert active_member(EMAIL, before.generation) is None
        assert is_refused(a.code_of(app[0]))
        assert is_refused(app[1][0])
        record = AuditRecord.objects.get(action=action)
        assert (record.actor, record.target, record.facts) == (EMAIL, f"staff:{EMAIL}", {})

    def test_takes_the_password(self, app: tuple[str, list[str]]) -> None:
        for act in (remove_factor, renew_recovery_codes):
            with pytest.raises(WrongPassword):
                act(EMAIL, "wrong horse battery")
        assert is_good(app[1][0])
        assert is_good(a.code_of(app[0]))

    def test_is_nobodys_to_do_where_it_is_required(
        self, app: tuple[str, list[str]], resettle: Resettle
    ) -> None:
        resettle(staff_second_factor="required")
        with pytest.raises(FactorNeeded):
            remove_factor(EMAIL, a.PASSWORD)
        assert is_good(a.code_of(app[0]))

    @pytest.mark.usefixtures("database", "app")
    def test_by_the_command_is_for_somebody_who_works_here(self) -> None:
        with pytest.raises(StaffNotFound):
            reset_factor(BOSS)
        assert AuditRecord.objects(action="reset_second_factor").first() is None

    def test_new_recovery_codes_void_the_old_ones(self, app: tuple[str, list[str]]) -> None:
        codes = renew_recovery_codes(EMAIL, a.PASSWORD)
        assert is_refused(app[1][0])
        assert all(is_good(code) for code in codes[:2])
        assert AuditRecord.objects(action="renew_recovery_codes").count() == 1

    def test_who_has_no_factor_has_no_recovery_codes(self) -> None:
        a.staff_member(EMAIL)
        with pytest.raises(NoFactor):
            renew_recovery_codes(EMAIL, a.PASSWORD)


@pytest.mark.parametrize(
    ("chosen", "env", "required"),
    [
        (None, "production", "required"),
        (None, "development", "optional"),
        (None, "test", "optional"),
        ("optional", "production", "optional"),
        ("required", "development", "required"),
    ],
)
def test_it_is_required_in_production_unless_the_settings_say_otherwise(
    chosen: str | None, env: str, required: str, monkeypatch: pytest.MonkeyPatch, resettle: Resettle
) -> None:
    settled = resettle().model_copy(update={"env": env, "staff_second_factor": chosen})
    monkeypatch.setattr("core.staff.second_factor.settings", lambda: settled)
    assert is_required() is (required == "required")
