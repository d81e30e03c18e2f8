"""Accounts that are signed in to with a provider: found by issuer and subject, and by nothing that may be claimed."""

import hashlib

from mongoengine import NotUniqueError

from core import clock, log
from core.customers.errors import AccountNotProved, EmailNotVouchedFor, ErrandNotGood, IdentityNotFound
from core.customers.events import CustomerRegistered, IdentityLinked
from core.customers.models import Customer, LinkedIdentity, new_customer_id
from core.customers.ports import Identity
from core.customers.queries import customer_of
from core.customers.sessions import Lasting, SignIn, begin, end_sessions_of
from core.db import transactional
from core.errors import Invalid
from core.mailboxes import checked, folded
from core.outbox.services import announce

LONGEST_NAME = 120


def sign_in_with(identity: Identity, *, lasts: Lasting, device: str = "") -> SignIn:
    """Begin a session for whoever that is; an account is opened for somebody who has none.

    An account with the same address is theirs only where the provider vouches for the address and the account's owner
    has proved it: otherwise one of the two may be somebody else. Raises EmailNotVouchedFor, AccountNotProved.
    """
    customer = _known(identity)
    try:
        customer = customer or _met(identity)
    except NotUniqueError:  # the same one came in by another door at the same moment
        customer = _known(identity)
    if customer is None:
        raise ErrandNotGood
    name, strength = identity_id(identity), identity.strength
    return begin(customer, lasts=lasts, device=device, identity_id=name, strength=strength)


def identities_of(customer_id: str) -> list[LinkedIdentity]:
    """With what else that account is signed in to, the oldest first."""
    return list(LinkedIdentity.objects(customer_id=customer_id).order_by("linked_at"))


@transactional
def unlink(name: str, customer_id: str) -> None:
    """That identity signs in to the account no more; what was begun with it ends. Raises IdentityNotFound.

    Whoever has no password either gets one by a mailed link.
    """
    if not LinkedIdentity.objects(id=name, customer_id=customer_id).delete():
        raise IdentityNotFound
    end_sessions_of(name, customer_id)


def identity_id(identity: Identity) -> str:
    """The name of an identity here: the same each time, and another for every issuer."""
    told = f"{identity.issuer}\n{identity.subject}"
    return f"idn_{hashlib.sha256(told.encode()).hexdigest()[:40]}"


def _known(identity: Identity) -> Customer | None:
    link = LinkedIdentity.objects(id=identity_id(identity)).first()
    customer: Customer | None = Customer.objects(id=link.customer_id).first() if link else None
    return customer


def _met(identity: Identity) -> Customer:
    """Whom nobody has seen yet: the owner of the account with that address, or of a new one."""
    email = _vouched(identity)
    customer = customer_of(email)
    if customer is None:
        return _open(identity, email)
    if customer.email_verified_at is None:
        raise AccountNotProved
    return _link(customer.id, identity, email)


def _vouched(identity: Identity) -> str:
    if not identity.email or not identity.vouched:
        raise EmailNotVouchedFor
    try:
        return folded(checked(identity.email))
    except Invalid:
        raise EmailNotVouchedFor from None


@transactional
def _open(identity: Identity, email: str) -> Customer:
    now = clock.now()
    customer: Customer = Customer(
        id=new_customer_id(),
        email=email,
        name=_name(identity, email),
        email_verified_at=now,
        created_at=now,
    ).save(force_insert=True)
    _keep(customer.id, identity, email)
    announce(CustomerRegistered(customer.id))
    return customer


@transactional
def _link(customer_id: str, identity: Identity, email: str) -> Customer:
    """The account is written too: whoever changes its address at the same moment is noticed."""
    proved = Customer.objects(id=customer_id, email=email, email_verified_at__ne=None)
    customer: Customer | None = proved.modify(set__signed_in_at=clock.now(), new=True)
    if customer is None:
        raise AccountNotProved
    _keep(customer.id, identity, email)
    announce(IdentityLinked(customer.id, identity.provider, identity_id(identity), identity.label))
    log.get(__name__).info("identity_linked", customer=customer.id, provider=identity.provider)
    return customer


def _keep(customer_id: str, identity: Identity, email: str) -> None:
    LinkedIdentity(
        id=identity_id(identity),
        customer_id=customer_id,
        provider=identity.provider,
        email=email,
        linked_at=clock.now(),
    ).save(force_insert=True)


def _name(identity: Identity, email: str) -> str:
    """What the provider calls them, in one line; else what their mailbox is called."""
    told = "".join(letter for letter in identity.name or "" if letter.isprintable()).strip()
    return (told or email.partition("@")[0])[:LONGEST_NAME]
