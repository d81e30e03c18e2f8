from collections.abc import Iterable
from functools import partial
from typing import Any

from bff.context import shop
from core.carts.models import Cart
from core.carts.queries import Basket, basket_of
from core.checkout.queries import checkout_with
from core.checkout.taxing import has_outside_tax
from core.money import told
from core.plain import plain
from core.pricing.basket import Priced
from core.pricing.quote import PricedLine, Quote
from core.pricing.trace import TraceStep


def cart_shape(cart: Cart, changed: Iterable[str] = (), *, trace: bool = False) -> dict[str, Any]:
    """A cart as answers show it: today's prices, what changed, what the shopper should know."""
    return stocked_shape(basket_of(cart), changed, trace=trace)


def stocked_shape(basket: Basket, changed: Iterable[str] = (), *, trace: bool = False) -> dict[str, Any]:
    """The same, of a cart whose goods are at hand."""
    if basket.cart.delivery or has_outside_tax(basket):
        checkout = checkout_with(basket, shop().carrier)
        return basket_shape(checkout.basket, checkout.priced, changed, trace=trace)
    return basket_shape(basket, basket.priced(None), changed, trace=trace)


def basket_shape(
    basket: Basket, priced: Priced, changed: Iterable[str] = (), *, trace: bool = False
) -> dict[str, Any]:
    """The same, of a basket that is priced already."""
    cart, quote = basket.cart, priced.quote
    delivery_trace = quote.delivery.trace if quote.delivery else ()
    return {
        "version": cart.version,
        "market": cart.market,
        "locale": cart.locale,
        "email": cart.email,
        "lines": [line_shape(line, quote.currency, trace=trace) for line in quote.lines],
        "total_quantity": sum(line.quantity for line in quote.lines),
        "totals": totals_shape(quote),
        "discounts": discounts_shape(quote),
        "codes": [{**plain(stand), "applies": stand.reason is None} for stand in basket.codes(priced)],
        **_paid_with(basket, quote),
        **({"delivery_trace": trace_shape(delivery_trace, quote.currency)} if trace else {}),
        "shipping_address": cart.shipping_address.as_plain() if cart.shipping_address else None,
        "billing_address": cart.billing_address.as_plain() if cart.billing_address else None,
        "delivery": cart.delivery,
        "gift_wrapping": _wrapping_price(basket),
        "changed": sorted(changed),
        "warnings": [plain(warning) for warning in basket.warnings(priced)],
        "order_number": cart.order_number,
    }


def _wrapping_price(basket: Basket) -> dict[str, str | int] | None:
    price = basket.market.gift_wrapping_minor
    return None if price is None else told(price, basket.market.currency)


def _paid_with(basket: Basket, quote: Quote) -> dict[str, Any]:
    tenders = basket.tenders(quote.total_minor)
    left = quote.total_minor - sum(tender.minor for tender in tenders)

    money = partial(told, currency=quote.currency)
    shown = [
        {
            "id": tender.account,
            "kind": tender.kind,
            "ending": tender.ending,
            "amount": money(tender.minor),
            "balance": money(tender.balance_minor),
        }
        for tender in tenders
    ]
    return {"tenders": shown, "to_pay": money(left)}


def line_shape(line: PricedLine, currency: str, *, trace: bool = False) -> dict[str, Any]:
    """A line as it goes out: there are up to a hundred in each answer, so its schema takes it whole."""
    compared, slug = line.compare_at_minor, line.product_slug
    return {
        "sku": line.sku,
        "quantity": line.quantity,
        "name": line.name,
        "slug": slug,
        "path": f"/product/{slug}",
        "options": line.options,
        "image": line.image,
        "unitPrice": told(line.unit_minor, currency),
        "compareAtPrice": told(compared, currency) if compared else None,
        "total": told(line.total_minor, currency),
        "discount": told(line.discount_minor, currency),
        "note": line.note,
        "wrapping": told(line.wrapping.minor, currency) if line.wrapping else None,
        **({"trace": trace_shape(line.trace, currency)} if trace else {}),
    }


def trace_shape(trace: Iterable[TraceStep], currency: str) -> list[dict[str, Any]]:
    """Why an amount is what it is, step by step."""
    return [
        {
            "kind": step.kind,
            "id": step.id,
            "amount": told(step.minor, currency),
            "inside": None if step.inside_minor is None else told(step.inside_minor, currency),
            "code": step.code,
            "basisPoints": step.basis_points,
        }
        for step in trace
    ]


def discounts_shape(quote: Quote) -> list[dict[str, Any]]:
    return [
        {
            "id": one.id,
            "name": one.name,
            "code": one.code,
            "amount": told(one.minor, quote.currency),
        }
        for one in quote.promotions
    ]


def totals_shape(quote: Quote) -> dict[str, Any]:
    money = partial(told, currency=quote.currency)
    return {
        "subtotal": money(quote.subtotal_minor),
        "delivery": money(quote.delivery_minor),
        "tax": money(quote.tax_minor),
        "total": money(quote.total_minor),
        "tax_included": quote.tax_included,
        "discount": money(quote.discount_minor),
        "tax_estimated": quote.tax_estimated,
    }
