from flask import Blueprint, Flask, Response
from pymongo.errors import PyMongoError

from bff.problems import problem
from core import db
from core.migrations.services import missing_indexes

blueprint = Blueprint("health", __name__)


@blueprint.get("/livez")
def live() -> Response:
    """The process answers; nothing else is asked."""
    return Response("ok\n", content_type="text/plain")


@blueprint.get("/readyz")
def ready() -> Response:
    """It can serve: a primary answers and every index is there. Redis, Stripe, Contentful are not needed."""
    try:
        db.check_server()
        missing = missing_indexes()
    except (PyMongoError, db.NotAReplicaSet) as error:
        return problem(503, "not-ready", "Not ready", f"MongoDB: {type(error).__name__}")
    if missing:
        return problem(
            503, "not-ready", "Not ready", f"{len(missing)} indexes are missing: run `shop migrate`"
        )
    return Response("ready\n", content_type="text/plain")


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)
