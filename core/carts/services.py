"""Changing a cart: read, change, write if nobody else has; else read again. No acknowledged change is lost."""

import random
import time
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from core import clock
from core.addresses import Address
from core.carts.errors import CartBusy, CartNotFound, CartVersionStale
from core.carts.lines import NO_WISHES, lines_of, others, seen, summed, together
from core.carts.models import (
    MOST_GIFT_CARDS,
    MOST_REMEMBERED,
    Cart,
    Wishes,
    cart_id,
    new_token,
)
from core.carts.queries import Basket
from core.catalog.errors import UnknownSku
from core.catalog.sellable import Sellable
from core.documents import add, altered, changed, first, made, stored
from core.errors import Invalid
from core.inventory.queries import Stock, sellable_with_stock
from core.markets.models import Market
from core.markets.queries import market_named
from core.promotions.codes import checked
from core.tenders.queries import gift_card_of

CartAtHand = Cart | str
"""A cart as it was read in this request, or the name that it is kept under."""
Changes = Mapping[str, Any]
"""New values by the names of the cart's fields; None takes one away."""
Shelf = tuple[Mapping[str, Sellable], Mapping[str, Stock]]
"""Goods, and what lies there of them."""
TRIES = 60
LONGEST_PAUSE_SECONDS = 0.02


@dataclass(frozen=True)
class PayWith:
    """Codes of gift cards that are to pay, ids of those that are not any more, and whether store credit does."""

    add: Sequence[str] = ()
    remove: Sequence[str] = ()
    store_credit: bool | None = None


def open_basket(
    market: Market,
    locale: str,
    *,
    days: int,
    customer_id: str | None = None,
    lines: Mapping[str, int] | None = None,
    wishes: Wishes = NO_WISHES,
) -> tuple[Basket, str]:
    """A new cart with those lines and the goods it names, and its token, which is told once and kept nowhere.

    Raises UnknownSku, CartFull; then there is no cart.
    """
    wanted = {sku: quantity for sku, quantity in (lines or {}).items() if quantity}
    token = new_token()
    facts: dict[str, Any] = {
        "id": cart_id(token),
        "market": market.code,
        "locale": locale,
        "customer_id": customer_id,
        "version": 1,
        "expires_at": clock.now() + timedelta(days=days),
    }
    shelf = _shelf(wanted, market.code, new=wanted)
    kept = lines_of(wanted, seen(wanted, shelf[0], made(Cart, **facts)), wishes)
    return Basket(add(Cart, **facts, lines=kept), market, *shelf), token


def take_back(token: str) -> None:
    """Undo the opening of a cart that nobody has been told of: it is over, and MongoDB deletes it."""
    changed(Cart, {"_id": cart_id(token), "version": 1}, {"$set": {"expires_at": clock.now()}})


def fill(
    cart: CartAtHand,
    quantities: Mapping[str, int],
    *,
    add: bool = False,
    expected: int | None = None,
    wishes: Wishes = NO_WISHES,
    once: str | None = None,
) -> Basket:
    """Set (or add to) the quantities of those SKUs; 0 removes a line. All of them, or none.

    What *wishes* do not name stays on a line as it was. Under a name (*once*) it is done once, however often.
    The cart as it is then, with the goods it names: one read serves the check, the prices and the answer.
    Raises UnknownSku, CartFull, Invalid (less than nothing), CartNotFound, CartVersionStale (when *expected*
    is not the version), CartBusy.
    """
    shelf: Shelf | None = None

    def change(kept: Cart) -> Changes:
        nonlocal shelf
        before = kept.quantities
        wanted = {**before, **summed(before, quantities, add=add)}
        written = {sku: wanted[sku] for sku in quantities if wanted[sku]}
        shelf = _shelf([sku for sku in wanted if wanted[sku]], kept.market, new=written.keys() - before)
        shown = {line.sku: line.seen_minor for line in kept.lines} | seen(written, shelf[0], kept)
        left = {sku: quantity for sku, quantity in wanted.items() if quantity}
        return {
            "lines": lines_of(
                left, shown, together(kept.wishes, wishes), others(kept, quantities.keys() | wishes)
            )
        }

    kept = _change(cart, change, expected, once)
    if shelf is None:  # it was done before
        shelf = _shelf(kept.quantities, kept.market, new=())
    return Basket(kept, market_named(kept.market), *shelf)


def set_email(cart: CartAtHand, email: str) -> Cart:
    return _change(cart, lambda _: {"email": email})


