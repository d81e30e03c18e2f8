from typing import Any

from core import clock
from core.customers.models import Customer


def customer_shape(customer: Customer) -> dict[str, Any]:
    """A customer as they see themselves."""
    return {
        "id": customer.id,
        "email": customer.email,
        "name": customer.name,
        "addresses": [address.as_plain() for address in customer.addresses],
        "created_at": clock.rfc3339(customer.created_at),
    }
