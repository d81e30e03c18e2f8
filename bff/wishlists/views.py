from collections.abc import Sequence
from typing import Any

from flask.views import MethodView

from bff.blueprints import Blueprint
from bff.context import whom
from bff.idempotent import idempotent, this_request
from bff.identity import current_customer_id
from bff.schemas import MarketQuery
from bff.wishlists.schemas import WishListNameSchema, WishListSchema, WishListsSchema
from core import clock
from core.catalog.queries import sellable_now
from core.catalog.sellable import Sellable
from core.inventory.queries import availability_of
from core.markets.models import Market
from core.money import Money
from core.pricing.queries import item_of
from core.storefront.paths import path_of
from core.wishlists import services as wishlists
from core.wishlists.models import WishList
from core.wishlists.queries import wish_list, wish_lists_of

blueprint = Blueprint(
    "wishlists", __name__, url_prefix="/v1/me/wishlists", description="What customers keep in mind"
)
Body = dict[str, Any]


@blueprint.route("")
class WishLists(MethodView):
    @blueprint.arguments(MarketQuery, location="query")
    @blueprint.response(200, WishListsSchema)
    def get(self, query: Body) -> Body:
        """My wish lists, with what their goods cost in that market now."""
        market, locale = whom(query)
        return {"lists": shapes_of(wish_lists_of(current_customer_id()), market, locale)}

    @idempotent()
    @blueprint.arguments(WishListNameSchema)
    @blueprint.response(201, WishListSchema)
    def post(self, body: Body) -> Body:
        """Open a wish list."""
        opened = wishlists.open_wish_list(current_customer_id(), body["name"], once=this_request())
        return _shape(opened, {})


@blueprint.route("/<list_id>")
class OneWishList(MethodView):
    @blueprint.arguments(MarketQuery, location="query")
    @blueprint.response(200, WishListSchema)
    def get(self, query: Body, list_id: str) -> Body:
        """One of my wish lists."""
        return _as_seen(wish_list(list_id, current_customer_id()), *whom(query))

    @idempotent()
    @blueprint.arguments(WishListNameSchema)
    @blueprint.arguments(MarketQuery, location="query")
    @blueprint.response(200, WishListSchema)
    def patch(self, body: Body, query: Body, list_id: str) -> Body:
        """Call it something else."""
        market, locale = whom(query)
        renamed = wishlists.rename_wish_list(list_id, current_customer_id(), body["name"])
        return _as_seen(renamed, market, locale)

    @idempotent()
    @blueprint.response(204)
    def delete(self, list_id: str) -> None:
        """Give it up."""
        wishlists.close_wish_list(list_id, current_customer_id())


@blueprint.route("/<list_id>/wishes/<sku>")
class OneWish(MethodView):
    @idempotent()
    @blueprint.arguments(MarketQuery, location="query")
    @blueprint.response(200, WishListSchema)
    def put(self, query: Body, list_id: str, sku: str) -> Body:
        """Put a SKU on the list."""
        market, locale = whom(query)
        return _as_seen(wishlists.wish_for(list_id, current_customer_id(), sku), market, locale)

    @idempotent()
    @blueprint.arguments(MarketQuery, location="query")
    @blueprint.response(200, WishListSchema)
    def delete(self, query: Body, list_id: str, sku: str) -> Body:
        """Take a SKU off the list."""
        market, locale = whom(query)
        return _as_seen(wishlists.wish_no_more(list_id, current_customer_id(), sku), market, locale)


def shapes_of(lists: Sequence[WishList], market: Market, locale: str) -> list[Body]:
    """Wish lists with their goods, which are read at once."""
    goods = sellable_now({wish.sku for one in lists for wish in one.wishes}, market.code)
    free = availability_of([one.variant for one in goods.values()], market.locations)
    shown = {sku: _product(one, free[sku], market, locale) for sku, one in goods.items()}
    return [_shape(one, shown) for one in lists]


def _as_seen(found: WishList, market: Market, locale: str) -> Body:
    return shapes_of([found], market, locale)[0]


def _shape(found: WishList, shown: dict[str, Body]) -> Body:
    return {
        "id": found.id,
        "name": found.name,
        "created_at": clock.rfc3339(found.created_at),
        "wishes": [
            {"sku": wish.sku, "added_at": clock.rfc3339(wish.added_at), "product": shown.get(wish.sku)}
            for wish in found.wishes
        ],
    }


def _product(goods: Sellable, free: int, market: Market, locale: str) -> Body:
    item = item_of(goods, 1, market.code, clock.now())
    compared = item.price.compare_at_minor
    return {
        "name": goods.product.text_in(locale, "name"),
        "path": path_of("product", goods.product.address(locale)),
        "options": dict(item.options),
        "image": item.image,
        "price": Money(item.price.minor, market.currency).as_json(),
        "compare_at_price": Money(compared, market.currency).as_json() if compared else None,
        "available": free > 0,
    }
