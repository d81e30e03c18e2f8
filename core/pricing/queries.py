from core import clock
from core.catalog.queries import Sellable
from core.markets.models import Market
from core.pricing.prices import price_of
from core.pricing.quote import DeliveryPrice, PricedLine, tax_on

DELIVERY_TAX_CLASS = "standard"


def priced_line(goods: Sellable, quantity: int, market: Market) -> PricedLine:
    """A line at what so many pieces cost in that market now."""
    price = price_of(goods.variant, market.code, clock.now(), quantity)
    total = price.minor * quantity
    rate = market.tax_rate(goods.product.tax_class)
    return PricedLine(
        sku=goods.variant.sku,
        quantity=quantity,
        unit_minor=price.minor,
        compare_at_minor=price.compare_at_minor,
        total_minor=total,
        tax_minor=tax_on(total, rate, included=market.tax_included),
        product_slug=goods.product.slug,
        name=goods.product.name,
        options=dict(goods.variant.options),
        image=_picture(goods),
    )


def priced_delivery(code: str, name: str, minor: int, market: Market) -> DeliveryPrice:
    rate = market.tax_rate(DELIVERY_TAX_CLASS)
    return DeliveryPrice(code, name, minor, tax_on(minor, rate, included=market.tax_included))


def _picture(goods: Sellable) -> str | None:
    """Its own picture, else the product's first."""
    pictures = [goods.variant.image] if goods.variant.image else goods.product.images
    return str(pictures[0]["url"]) if pictures else None
