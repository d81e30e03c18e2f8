import time
from datetime import timedelta

import pytest

from core import clock
from core.customers.errors import CustomerNotFound, EmailTaken, NotSignedIn
from core.customers.events import CustomerRegistered
from core.customers.models import Customer, RefreshToken
from core.customers.queries import customer_by_id
from core.customers.services import add_address, sign_in
from tests import builders as a
from tests.at_once import answers, at_once, refusals

pytestmark = pytest.mark.usefixtures("database")


class TestOpenAccount:
    def test_announces_it(self) -> None:
        customer = a.customer("Ada@Example.com")

        assert (customer.email, customer.name) == ("ada@example.com", "Ada")
        assert customer.password
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
        results = at_once([lambda: a.customer("ada@example.com")] * 4)

        assert {type(refusal) for refusal in refusals(results)} == {EmailTaken}
        assert (len(answers(results)), Customer.objects.count()) == (1, 1)

    def test_ids_lead_nowhere(self) -> None:
        ids = {a.customer(f"ada{number}@example.com").id for number in range(5)}

        assert len(ids) == 5
        assert all(name.startswith("cus_") and len(name) == 28 for name in ids)
        with pytest.raises(CustomerNotFound):
            customer_by_id("cus_" + "0" * 24)


class TestSignIn:
    def test_a_password_is_as_good_after_ten_years(self) -> None:
        """Nobody is asked to change it by the calendar (NIST SP 800-63B, 3.1.1.2)."""
        a.customer()
        with clock.moved(timedelta(days=3_653)):
            assert sign_in("ada@example.com", a.PASSWORD, lasts=a.LASTING).customer.email

    def test_with_the_right_password_in_any_spelling_of_the_address(self) -> None:
        customer = a.customer("ada@example.com")

        assert sign_in(" Ada@Example.COM", a.PASSWORD, lasts=a.LASTING).customer.id == customer.id

    @pytest.mark.parametrize("typed", ["ada@xn--strae-oqa.de", "Ada@STRAẞE.de", " ada@straße.de "])
    def test_a_domain_may_be_written_as_dns_has_it(self, typed: str) -> None:
        customer = a.customer("ada@straße.de")

        assert sign_in(typed, a.PASSWORD, lasts=a.LASTING).customer.id == customer.id

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
            sign_in(email, password, lasts=a.LASTING)
        assert RefreshToken.objects.first() is None

    def test_an_address_without_an_account_takes_as_long_as_one_with(self) -> None:
        a.customer("ada@example.com")
        turns = [(_seconds("ada@example.com"), _seconds("eve@example.com")) for _ in range(7)]
        known, unknown = (
            min(times) for times in zip(*turns, strict=True)
        )  # on a busy machine the others wait

        assert 0.5 < unknown / known < 2

    def test_the_token_is_told_once_and_kept_only_as_a_hash(self) -> None:
        signed = a.signed_in()

        assert len(signed.refresh_token) >= 43
        assert signed.refresh_token not in str(list(RefreshToken._get_collection().find()))


def test_addresses_are_kept_in_the_order_they_came() -> None:
    customer = a.customer()
    add_address(customer.id, a.address())
    known = add_address(customer.id, a.address("eu"))

    assert [address.city for address in known.addresses] == ["Reno", "Hamburg"]


def _seconds(email: str) -> float:
    start = time.perf_counter()
    with pytest.raises(NotSignedIn):
        sign_in(email, "wrong horse battery", lasts=a.LASTING)
    return time.perf_counter() - start
