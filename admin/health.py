from flask import Blueprint, Flask, Response
from pymongo.errors import PyMongoError

from core import db
from core.migrations.services import missing_indexes

blueprint = Blueprint("health", __name__)


@blueprint.get("/livez")
def live() -> Response:
    """The process answers; nothing else is asked."""
    return _plain("ok", 200)


@blueprint.get("/readyz")
def ready() -> Response:
    """It can serve: a primary answers and every index is there."""
    try:
        db.check_server()
        missing = missing_indexes()
    except (PyMongoError, db.NotAReplicaSet) as error:
        return _plain(f"MongoDB: {type(error).__name__}", 503)
    if missing:
        return _plain(f"{len(missing)} indexes are missing: run `shop migrate`", 503)
    return _plain("ready", 200)


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)


def _plain(text: str, status: int) -> Response:
    return Response(f"{text}\n", status, content_type="text/plain; charset=utf-8")
