"""What Flask costs when it does nothing: the same bytes for every request. The other figures stand beside it."""

from flask import Flask, Response

SIZE = 4_000


def app() -> Flask:
    """A Flask app with one route."""
    made = Flask(__name__)
    body = b'{"data":"' + b"x" * SIZE + b'"}'

    @made.get("/constant")
    def constant() -> Response:
        return Response(body, content_type="application/json")

    return made
