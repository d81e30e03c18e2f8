"""Public pages: one request per route of the storefront, answered from ready bytes."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from bff.blueprints import Blueprint
from bff.caching import OFFER, page_response
from bff.context import whom
from bff.idempotent import idempotent
from bff.pages import schemas
from bff.pages.offer import offer_of
from bff.pages.product_schemas import NotifySchema, OfferSchema
from bff.schemas import MarketQuery
from core.catalog.queries import sellable
from core.inventory.wishes import ask_to_be_told
from core.pages.queries import page

blueprint = Blueprint("pages", __name__, url_prefix="/v1/pages", description="One request per public page")
products = Blueprint("products", __name__, url_prefix="/v1/products", description="Fast facts")

Query = dict[str, Any]


def _page(kind: str, key: str, query: Query) -> Response:
    market, locale = whom(query)
    return page_response(page(kind, key, market.code, locale, min_version=query["min_version"]))


@blueprint.route("/layout")
class Layout(MethodView):
    @blueprint.arguments(MarketQuery, location="query")
    @blueprint.response(200, schemas.LayoutPage)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query) -> Response:
        """Menus, footer, markets, languages."""
        return _page("layout", "", query)


@blueprint.route("/home")
class Home(MethodView):
    @blueprint.arguments(MarketQuery, location="query")
    @blueprint.response(200, schemas.HomePage)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query) -> Response:
        """The front page."""
        return _page("home", "", query)


@blueprint.route("/product/<slug>")
class Product(MethodView):
    @blueprint.arguments(MarketQuery, location="query")
    @blueprint.response(200, schemas.ProductPage)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query, slug: str) -> Response:
        """Everything a product page shows."""
        return _page("product", slug, query)


@blueprint.route("/content/<slug>")
class Content(MethodView):
    @blueprint.arguments(MarketQuery, location="query")
    @blueprint.response(200, schemas.ContentPage)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query, slug: str) -> Response:
        """A page that an editor wrote."""
        return _page("content", slug, query)


@blueprint.route("/blog")
class Blog(MethodView):
    @blueprint.arguments(MarketQuery, location="query")
    @blueprint.response(200, schemas.BlogPage)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query) -> Response:
        """The posts of the blog, newest first."""
        return _page("blog", "", query)


@blueprint.route("/blog/<slug>")
class Post(MethodView):
    @blueprint.arguments(MarketQuery, location="query")
    @blueprint.response(200, schemas.PostPage)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query, slug: str) -> Response:
        """One post of the blog."""
        return _page("post", slug, query)


@products.route("/<sku>/notify")
class Notify(MethodView):
    @idempotent()
    @products.arguments(MarketQuery, location="query")
    @products.arguments(NotifySchema)
    @products.response(202, description="It is written down, if it was not before.")
    def post(self, query: Query, body: dict[str, str], sku: str) -> None:
        """Tell that mailbox once when the SKU can be bought again. Says nothing of who has asked before."""
        market, locale = whom(query)
        sellable([sku], market.code)
        ask_to_be_told(sku, body["email"], market=market.code, locale=locale)


@products.route("/<slug>/offer")
class Offer(MethodView):
    @products.arguments(MarketQuery, location="query")
    @products.response(200, OfferSchema)
    def get(self, query: Query, slug: str) -> Response:
        """Price and stock now, beside a page that may be a minute old."""
        market, locale = whom(query)
        offer = offer_of(slug, market, locale)
        response = Response(orjson.dumps(offer), content_type="application/json")
        response.headers["Cache-Control"] = OFFER
        return response
