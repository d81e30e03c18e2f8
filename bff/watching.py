"""What somebody who watches over the shop wants to hear of: who came in, who was kept out, what was not taken.

One line for a request at most, beside the line that each has; `limited` has its own. Nobody is named: a customer is
the id of the account, whoever has none is a hash that only this shop can make, the same for the same address.
"""

import re
from collections.abc import Iterable
from contextlib import suppress
from typing import Any

import orjson
from flask import Flask, Response, g
from werkzeug.exceptions import HTTPException

from bff.admission import operation_asked, rule_asked
from bff.context import shop
from bff.edge.keys import mailbox_named
from bff.identity import who_is_known
from bff.policy import Proof
from bff.problems import CONTENT_TYPE
from core import log
from core.seals import sign_of

SIGN_INS = {"POST /v1/auth/login": "password", "POST /v1/auth/oidc/{provider}/callback": "provider"}
KEPT_OUT, NOT_TAKEN = (401, 403), (400, 413, 415, 422)
NOT_IN = (401, 403, 409)
"""Of a sign-in; what was no attempt at one, because it could not be read, is not taken like any other body."""
NOT_FOUND, WELL = 404, 300
FIELD = re.compile(r"[\w.\[\]-]{1,60}", re.ASCII)
"""What the name of a field looks like. Those that nobody knows are made up by whoever sends them."""
MOST_FIELDS = 10


def register(app: Flask) -> None:
    app.after_request(_watch)


def _watch(response: Response) -> Response:
    status, operation = response.status_code, operation_asked()
    by = SIGN_INS.get(operation or "")
    if by is not None and status < WELL:
        _note("signed_in", by=by, customer=g.get("signed_in"))
    elif by is not None and status in NOT_IN:
        _note("sign_in_refused", by=by, whose=_whose(), problem=_problem(response))
    elif status in KEPT_OUT or (status == NOT_FOUND and _is_somebodys()):
        _note("refused", operation=operation, who=who_is_known(), problem=_problem(response))
    elif status in NOT_TAKEN:
        fields = _fields(response)
        _note(
            "input_refused",
            operation=operation,
            who=who_is_known(),
            problem=_problem(response),
            fields=fields,
        )
    return response


def _note(event: str, **facts: object) -> None:
    log.get(__name__).info(event, request_id=g.request.id, **facts)


def _is_somebodys() -> bool:
    """Whether what was not found would have been somebody's: then it may be there, and be another's."""
    rule = rule_asked()
    return rule is not None and rule.proof is not Proof.ANYBODY


def _whose() -> str | None:
    mailbox = None
    with suppress(HTTPException):  # a body that is too large to be looked into
        mailbox = mailbox_named()
    return None if mailbox is None else sign_of(mailbox, shop().settings.secret_ring)


def _problem(response: Response) -> str | None:
    return str(_told(response).get("type", "")).rpartition("/")[2] or None


def _fields(response: Response) -> list[str]:
    faults: Iterable[Any] = _told(response).get("errors", ())
    named = [str(fault.get("field")) for fault in faults][:MOST_FIELDS]
    return [name if FIELD.fullmatch(name) else "(odd)" for name in named]


def _told(response: Response) -> dict[str, Any]:
    if response.content_type != CONTENT_TYPE or response.direct_passthrough:
        return {}
    told = orjson.loads(response.get_data())
    return dict(told) if isinstance(told, dict) else {}
