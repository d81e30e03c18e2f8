"""What cards and product pages say alike: prices and pictures."""

from typing import Any

from core.catalog.models import Product
from core.content.queries import Reader, Words
from core.markets.models import Market
from core.money import Money

Data = dict[str, Any]


def prices_minor(product: Product, market: Market) -> list[int]:
    """The price of each variant that the market sells."""
    return [variant.prices[market.code]["minor"] for variant in product.variants_in(market.code)]


def price_range(product: Product, market: Market) -> Data:
    prices = prices_minor(product, market)
    return {
        "min": Money(min(prices), market.currency).as_json(),
        "max": Money(max(prices), market.currency).as_json(),
    }


def highest_compare_at(product: Product, market: Market) -> Data | None:
    """The highest price that an offer is compared with; None where nothing is reduced."""
    compared = [
        variant.prices[market.code].get("compare_at_minor") or 0
        for variant in product.variants_in(market.code)
    ]
    return Money(max(compared), market.currency).as_json() if any(compared) else None


def words_for(product: Product, reader: Reader) -> Words | None:
    """The editors' words for it."""
    return reader.for_product(product.slug, (variant.sku for variant in product.variants))


def pictures_of(product: Product, words: Words | None) -> list[Data]:
    """The content's pictures; those of the catalogue where there are none."""
    return (words.images("images", "image", "img") if words else []) or list(product.images)


def name_of(product: Product, words: Words | None) -> str:
    """The editors' name; the catalogue's where they gave none."""
    return (words.text("title", "name") if words else None) or product.name
