"""Customers and staff."""

from core.customers.events import EmailProofAsked
from core.customers.models import Customer
from core.customers.services import register, sign_in
from core.customers.sessions import Lasting, SignIn
from core.db import transactional
from core.outbox.models import OutboxMessage
from core.staff.models import StaffMember
from core.staff.services import create_staff

PASSWORD = "correct horse battery"
LASTING = Lasting(days=30, idle_days=7)
STAFF = "packer@quayside.example"


def customer(email: str = "ada@example.com", *, password: str = PASSWORD, name: str = "Ada") -> Customer:
    """Somebody who has registered."""
    return register(email, password, name)


@transactional
def proven_customer(email: str = "ada@example.com") -> Customer:
    """Who has registered and has no address to prove: of that, one message comes and one mail."""
    known = customer(email)
    OutboxMessage.objects(event=EmailProofAsked.__name__).delete()
    return known


def signed_in(email: str = "ada@example.com", *, password: str = PASSWORD, device: str = "") -> SignIn:
    """A customer who has registered (now, if not before) and signed in."""
    if not Customer.objects(email=email).first():
        customer(email, password=password)
    return sign_in(email, password, lasts=LASTING, device=device)


def staff_member(email: str = STAFF, role: str = "fulfilment", *, password: str = PASSWORD) -> StaffMember:
    """Somebody who may work in the console."""
    create_staff(email, password, role)
    member: StaffMember = StaffMember.objects(email=email).get()
    return member
