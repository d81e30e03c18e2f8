"""Customers and staff."""

import pyotp

from core import clock
from core.customers.models import Customer
from core.customers.services import open_account, sign_in
from core.customers.sessions import Lasting, SignIn
from core.passwords import hashed
from core.staff.codes import new_offer
from core.staff.models import StaffMember
from core.staff.second_factor import set_up
from core.staff.services import create_staff, invite_staff

PASSWORD = "correct horse battery"
LASTING = Lasting(days=30, idle_days=7)
STAFF = "packer@quayside.example"


def customer(email: str = "ada@example.com", *, password: str = PASSWORD, name: str = "Ada") -> Customer:
    """Somebody with an account: of that, one message comes and one mail."""
    return open_account(email, hashed(password, about=(email, name)), name)


def unproved_customer() -> Customer:
    """Whose account is older than the rule that an address is proved first."""
    known = customer()
    Customer.objects(id=known.id).update_one(unset__email_verified_at=1)
    return known


def signed_in(email: str = "ada@example.com", *, password: str = PASSWORD, device: str = "") -> SignIn:
    """A customer with an account (from now, if not before) who has signed in."""
    if not Customer.objects(email=email).first():
        customer(email, password=password)
    return sign_in(email, password, lasts=LASTING, device=device)


def staff_member(email: str = STAFF, role: str = "fulfilment", *, password: str = PASSWORD) -> StaffMember:
    """Somebody who may work in the console."""
    create_staff(email, password, role)
    return _member(email)


def newcomer(email: str = STAFF, role: str = "fulfilment") -> tuple[StaffMember, str]:
    """Somebody who was let in and has not come yet, and the password that they were given."""
    first = invite_staff(email, role)
    assert first is not None, "there is somebody of that address already"
    return _member(email), first


def code_of(secret: str, steps: int = 0) -> str:
    """What an app with that secret shows now, or so many steps of thirty seconds from now."""
    return pyotp.TOTP(secret).at(clock.now(), counter_offset=steps)


def second_factor(email: str = STAFF, *, password: str = PASSWORD) -> tuple[str, list[str]]:
    """That member has an app: its secret, and their recovery codes. It was shown by the code of the step before, so
    that of now is unused.
    """
    offer = new_offer(email)
    armed = set_up(email, password, offer.ticket, code_of(offer.secret, -1))
    return offer.secret, armed.recovery_codes


def _member(email: str) -> StaffMember:
    member: StaffMember = StaffMember.objects(email=email).get()
    return member
