from contextlib import ExitStack
from datetime import timedelta

import pytest

from core import clock
from core.customers.errors import NotSignedIn, SessionNotFound
from core.customers.events import SessionStolen
from core.customers.models import Customer, RefreshToken, Session
from core.customers.queries import MOST_SESSIONS, is_live, sessions_of
from core.customers.sessions import (
    GRACE,
    LONGEST_DEVICE,
    Lasting,
    SignIn,
    begin,
    end_session,
    go_on,
    sign_out,
    sign_out_everywhere,
)
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.wire import Command, Killed, Wire

pytestmark = pytest.mark.usefixtures("database")

AFTER_THE_GRACE = GRACE + timedelta(seconds=1)


def inserts_token(command: Command) -> bool:
    return command.name == "insert" and command.collection == "refresh_tokens"


def next_of(token: str) -> str:
    return go_on(token, lasts=a.LASTING).refresh_token


def is_good(token: str) -> bool:
    try:
        next_of(token)
    except NotSignedIn:
        return False
    return True


def goes_on(signed_in: SignIn) -> bool:
    return is_live(signed_in.session_id, signed_in.customer.id)


class TestGoOn:
    def test_each_token_is_traded_for_the_next(self) -> None:
        token = a.signed_in().refresh_token
        for step in range(1, 4):
            with clock.moved(step * AFTER_THE_GRACE):
                following = go_on(token, lasts=a.LASTING)
                assert following.refresh_token != token
                token = following.refresh_token
        assert following.customer.email == "ada@example.com"

    def test_of_twenty_at_once_all_get_the_same_successor(self) -> None:
        token = a.signed_in().refresh_token
        results = at_once([lambda: next_of(token)] * 20)

        assert refusals(results) == []
        assert len(set(answers(results))) == 1
        assert RefreshToken.objects.count() == 2

    def test_a_lost_answer_is_given_again_for_ten_seconds(self) -> None:
        token = a.signed_in().refresh_token
        successor = next_of(token)
        with clock.moved(GRACE - timedelta(seconds=1)):
            assert next_of(token) == successor
            assert next_of(successor) == next_of(next_of(token))

    def test_an_answer_that_took_long_is_given_again_for_ten_seconds_after_it(self, wire: Wire) -> None:
        """While the primary changes, the driver tries a write for as long."""
        token = a.signed_in().refresh_token
        with ExitStack() as by_then:

            def dawdles(command: Command) -> None:
                if inserts_token(command):
                    by_then.enter_context(clock.moved(AFTER_THE_GRACE))

            with wire.heard_by(dawdles):
                successor = next_of(token)
            with clock.moved(GRACE - timedelta(seconds=1)):
                assert next_of(token) == successor
            with clock.moved(AFTER_THE_GRACE):
                assert not is_good(token)

    def test_an_answer_that_never_came_is_given_whenever_it_is_asked_for_again(self, wire: Wire) -> None:
        signed_in = a.signed_in()
        with pytest.raises(Killed), wire.dying_before(4):
            next_of(signed_in.refresh_token)
        with clock.moved(AFTER_THE_GRACE):
            successor = next_of(signed_in.refresh_token)

        assert next_of(successor)
        assert goes_on(signed_in)

    def test_who_has_only_read_the_database_cannot_make_a_successor(self) -> None:
        token = a.signed_in().refresh_token
        successor = next_of(token)

        kept = str(list(RefreshToken._get_collection().find()))
        assert token not in kept
        assert successor not in kept
        assert len(successor) >= 43

    def test_the_successor_is_not_told_by_the_token_alone(self) -> None:
        token = a.signed_in().refresh_token
        first = next_of(token)
        RefreshToken.objects(salt__ne=None).update(unset__salt=1, unset__used_at=1)

        assert next_of(token) != first

    def test_a_used_token_that_comes_back_ends_the_whole_family_and_no_other(self) -> None:
        stolen, elsewhere = a.signed_in(device="Lynx"), a.signed_in()
        successor = next_of(stolen.refresh_token)
        with clock.moved(AFTER_THE_GRACE):
            latest = next_of(successor)
            with pytest.raises(NotSignedIn, match="was used before"):
                next_of(stolen.refresh_token)
            assert [is_good(token) for token in (latest, successor, stolen.refresh_token)] == [False] * 3
            assert (goes_on(stolen), goes_on(elsewhere)) == (False, True)
            assert is_good(elsewhere.refresh_token)
        assert a.events(SessionStolen) == [SessionStolen(stolen.customer.id, stolen.session_id, "Lynx")]

    def test_a_grandparent_that_comes_back_ends_the_family(self) -> None:
        first = a.signed_in().refresh_token
        with clock.moved(AFTER_THE_GRACE):
            second = next_of(first)
        with clock.moved(2 * AFTER_THE_GRACE):
            third = next_of(second)
            assert not is_good(first)
            assert not is_good(third)

    def test_a_successor_that_is_made_while_the_session_ends_is_worth_nothing(self, wire: Wire) -> None:
        signed_in = a.signed_in()
        with (
            wire.meanwhile(inserts_token, lambda: sign_out(signed_in.refresh_token)),
            pytest.raises(NotSignedIn),
        ):
            next_of(signed_in.refresh_token)

        assert not goes_on(signed_in)
        assert not is_good(signed_in.refresh_token)

    @pytest.mark.parametrize("token", ["", "x", "x" * 43])
    def test_a_guess_is_nothing(self, token: str) -> None:
        a.signed_in()

        assert not is_good(token)

    def test_a_session_that_is_not_used_ends_after_its_idle_days(self) -> None:
        signed_in = a.signed_in()

        with clock.moved(timedelta(days=a.LASTING.idle_days, seconds=-1)):
            assert goes_on(signed_in)
        with clock.moved(timedelta(days=a.LASTING.idle_days, seconds=1)):
            assert not goes_on(signed_in)
            assert not is_good(signed_in.refresh_token)
        for document in (RefreshToken, Session):
            indexes = document._get_collection().index_information()
            assert indexes["expires_at_1"]["expireAfterSeconds"] == 0

    def test_a_session_ends_after_its_days_however_often_it_is_used(self) -> None:
        signed_in = a.signed_in()
        token = signed_in.refresh_token
        for day in range(5, a.LASTING.days, 5):
            with clock.moved(timedelta(days=day)):
                token = next_of(token)

        with clock.moved(timedelta(days=a.LASTING.days, seconds=-1)):
            assert goes_on(signed_in)
        with clock.moved(timedelta(days=a.LASTING.days, seconds=1)):
            assert not goes_on(signed_in)
            assert not is_good(token)

    def test_an_account_that_is_gone_goes_nowhere(self) -> None:
        signed_in = a.signed_in()
        Customer.objects.delete()

        assert not is_good(signed_in.refresh_token)


