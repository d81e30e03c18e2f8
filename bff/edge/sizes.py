"""How large and how deep what is sent may be. Bytes are bounded by `MAX_CONTENT_LENGTH`, heads by gunicorn."""

import re

from flask import Flask, Response
from gunicorn.http.errors import ParseException
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from bff.admission import operation_asked
from bff.context import asked
from bff.edge.flows import SIGNED, flow_of
from bff.problems import problem

DEEPEST = 32
TOKENS = re.compile(rb'"[^"\\]*(?:\\.[^"\\]*)*"?|[\[\]{}]', re.DOTALL)
"""Texts, so that no bracket in one counts, and brackets."""


def register(app: Flask) -> None:
    app.before_request(_see_sizes)
    app.register_error_handler(ParseException, _cannot_be_read)


def is_deeper(data: bytes, most: int) -> bool:
    """Whether brackets stand in more than *most* others. Reads once, and keeps nothing."""
    if data.count(b"{") + data.count(b"[") <= most:
        return False
    depth = 0
    for token in TOKENS.finditer(data):
        if token[0] in (b"{", b"["):
            depth += 1
            if depth > most:
                return True
        elif token[0] in (b"}", b"]"):
            depth -= 1
    return False


def _see_sizes() -> None:
    """Raises BadRequest, RequestEntityTooLarge, also where nobody would read the body.

    What is signed is kept as it came, and read by a job; it has a size of its own (bff/hooks).
    """
    operation = operation_asked()
    if operation is None or flow_of(operation) is SIGNED:
        return
    request = asked()
    if (request.content_length or 0) > (request.max_content_length or 0):
        raise RequestEntityTooLarge
    if request.is_json and is_deeper(request.get_data(), DEEPEST):
        raise BadRequest(f"JSON is nested {DEEPEST} deep at the most.")


def _cannot_be_read(_error: ParseException) -> Response:
    """A chunk that is none: gunicorn says so where the body is read, and closes the connection."""
    return problem(400, "bad-request", "Bad Request", "The body cannot be read.")
