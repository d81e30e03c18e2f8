from typing import Any

from bff.carts.shapes import discounts_shape, line_shape, totals_shape
from bff.orders.afterwards import afterwards
from core import clock
from core.money import Money
from core.orders.ledger import balance_in
from core.orders.models import Order, OrderLine
from core.orders.queries import orders_of
from core.pricing.quote import AppliedPromotion, PricedLine, Quote, Wrapping
from core.shipping.models import Shipment
from core.shipping.queries import shipments_of

LINE_FIELDS = (
    "sku",
    "quantity",
    "unit_minor",
    "compare_at_minor",
    "total_minor",
    "tax_minor",
    "product_slug",
    "name",
)


def order_shape(order: Order) -> dict[str, Any]:
    """An order as its buyer sees it."""
    parcels = [] if order.untouched else [parcel_shape(shipment) for shipment in shipments_of(order.number)]
    return {
        "number": order.number,
        "status": order.status,
        "payment_status": order.payment_status,
        "fulfilment_status": order.fulfilment_status,
        "email": order.email,
        "market": order.market,
        "locale": order.locale,
        "provider": order.provider,
        "lines": [_line(line, order.currency) for line in order.lines],
        "totals": totals_shape(_quote(order)),
        "balance": _balance(order),
        **afterwards(order),
        "discounts": discounts_shape(_quote(order)),
        "tenders": [
            {
                "kind": one["kind"],
                "ending": one["ending"],
                "amount": Money(one["minor"], order.currency).as_json(),
            }
            for one in order.tenders
        ],
        "delivery": {"code": order.delivery.get("code"), "name": order.delivery.get("name")},
        "shipping_address": order.shipping_address.as_plain(),
        "billing_address": order.billing_address.as_plain(),
        "shipment": parcels[-1] if parcels else None,
        "shipments": parcels,
        "timeline": [{"at": clock.rfc3339(entry.at), "what": entry.what} for entry in order.timeline],
        "placed_at": clock.rfc3339(order.placed_at),
    }


def orders_shape(customer_id: str, *, limit: int, after: str | None) -> dict[str, Any]:
    """A page of a customer's orders, newest first."""
    found = orders_of(customer_id, limit=limit + 1, after=after)
    shown = found[:limit]
    return {
        "orders": [_summary(order) for order in shown],
        "next": shown[-1].number if len(found) > limit else None,
    }


def _summary(order: Order) -> dict[str, Any]:
    return {
        "number": order.number,
        "status": order.status,
        "total": order.total.as_json(),
        "total_quantity": sum(line.quantity for line in order.lines),
        "placed_at": clock.rfc3339(order.placed_at),
    }


def _line(line: OrderLine, currency: str) -> dict[str, Any]:
    facts = {name: getattr(line, name) for name in LINE_FIELDS}
    facts["discount_minor"] = line.discount_minor or 0
    wrapping = Wrapping(**line.wrapping) if line.wrapping else None
    priced = PricedLine(
        **facts, options=dict(line.options), image=line.image, note=line.note, wrapping=wrapping
    )
    counts = {"shipped": line.shipped, "cancelled": line.cancelled, "returned": line.returned}
    return {**line_shape(priced, currency), "tax": Money(line.tax_minor, currency).as_json(), **counts}


def parcel_shape(shipment: Shipment) -> dict[str, Any]:
    """A parcel that has left."""
    delivered = shipment.delivered_at
    return {
        "position": shipment.position,
        "lines": [{"sku": sku, "quantity": quantity} for sku, quantity in shipment.quantities.items()],
        "carrier": shipment.carrier,
        "tracking_code": shipment.tracking_code,
        "shipped_at": clock.rfc3339(shipment.shipped_at),
        "delivered_at": clock.rfc3339(delivered) if delivered else None,
    }


def _balance(order: Order) -> dict[str, Any]:
    sums = balance_in(order)
    amounts = {"due": sums.due, "paid": sums.captured, "refunded": sums.refunded, "open": sums.to_collect}
    return {name: Money(minor, order.currency).as_json() for name, minor in amounts.items()}


def _quote(order: Order) -> Quote:
    return Quote(
        currency=order.currency,
        tax_included=order.tax_included,
        lines=(),
        delivery=None,
        subtotal_minor=order.subtotal_minor,
        delivery_minor=order.delivery_minor,
        tax_minor=order.tax_minor,
        total_minor=order.total_minor,
        discount_minor=order.discount_minor or 0,
        promotions=tuple(
            AppliedPromotion(one["id"], one["name"], one["minor"], one.get("code"))
            for one in order.promotions
        ),
    )
