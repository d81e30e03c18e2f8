from core.catalog.queries import Sellable
from core.markets.models import Market
from core.pricing.quote import DeliveryPrice, PricedLine, tax_on

DELIVERY_TAX_CLASS = "standard"


def priced_line(goods: Sellable, quantity: int, market: Market) -> PricedLine:
    """A line at today's price of that market."""
    price = goods.variant.prices[market.code]
    total = price["minor"] * quantity
    rate = market.tax_rate(goods.product.tax_class)
    return PricedLine(
        sku=goods.variant.sku,
        quantity=quantity,
        unit_minor=price["minor"],
        compare_at_minor=price.get("compare_at_minor"),
        total_minor=total,
        tax_minor=tax_on(total, rate, included=market.tax_included),
        product_slug=goods.product.slug,
        name=goods.product.name,
        options=dict(goods.variant.options),
        image=goods.product.images[0]["url"] if goods.product.images else None,
    )


def priced_delivery(code: str, name: str, minor: int, market: Market) -> DeliveryPrice:
    rate = market.tax_rate(DELIVERY_TAX_CLASS)
    return DeliveryPrice(code, name, minor, tax_on(minor, rate, included=market.tax_included))
