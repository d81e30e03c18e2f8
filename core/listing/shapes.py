"""What cards and product pages say alike: prices and pictures."""

from typing import Any

from core import clock
from core.catalog.models import Product
from core.content.queries import Reader, Words
from core.markets.models import Market
from core.money import Money
from core.pricing.prices import prices_in

Data = dict[str, Any]


def prices_minor(product: Product, market: Market) -> list[int]:
    """The price of one piece of each variant that the market sells."""
    return [price.minor for price in prices_in(product, market.code, clock.now())]


def price_range(product: Product, market: Market) -> Data:
    prices = prices_minor(product, market)
    return {
        "min": Money(min(prices), market.currency).as_json(),
        "max": Money(max(prices), market.currency).as_json(),
    }


def highest_compare_at(product: Product, market: Market) -> Data | None:
    """The highest price that an offer is compared with; None where nothing is reduced."""
    compared = [price.compare_at_minor or 0 for price in prices_in(product, market.code, clock.now())]
    return Money(max(compared), market.currency).as_json() if any(compared) else None


def pictures_of(product: Product, words: Words | None) -> list[Data]:
    """The content's pictures; those of the catalogue where there are none."""
    return (words.images("images", "image", "img") if words else []) or list(product.images)


def words_for(product: Product, reader: Reader) -> Words | None:
    """The editors' words for it: the entry that it names itself, else the one that names it."""
    own = reader.entries([product.content_id]) if product.content_id else []
    return own[0] if own else reader.for_product(product.slug, (variant.sku for variant in product.variants))


def name_of(product: Product, words: Words | None, locale: str) -> str:
    """The editors' name; the catalogue's in that language where they gave none."""
    return (words.text("title", "name") if words else None) or product.text_in(locale, "name") or product.name
