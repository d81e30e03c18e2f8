"""What search engines and static builds need to know: where things are, and where they have gone."""

from typing import Any

from flask import Response
from flask.views import MethodView
from flask_smorest import Blueprint

from bff.seo import schemas
from bff.seo.answers import public_answer
from core.redirects.queries import redirect_for
from core.storefront import tags

blueprint = Blueprint("addresses", __name__, url_prefix="/v1", description="Paths, sitemaps, redirects")

Query = dict[str, Any]


@blueprint.route("/redirect")
class Redirect(MethodView):
    @blueprint.arguments(schemas.RedirectQuery, location="query")
    @blueprint.response(200, schemas.RedirectSchema)
    @blueprint.alt_response(304, description="Not Modified")
    def get(self, query: Query) -> Response:
        """Where an old address leads: for a storefront that has nothing under a path. 404: nowhere."""
        redirect = redirect_for(query["path"])
        data = {
            "target": redirect.target,
            "permanent": redirect.permanent,
            "status": redirect.status,
            "strictStatus": redirect.strict_status,
        }
        return public_answer(data, [tags.REDIRECTS])
