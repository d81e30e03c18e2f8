"""A body that is not JSON is refused as such (415), before anybody looks for fields in it."""

from flask import Flask, abort, request

from bff.admission import rule_asked
from bff.policy import Proof


def register(app: Flask) -> None:
    app.before_request(_see_that_it_is_json)


def _see_that_it_is_json() -> None:
    """Webhooks are what their sender signed, whatever they call it."""
    has_body = bool(request.content_length) or "Transfer-Encoding" in request.headers
    rule = rule_asked()
    if has_body and not request.is_json and rule is not None and rule.proof is not Proof.SENDER:
        abort(415)
