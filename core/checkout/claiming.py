"""A guest signs in while somebody pays: what is being paid for stays as it was paid for."""

from core.carts import claiming
from core.carts.models import Cart
from core.db import transactional
from core.payments.queries import carts_being_paid


@transactional
def claim_cart(cart: str, customer_id: str, email: str, *, policy: str) -> Cart:
    """As `core.carts.claiming.claim`; but a cart that is being paid for stays by itself, with its own token.

    A payment that is opened in the same moment conflicts with the claim: it is seen here, or it is refused.
    Raises CartNotFound for another's cart.
    """
    mine = [one.id for one in Cart.objects.open().filter(customer_id=customer_id).only("id")]
    leave = carts_being_paid([cart, *mine])
    return claiming.claim(cart, customer_id, email, policy=policy, leave=leave)
