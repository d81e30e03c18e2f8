"""`Idempotency-Key`: the same request with the same key has one effect and one answer."""

from collections.abc import Callable
from functools import partial, wraps
from typing import Any, ParamSpec

from flask import Response, make_response

from bff.blueprints import APIDOC, with_parameters
from bff.context import asked, header
from bff.identity import caller, customer_id_if_any
from core.idempotency import services as idempotency
from core.idempotency.errors import BadKey

P = ParamSpec("P")
HEADER = "Idempotency-Key"
REPLAYED = "Idempotent-Replayed"
PARAMETER = {
    "in": "header",
    "name": HEADER,
    "schema": {"type": "string", "minLength": idempotency.SHORTEST, "maxLength": idempotency.LONGEST},
    "description": "The same key with the same request gives the same answer, for 48 hours.",
}


def idempotent(
    *, required: bool = False, whole: bool = False, undo: Callable[[Any], object] | None = None
) -> Callable[[Callable[P, Any]], Callable[P, Response]]:
    """Keep the answer of a write under its key. Only success is kept: what was refused may be tried again.

    The outermost decorator of a view. Where the key is *required*, its absence is a 400. A *whole* view is one
    transaction with the note of its answer: whatever dies in between, it is done once. It calls nobody outside.
    Where *undo* is given, which undoes what was answered, a guest's request is noted only afterwards, which is
    faster: what it makes is found by nobody who was not answered. A customer's would be found by the account.
    """

    def decorate(view: Callable[P, Any]) -> Callable[P, Response]:
        @wraps(view)
        def keyed(*args: P.args, **kwargs: P.kwargs) -> Response:
            key = header(HEADER)
            if key is None and required:
                raise BadKey("Send one, such as a UUID.", field=HEADER)
            if key is None:
                return make_response(view(*args, **kwargs))
            act = _in_one if whole else _once
            if undo is not None and customer_id_if_any() is None:
                act = partial(_afterwards, undo)
            return act(idempotency.answer_id(key, _scope()), lambda: make_response(view(*args, **kwargs)))

        setattr(keyed, APIDOC, _documented(view, required=required))
        return keyed

    return decorate


def _once(name: str, work: Callable[[], Response]) -> Response:
    earlier = idempotency.begin(name, _asked())
    if earlier is not None:
        return _told(earlier, again=True)
    try:
        response = work()
    except BaseException:
        idempotency.give_up(name)
        raise
    idempotency.keep(name, _answer(response))
    return response


def _in_one(name: str, work: Callable[[], Response]) -> Response:
    answer, before = idempotency.once(name, _asked(), lambda: _answer(work()))
    return _told(answer, again=before)


def _afterwards(undo: Callable[[Any], object], name: str, work: Callable[[], Response]) -> Response:
    try:
        response = work()
    except Exception:
        earlier = idempotency.told(name, _asked())  # the shop may have changed since
        if earlier is None:
            raise
        return _told(earlier, again=True)
    mine = _answer(response)
    answer, before = idempotency.noted(name, _asked(), mine, lambda: undo(response.get_json()))
    return _told(answer, again=True) if before else response


def _answer(response: Response) -> idempotency.Answer:
    return idempotency.Answer(response.status_code, response.content_type or "", response.get_data())


def _told(answer: idempotency.Answer, *, again: bool) -> Response:
    told = Response(answer.body, answer.status, content_type=answer.content_type)
    if again:
        told.headers[REPLAYED] = "true"
    if not answer.content_type:
        del told.headers["Content-Type"]
    return told


def this_request() -> str | None:
    """The same for a request and whoever repeats it under its key: for services that do something once per name."""
    key = header(HEADER)
    return idempotency.request_named(idempotency.answer_id(key, _scope())) if key else None


def _scope() -> str:
    request = asked()
    return f"{request.method} {request.path} {caller()}"


def _asked() -> bytes:
    """What is asked for beside the path: with another query it is another request."""
    request = asked()
    query, body = request.query_string, request.get_data()
    return query + b"\n" + body if query else body


def _documented(view: Callable[..., Any], *, required: bool) -> dict[str, Any]:
    return with_parameters(getattr(view, APIDOC, {}), [{**PARAMETER, "required": required}])
