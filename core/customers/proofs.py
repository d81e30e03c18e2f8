"""What a customer proves by a mailed link or by their password, and what changes then."""

import secrets

from mongoengine import NotUniqueError

from core import clock
from core.customers.errors import EmailTaken, LinkNotGood, WrongPassword
from core.customers.events import EmailChanged, EmailProofAsked, PasswordChanged, PasswordResetAsked
from core.customers.links import link_of, use_link, void_links, whose
from core.customers.models import Customer
from core.customers.queries import customer_by_id
from core.customers.sessions import Lasting, SignIn, begin, sign_out_everywhere
from core.db import transactional
from core.mailboxes import folded
from core.outbox.services import announce, announce_alone
from core.passwords import hashed, matches


def ask_for_reset(email: str) -> None:
    """Somebody has forgotten their password. What comes of it is seen in the mailbox alone.

    Nobody is looked up here, so that it takes the same time for every address.
    """
    announce_alone(PasswordResetAsked(folded(email), secrets.token_hex(12), clock.rfc3339(clock.now())))


def reset_password(token: str, password: str) -> None:
    """A new password for whoever holds a link to their mailbox; every sign-in ends, and none begins.

    Raises LinkNotGood; Invalid (the password), and then the link is good still.
    """
    customer = customer_by_id(link_of("password", token).customer_id)
    _reset(token, hashed(password, about=(customer.email, customer.name)))


def change_password(customer_id: str, current: str, password: str, *, lasts: Lasting, device: str) -> SignIn:
    """A new password for whoever knows the old one; every sign-in ends, and one begins here.

    Raises WrongPassword, Invalid (the new one).
    """
    customer = _proved(customer_id, current, field="currentPassword")
    return _changed(customer, hashed(password, about=(customer.email, customer.name)), lasts, device)


def ask_for_new_email(customer_id: str, email: str, password: str) -> None:
    """A customer wants another address: it is theirs as soon as they prove that they read its mails.

    Whether there is an account with it already, is not told. Raises WrongPassword.
    """
    customer = _proved(customer_id, password, field="password")
    announce_alone(_proof_asked(customer.id, folded(email), customer.credentials))


def ask_for_proof(customer_id: str) -> None:
    """Mail the link once more that proves the address of the account; nothing to do when it is proved."""
    customer = customer_by_id(customer_id)
    if customer.email_verified_at is None:
        announce_alone(_proof_asked(customer.id, customer.email, customer.credentials))


def confirm_email(token: str) -> None:
    """The address that the link went to is proved, and the customer's from now on.

    When it is another one than before, every sign-in ends, and the old one is told. Raises LinkNotGood, EmailTaken.
    """
    try:
        _confirm(token)
    except NotUniqueError:
        raise EmailTaken from None


def _proof_asked(customer_id: str, email: str, credentials: int) -> EmailProofAsked:
    asked_at = clock.rfc3339(clock.now())
    return EmailProofAsked(customer_id, email, secrets.token_hex(12), asked_at, credentials)


def _proved(customer_id: str, password: str, *, field: str) -> Customer:
    customer = customer_by_id(customer_id)
    if not matches(customer.password, password):
        raise WrongPassword(field=field)
    return customer


@transactional
def _reset(token: str, secret: str) -> None:
    link = use_link("password", token)
    mine = whose(link).filter(email=link.email)
    if not mine.update_one(set__password=secret, set__email_verified_at=clock.now()):
        raise LinkNotGood
    _end_what_was(link.customer_id)


@transactional
def _changed(customer: Customer, secret: str, lasts: Lasting, device: str) -> SignIn:
    known = Customer.objects(id=customer.id, password=customer.password)
    if not known.update_one(set__password=secret):
        raise WrongPassword(field="currentPassword")
    _end_what_was(customer.id)
    return begin(customer_by_id(customer.id), lasts=lasts, device=device)


def _end_what_was(customer_id: str) -> None:
    sign_out_everywhere(customer_id)
    void_links(customer_id)
    announce(PasswordChanged(customer_id, secrets.token_hex(12)))


@transactional
def _confirm(token: str) -> None:
    link = use_link("email", token)
    former = whose(link).modify(set__email=link.email, set__email_verified_at=clock.now())
    if former is None:
        raise LinkNotGood
    if former.email != link.email:
        sign_out_everywhere(former.id)
        void_links(former.id)
        announce(EmailChanged(former.id, former.email, secrets.token_hex(12)))
