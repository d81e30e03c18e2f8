from typing import Any

from core import clock
from core.catalog.models import Variant
from core.catalog.queries import product_by_slug
from core.inventory.queries import availability
from core.markets.models import Market
from core.money import Money

FEW = 5


def offer_of(slug: str, market: Market) -> dict[str, Any]:
    """Price and stock of every variant as they are now. Raises ProductNotFound."""
    product = product_by_slug(slug, market.code)
    variants = [variant for variant in product.variants if market.code in variant.prices]
    free = availability([variant.sku for variant in variants], market.locations)
    return {
        "slug": slug,
        "market": market.code,
        "taxIncluded": market.tax_included,
        "variants": [_variant(variant, free[variant.sku], market) for variant in variants],
        "at": clock.rfc3339(clock.now()),
    }


def _variant(variant: Variant, free: int, market: Market) -> dict[str, Any]:
    price = variant.prices[market.code]
    compared = price.get("compare_at_minor")
    return {
        "sku": variant.sku,
        "price": Money(price["minor"], market.currency).as_json(),
        "compareAtPrice": Money(compared, market.currency).as_json() if compared else None,
        "available": free > 0,
        "left": free if 0 < free <= FEW else None,
    }
