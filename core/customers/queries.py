from core.customers.errors import CustomerNotFound
from core.customers.models import Customer


def customer_by_id(customer_id: str) -> Customer:
    """Raises CustomerNotFound."""
    customer: Customer | None = Customer.objects(id=customer_id).first()
    if customer is None:
        raise CustomerNotFound("The account is gone.")
    return customer
