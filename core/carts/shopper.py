"""Whoever buys, as far as prices depend on it."""

from dataclasses import dataclass

from core.carts.models import Cart
from core.customers.models import Customer
from core.promotions.uses import is_known, owners_of


@dataclass(frozen=True)
class Shopper:
    """A guest is nobody in particular: in no group, and not exempt from tax."""

    group: str | None = None
    tax_exempt: bool = False
    owners: tuple[str, ...] = ()

    def is_new(self) -> bool:
        """Whether they have bought nothing yet, as far as one can tell."""
        return not is_known(self.owners)


def shopper_of(cart: Cart) -> Shopper:
    """One read for a customer, none for a guest."""
    owners = tuple(owners_of(cart.email, cart.customer_id))
    if cart.customer_id is None:
        return Shopper(owners=owners)
    customer = Customer.objects(id=cart.customer_id).only("group", "tax_exempt").first()
    if customer is None:
        return Shopper(owners=owners)
    return Shopper(customer.group, bool(customer.tax_exempt), owners)
