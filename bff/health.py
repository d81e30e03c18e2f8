from flask import Blueprint, Flask, Response

from bff.problems import problem
from core.rights.checks import unready

blueprint = Blueprint("health", __name__)
PLAIN = "text/plain; charset=utf-8"


@blueprint.get("/livez")
def live() -> Response:
    """The process answers; nothing else is asked."""
    return Response("ok\n", content_type=PLAIN)


@blueprint.get("/readyz")
def ready() -> Response:
    """It can serve: a primary answers and every index is there. Redis, Stripe, Contentful are not needed."""
    if why := unready():
        return problem(503, "not-ready", "Not ready", why)
    return Response("ready\n", content_type=PLAIN)


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)
