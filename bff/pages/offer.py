from datetime import datetime
from typing import Any

from core import clock
from core.catalog.models import Product, Variant
from core.catalog.queries import product_at, product_by_slug
from core.inventory.queries import Supply, supplies_of
from core.markets.models import Market
from core.money import Money
from core.pricing.prices import price_of, steps_of

FEW = 5


def offer_of(slug: str, market: Market, locale: str) -> dict[str, Any]:
    """Price and stock of every variant as they are now, of the product with that address in that language, or that
    handle. Raises ProductNotFound.
    """
    found, now = product_at(slug, locale), clock.now()
    product = found if found and found.is_sold_in(market.code) else product_by_slug(slug, market.code)
    variants = product.variants_in(market.code)
    supplies = supplies_of(variants, market.locations)
    return {
        "slug": slug,
        "market": market.code,
        "taxIncluded": market.tax_included,
        "variants": [_variant(product, variant, supplies[variant.sku], market, now) for variant in variants],
        "at": clock.rfc3339(now),
    }


def _variant(
    product: Product, variant: Variant, supply: Supply, market: Market, at: datetime
) -> dict[str, Any]:
    def money(minor: int | None) -> dict[str, str | int] | None:
        return None if minor is None else Money(minor, market.currency).as_json()

    price = price_of(variant, market.code, at, product=product)
    return {
        "sku": variant.sku,
        "price": money(price.minor),
        "compareAtPrice": money(price.compare_at_minor),
        "lowestPrice30Days": money(price.lowest_30_days_minor),
        "tiers": [
            {"fromQuantity": step.from_quantity, "price": money(step.minor)}
            for step in steps_of(variant, market.code, at, product=product)
        ],
        "available": supply.units > 0,
        "state": supply.state,
        "shipsFrom": clock.rfc3339(supply.ships_from) if supply.ships_from else None,
        "left": supply.units if 0 < supply.units <= FEW else None,
    }
