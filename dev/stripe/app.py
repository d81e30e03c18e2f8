"""The web side: addresses to handlers, keys and parameters read, answers and their headers written."""

import secrets
import time
from collections.abc import Callable, Iterator
from typing import Any

from flask import Flask, Request, Response, request
from werkzeug.exceptions import HTTPException, InternalServerError

from dev.stripe import API_VERSION, access, controls, pages
from dev.stripe.call import Answer, Call
from dev.stripe.exchange import respond
from dev.stripe.parameters import Params, Tree, decode
from dev.stripe.refusals import Refusal
from dev.stripe.routes import ROUTES, Route
from dev.stripe.stand_in import StandIn

# A browser may call from the storefront's origin, as Stripe allows it to.
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Headers": "authorization, content-type, idempotency-key, stripe-version",
    "Access-Control-Allow-Methods": "GET, POST, DELETE",
    "Access-Control-Expose-Headers": "Request-Id",
    "Access-Control-Max-Age": "600",
}


def create_app(stand_in: StandIn) -> Flask:
    """The WSGI application; whoever serves it also starts and stops the stand-in's threads."""
    app = Flask(__name__, static_folder="static", static_url_path="/_static")
    for route in ROUTES:
        address = route.rule.replace("{", "<").replace("}", ">")
        name = f"{route.method} {route.rule}"
        app.add_url_rule(
            address, name, _view(stand_in, route), methods=[route.method], provide_automatic_options=False
        )
    app.register_blueprint(controls.blueprint(stand_in))
    app.register_blueprint(pages.blueprint(stand_in))
    app.add_url_rule("/v1/<path:rest>", "preflight", _preflight, methods=["OPTIONS"])
    app.register_error_handler(HTTPException, _in_json)
    return app


def _view(stand_in: StandIn, route: Route) -> Callable[..., Response]:
    def view(**ids: str) -> Response:
        began, request_id = time.time(), f"req_{secrets.token_hex(7)}"
        try:
            answer = respond(stand_in, route, _call(stand_in, route, ids, request_id))
        except Refusal as refusal:
            answer = Answer.refused(refusal)
        stand_in.calls.append(_seen(route, answer, began, request_id))
        return _written(answer, request_id)

    return view


def _call(stand_in: StandIn, route: Route, ids: dict[str, str], request_id: str) -> Call:
    """Raises Refusal for a key that does not open this address and for a version that is none."""
    tree = _tree(request)
    key = access.read_key(request.headers.get("Authorization")) or tree.pop("key", None)
    publishable = access.admit(key, publishable_allowed=route.publishable)
    version = access.read_version(request.headers.get("Stripe-Version"))
    if access.takes_payment_method_types(version) and "payment_method_types" in tree:
        tree["allowed_payment_method_types"] = tree.pop("payment_method_types")
    return Call(
        store=stand_in.store,
        method=route.method,
        path=request.path,
        rule=route.rule,
        ids=ids,
        params=Params(tree),
        request_id=request_id,
        idempotency_key=request.headers.get("Idempotency-Key"),
        publishable=publishable,
    )


def _tree(incoming: Request) -> Tree:
    pairs = [*incoming.args.items(multi=True), *incoming.form.items(multi=True)]
    return decode(pairs)


def _seen(route: Route, answer: Answer, began: float, request_id: str) -> dict[str, Any]:
    return {
        "at": began,
        "seconds": round(time.time() - began, 4),
        "method": route.method,
        "path": request.path,
        "idempotency_key": request.headers.get("Idempotency-Key"),
        "status": None if answer.hang_up else answer.status,
        "replayed": "Idempotent-Replayed" in answer.headers,
        "request_id": request_id,
    }


def _written(answer: Answer, request_id: str) -> Response:
    if answer.hang_up:
        return Response(_cut_off())
    headers = {**CORS, **answer.headers, "Request-Id": request_id}
    headers["Stripe-Version"] = request.headers.get("Stripe-Version", API_VERSION)
    if request.headers.get("Idempotency-Key"):
        headers["Idempotency-Key"] = request.headers["Idempotency-Key"]
    return Response(answer.body, answer.status, headers, content_type="application/json")


def _cut_off() -> Iterator[bytes]:
    """A body that never begins: the server then closes the connection without a byte."""
    raise ConnectionAbortedError("the connection is cut on order")
    yield b""


def _preflight(rest: str) -> Response:  # noqa: ARG001 - the address does not matter
    return Response(status=204, headers=CORS)


def _in_json(error: HTTPException) -> Response | HTTPException:
    """Stripe answers in JSON whatever the address; the pages of our own answer as web pages do."""
    if not request.path.startswith("/v1/"):
        return error
    return _written(Answer.refused(_why_not(error)), f"req_{secrets.token_hex(7)}")


def _why_not(error: HTTPException) -> Refusal:
    if isinstance(error, InternalServerError):
        return Refusal(500, "The stand-in itself has failed; its log says where.", kind="api_error")
    try:
        access.admit(access.read_key(request.headers.get("Authorization")), publishable_allowed=True)
    except Refusal as refusal:
        return refusal
    said = f"Unrecognized request URL ({request.method}: {request.path}), or one not copied here."
    return Refusal(404, said)
