from mongoengine import NotUniqueError

from core import clock
from core.addresses import Address
from core.audit.services import record
from core.customers.errors import BookFull, EmailTaken, NotSignedIn
from core.customers.events import CustomerRegistered
from core.customers.models import Customer, new_customer_id
from core.customers.queries import customer_by_id
from core.customers.sessions import Lasting, SignIn, begin
from core.db import transactional
from core.mailboxes import folded, sought
from core.outbox.services import announce
from core.passwords import matches, renewed

MOST_ADDRESSES = 50


def open_account(email: str, secret: str, name: str) -> Customer:
    """A new account of somebody who has proved that they read the mails to that address. Raises EmailTaken.

    *secret* is what is kept of their password.
    """
    try:
        return _store(folded(email), secret, name)
    except NotUniqueError:
        raise EmailTaken from None


def sign_in(email: str, password: str, *, lasts: Lasting, device: str = "") -> SignIn:
    """Begin a session with that password. Raises NotSignedIn, alike and as slowly for unknown addresses and for
    accounts that are disabled.
    """
    customer: Customer | None = Customer.objects(email=sought(email)).first()
    kept = customer.password if customer else None
    if not matches(kept, password) or customer is None or kept is None or customer.disabled_at:
        raise NotSignedIn("The e-mail address or the password is not right.")
    return begin(customer, lasts=lasts, device=device, secret=renewed(kept, password))


def rename(customer_id: str, name: str) -> Customer:
    """Raises CustomerNotFound."""
    customer: Customer | None = Customer.objects(id=customer_id).modify(set__name=name, new=True)
    return customer or customer_by_id(customer_id)


@transactional
def set_terms(
    customer_id: str, *, group: str | None, tax_exempt: bool, actor: str, reason: str | None = None
) -> None:
    """Put a customer into a group, or none, and say whether tax is due from them. Raises CustomerNotFound."""
    known = Customer.objects(id=customer_id)
    change = {"set__group": group} if group else {"unset__group": 1}
    if not known.update_one(set__tax_exempt=tax_exempt, full_result=True, **change).matched_count:
        customer_by_id(customer_id)
    facts = {"group": group, "tax_exempt": tax_exempt, "reason": reason}
    record(actor, "set_terms", f"customer:{customer_id}", **facts)


def add_address(customer_id: str, address: Address) -> Customer:
    """Put one more address into the book, which holds at most fifty; one that is there already stands there once.

    Safe to repeat. Raises CustomerNotFound, BookFull.
    """
    roomy = Customer.objects(id=customer_id, **{f"addresses__{MOST_ADDRESSES - 1}__exists": False})
    customer: Customer | None = roomy.modify(add_to_set__addresses=address, new=True)
    if customer is None:
        customer = customer_by_id(customer_id)
        if address not in customer.addresses:
            raise BookFull
    return customer


@transactional
def _store(email: str, secret: str, name: str) -> Customer:
    now = clock.now()
    customer: Customer = Customer(
        id=new_customer_id(),
        email=email,
        password=secret,
        name=name,
        email_verified_at=now,
        created_at=now,
    ).save(force_insert=True)
    announce(CustomerRegistered(customer.id))
    return customer
