from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from core import clock
from core.catalog.sellable import Sellable
from core.markets.models import Market
from core.pricing.basket import DeliveryItem, Item, price_basket
from core.pricing.discounts import Case
from core.pricing.prices import price_of
from core.pricing.quote import DeliveryPrice, PricedLine, Quote
from core.pricing.tax import TaxTerms


def item_of(
    goods: Sellable, quantity: int, market: str, at: datetime, group: str | None = None, **wishes: Any
) -> Item:
    """So many of it, at what so many pieces cost in that market at that moment for that customer group."""
    product, variant = goods.product, goods.variant
    return Item(
        sku=variant.sku,
        quantity=quantity,
        price=price_of(variant, market, at, quantity, group, product=product),
        keys=goods.keys,
        tax_class=product.tax_class,
        product_slug=product.slug,
        name=product.name,
        options=dict(variant.options),
        image=_picture(goods),
        components=tuple(dict(part) for part in variant.components),
        **wishes,
    )


def _picture(goods: Sellable) -> str | None:
    """Its own picture, else the product's first."""
    pictures = [goods.variant.image] if goods.variant.image else goods.product.images
    return str(pictures[0]["url"]) if pictures else None


def priced_line(goods: Sellable, quantity: int, market: Market) -> PricedLine:
    """A line at what so many pieces cost in that market now, without what only a basket brings."""
    item = item_of(goods, quantity, market.code, clock.now())
    return _alone([item], None, market).lines[0]


def priced_delivery(code: str, name: str, minor: int, market: Market) -> DeliveryPrice:
    """A delivery at its carrier's price, with its tax."""
    delivery = _alone([], DeliveryItem(code, name, minor), market).delivery
    assert delivery is not None
    return delivery


def _alone(items: Sequence[Item], delivery: DeliveryItem | None, market: Market) -> Quote:
    case, tax = Case(market.code, clock.now()), tax_terms(market)
    if market.tax_provider:
        tax = replace(tax, estimated=True)
    return price_basket(items, (), delivery, currency=market.currency, tax=tax, case=case).quote


def tax_terms(
    market: Market, country: str | None = None, region: str | None = None, *, exempt: bool = False
) -> TaxTerms:
    """How that market reckons tax on goods that go there; its own rates while nobody knows where."""
    place, rates = market.tax_rates_at(country, region)
    return TaxTerms(market.tax_included, rates, place, exempt=exempt)
