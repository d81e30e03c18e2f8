"""A guest signs in: the cart in their hand and the one in their account become one."""

from collections.abc import Callable, Collection, Mapping

from core import clock
from core.carts.errors import CartNotFound
from core.carts.models import MOST_CODES, MOST_LINES, MOST_PIECES, MOST_REMEMBERED, Cart, CartLine, CartOwner
from core.carts.queries import cart_now, open_cart_of
from core.db import transactional

Quantities = Mapping[str, int]
Policy = Callable[[Quantities, Quantities], Quantities]

POLICIES: Mapping[str, Policy] = {
    "add": lambda guest, account: {
        sku: guest.get(sku, 0) + account.get(sku, 0) for sku in {**guest, **account}
    },
    "larger": lambda guest, account: {
        sku: max(guest.get(sku, 0), account.get(sku, 0)) for sku in {**guest, **account}
    },
    "guest": lambda guest, account: guest or account,
    "account": lambda guest, account: account or guest,
}
"""What the one cart holds, of what the guest's and the account's held: settings.cart_merge names one."""


@transactional
def claim(
    cart: str, customer_id: str, email: str, *, policy: str = "larger", leave: Collection[str] = ()
) -> Cart:
    """Give a guest's cart to the customer who has just signed in, with what their own open cart holds.

    Their own is closed, and its token leads to this one from now on. Nobody is refused for having too much:
    a line is cut to 99 pieces, and of more than a hundred lines the guest's come first; so does the guest's note, or
    gift wrapping, where both have the same goods. Carts to *leave* give
    and get no lines, and stay at their version (`core.checkout.claiming` says which). Safe to repeat.
    Raises CartNotFound for another's cart.
    """
    CartOwner.objects(id=customer_id).update_one(upsert=True, inc__claims=1)
    kept = cart_now(cart)
    if kept is None or not _is_open(kept) or kept.customer_id not in (None, customer_id):
        raise CartNotFound
    own = None if kept.id in leave else open_cart_of(customer_id, but={kept.id, *leave})
    lines = _together(kept, own, POLICIES[policy]) if own else kept.lines
    if own:
        Cart.objects(id=own.id).update_one(set__merged_into=kept.id, inc__version=1)
    changed: Cart = Cart.objects(id=kept.id).modify(
        set__customer_id=customer_id,
        set__email=kept.email or (own.email if own else None) or email,
        set__lines=lines,
        set__codes=list(dict.fromkeys([*kept.codes, *(own.codes if own else ())]))[:MOST_CODES],
        set__done=[*(own.done if own else ()), *kept.done][-MOST_REMEMBERED:],
        inc__version=0 if kept.id in leave else 1,
        new=True,
    )
    return changed


def _is_open(cart: Cart) -> bool:
    return cart.order_number is None and cart.expires_at > clock.now()


def _together(guest: Cart, account: Cart, policy: Policy) -> list[CartLine]:
    wanted = list(policy(guest.quantities, account.quantities).items())[:MOST_LINES]
    wishes = {**account.wishes, **guest.wishes}
    return [
        CartLine(sku=sku, quantity=min(quantity, MOST_PIECES), **wishes.get(sku, {}))
        for sku, quantity in wanted
    ]
