from typing import Any

from core import clock
from core.customers.book import address_id
from core.customers.models import Customer, Session


def customer_shape(customer: Customer) -> dict[str, Any]:
    """A customer as they see themselves."""
    return {
        "id": customer.id,
        "email": customer.email,
        "email_verified": customer.email_verified_at is not None,
        "name": customer.name,
        "addresses": [{"id": address_id(one), **one.as_plain()} for one in customer.addresses],
        "created_at": clock.rfc3339(customer.created_at),
    }


def session_shape(session: Session, *, current: str) -> dict[str, Any]:
    """A sign-in as its customer sees it; *current* is the id of the one that asks."""
    return {
        "id": session.id,
        "device": session.device,
        "current": session.id == current,
        "started_at": clock.rfc3339(session.started_at),
        "last_used_at": clock.rfc3339(session.last_used_at),
        "ends_at": clock.rfc3339(session.ends_at),
    }
