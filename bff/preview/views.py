"""Pages before they are published, for whoever has a signed link: the same paths and shapes as the public ones."""

from typing import Any

from flask import Response
from flask.views import MethodView
from marshmallow import EXCLUDE, fields, validate

from bff.blueprints import Blueprint
from bff.context import shop
from bff.pages import list_schemas, schemas
from bff.schemas import CamelSchema
from core.pages.errors import PreviewRefused
from core.pages.preview import page_of, preview

blueprint = Blueprint(
    "preview", __name__, url_prefix="/v1/preview", description="Pages before they are published"
)
NEVER_CACHED = "private, no-store"
LONGEST_TOKEN = 2_000

Query = dict[str, Any]


class TokenQuery(CamelSchema):
    """The token of a preview link: market and language are in it."""

    class Meta:
        unknown = EXCLUDE

    token = fields.String(required=True, validate=validate.Length(max=LONGEST_TOKEN))


def _preview(kind: str, key: str, query: Query) -> Response:
    page = page_of(query["token"], shop().settings.secret_ring)
    if (page.kind, page.key) != (kind, key):
        raise PreviewRefused("This link is for another page.")
    response = Response(preview(page, shop().drafts).body, content_type="application/json")
    response.headers["Cache-Control"] = NEVER_CACHED
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.route("/home")
class Home(MethodView):
    @blueprint.arguments(TokenQuery, location="query")
    @blueprint.response(200, schemas.HomePage)
    def get(self, query: Query) -> Response:
        """The front page as its draft has it."""
        return _preview("home", "", query)


@blueprint.route("/product/<slug>")
class Product(MethodView):
    @blueprint.arguments(TokenQuery, location="query")
    @blueprint.response(200, schemas.ProductPage)
    def get(self, query: Query, slug: str) -> Response:
        """A product page as the draft of its entry has it; of a hidden product too."""
        return _preview("product", slug, query)


@blueprint.route("/category/<path:path>")
class Category(MethodView):
    @blueprint.arguments(TokenQuery, location="query")
    @blueprint.response(200, list_schemas.CategoryPage)
    def get(self, query: Query, path: str) -> Response:
        """A category as the draft of its entry has it."""
        return _preview("category", path, query)


@blueprint.route("/collection/<slug>")
class Collection(MethodView):
    @blueprint.arguments(TokenQuery, location="query")
    @blueprint.response(200, list_schemas.CollectionPage)
    def get(self, query: Query, slug: str) -> Response:
        """A collection as the draft of its entry has it."""
        return _preview("collection", slug, query)


@blueprint.route("/content/<slug>")
class Content(MethodView):
    @blueprint.arguments(TokenQuery, location="query")
    @blueprint.response(200, schemas.ContentPage)
    def get(self, query: Query, slug: str) -> Response:
        """A page that an editor wrote, as its draft has it."""
        return _preview("content", slug, query)


@blueprint.route("/blog/<slug>")
class Post(MethodView):
    @blueprint.arguments(TokenQuery, location="query")
    @blueprint.response(200, schemas.PostPage)
    def get(self, query: Query, slug: str) -> Response:
        """One post of the blog as its draft has it."""
        return _preview("post", slug, query)
