from datetime import timedelta
from functools import partial

import pytest
from argon2 import PasswordHasher

from core import clock
from core.customers.errors import EmailTaken, LinkNotGood, NotSignedIn, WrongPassword
from core.customers.events import EmailChanged, EmailProofAsked, PasswordChanged, PasswordResetAsked
from core.customers.links import Purpose, link_for
from core.customers.models import Customer, MailedLink
from core.customers.proofs import (
    ask_for_new_email,
    ask_for_proof,
    ask_for_reset,
    change_password,
    confirm_email,
    reset_password,
)
from core.customers.queries import customer_by_id, is_live
from core.customers.services import sign_in
from core.errors import Invalid
from core.key_ring import KeyRing
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.wire import Command, Wire

pytestmark = pytest.mark.usefixtures("database")

NEW = "seven gulls over Reno"
SECONDS = 1_800


def mailed(purpose: Purpose, customer: Customer, email: str | None = None, ask: str = "1") -> str:
    """The token of a link that was asked for just now."""
    token = again(purpose, customer, email, ask, clock.rfc3339(clock.now()))
    assert token is not None
    return token


def again(
    purpose: Purpose, customer: Customer, email: str | None, ask: str, asked_at: str, *secrets: str
) -> str | None:
    return link_for(
        purpose,
        customer,
        email or customer.email,
        ask,
        asked_at,
        secret=KeyRing(*secrets or ["s" * 32]),
        seconds=SECONDS,
    )


def opens(password: str, email: str = "ada@example.com") -> bool:
    try:
        sign_in(email, password, lasts=a.LASTING)
    except NotSignedIn:
        return False
    return True


class TestResetPassword:
    def test_the_new_one_opens_the_door_and_every_sign_in_is_over(self) -> None:
        here, eve = a.signed_in(), a.signed_in("eve@example.com")
        reset_password(mailed("password", here.customer), NEW)

        assert (opens(NEW), opens(a.PASSWORD)) == (True, False)
        assert not is_live(here.session_id, here.customer.id)
        assert is_live(eve.session_id, eve.customer.id)
        assert [event.customer_id for event in a.events(PasswordChanged)] == [here.customer.id]
        assert customer_by_id(here.customer.id).email_verified_at is not None

    def test_proves_the_address(self) -> None:
        customer = a.unproved_customer()
        reset_password(mailed("password", customer), NEW)

        assert customer_by_id(customer.id).email_verified_at is not None

    def test_a_link_is_good_once(self) -> None:
        token = mailed("password", a.customer())
        results = at_once([lambda: reset_password(token, NEW)] * 4)

        assert (len(answers(results)), {type(fault) for fault in refusals(results)}) == (1, {LinkNotGood})
        assert len(a.events(PasswordChanged)) == 1

    def test_a_password_that_is_refused_does_not_use_the_link_up(self) -> None:
        token = mailed("password", a.customer())
        for bad in ("short", "password123", "ada@example.com"):
            with pytest.raises(Invalid):
                reset_password(token, bad)
        reset_password(token, NEW)

        assert opens(NEW)

    def test_a_link_is_good_for_its_time(self) -> None:
        token = mailed("password", a.customer())

        with clock.moved(timedelta(seconds=SECONDS + 1)), pytest.raises(LinkNotGood):
            reset_password(token, NEW)
        with clock.moved(timedelta(seconds=SECONDS - 1)):
            reset_password(token, NEW)

    def test_of_two_links_the_newest_is_good_in_whatever_order_they_are_mailed(self) -> None:
        customer = a.customer()
        earlier = clock.rfc3339(clock.now() - timedelta(seconds=5))
        newest = mailed("password", customer, ask="2")

        assert again("password", customer, None, "1", earlier) is None
        with clock.moved(timedelta(seconds=5)):
            latest = mailed("password", customer, ask="3")
            with pytest.raises(LinkNotGood):
                reset_password(newest, NEW)
            reset_password(latest, NEW)

    def test_a_job_that_runs_again_mails_the_same_link_and_wakes_no_used_one(self) -> None:
        customer, now = a.customer(), clock.rfc3339(clock.now())
        token = again("password", customer, None, "1", now)
        assert token is not None
        assert again("password", customer, None, "1", now) == token
        reset_password(token, NEW)

        assert again("password", customer, None, "1", now) is None
        with pytest.raises(LinkNotGood):
            reset_password(token, NEW)

    def test_a_job_that_runs_again_under_another_secret_mails_the_same_link(self) -> None:
        customer, now = a.customer(), clock.rfc3339(clock.now())
        token = again("password", customer, None, "1", now)
        assert token is not None
        assert again("password", customer, None, "1", now, "n" * 32, "s" * 32) == token

    def test_a_link_for_one_thing_is_none_for_another(self) -> None:
        customer = a.customer()
        with pytest.raises(LinkNotGood):
            reset_password(mailed("email", customer), NEW)
        with pytest.raises(LinkNotGood):
            confirm_email(mailed("password", customer))

    def test_a_link_to_a_mailbox_that_was_given_up_is_good_no_more(self) -> None:
        customer = a.customer()
        token = mailed("password", customer)
        Customer.objects(id=customer.id).update_one(set__email="new@example.com")

        with pytest.raises(LinkNotGood):
            reset_password(token, NEW)
        assert opens(a.PASSWORD, "new@example.com")

    @pytest.mark.parametrize("token", ["", "x", "0" * 64])
    def test_a_guess_is_nothing(self, token: str) -> None:
        mailed("password", a.customer())

        with pytest.raises(LinkNotGood):
            reset_password(token, NEW)

    def test_only_a_hash_is_kept(self) -> None:
        token = mailed("password", a.customer())

        assert len(token) == 64
        assert token not in str(list(MailedLink._get_collection().find()))

    def test_asking_looks_nobody_up(self, wire: Wire) -> None:
        a.customer()
        with wire.recorded() as commands:
            ask_for_reset("ada@example.com")
            ask_for_reset("Nobody@example.com")

        assert {command.collection for command in commands if command.name != "commitTransaction"} == {
            "outbox"
        }
        assert [event.email for event in a.events(PasswordResetAsked)] == [
            "ada@example.com",
            "nobody@example.com",
        ]


