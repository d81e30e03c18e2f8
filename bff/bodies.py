"""A body that is not JSON is refused as such (415), and one that is no text (400), before anybody looks into it."""

import orjson
from flask import Flask, abort

from bff.admission import rule_asked
from bff.context import asked, header
from bff.policy import Proof

WRITES = {"POST", "PUT", "PATCH", "DELETE"}
ESCAPE = b"\\u"


def register(app: Flask) -> None:
    app.before_request(_see_that_it_is_json)


def _see_that_it_is_json() -> None:
    """Webhooks are what their sender signed, whatever they call it."""
    request = asked()
    has_body = bool(request.content_length) or header("Transfer-Encoding") is not None
    rule = rule_asked()
    if not has_body or request.method not in WRITES or rule is None or rule.proof is Proof.SENDER:
        return
    if not request.is_json:
        abort(415)
    _see_that_it_is_text(request.get_data())


def _see_that_it_is_text(body: bytes) -> None:
    """Half of a surrogate pair is no letter: nothing that hashes, compares or keeps text can take it."""
    if ESCAPE not in body:
        return
    try:
        orjson.loads(body)
    except orjson.JSONDecodeError:
        abort(400)
