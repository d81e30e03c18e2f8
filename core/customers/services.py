import hashlib
import secrets
from dataclasses import dataclass
from datetime import timedelta

from mongoengine import NotUniqueError

from core import clock
from core.addresses import Address
from core.audit.services import record
from core.customers.errors import BookFull, EmailTaken, NotSignedIn
from core.customers.events import CustomerRegistered
from core.customers.models import Customer, RefreshToken, new_customer_id
from core.customers.queries import customer_by_id
from core.db import transactional
from core.mailboxes import folded
from core.outbox.services import announce
from core.passwords import hashed, matches

GRACE = timedelta(seconds=10)
MOST_ADDRESSES = 50


@dataclass(frozen=True)
class SignIn:
    """A customer and the token with which the sign-in goes on."""

    customer: Customer
    refresh_token: str


def register(email: str, password: str, name: str) -> Customer:
    """A new account. Raises EmailTaken, Invalid (the password)."""
    secret = hashed(password)
    try:
        return _store(folded(email), secret, name)
    except NotUniqueError:
        raise EmailTaken from None


def sign_in(email: str, password: str, *, days: int) -> SignIn:
    """The customer with that password. Raises NotSignedIn, alike and as slowly for unknown addresses."""
    customer: Customer | None = Customer.objects(email=folded(email)).first()
    if not matches(customer.password if customer else None, password) or customer is None:
        raise NotSignedIn("The e-mail address or the password is not right.")
    return SignIn(customer, _new_token(customer.id, secrets.token_hex(16), days))


def go_on(token: str, *, days: int) -> SignIn:
    """Trade a refresh token for the next one. Raises NotSignedIn.

    A used token that comes back after ten seconds was stolen, or its successor was: the whole family of
    tokens ends (RFC 9700, section 4.14.2). Within ten seconds it is taken for a lost answer.
    """
    now = clock.now()
    kept = RefreshToken.objects(id=_digest(token), expires_at__gt=now).first()
    if kept is None:
        raise NotSignedIn("The refresh token is not good any more.")
    if kept.used_at is not None and now - kept.used_at > GRACE:
        RefreshToken.objects(family=kept.family).delete()
        raise NotSignedIn("The refresh token was used before.")
    RefreshToken.objects(id=kept.id, used_at=None).update_one(set__used_at=now)
    customer = Customer.objects(id=kept.customer_id).first()
    if customer is None:
        raise NotSignedIn("The account is gone.")
    successor = _new_token(customer.id, kept.family, days)
    if RefreshToken.objects(id=kept.id).first() is None:  # the family ended while the successor was born
        RefreshToken.objects(family=kept.family).delete()
        raise NotSignedIn("The refresh token is not good any more.")
    return SignIn(customer, successor)


def sign_out(token: str) -> None:
    """End that sign-in, with all tokens that came of it. Safe to repeat."""
    kept = RefreshToken.objects(id=_digest(token)).first()
    if kept:
        RefreshToken.objects(family=kept.family).delete()


@transactional
def set_terms(customer_id: str, *, group: str | None, tax_exempt: bool, actor: str) -> None:
    """Put a customer into a group, or none, and say whether tax is due from them. Raises CustomerNotFound."""
    known = Customer.objects(id=customer_id)
    change = {"set__group": group} if group else {"unset__group": 1}
    if not known.update_one(set__tax_exempt=tax_exempt, full_result=True, **change).matched_count:
        customer_by_id(customer_id)
    record(actor, "set_terms", f"customer:{customer_id}", group=group, tax_exempt=tax_exempt)


def add_address(customer_id: str, address: Address) -> Customer:
    """Put one more address into the book, which holds at most fifty. Raises CustomerNotFound, BookFull."""
    roomy = Customer.objects(id=customer_id, **{f"addresses__{MOST_ADDRESSES - 1}__exists": False})
    customer: Customer | None = roomy.modify(push__addresses=address, new=True)
    if customer is None:
        customer_by_id(customer_id)
        raise BookFull
    return customer


@transactional
def _store(email: str, secret: str, name: str) -> Customer:
    customer: Customer = Customer(
        id=new_customer_id(), email=email, password=secret, name=name, created_at=clock.now()
    ).save(force_insert=True)
    announce(CustomerRegistered(customer.id))
    return customer


def _new_token(customer_id: str, family: str, days: int) -> str:
    token = secrets.token_urlsafe(32)
    RefreshToken(
        id=_digest(token),
        customer_id=customer_id,
        family=family,
        expires_at=clock.now() + timedelta(days=days),
    ).save(force_insert=True)
    return token


def _digest(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
