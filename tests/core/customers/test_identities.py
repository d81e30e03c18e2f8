"""Whose account an identity at a provider opens: never one that another may have claimed."""

from dataclasses import replace
from datetime import timedelta

import pytest

from core import clock
from core.customers.errors import (
    AccountNotProved,
    EmailNotVouchedFor,
    IdentityNotFound,
    NotSignedIn,
    ProofNeeded,
)
from core.customers.events import CustomerRegistered, IdentityLinked
from core.customers.fresh import prove, see_fresh
from core.customers.identities import identities_of, identity_id, sign_in_with, unlink
from core.customers.models import Customer, LinkedIdentity, Session
from core.customers.ports import Identity, Strength
from core.customers.queries import sessions_of
from core.customers.services import sign_in
from core.customers.sessions import SignIn
from core.outbox.models import OutboxMessage
from tests import builders as a
from tests.at_once import answers, at_once
from tests.fakes import somebody

pytestmark = pytest.mark.usefixtures("database")


def came(identity: Identity) -> SignIn:
    return sign_in_with(identity, lasts=a.LASTING, device="Tests")


def told(event: type) -> int:
    return int(OutboxMessage.objects(event=event.__name__).count())


def test_somebody_new_has_an_account_with_a_proved_address_and_no_password() -> None:
    signed_in = came(somebody(email="Ada@Example.com"))

    customer = Customer.objects.get()
    assert signed_in.customer.id == customer.id
    assert (customer.email, customer.name, customer.password) == ("ada@example.com", "Ada Byron", None)
    assert customer.email_verified_at
    assert (told(CustomerRegistered), told(IdentityLinked)) == (1, 0)


def test_the_same_one_comes_back_to_the_same_account_whatever_address_they_have_now() -> None:
    first = came(somebody())
    again = came(somebody(email="new@example.com", vouched=False))

    assert again.customer.id == first.customer.id
    assert Customer.objects.get().email == "ada@example.com"


def test_how_strongly_somebody_signed_in_there_is_kept_with_the_sign_in() -> None:
    strength = Strength("mfa", ("pwd", "otp"), clock.now().replace(microsecond=0))
    came(replace(somebody(), strength=strength))

    session = Session.objects.get()
    assert (session.acr, tuple(session.amr), session.authenticated_at) == (
        strength.acr,
        strength.methods,
        strength.at,
    )


@pytest.mark.parametrize(("minutes", "is_fresh"), [(0, True), (9, True), (11, False), (None, False)])
def test_a_sign_in_there_is_as_fresh_as_the_provider_says(minutes: int | None, is_fresh: object) -> None:
    """Whoever finds a browser open may be let in there without being asked anything."""
    at = None if minutes is None else clock.now() - timedelta(minutes=minutes)
    begun = came(replace(somebody(), strength=Strength(at=at)))

    assert is_proved(begun) is is_fresh


def test_a_password_that_is_typed_in_it_makes_it_fresh() -> None:
    customer = a.customer()
    begun = came(somebody())
    assert not is_proved(begun)
    prove(customer.id, begun.session_id, a.PASSWORD)
    assert is_proved(begun)


def is_proved(begun: SignIn) -> bool:
    try:
        see_fresh(begun.session_id, begun.customer.id)
    except ProofNeeded:
        return False
    return True


def test_an_account_whose_address_is_proved_on_both_sides_is_linked_and_its_owner_told() -> None:
    customer = a.customer()

    assert came(somebody()).customer.id == customer.id
    assert [link.provider for link in identities_of(customer.id)] == ["local"]
    assert told(IdentityLinked) == 1
    assert sign_in("ada@example.com", a.PASSWORD, lasts=a.LASTING).customer.id == customer.id


def test_an_address_that_the_provider_does_not_vouch_for_opens_nothing() -> None:
    """Whoever writes another's address into their profile at a provider is not let into that account."""
    a.customer()

    with pytest.raises(EmailNotVouchedFor):
        came(somebody(vouched=False))
    assert LinkedIdentity.objects.count() == 0


def test_an_account_that_nobody_has_proved_is_not_linked() -> None:
    """Whoever opened it beforehand with another's address would stay in it beside its owner."""
    a.unproved_customer()

    with pytest.raises(AccountNotProved):
        came(somebody())
    assert LinkedIdentity.objects.count() == 0


@pytest.mark.parametrize("email", [None, "", "no-address", "ada@"])
def test_without_an_address_no_account_is_opened(email: str | None) -> None:
    with pytest.raises(EmailNotVouchedFor):
        came(somebody(email=email))
    assert Customer.objects.count() == 0


def test_the_subject_of_another_issuer_is_somebody_else() -> None:
    came(somebody())
    other = somebody(issuer="https://another.example", email="eve@example.com")

    assert came(other).customer.email == "eve@example.com"
    assert Customer.objects.count() == 2


def test_issuer_and_subject_cannot_be_cut_elsewhere() -> None:
    assert identity_id(somebody("b/c", issuer="https://a")) != identity_id(
        somebody("c", issuer="https://a/b")
    )


def test_two_subjects_may_open_one_account() -> None:
    customer = a.customer()
    came(somebody())
    came(somebody("sub-ada-2"))

    assert len(identities_of(customer.id)) == 2


def test_many_at_once_open_one_account() -> None:
    results = answers(at_once([lambda: came(somebody()) for _ in range(4)]))

    assert len(results) == 4
    assert {one.customer.id for one in results} == {Customer.objects.get().id}
    assert LinkedIdentity.objects.count() == 1


def test_a_name_is_one_line_and_may_be_missing() -> None:
    came(somebody(name="Ada\n\u202e" + "B" * 300))
    came(somebody("sub-eve", "eve@example.com", name=None))

    names = {customer.email: customer.name for customer in Customer.objects}
    assert names == {"ada@example.com": "Ada" + "B" * 117, "eve@example.com": "eve"}


def test_no_password_opens_an_account_that_has_none() -> None:
    came(somebody())

    for password in ("", "None", "null", a.PASSWORD):
        with pytest.raises(NotSignedIn):
            sign_in("ada@example.com", password, lasts=a.LASTING)


def test_an_identity_that_was_taken_out_opens_nothing_and_its_sign_ins_end() -> None:
    customer = a.customer()
    by_password = a.signed_in()
    came(somebody())
    (link,) = identities_of(customer.id)

    unlink(link.id, customer.id)

    assert identities_of(customer.id) == []
    assert [one.id for one in sessions_of(customer.id)] == [by_password.session_id]
    with pytest.raises(IdentityNotFound):
        unlink(link.id, customer.id)


def test_nobody_takes_out_the_identity_of_another() -> None:
    customer = came(somebody()).customer
    eve = a.customer("eve@example.com")
    (link,) = identities_of(customer.id)

    with pytest.raises(IdentityNotFound):
        unlink(link.id, eve.id)
    assert identities_of(customer.id) == [link]


def test_an_account_that_was_erased_is_not_opened_by_what_is_left_of_its_link() -> None:
    customer = came(somebody()).customer
    Customer.objects(id=customer.id).delete()
    LinkedIdentity.objects.delete()

    assert came(replace(somebody(), name="Ada again")).customer.id != customer.id
