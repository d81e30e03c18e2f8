"""Lists: the ready page where nothing is asked of it, and whatever part of it is asked for."""

from typing import Any

import orjson
from flask import Response
from flask.views import MethodView

from bff.blueprints import Blueprint
from bff.caching import SUGGESTIONS, page_response
from bff.context import shop, whom
from bff.pages import list_schemas as schemas
from bff.pages.asked import FACETS, ListQuery, SearchQuery, SuggestQuery, asked_of
from core.catalog.search import query_words
from core.listing.materials import Materials
from core.markets.models import Market
from core.pages.lists import list_page, search_page
from core.pages.queries import shelves_called
from core.storefront.paths import path_of

blueprint = Blueprint("lists", __name__, url_prefix="/v1/pages", description="Lists, one request per page")
suggestions = Blueprint("suggestions", __name__, url_prefix="/v1/suggest", description="The search box")

MOST_SHELVES = 3
Query = dict[str, Any]


@blueprint.route("/category/<path:path>")
class Category(MethodView):
    @blueprint.doc(parameters=[FACETS])
    @blueprint.arguments(ListQuery, location="query")
    @blueprint.response(200, schemas.CategoryPage)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query, path: str) -> Response:
        """A category and its products, newest first; its path is the slugs from the root down."""
        market, locale = whom(query)
        answer = list_page(
            "category", path, market, locale, asked_of(query), min_version=query["min_version"]
        )
        return page_response(answer)


@blueprint.route("/collection/<slug>")
class Collection(MethodView):
    @blueprint.doc(parameters=[FACETS])
    @blueprint.arguments(ListQuery, location="query")
    @blueprint.response(200, schemas.CollectionPage)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query, slug: str) -> Response:
        """Products that are shown together: in the order they were given, or the newest first."""
        market, locale = whom(query)
        answer = list_page(
            "collection", slug, market, locale, asked_of(query), min_version=query["min_version"]
        )
        return page_response(answer)


@blueprint.route("/search")
class Search(MethodView):
    @blueprint.doc(parameters=[FACETS])
    @blueprint.arguments(SearchQuery, location="query")
    @blueprint.response(200, schemas.SearchPage)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query) -> Response:
        """Products that have every word of `q`, or words that begin so, or that were meant."""
        market, locale = whom(query)
        answer = search_page(
            query["q"], market, locale, asked_of(query), shop().search, min_version=query["min_version"]
        )
        return page_response(answer)


@suggestions.route("")
class Suggest(MethodView):
    @suggestions.arguments(SuggestQuery, location="query")
    @suggestions.response(200, schemas.SuggestSchema)
    def get(self, query: Query) -> Response:
        """What somebody may be about to look for: products, categories, whole queries."""
        market, locale = whom(query)
        response = Response(_suggested(query["q"], market, locale), content_type="application/json")
        response.headers["Cache-Control"] = SUGGESTIONS
        return response


def _suggested(text: str, market: Market, locale: str) -> bytes:
    found = shop().search.suggest(text, market.code, locale)
    words = query_words(text)
    shelves = shelves_called(words, market.code, locale, limit=MOST_SHELVES) if words else []
    cards = Materials().cards(found.products, market, locale)
    body = {
        "query": text,
        "products": [orjson.Fragment(card.body) for card in cards],
        "categories": [
            {"name": shelf["name"], "path": path_of(shelf["kind"], shelf["key"]), "count": shelf["count"]}
            for shelf in shelves
        ],
        "queries": list(found.queries),
    }
    return orjson.dumps(body)
