from datetime import timedelta

import pytest

from core import clock
from core.customers.errors import EmailTaken, LinkNotGood, NotSignedIn
from core.customers.events import CustomerRegistered, RegistrationAsked
from core.customers.models import Customer, Registration
from core.customers.registering import (
    MOST_MAILS,
    ask_to_register,
    confirm,
    registration_to_answer,
    token_for,
)
from core.customers.services import sign_in
from core.errors import Invalid
from core.key_ring import KeyRing
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.wire import Wire

pytestmark = pytest.mark.usefixtures("database")

ADA = "ada@example.com"
OTHER = "seven gulls over Reno"
SECONDS = 3_600


def asked(email: str = ADA, password: str = a.PASSWORD) -> Registration:
    ask_to_register(email, password, "Ada", seconds=SECONDS)
    found: Registration = Registration.objects.get(id=a.events(RegistrationAsked)[-1].registration_id)
    return found


def mailed(wanted: Registration, *secrets: str) -> str:
    return token_for(wanted, secret=KeyRing(*secrets or ["s" * 32]))


def opens(password: str) -> bool:
    try:
        sign_in(ADA, password, lasts=a.LASTING)
    except NotSignedIn:
        return False
    return True


class TestAskToRegister:
    def test_opens_nothing_and_lets_nobody_in(self) -> None:
        mailed(asked())

        assert Customer.objects.first() is None
        assert not opens(a.PASSWORD)
        assert a.events(CustomerRegistered) == []

    def test_looks_nobody_up(self, wire: Wire) -> None:
        a.customer()
        for email in (ADA, "Nobody@example.com"):
            with wire.recorded() as commands:
                ask_to_register(email, a.PASSWORD, "Ada", seconds=SECONDS)
            touched = [command.collection for command in commands if command.name != "commitTransaction"]
            assert touched == ["registrations", "outbox"]

    def test_a_password_that_is_refused_asks_for_nothing(self) -> None:
        for password in ("short", "x" * 129, "password123", "ada@example.com"):
            with pytest.raises(Invalid):
                ask_to_register(ADA, password, "Ada", seconds=SECONDS)

        assert Registration.objects.first() is None

    def test_neither_password_nor_token_can_be_read_in_the_database(self) -> None:
        token = mailed(asked())

        kept = str(list(Registration._get_collection().find()))
        assert token not in kept
        assert a.PASSWORD not in kept
        assert "$argon2id$" in kept

    def test_a_mailbox_gets_so_many_mails_and_no_more(self) -> None:
        known = []
        for minute in range(MOST_MAILS + 2):
            with clock.moved(timedelta(minutes=minute)):
                known.append(asked("Ada@Example.com" if minute else ADA).id)
        with clock.moved(timedelta(minutes=10)):
            told = [name for name in known if registration_to_answer(name)]
        assert told == known[:MOST_MAILS]
        with clock.moved(timedelta(seconds=SECONDS, minutes=10)):
            assert registration_to_answer(asked().id)


class TestConfirm:
    def test_opens_the_account_as_it_was_asked_for_and_proved(self) -> None:
        confirm(mailed(asked(" Ada@Example.com")))

        (customer,) = Customer.objects
        assert (customer.email, customer.name) == (ADA, "Ada")
        assert customer.email_verified_at is not None
        assert opens(a.PASSWORD)
        assert a.events(CustomerRegistered) == [CustomerRegistered(customer.id)]
        assert Registration.objects.first() is None

    def test_a_job_that_runs_again_under_another_secret_leaves_the_link_good(self) -> None:
        wanted = asked()
        link = mailed(wanted)
        assert mailed(Registration.objects.get(id=wanted.id), "n" * 32, "s" * 32) == link
        confirm(link)
        assert opens(a.PASSWORD)

    def test_a_link_opens_once(self) -> None:
        token = mailed(asked())
        results = at_once([lambda: confirm(token)] * 4)

        assert (len(answers(results)), {type(fault) for fault in refusals(results)}) == (1, {LinkNotGood})
        assert Customer.objects.count() == 1

    def test_a_link_is_good_for_its_time(self) -> None:
        token = mailed(asked())

        with clock.moved(timedelta(seconds=SECONDS + 1)), pytest.raises(LinkNotGood):
            confirm(token)
        with clock.moved(timedelta(seconds=SECONDS - 1)):
            confirm(token)

    def test_the_owner_gets_what_the_owner_asked_for_though_a_stranger_asked_too(self) -> None:
        """Whoever asks for somebody else's address does not choose the password of the account."""
        strangers, hers, later = asked(password=OTHER), asked(), asked(password=OTHER)
        tokens = [mailed(one) for one in (strangers, hers, later)]
        confirm(tokens[1])

        assert (opens(a.PASSWORD), opens(OTHER)) == (True, False)
        for token in (tokens[0], tokens[2]):
            with pytest.raises(LinkNotGood):
                confirm(token)

    def test_an_address_that_has_an_account_by_then_keeps_it(self) -> None:
        token = mailed(asked(password=OTHER))
        a.customer()
        with pytest.raises(EmailTaken):
            confirm(token)

        assert (opens(a.PASSWORD), opens(OTHER), Customer.objects.count()) == (True, False, 1)

    @pytest.mark.parametrize("token", ["", "x", "0" * 64])
    def test_a_guess_is_nothing(self, token: str) -> None:
        asked()
        mailed(asked("eve@example.com"))

        with pytest.raises(LinkNotGood):
            confirm(token)

    def test_the_same_asking_is_mailed_the_same_link(self) -> None:
        wanted = asked()

        assert mailed(wanted) == mailed(wanted)
        assert mailed(wanted) != mailed(asked("eve@example.com"))
