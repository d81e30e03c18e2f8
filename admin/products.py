from collections.abc import Mapping, Sequence
from typing import Any

from mongoengine import QuerySet

from admin.base import StaffView, page
from admin.choices import Choice, named
from admin.pictures import pictures_of
from core import clock
from core.catalog.models import Product, Variant
from core.catalog.queries import any_product_by_slug, categories
from core.catalog.search import query_words
from core.inventory.queries import stock_of
from core.markets.models import Market
from core.markets.queries import known_markets
from core.money import Money
from core.pricing.prices import Price, price_of, prices_in


class Products(StaffView):
    """What the shop sells, at what price in each market, and how much of it there is. For looking only."""

    list_template = "products/list.html"
    sorted_by = ("slug",)
    search_hint = "Name, brand or SKU"
    choices = (
        Choice("category", "Category", lambda: {shelf.slug: shelf.name for shelf in categories()}),
        Choice("status", "Status", named("published", "hidden")),
    )

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By the words that shoppers search by, or by a whole SKU."""
        goods = query.filter(variants__sku=text)
        return goods if goods.first() else query.filter(search_terms__all=query_words(text) or [text])

    def beside(self, rows: Sequence[Product]) -> Mapping[str, Any]:
        free = _free([variant.sku for product in rows for variant in product.variants])
        return {
            "markets": known_markets().values(),
            "free": {product.slug: sum(free[v.sku] for v in product.variants) for product in rows},
            "pictures": pictures_of(rows),
            "price_range": price_range,
        }

    @page("/<slug>")
    def product(self, slug: str) -> str:
        product = any_product_by_slug(slug)
        skus = [variant.sku for variant in product.variants]
        rendered: str = self.render(
            "products/product.html",
            product=product,
            markets=known_markets().values(),
            stock=stock_of(skus),
            free=_free(skus),
            picture=pictures_of([product]).get(slug),
            price_now=price_now,
        )
        return rendered


def price_range(product: Product, market: Market) -> tuple[Money, Money] | None:
    """The lowest and the highest price of its variants there now; None where it has none."""
    prices = [price.minor for price in prices_in(product, market.code, clock.now())]
    return (Money(min(prices), market.currency), Money(max(prices), market.currency)) if prices else None


def price_now(variant: Variant, market: Market) -> Price | None:
    """What one piece costs there now; None where it has no price."""
    return price_of(variant, market.code, clock.now()) if market.code in variant.prices else None


def _free(skus: Sequence[str]) -> dict[str, int]:
    """Units available by SKU, all locations together."""
    free = dict.fromkeys(skus, 0)
    for item in stock_of(skus):
        free[item.sku] += item.available
    return free
