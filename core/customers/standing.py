"""What staff do about an account: end what is signed in to it, close it to everybody, open it again.

Orders, carts, addresses and credit stay as they are.
"""

from core import clock
from core.audit.services import SYSTEM, record
from core.customers.links import void_links
from core.customers.models import Customer
from core.customers.queries import customer_by_id
from core.customers.sessions import sign_out_everywhere
from core.db import transactional


@transactional
def end_sessions(customer_id: str, *, actor: str = SYSTEM, reason: str | None = None) -> None:
    """Whoever is signed in to it has to sign in again, with the next request to any process.

    Raises CustomerNotFound.
    """
    customer_by_id(customer_id)
    sign_out_everywhere(customer_id)
    record(actor, "end_customer_sessions", f"customer:{customer_id}", reason=reason)


@transactional
def disable(customer_id: str, *, actor: str = SYSTEM, reason: str | None = None) -> None:
    """Nobody is signed in to it, and nobody signs in: they are answered as if the password were wrong.

    Links that were mailed are void. Safe to repeat. Raises CustomerNotFound.
    """
    if not Customer.objects(id=customer_id, disabled_at=None).update_one(set__disabled_at=clock.now()):
        customer_by_id(customer_id)
        return
    sign_out_everywhere(customer_id)
    void_links(customer_id)
    record(actor, "disable_customer", f"customer:{customer_id}", reason=reason)


@transactional
def enable(customer_id: str, *, actor: str = SYSTEM, reason: str | None = None) -> None:
    """Its owner may sign in again, with the password that they had. Safe to repeat. Raises CustomerNotFound."""
    if not Customer.objects(id=customer_id, disabled_at__ne=None).update_one(unset__disabled_at=1):
        customer_by_id(customer_id)
        return
    record(actor, "enable_customer", f"customer:{customer_id}", reason=reason)
