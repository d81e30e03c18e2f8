from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from bff.context import shop
from core.carts.models import Cart
from core.carts.queries import Basket, basket_of
from core.checkout.queries import checkout_of
from core.money import Money
from core.pricing.quote import PricedLine, Quote


def cart_shape(cart: Cart, changed: Iterable[str] = ()) -> dict[str, Any]:
    """A cart as answers show it: today's prices, what changed, what the shopper should know."""
    if cart.delivery:
        checkout = checkout_of(cart, shop().carrier)
        return basket_shape(checkout.basket, checkout.quote, changed)
    basket = basket_of(cart)
    return basket_shape(basket, basket.quote(None), changed)


def basket_shape(basket: Basket, quote: Quote, changed: Iterable[str] = ()) -> dict[str, Any]:
    """The same, of a basket that is priced already."""
    cart = basket.cart
    return {
        "version": cart.version,
        "market": cart.market,
        "locale": cart.locale,
        "email": cart.email,
        "lines": [line_shape(line, quote.currency) for line in quote.lines],
        "total_quantity": sum(line.quantity for line in quote.lines),
        "totals": totals_shape(quote),
        "shipping_address": cart.shipping_address.as_plain() if cart.shipping_address else None,
        "billing_address": cart.billing_address.as_plain() if cart.billing_address else None,
        "delivery": cart.delivery,
        "changed": sorted(changed),
        "warnings": [asdict(warning) for warning in basket.warnings()],
        "order_number": cart.order_number,
    }


def line_shape(line: PricedLine, currency: str) -> dict[str, Any]:
    compared = line.compare_at_minor
    return {
        "sku": line.sku,
        "quantity": line.quantity,
        "name": line.name,
        "slug": line.product_slug,
        "path": f"/product/{line.product_slug}",
        "options": dict(line.options),
        "image": line.image,
        "unit_price": Money(line.unit_minor, currency).as_json(),
        "compare_at_price": Money(compared, currency).as_json() if compared else None,
        "total": Money(line.total_minor, currency).as_json(),
    }


def totals_shape(quote: Quote) -> dict[str, Any]:
    def money(minor: int) -> dict[str, str | int]:
        return Money(minor, quote.currency).as_json()

    return {
        "subtotal": money(quote.subtotal_minor),
        "delivery": money(quote.delivery_minor),
        "tax": money(quote.tax_minor),
        "total": money(quote.total_minor),
        "tax_included": quote.tax_included,
    }