class TestBegin:
    def test_a_sign_in_with_a_password_that_was_changed_meanwhile_does_not_begin(self) -> None:
        customer = a.customer()
        Customer.objects(id=customer.id).update_one(set__password="another")

        with pytest.raises(NotSignedIn):
            begin(customer, lasts=Lasting(30, 7), device="")
        assert Session.objects.first() is None

    def test_of_more_than_can_be_listed_the_one_that_was_used_longest_ago_is_over(self) -> None:
        customer, begun = a.customer(), list[SignIn]()
        for second in range(MOST_SESSIONS):
            with clock.moved(timedelta(seconds=second)):
                begun.append(begin(customer, lasts=a.LASTING, device=""))
        with clock.moved(timedelta(seconds=MOST_SESSIONS)):
            next_of(begun[0].refresh_token)
            begun.append(begin(customer, lasts=a.LASTING, device=""))

            assert [place for place, one in enumerate(begun) if not goes_on(one)] == [1]
            assert not is_good(begun[1].refresh_token)
            assert {one.id for one in sessions_of(customer.id)} == {
                one.session_id for one in begun if goes_on(one)
            }

    def test_a_long_name_of_a_device_is_cut(self) -> None:
        signed_in = a.signed_in(device="x" * 10_000)

        (session,) = sessions_of(signed_in.customer.id)
        assert len(session.device) == LONGEST_DEVICE


class TestTheEnd:
    def test_signing_out_ends_this_sign_in_with_all_its_tokens_and_no_other(self) -> None:
        here, elsewhere = a.signed_in(), a.signed_in()
        successor = next_of(here.refresh_token)
        sign_out(successor)
        sign_out(successor)
        sign_out("nothing")

        tokens = (here.refresh_token, successor, elsewhere.refresh_token)
        assert [is_good(known) for known in tokens] == [False, False, True]
        assert (goes_on(here), goes_on(elsewhere)) == (False, True)

    def test_everywhere_ends_all_of_mine_and_nobody_elses(self) -> None:
        here, there, eve = a.signed_in(), a.signed_in(), a.signed_in("eve@example.com")
        sign_out_everywhere(here.customer.id)

        assert [goes_on(one) for one in (here, there, eve)] == [False, False, True]
        assert [is_good(one.refresh_token) for one in (here, there, eve)] == [False, False, True]

    def test_one_session_is_ended_by_its_customer_alone(self) -> None:
        ada, eve = a.signed_in(), a.signed_in("eve@example.com")
        with pytest.raises(SessionNotFound):
            end_session(ada.session_id, eve.customer.id)
        assert goes_on(ada)
        end_session(ada.session_id, ada.customer.id)

        assert not goes_on(ada)
        assert not is_good(ada.refresh_token)
        with pytest.raises(SessionNotFound):
            end_session(ada.session_id, ada.customer.id)

    def test_a_session_is_nobody_elses(self) -> None:
        ada, eve = a.signed_in(), a.signed_in("eve@example.com")

        assert not is_live(ada.session_id, eve.customer.id)
