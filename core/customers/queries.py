from datetime import UTC, datetime

from core import clock
from core.customers.errors import CustomerNotFound
from core.customers.models import Customer, Session
from core.rows import read_by_id

MOST_SESSIONS = 100
LIVING = {"customer_id": 1, "expires_at": 1}


def customer_by_id(customer_id: str) -> Customer:
    """Raises CustomerNotFound."""
    customer: Customer | None = Customer.objects(id=customer_id).first()
    if customer is None:
        raise CustomerNotFound("The account is gone.")
    return customer


def customer_of(email: str) -> Customer | None:
    """Whose account has that address, spelt as `core.mailboxes.folded` does."""
    customer: Customer | None = Customer.objects(email=email).first()
    return customer


def is_live(session_id: str, customer_id: str) -> bool:
    """Whether that sign-in of that customer goes on.

    It is asked of the database each time, by one read of a key: what has been ended is over in every process at once.
    """
    row = read_by_id(Session._get_collection_name(), session_id, LIVING)
    if row is None or row["customer_id"] != customer_id:
        return False
    expires_at: datetime = row["expires_at"]
    return expires_at.replace(tzinfo=UTC) > clock.now()


def sessions_of(customer_id: str) -> list[Session]:
    """The sign-ins of a customer that go on, the one used last first, a hundred at most."""
    going_on = Session.objects(customer_id=customer_id, expires_at__gt=clock.now())
    return list(going_on.order_by("-last_used_at").limit(MOST_SESSIONS))
