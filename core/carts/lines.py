"""The lines of a cart: what is written of them, and what of the others stays as it is."""

from collections.abc import Collection, Mapping

from core import clock
from core.carts.errors import CartFull
from core.carts.models import MOST_LINES, MOST_PIECES, Cart, CartLine, Wishes
from core.carts.shopper import shopper_of
from core.catalog.sellable import Sellable
from core.documents import glimpsed
from core.errors import Invalid
from core.pricing.prices import price_of

NO_WISHES: Wishes = {}
NO_LINES: Mapping[str, CartLine] = {}


def seen(written: Mapping[str, int], goods: Mapping[str, Sellable], cart: Cart) -> dict[str, int]:
    """What one piece of each SKU that is written costs now."""
    now, group = clock.now(), shopper_of(cart).group
    return {
        sku: price_of(one.variant, cart.market, now, max(quantity, 1), group, product=one.product).minor
        for sku, quantity in written.items()
        if (one := goods.get(sku)) is not None
    }


def summed(before: Mapping[str, int], quantities: Mapping[str, int], *, add: bool) -> dict[str, int]:
    """How many of each there are to be then."""
    if not add:
        return dict(quantities)
    return {sku: before.get(sku, 0) + quantity for sku, quantity in quantities.items()}


def together(before: Wishes, new: Wishes) -> Wishes:
    """What was wished for each line, and what is wished now."""
    return {**before, **{sku: {**before.get(sku, {}), **wish} for sku, wish in new.items()}}


def others(kept: Cart, meant: Collection[str]) -> Mapping[str, CartLine]:
    """The lines of other goods, which stay as they are."""
    return {line.sku: line for line in kept.lines if line.sku not in meant}


def lines_of(
    wanted: Mapping[str, int],
    shown: Mapping[str, int | None],
    wishes: Wishes = NO_WISHES,
    untouched: Mapping[str, CartLine] = NO_LINES,
) -> list[CartLine]:
    """Those lines, with what a piece cost when it was last shown. Raises CartFull, Invalid (less than nothing)."""
    if len(wanted) > MOST_LINES:
        raise CartFull(f"A cart holds at most {MOST_LINES} lines.", field="lines")
    for sku, quantity in wanted.items():
        _check_quantity(sku, quantity)
    return [
        untouched.get(sku)
        or glimpsed(
            CartLine, {"sku": sku, "quantity": quantity, "seen_minor": shown.get(sku), **wishes.get(sku, {})}
        )
        for sku, quantity in wanted.items()
    ]


def _check_quantity(sku: str, quantity: int) -> None:
    if quantity < 1:
        raise Invalid("A line holds at least one piece.", field="lines.quantity", sku=sku)
    if quantity > MOST_PIECES:
        raise CartFull(f"A line holds at most {MOST_PIECES} pieces.", field="lines.quantity", sku=sku)
