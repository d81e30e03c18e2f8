import time
from datetime import timedelta
from statistics import median

import pytest

from core import clock
from core.customers.errors import CustomerNotFound, EmailTaken, NotSignedIn
from core.customers.events import CustomerRegistered
from core.customers.models import Customer, RefreshToken
from core.customers.queries import customer_by_id
from core.customers.services import GRACE, add_address, go_on, register, sign_in, sign_out
from core.errors import Invalid
from tests import builders as a
from tests.at_once import answers, at_once, refusals
from tests.wire import Command, Wire

pytestmark = pytest.mark.usefixtures("database")

DAYS = 30
AFTER_THE_GRACE = GRACE + timedelta(seconds=1)


def inserts_token(command: Command) -> bool:
    return command.name == "insert" and command.collection == "refresh_tokens"


def is_good(token: str) -> bool:
    try:
        go_on(token, days=DAYS)
    except NotSignedIn:
        return False
    return True


class TestRegister:
    def test_opens_an_account_and_announces_it(self) -> None:
        customer = a.customer("Ada@Example.com")

        assert (customer.email, customer.name) == ("ada@example.com", "Ada")
        assert customer.password.startswith("$argon2id$")
        assert a.PASSWORD not in str(Customer._get_collection().find_one())
        assert a.events(CustomerRegistered) == [CustomerRegistered(customer.id)]
        assert customer_by_id(customer.id).email == "ada@example.com"

    @pytest.mark.parametrize("email", ["ada@example.com", " ADA@example.COM", "\uff41da@example.com"])
    def test_one_mailbox_has_one_account_however_it_is_spelt(self, email: str) -> None:
        a.customer("ada@example.com")

        with pytest.raises(EmailTaken):
            a.customer(email)
        assert (Customer.objects.count(), len(a.events(CustomerRegistered))) == (1, 1)

    def test_of_many_at_once_one_is_opened(self) -> None:
        results = at_once([lambda: a.customer("ada@example.com")] * 8)

        assert {type(refusal) for refusal in refusals(results)} == {EmailTaken}
        assert (len(answers(results)), Customer.objects.count()) == (1, 1)

    def test_a_short_password_opens_nothing(self) -> None:
        with pytest.raises(Invalid) as refusal:
            register("ada@example.com", "short", "Ada")

        assert refusal.value.field == "password"
        assert Customer.objects.first() is None

    def test_ids_lead_nowhere(self) -> None:
        ids = {a.customer(f"ada{number}@example.com").id for number in range(5)}

        assert len(ids) == 5
        assert all(name.startswith("cus_") and len(name) == 28 for name in ids)
        with pytest.raises(CustomerNotFound):
            customer_by_id("cus_" + "0" * 24)


class TestSignIn:
    def test_with_the_right_password_in_any_spelling_of_the_address(self) -> None:
        customer = a.customer("ada@example.com")

        assert sign_in(" Ada@Example.COM", a.PASSWORD, days=DAYS).customer.id == customer.id

    @pytest.mark.parametrize(
        ("email", "password"),
        [
            ("ada@example.com", "wrong horse battery"),
            ("eve@example.com", a.PASSWORD),
            ("ada@example.com", ""),
            ("", ""),
            ("ada@example.com", a.PASSWORD + " "),
        ],
    )
    def test_everything_else_is_refused_in_the_same_words(self, email: str, password: str) -> None:
        a.customer("ada@example.com")

        with pytest.raises(NotSignedIn, match=r"^The e-mail address or the password is not right\.$"):
            sign_in(email, password, days=DAYS)
        assert RefreshToken.objects.first() is None

    def test_an_address_without_an_account_takes_as_long_as_one_with(self) -> None:
        a.customer("ada@example.com")
        known, unknown = (
            median(_seconds(email) for _ in range(5)) for email in ("ada@example.com", "eve@example.com")
        )

        assert 0.5 < unknown / known < 2

    def test_the_token_is_told_once_and_kept_only_as_a_hash(self) -> None:
        signed = a.signed_in()

        assert len(signed.refresh_token) >= 43
        assert signed.refresh_token not in str(list(RefreshToken._get_collection().find()))