def set_addresses(
    cart: CartAtHand,
    shipping: Address,
    billing: Address | None,
    countries: list[str],
    email: str | None = None,
) -> Cart:
    """Where it goes, and who is billed (the same when None). The delivery choice falls when the country changes."""
    if shipping.country not in countries:
        raise Invalid(f"This market delivers to {', '.join(countries)}.", field="shippingAddress.country")

    for address in (shipping, billing):
        if address:
            address.validate()

    def change(kept: Cart) -> Changes:
        moved = kept.shipping_address and kept.shipping_address.country != shipping.country
        return {
            "shipping_address": shipping,
            "billing_address": billing or shipping,
            "email": email or kept.email,
            "delivery": None if moved else kept.delivery,
        }

    return _change(cart, change)


def choose_delivery(cart: CartAtHand, code: str) -> Cart:
    return _change(cart, lambda _: {"delivery": code})


def change_market(
    cart: CartAtHand,
    market: Market,
    locale: str,
    email: str | None = None,
    *,
    codes: Sequence[str] | None = None,
    pay_with: PayWith | None = None,
) -> Cart:
    """Move the cart to another market: same goods, that market's prices; what it does not sell is shown as such.

    With *codes*, these are the discount codes from now on; *pay_with* adds and removes gift cards and store credit.
    Raises Invalid for what can be no code, UnknownGiftCard.
    """
    cards = [gift_card_of(code, market.currency).id for code in pay_with.add] if pay_with else []
    given = None if codes is None else list(dict.fromkeys(checked(code, field="codes") for code in codes))

    def change(kept: Cart) -> Changes:
        stays = kept.market == market.code
        return {
            "market": market.code,
            "locale": locale,
            "email": email or kept.email,
            "codes": list(kept.codes) if given is None else given,
            "delivery": kept.delivery if stays else None,
            "lines": list(kept.lines) if stays else lines_of(kept.quantities, {}, kept.wishes),
            **(_paid_with(kept, pay_with, cards) if pay_with else {}),
        }

    return _change(cart, change)


def _change(
    cart: CartAtHand,
    change: Callable[[Cart], Changes],
    expected: int | None = None,
    once: str | None = None,
) -> Cart:
    """A cart that was read in this request already is tried as it was read, and read anew when others were faster."""
    kept = cart if isinstance(cart, Cart) else _open_cart(cart)
    for _ in range(TRIES):
        if once in kept.done:
            return kept
        if expected is not None and kept.version != expected:
            raise CartVersionStale(expected, kept.version)
        changes = {**change(kept), **_remembering(kept, once), "version": kept.version + 1}
        if _write(kept, changes):
            return altered(kept, changes)
        time.sleep(random.uniform(0, LONGEST_PAUSE_SECONDS))  # noqa: S311  # jitter, not a secret
        kept = _open_cart(kept.id)
    raise CartBusy


def _remembering(kept: Cart, once: str | None) -> Changes:
    return {"done": [*kept.done, once][-MOST_REMEMBERED:]} if once else {}


def _open_cart(cart: str) -> Cart:
    kept = first(Cart, {"_id": cart, "order_number": None, "merged_into": None})
    if kept is None or kept.expires_at <= clock.now():
        raise CartNotFound
    return kept


def _write(read: Cart, changes: Changes) -> bool:
    """Write them, if the cart is still as it was read."""
    there = {name: stored(value) for name, value in changes.items() if value is not None}
    gone = {name: "" for name, value in changes.items() if value is None}
    same = {"_id": read.id, "version": read.version, "order_number": None}
    update = {"$set": there, **({"$unset": gone} if gone else {})}
    return changed(Cart, same, update)


def _paid_with(kept: Cart, wanted: PayWith, cards: Sequence[str]) -> Changes:
    left = [card for card in kept.gift_cards if card not in wanted.remove]
    given = list(dict.fromkeys([*left, *cards]))
    if len(given) > MOST_GIFT_CARDS:
        raise Invalid(f"A cart takes at most {MOST_GIFT_CARDS} gift cards.", field="addGiftCards")
    credit = kept.store_credit if wanted.store_credit is None else wanted.store_credit
    return {"gift_cards": given, "store_credit": credit}


def _shelf(skus: Collection[str], market: str, *, new: Iterable[str]) -> Shelf:
    """One read, none for nothing. Raises UnknownSku for a *new* one that the market does not sell."""
    shelf = sellable_with_stock(skus, market) if skus else ({}, {})
    for sku in new:
        if sku not in shelf[0]:
            raise UnknownSku(sku)
    return shelf
