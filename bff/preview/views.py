"""Pages before they are published, for whoever has a signed link: the same paths and shapes as the public ones."""

from typing import Any

from flask import Response
from flask.views import MethodView
from marshmallow import EXCLUDE, Schema, fields, validate

from bff.blueprints import Blueprint
from bff.context import shop
from bff.pages import list_schemas, schemas
from core.pages.errors import PreviewRefused
from core.pages.preview import page_of, preview

blueprint = Blueprint(
    "preview", __name__, url_prefix="/v1/preview", description="Pages before they are published"
)
NEVER_CACHED = "private, no-store"
LONGEST_TOKEN = 2_000

Shown = dict[str, Any]


class TokenHeader(Schema):
    """The token of a preview link: market and language are in it. In no address, which logs and histories keep."""

    class Meta:
        unknown = EXCLUDE

    token = fields.String(
        required=True, data_key="X-Preview-Token", validate=validate.Length(max=LONGEST_TOKEN)
    )


def _preview(kind: str, key: str, shown: Shown) -> Response:
    page = page_of(shown["token"], shop().settings.secret_ring)
    if (page.kind, page.key) != (kind, key):
        raise PreviewRefused("This link is for another page.")
    response = Response(preview(page, shop().drafts).body, content_type="application/json")
    response.headers["Cache-Control"] = NEVER_CACHED
    response.headers["X-Robots-Tag"] = "noindex"
    return response


@blueprint.route("/home")
class Home(MethodView):
    @blueprint.arguments(TokenHeader, location="headers")
    @blueprint.response(200, schemas.HomePage)
    def get(self, shown: Shown) -> Response:
        """The front page as its draft has it."""
        return _preview("home", "", shown)


@blueprint.route("/product/<slug>")
class Product(MethodView):
    @blueprint.arguments(TokenHeader, location="headers")
    @blueprint.response(200, schemas.ProductPage)
    def get(self, shown: Shown, slug: str) -> Response:
        """A product page as the draft of its entry has it; of a hidden product too."""
        return _preview("product", slug, shown)


@blueprint.route("/category/<path:path>")
class Category(MethodView):
    @blueprint.arguments(TokenHeader, location="headers")
    @blueprint.response(200, list_schemas.CategoryPage)
    def get(self, shown: Shown, path: str) -> Response:
        """A category as the draft of its entry has it."""
        return _preview("category", path, shown)


@blueprint.route("/collection/<slug>")
class Collection(MethodView):
    @blueprint.arguments(TokenHeader, location="headers")
    @blueprint.response(200, list_schemas.CollectionPage)
    def get(self, shown: Shown, slug: str) -> Response:
        """A collection as the draft of its entry has it."""
        return _preview("collection", slug, shown)


@blueprint.route("/content/<slug>")
class Content(MethodView):
    @blueprint.arguments(TokenHeader, location="headers")
    @blueprint.response(200, schemas.ContentPage)
    def get(self, shown: Shown, slug: str) -> Response:
        """A page that an editor wrote, as its draft has it."""
        return _preview("content", slug, shown)


@blueprint.route("/blog/<slug>")
class Post(MethodView):
    @blueprint.arguments(TokenHeader, location="headers")
    @blueprint.response(200, schemas.PostPage)
    def get(self, shown: Shown, slug: str) -> Response:
        """One post of the blog as its draft has it."""
        return _preview("post", slug, shown)