class TestChangePassword:
    def test_it_takes_the_old_one_and_leaves_one_sign_in(self) -> None:
        here, there = a.signed_in(), a.signed_in()
        old_link = mailed("password", here.customer)
        now = change_password(here.customer.id, a.PASSWORD, NEW, lasts=a.LASTING, device="Lynx")

        assert (opens(NEW), opens(a.PASSWORD)) == (True, False)
        living = [is_live(one.session_id, one.customer.id) for one in (here, there, now)]
        assert living == [False, False, True]
        with pytest.raises(LinkNotGood):
            reset_password(old_link, "another one of mine")

    def test_a_wrong_one_changes_nothing(self) -> None:
        here = a.signed_in()
        with pytest.raises(WrongPassword) as refusal:
            change_password(here.customer.id, "wrong horse", NEW, lasts=a.LASTING, device="")

        assert refusal.value.field == "currentPassword"
        assert opens(a.PASSWORD)
        assert is_live(here.session_id, here.customer.id)

    def test_a_sign_in_that_began_with_the_old_one_does_not_outlive_it(self, wire: Wire) -> None:
        customer = a.customer()

        def begins(command: Command) -> bool:
            return command.name == "update" and command.collection == "customers"

        def change() -> None:
            change_password(customer.id, a.PASSWORD, NEW, lasts=a.LASTING, device="")

        with wire.meanwhile(begins, change), pytest.raises(NotSignedIn):
            sign_in(customer.email, a.PASSWORD, lasts=a.LASTING)

    def test_of_two_at_once_one_is_made(self) -> None:
        customer = a.customer()
        changes = [f"the word of number {number}" for number in range(2)]
        change = partial(change_password, customer.id, a.PASSWORD, lasts=a.LASTING, device="")
        results = at_once([partial(change, new) for new in changes])

        assert [type(fault) for fault in refusals(results)] == [WrongPassword]
        assert [opens(new) for new in changes].count(True) == 1


class TestConfirmEmail:
    def test_the_address_of_an_account_is_proved_and_nobody_is_signed_out(self) -> None:
        a.unproved_customer()
        here = a.signed_in()
        assert here.customer.email_verified_at is None
        token = mailed("email", here.customer)
        confirm_email(token)
        with pytest.raises(LinkNotGood):
            confirm_email(token)

        assert customer_by_id(here.customer.id).email_verified_at is not None
        assert is_live(here.session_id, here.customer.id)
        assert a.events(EmailChanged) == []

    def test_another_address_is_theirs_once_it_is_proved(self) -> None:
        here = a.signed_in()
        ask_for_new_email(here.customer.id, "Countess@Example.com", a.PASSWORD)
        assert a.events(EmailProofAsked)[-1].email == "countess@example.com"
        assert opens(a.PASSWORD)
        token = mailed("email", here.customer, "countess@example.com")
        confirm_email(token)

        assert (opens(a.PASSWORD, "countess@example.com"), opens(a.PASSWORD)) == (True, False)
        assert not is_live(here.session_id, here.customer.id)
        assert [event.former for event in a.events(EmailChanged)] == ["ada@example.com"]
        with pytest.raises(LinkNotGood):
            confirm_email(token)

    def test_an_address_that_somebody_else_has_stays_theirs(self) -> None:
        ada, eve = a.customer(), a.customer("eve@example.com")
        token = mailed("email", ada, eve.email)
        with pytest.raises(EmailTaken):
            confirm_email(token)

        assert customer_by_id(ada.id).email == "ada@example.com"
        assert customer_by_id(eve.id).email == "eve@example.com"

    def test_another_address_takes_the_password(self) -> None:
        customer = a.customer()
        with pytest.raises(WrongPassword):
            ask_for_new_email(customer.id, "eve@example.com", "wrong horse")

        assert a.events(EmailProofAsked) == []

    def test_whoever_has_proved_their_address_is_asked_no_more(self) -> None:
        customer = a.unproved_customer()
        ask_for_proof(customer.id)
        confirm_email(mailed("email", customer))
        ask_for_proof(customer.id)

        assert len(a.events(EmailProofAsked)) == 1


def test_a_hash_of_older_parameters_is_renewed_at_sign_in() -> None:
    old = PasswordHasher(time_cost=1, memory_cost=8_192, parallelism=1).hash(a.PASSWORD)
    customer = a.customer()
    Customer.objects(id=customer.id).update_one(set__password=old)

    assert opens(a.PASSWORD)
    assert "m=19456" in str(customer_by_id(customer.id).password)
    assert opens(a.PASSWORD)