class TestGoOn:
    def test_each_token_is_traded_for_the_next(self) -> None:
        token = a.signed_in().refresh_token
        for step in range(1, 4):
            with clock.moved(step * AFTER_THE_GRACE):
                following = go_on(token, days=DAYS)
                assert following.refresh_token != token
                token = following.refresh_token
        assert following.customer.email == "ada@example.com"

    def test_a_lost_answer_within_ten_seconds_signs_nobody_out(self) -> None:
        token = a.signed_in().refresh_token
        results = at_once([lambda: go_on(token, days=DAYS)] * 6)

        assert refusals(results) == []
        assert all(is_good(signed.refresh_token) for signed in answers(results))

    def test_a_used_token_that_comes_back_ends_the_whole_family_and_no_other(self) -> None:
        stolen, elsewhere = a.signed_in().refresh_token, a.signed_in().refresh_token
        successor = go_on(stolen, days=DAYS).refresh_token
        with clock.moved(AFTER_THE_GRACE):
            latest = go_on(successor, days=DAYS).refresh_token
            with pytest.raises(NotSignedIn, match="was used before"):
                go_on(stolen, days=DAYS)
            assert [is_good(token) for token in (latest, successor, stolen)] == [False] * 3
            assert is_good(elsewhere)

    def test_a_grandparent_that_comes_back_ends_the_family(self) -> None:
        first = a.signed_in().refresh_token
        with clock.moved(AFTER_THE_GRACE):
            second = go_on(first, days=DAYS).refresh_token
        with clock.moved(2 * AFTER_THE_GRACE):
            third = go_on(second, days=DAYS).refresh_token
            assert not is_good(first)
            assert not is_good(third)

    def test_a_successor_that_is_made_while_the_family_ends_is_ended_too(self, wire: Wire) -> None:
        token = a.signed_in().refresh_token
        with wire.meanwhile(inserts_token, lambda: sign_out(token)), pytest.raises(NotSignedIn):
            go_on(token, days=DAYS)

        assert RefreshToken.objects.first() is None

    @pytest.mark.parametrize("token", ["", "x", "x" * 43])
    def test_a_guess_is_nothing(self, token: str) -> None:
        a.signed_in()

        assert not is_good(token)

    def test_a_token_ends_with_its_days(self) -> None:
        token = a.signed_in().refresh_token

        with clock.moved(timedelta(days=DAYS, seconds=1)):
            assert not is_good(token)
        assert RefreshToken._get_collection().index_information()["expires_at_1"]["expireAfterSeconds"] == 0

    def test_an_account_that_is_gone_goes_nowhere(self) -> None:
        signed = a.signed_in()
        Customer.objects.delete()

        assert not is_good(signed.refresh_token)


class TestSignOut:
    def test_ends_this_sign_in_with_all_its_tokens_and_no_other(self) -> None:
        token, elsewhere = a.signed_in().refresh_token, a.signed_in().refresh_token
        successor = go_on(token, days=DAYS).refresh_token
        sign_out(successor)
        sign_out(successor)
        sign_out("nothing")

        assert [is_good(known) for known in (token, successor, elsewhere)] == [False, False, True]


def test_addresses_are_kept_in_the_order_they_came() -> None:
    customer = a.customer()
    add_address(customer.id, a.address())
    known = add_address(customer.id, a.address("eu"))

    assert [address.city for address in known.addresses] == ["Reno", "Hamburg"]


def _seconds(email: str) -> float:
    start = time.perf_counter()
    with pytest.raises(NotSignedIn):
        sign_in(email, "wrong horse battery", days=DAYS)
    return time.perf_counter() - start
