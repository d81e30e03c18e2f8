from typing import Any

from flask.views import MethodView

from bff.blueprints import Blueprint
from bff.carts.schemas import (
    CartChangeSchema,
    CartQuery,
    CartSchema,
    LinesSchema,
    NewCartSchema,
    OpenedCartSchema,
    ReorderSchema,
)
from bff.carts.shapes import cart_shape, stocked_shape
from bff.context import shop
from bff.idempotent import idempotent, this_request
from bff.identity import current_cart, current_cart_or_ordered, current_customer_id, customer_id_if_any
from bff.orders.views import my_order
from core.carts import services as carts
from core.carts.errors import CartVersionStale
from core.carts.models import Cart
from core.carts.queries import not_sold
from core.catalog.queries import sellable_now
from core.checkout.claiming import claim_cart
from core.customers.queries import customer_by_id
from core.mailboxes import checked
from core.markets.queries import locale_of, market_named
from core.orders import services as orders
from core.plain import plain

blueprint = Blueprint("cart", __name__, url_prefix="/v1/cart", description="What somebody means to buy")
Body = dict[str, Any]


@blueprint.route("")
class CartView(MethodView):
    @idempotent(undo=lambda opened: carts.take_back(opened["token"]))
    @blueprint.arguments(NewCartSchema)
    @blueprint.response(201, OpenedCartSchema)
    def post(self, body: Body) -> Body:
        """Open a cart; its token is told only here."""
        market = market_named(body.get("market"))
        locale = locale_of(market, body.get("locale"))
        wanted = _quantities(body["lines"])
        basket, token = carts.open_basket(
            market,
            locale,
            days=shop().settings.cart_days,
            customer_id=customer_id_if_any(),
            lines=wanted,
            wishes=_wishes(body["lines"]),
        )
        return {**stocked_shape(basket, wanted), "token": token}

    @blueprint.arguments(CartQuery, location="query")
    @blueprint.response(200, CartSchema)
    def get(self, query: Body) -> Body:
        """The cart of the token in X-Cart-Token."""
        return cart_shape(current_cart(), trace=query["trace"])

    @idempotent()
    @blueprint.arguments(CartChangeSchema)
    @blueprint.response(200, CartSchema)
    def patch(self, body: Body) -> Body:
        """Change the e-mail address, discount codes or gift cards, or move the cart to another market or language."""
        return cart_shape(_changed(current_cart(), body))


@blueprint.route("/lines")
class Lines(MethodView):
    @idempotent()
    @blueprint.arguments(LinesSchema)
    @blueprint.response(200, CartSchema)
    def post(self, body: Body) -> Body:
        """Set, add or remove many lines at once: all of them, or none."""
        wanted = _quantities(body["lines"])
        try:
            basket = carts.fill(
                current_cart(),
                wanted,
                add=body["add"],
                expected=body.get("version"),
                wishes=_wishes(body["lines"]),
                once=this_request(),
            )
        except CartVersionStale as stale:
            stale.extra = {**stale.extra, "cart": CartSchema().dump(cart_shape(current_cart()))}
            raise
        return stocked_shape(basket, wanted)


@blueprint.route("/reorder")
class Reorder(MethodView):
    @idempotent()
    @blueprint.arguments(ReorderSchema)
    @blueprint.response(200, CartSchema)
    def post(self, body: Body) -> Body:
        """Put what a past order has into the cart, as far as it is still sold; `not-sold` warns of the rest.

        Notes and gift wrapping come with it, but not in place of what the cart has.
        """
        cart, order = current_cart(), my_order(body["order_number"])
        sold = sellable_now(order.quantities, cart.market)
        wanted = {sku: quantity for sku, quantity in order.quantities.items() if sku in sold}
        wishes = {
            line.sku: {"note": line.note, "wrapped": bool(line.wrapping)}
            for line in order.lines
            if line.sku in wanted and line.sku not in cart.quantities
        }
        basket = carts.fill(cart, wanted, add=True, wishes=wishes, once=this_request())
        shape = stocked_shape(basket, wanted)
        gone = [plain(not_sold(sku)) for sku in order.quantities if sku not in sold]
        return {**shape, "warnings": [*shape["warnings"], *gone]}


@blueprint.route("/claim")
class Claim(MethodView):
    @idempotent()
    @blueprint.response(200, CartSchema)
    def post(self) -> Body:
        """Give the guest's cart, or the order it has become, to the customer who is signed in.

        What their own open cart holds comes with it; its token leads here from then on.
        """
        customer = customer_by_id(current_customer_id())
        cart = current_cart_or_ordered()
        if cart.order_number is None:
            policy = shop().settings.cart_merge
            return cart_shape(claim_cart(cart.id, customer.id, customer.email, policy=policy))
        orders.claim(cart.id, customer.id)
        return cart_shape(current_cart_or_ordered())


def _quantities(lines: list[Body]) -> dict[str, int]:
    """Lines by SKU; one that is named twice counts as the sum."""
    wanted: dict[str, int] = {}
    for line in lines:
        wanted[line["sku"]] = wanted.get(line["sku"], 0) + line["quantity"]
    return wanted


def _wishes(lines: list[Body]) -> dict[str, Body]:
    """What is said of the lines besides their pieces; of one that is named twice the last word counts."""
    wishes: dict[str, Body] = {}
    for line in lines:
        said = wishes.setdefault(line["sku"], {})
        if "note" in line:
            said["note"] = line["note"] or None
        if "gift_wrap" in line:
            said["wrapped"] = line["gift_wrap"]
    return wishes


def _changed(cart: Cart, body: Body) -> Cart:
    """All of it is checked before one write changes all of it."""
    email = checked(body["email"]) if "email" in body else None
    market = market_named(body.get("market", cart.market))
    given = body.get("locale", cart.locale if cart.locale in market.locales else None)
    pay_with = carts.PayWith(
        body.get("add_gift_cards", ()), body.get("remove_gift_cards", ()), body.get("use_store_credit")
    )
    return carts.change_market(
        cart, market, locale_of(market, given), email, codes=body.get("codes"), pay_with=pay_with
    )
