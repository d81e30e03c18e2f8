from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, url_for
from mongoengine import QuerySet
from werkzeug import Response

from admin.base import StaffView, command, page
from admin.choices import Choice, named
from admin.forms import RenameForm, blame
from admin.identity import actor
from admin.pictures import pictures_of
from admin.reach import MARKET, may_everywhere
from core import clock
from core.catalog.models import Product, Variant
from core.catalog.moves import rename_product
from core.catalog.queries import any_product_by_slug, categories
from core.catalog.search import query_words
from core.errors import Invalid, ShopError
from core.inventory.queries import stock_levels, stock_of, units_of
from core.markets.models import Market
from core.markets.queries import known_locales, known_markets
from core.money import Money
from core.pricing.prices import Price, Step, price_of, prices_in, steps_of


class Products(StaffView):
    """What the shop sells, at what price in each market, and how much of it there is. Its address can be changed."""

    list_template = "products/list.html"
    sorted_by = ("slug",)
    search_hint = "Name, brand or SKU"
    reaches = MARKET
    choices = (
        Choice("category", "Category", lambda: {shelf.slug: shelf.name for shelf in categories()}),
        Choice("status", "Status", named("published", "hidden")),
    )

    def searched(self, query: QuerySet, text: str) -> QuerySet:
        """By the words that shoppers search by, or by a whole SKU."""
        goods = query.filter(variants__sku=text)
        return goods if goods.first() else query.filter(search_terms__all=query_words(text) or [text])

    def beside(self, rows: Sequence[Product]) -> Mapping[str, Any]:
        free = _free(rows)
        return {
            "markets": known_markets().values(),
            "free": {product.slug: sum(free[v.sku] for v in product.variants) for product in rows},
            "pictures": pictures_of(rows),
            "price_range": price_range,
        }

    def is_mine(self, **_given: Any) -> bool:
        """What is sold is everybody's to look at."""
        return True

    @page("/<slug>")
    def product(self, slug: str) -> str:
        return self._page(any_product_by_slug(slug))

    @command("/<slug>/rename", needs="catalogue")
    def rename(self, slug: str) -> Response | tuple[str, int]:
        product, form = any_product_by_slug(slug), RenameForm()
        if not form.validate():
            return self._page(product, form), 422
        address = form.address.data or ""
        try:
            rename_product(slug, address, locale=form.locale.data or None, actor=actor())
        except Invalid as refusal:
            blame(form, refusal)
            return self._page(product, form), 422
        except ShopError as refusal:
            flash(f"{refusal.title}. {refusal}", "error")
        else:
            flash(f"{product.name} is at {address}; its old address leads there.", "success")
        return redirect(url_for("products.product", slug=slug), 303)

    def _page(self, product: Product, rename: RenameForm | None = None) -> str:
        skus = [variant.sku for variant in product.variants]
        rendered: str = self.render(
            "products/product.html",
            product=product,
            markets=known_markets().values(),
            stock=stock_of(skus),
            free=_free([product]),
            picture=pictures_of([product]).get(product.slug),
            price_now=price_now,
            steps_now=steps_now,
            locales=known_locales(),
            known_markets=known_markets(),
            rename_form=(rename or RenameForm(formdata=None)) if may_everywhere("catalogue") else None,
        )
        return rendered


def price_range(product: Product, market: Market) -> tuple[Money, Money] | None:
    """The lowest and the highest price of its variants there now; None where it has none."""
    prices = [price.minor for price in prices_in(product, market.code, clock.now())]
    return (Money(min(prices), market.currency), Money(max(prices), market.currency)) if prices else None


def price_now(product: Product, variant: Variant, market: Market) -> Price | None:
    """What one piece costs there now; None where it has no price."""
    if market.code not in variant.prices:
        return None
    return price_of(variant, market.code, clock.now(), product=product)


def steps_now(product: Product, variant: Variant, market: Market) -> list[Step]:
    """From how many pieces on one of them costs less there, for everybody."""
    if market.code not in variant.prices:
        return []
    return steps_of(variant, market.code, clock.now(), product=product)


def _free(products: Sequence[Product]) -> dict[str, int]:
    """Units available by SKU, all locations together; of a bundle, as many as its components make."""
    variants = [variant for product in products for variant in product.variants]
    stock = stock_levels({sku for variant in variants for sku in variant.parts})
    everywhere = {location for level in stock.values() for location in level.free}
    return {variant.sku: units_of(variant, stock, sorted(everywhere)) for variant in variants}
