from flask import Blueprint, Flask, Response

from core.rights.checks import unready

blueprint = Blueprint("health", __name__)


@blueprint.get("/livez")
def live() -> Response:
    """The process answers; nothing else is asked."""
    return _plain("ok", 200)


@blueprint.get("/readyz")
def ready() -> Response:
    """It can serve: a primary answers and every index is there."""
    why = unready()
    return _plain(why or "ready", 503 if why else 200)


def register(app: Flask) -> None:
    app.register_blueprint(blueprint)


def _plain(text: str, status: int) -> Response:
    return Response(f"{text}\n", status, content_type="text/plain; charset=utf-8")
