"""The application: routes, errors, faults, and one log line per call."""

import sys
import time
import traceback
from urllib.parse import urlencode, urlsplit

from flask import Flask, Response, g, request
from werkzeug.exceptions import HTTPException

from dev.contentful.answers import NOT_FOUND, Refused, error_answer, request_id
from dev.contentful.controls import controls
from dev.contentful.delivery import delivery
from dev.contentful.editor import editor
from dev.contentful.pictures import pictures
from dev.contentful.wiring import EXTENSION, StandIn, stand_in

LARGEST_BODY_BYTES = 1024 * 1024  # as Contentful
HOSTS = ("127.0.0.1", "localhost", "::1")
READING = ("GET", "HEAD", "OPTIONS")
SECRET_PARAMETERS = ("access_token", "sync_token")


def create_app(wired: StandIn) -> Flask:
    """The WSGI application of one stand-in."""
    app = Flask(__name__, static_url_path="/_editor")
    app.config["MAX_CONTENT_LENGTH"] = LARGEST_BODY_BYTES
    app.extensions[EXTENSION] = wired
    app.register_blueprint(
        delivery, name="environment", url_prefix="/spaces/<space_id>/environments/<environment_id>"
    )
    app.register_blueprint(delivery, name="space", url_prefix="/spaces/<space_id>")
    for blueprint in (controls, editor, pictures):
        app.register_blueprint(blueprint)
    app.before_request(start_watch)
    app.before_request(refuse_other_sites)
    app.before_request(let_faults_strike)
    app.after_request(finish)
    app.register_error_handler(Refused, refuse)
    app.register_error_handler(HTTPException, refuse_http)
    app.register_error_handler(Exception, refuse_crash)
    return app


def start_watch() -> None:
    g.started = time.perf_counter()


def refuse_other_sites() -> None:
    """No web page elsewhere may edit through a developer's browser; nor may a name that only points to us."""
    if request.method in READING:
        return
    origin = request.headers.get("Origin")
    if urlsplit(f"//{request.host}").hostname not in HOSTS or (
        origin and urlsplit(origin).netloc != request.host
    ):
        raise Refused(
            403, "AccessDenied", "Editing is only for pages of this server.", {"reasons": ["another origin"]}
        )


def let_faults_strike() -> None:
    fault = stand_in().faults.strike(request.path)
    if fault is None:
        return
    time.sleep(fault.hang)
    if refusal := fault.refusal():
        g.rate_limit_reset = fault.reset if refusal.status == 429 else None  # noqa: PLR2004
        raise refusal


def refuse(refused: Refused) -> Response:
    answer = error_answer(refused)
    if g.get("rate_limit_reset") is not None:
        answer.headers["X-Contentful-RateLimit-Reset"] = str(g.rate_limit_reset)
    return answer


def refuse_http(error: HTTPException) -> Response:
    """A route, a method or a body that Flask itself turns away, in Contentful's shape."""
    status = error.code or 500
    name = "NotFound" if status == 404 else "BadRequest"  # noqa: PLR2004
    answer = error_answer(
        Refused(status, name, NOT_FOUND if name == "NotFound" else error.description or error.name)
    )
    if allowed := getattr(error, "valid_methods", None):
        answer.headers["Allow"] = ", ".join(allowed)
    return answer


def refuse_crash(error: Exception) -> Response:
    traceback.print_exception(error)
    return error_answer(Refused(500, "ServerError", "Internal server error"))


def finish(answer: Response) -> Response:
    answer.headers["X-Contentful-Request-Id"] = request_id()
    answer.headers["X-Content-Type-Options"] = "nosniff"
    if request.method in READING:
        answer.make_conditional(request)
    _log(answer)
    return answer


def _log(answer: Response) -> None:
    """One line: method, path and query without secrets, status, milliseconds, request id."""
    milliseconds = (time.perf_counter() - g.get("started", time.perf_counter())) * 1000
    shown = [(name, value) for name, value in request.args.items(multi=True) if name not in SECRET_PARAMETERS]
    target = request.path + (f"?{urlencode(shown)}" if shown else "")
    line = f"{request.method} {_one_line(target)} {answer.status_code} {milliseconds:.1f}ms {request_id()}\n"
    sys.stderr.write(line)


def _one_line(text: str) -> str:
    """A path may spell line breaks; a log line stays one line."""
    return text.encode("unicode_escape").decode()
