"""What is mailed about an account, and what a link is worth when something changes between asking and mailing."""

import re
from collections.abc import Callable

import pytest

from core import clock
from core.bootstrap import Shop
from core.customers.errors import LinkNotGood
from core.customers.events import EmailProofAsked, PasswordResetAsked
from core.customers.links import link_for
from core.customers.models import Customer, LinkedIdentity
from core.customers.proofs import (
    ask_for_new_email,
    ask_for_reset,
    change_password,
    confirm_email,
    reset_password,
)
from core.customers.queries import customer_by_id
from core.key_ring import KeyRing
from jobs import accounts
from tests import builders as a
from tests.fakes import FakeMailer, FakeQueue
from tests.wire import Command, Wire

NEW = "seven gulls over Reno"
EVIL = "evil@example.com"
Change = Callable[[Customer], object]


def by_link(customer: Customer) -> None:
    asked_at = clock.rfc3339(clock.now())
    token = link_for(
        "password", customer, customer.email, "1", asked_at, secret=KeyRing("s" * 32), seconds=60
    )
    reset_password(str(token), NEW)


def by_hand(customer: Customer) -> None:
    change_password(customer.id, a.PASSWORD, NEW, lasts=a.LASTING, device="")


CHANGES = pytest.mark.parametrize("change", [by_link, by_hand])


def asked(customer: Customer, email: str) -> EmailProofAsked:
    ask_for_new_email(customer.id, email, a.PASSWORD)
    return a.events(EmailProofAsked)[-1]


def mailed(mailer: FakeMailer, template: str = "email_link") -> list[str]:
    """The tokens of all links of that kind."""
    texts = [message.text for key, message in mailer.sent if key.startswith(template)]
    return [token for text in texts for token in re.findall(r"#token=(\w+)", text)]


def announces(command: Command) -> bool:
    return command.name == "insert" and command.collection == "outbox"


def keeps_link(command: Command) -> bool:
    return command.writes and command.collection == "mailed_links"


@pytest.mark.usefixtures("shop")
class TestAnotherAddress:
    @CHANGES
    def test_asked_for_before_a_new_password_is_mailed_nothing_after_it(
        self, change: Change, mailer: FakeMailer
    ) -> None:
        customer = a.customer()
        wish = asked(customer, EVIL)
        change(customer)
        accounts.email_link(wish)

        assert mailed(mailer) == []

    def test_asked_for_with_a_password_that_is_changed_meanwhile_is_mailed_nothing(
        self, mailer: FakeMailer, wire: Wire
    ) -> None:
        customer = a.customer()
        with wire.meanwhile(announces, lambda: by_link(customer)):
            wish = asked(customer, EVIL)
        assert wish.email == EVIL
        accounts.email_link(wish)

        assert mailed(mailer) == []

    @CHANGES
    def test_a_link_that_is_made_while_the_password_changes_is_good_for_nothing(
        self, change: Change, mailer: FakeMailer, wire: Wire
    ) -> None:
        customer = a.customer()
        wish = asked(customer, EVIL)
        with wire.meanwhile(keeps_link, lambda: change(customer)):
            accounts.email_link(wish)

        for token in mailed(mailer):
            with pytest.raises(LinkNotGood):
                confirm_email(token)
        assert customer_by_id(customer.id).email == customer.email

    def test_asked_for_after_it_is_theirs(self, mailer: FakeMailer) -> None:
        customer = a.customer()
        by_hand(customer)
        ask_for_new_email(customer.id, "countess@example.com", NEW)
        accounts.email_link(a.events(EmailProofAsked)[-1])
        (token,) = mailed(mailer)
        confirm_email(token)

        assert customer_by_id(customer.id).email == "countess@example.com"

    def test_an_account_from_before_credentials_were_counted_changes_its_address_too(
        self, mailer: FakeMailer
    ) -> None:
        customer = a.customer()
        Customer.objects(id=customer.id).update_one(unset__credentials=1)
        accounts.email_link(asked(customer, "countess@example.com"))
        (token,) = mailed(mailer)
        confirm_email(token)

        assert customer_by_id(customer.id).email == "countess@example.com"

    def test_what_somebody_calls_themselves_is_not_mailed_to_an_address_that_may_be_anothers(
        self, mailer: FakeMailer
    ) -> None:
        customer = a.customer(name="You have won: http://evil.example")
        mailer.sent.clear()
        accounts.email_link(asked(customer, "victim@example.com"))

        ((_, message),) = mailer.sent
        assert message.recipient == "victim@example.com"
        assert "evil" not in f"{message.subject} {message.text} {message.html}"

    @pytest.mark.parametrize("taken", [True, False])
    def test_whether_somebody_has_it_is_not_told_by_the_link_before(
        self, *, taken: bool, mailer: FakeMailer
    ) -> None:
        customer = a.customer()
        if taken:
            a.customer("eve@example.com")
        accounts.email_link(asked(customer, "countess@example.com"))
        (first,) = mailed(mailer)
        accounts.email_link(asked(customer, "eve@example.com"))

        assert len(mailed(mailer)) == (1 if taken else 2)
        with pytest.raises(LinkNotGood):
            confirm_email(first)


def test_a_link_goes_to_the_domain_that_was_registered_and_to_none_that_looks_like_it(
    shop: Shop, mailer: FakeMailer
) -> None:
    assert shop.mailer is mailer
    a.customer("Ada@Straße.de")
    ask_for_reset("ADA@STRASSE.DE")
    ask_for_reset("ada@Straße.de")
    for event in a.events(PasswordResetAsked):
        accounts.reset_link(event)

    assert [message.recipient for _, message in mailer.sent] == ["ada@straße.de"]


def test_whoever_has_a_new_password_hears_with_what_else_the_account_can_be_signed_in_to(
    shop: Shop, queue: FakeQueue, mailer: FakeMailer
) -> None:
    """A reset does not take out what somebody else may have linked meanwhile."""
    ada = a.customer()
    by_hand(customer_by_id(ada.id))
    a.drain(queue)
    LinkedIdentity(id="idn_1", customer_id=ada.id, provider="google", linked_at=clock.now()).save()
    change_password(ada.id, NEW, a.PASSWORD, lasts=a.LASTING, device="")
    a.drain(queue)

    without, with_it = [text.text for key, text in mailer.sent if key.startswith("password_changed")]
    assert "Google" not in without
    assert "signed in to with Google" in with_it
